/** The correlations, as data: which two events make a finding, how many of a kind, or which one that never came. */
import { AGENCY, INJECTION, OUTPUT } from '../rules/taxonomy.ts';
import {
  hasEnded,
  hasPhase,
  hasPhaseBefore,
  isAnotherCall,
  isAnotherTool,
  isEarlierOf,
  isNamedAlike,
  isRightBefore,
  isSameCall,
  mayHavePhase,
  ranBesideDenial,
  runsSome,
  sendsSensitive,
  sendsSome,
} from './relations.ts';
import { Role } from './roles.ts';
import type { AbsenceRule, CountRule, PairRule } from './rule-forms.ts';
import type { CorrelationCard } from './types.ts';

const RUN_ROLES = Role.COMPLETED | Role.FAILED;
/** It ran, failed, or was denied after all. */
const END_ROLES = RUN_ROLES | Role.DENIED;
const ANY_CALL = ['https://genai.owasp.org/llmrisk/llm062025-excessive-agency/'];
const INJECTIONS = ['https://genai.owasp.org/llmrisk/llm01-prompt-injection/'];
const TOOLS = ['https://atlas.mitre.org/techniques/AML.T0053'];

export const pairRules: readonly PairRule[] = [
  {
    id: 'injection-then-risky-call',
    version: 1,
    category: 'TOOL_ABUSE',
    type: 'call_after_injection',
    severity: 'HIGH',
    confidence: 0.7,
    description:
      'A high-risk or outward call, asked for or run after the model read a prompt injection in the same session.',
    severity_reason:
      'This is how an injection does harm; whether this call was its doing is for a person to see.',
    references: [...INJECTIONS, ...TOOLS],
    taxonomy: [...INJECTION, ...AGENCY],
    path: '/tool',
    cause: Role.INJECTED,
    effect: Role.RISKY_CALL,
    related: isAnotherCall,
  },
  {
    id: 'injection-then-call',
    version: 1,
    category: 'ANOMALY',
    type: 'call_after_injection',
    severity: 'MEDIUM',
    confidence: 0.5,
    description: 'Any other tool call after the model read a prompt injection in the same session.',
    severity_reason: 'The call itself reaches nothing that is known to be dangerous.',
    references: [...INJECTIONS, ...TOOLS],
    taxonomy: [...INJECTION, ...AGENCY],
    path: '/tool',
    cause: Role.INJECTED,
    effect: Role.OTHER_CALL,
    related: isAnotherCall,
  },
  {
    id: 'sensitive-result-sent-out',
    version: 1,
    category: 'TOOL_ABUSE',
    type: 'sensitive_result_sent_out',
    severity: 'HIGH',
    confidence: 0.8,
    description:
      'A sensitive value found in the result of one tool stands in what a later call of another sends out.',
    severity_reason: 'Personal data, a secret or a confidential passage leaves the system it was read from.',
    references: ['https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/', ...TOOLS],
    taxonomy: ['OWASP:LLM02:2026', 'ATLAS:AML.T0057', ...AGENCY, 'CWE-200'],
    path: '/arguments',
    cause: Role.SENSITIVE_RESULT,
    effect: Role.SENDS_SENSITIVE,
    betweenSystems: true,
    related: (records, cause, effect) =>
      isAnotherTool(records, cause, effect) && sendsSensitive(records, cause, effect),
  },
  {
    id: 'result-sent-out',
    version: 1,
    category: 'TOOL_ABUSE',
    type: 'result_sent_out',
    severity: 'LOW',
    confidence: 0.6,
    description:
      'An e-mail address, an id, a number or a run of eight words out of the result of one tool stands in what a later call of another sends out.',
    severity_reason: 'Passing values on is what agents are for; it says which way data went.',
    references: ['https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/', ...TOOLS],
    taxonomy: ['OWASP:LLM02:2026', ...AGENCY],
    path: '/arguments',
    cause: Role.RESULT,
    effect: Role.SENDS,
    betweenSystems: true,
    related: (records, cause, effect) =>
      isAnotherTool(records, cause, effect) && sendsSome(records, cause, effect),
  },
  {
    id: 'output-code-ran',
    version: 1,
    category: 'INSECURE_OUTPUT',
    type: 'output_code_ran',
    severity: 'HIGH',
    confidence: 0.9,
    description:
      'A block of code out of a model’s output, or a line of it, is what a later shell or database call runs.',
    severity_reason: 'What a model wrote acts on a system, with nobody known to have read it in between.',
    references: ['https://genai.owasp.org/llmrisk/llm052025-improper-output-handling/'],
    taxonomy: [OUTPUT, ...AGENCY, 'CWE-94'],
    path: '/arguments',
    cause: Role.CODE,
    effect: Role.RUNS_COMMAND,
    related: (records, cause, effect) => runsSome(records, cause, effect, true),
  },
  {
    id: 'output-code-called',
    version: 1,
    category: 'INSECURE_OUTPUT',
    type: 'output_code_ran',
    severity: 'MEDIUM',
    confidence: 0.7,
    description:
      'A whole block of code out of a model’s output is in the arguments of a later function call.',
    severity_reason: 'Whether the function runs it is not known.',
    references: ['https://genai.owasp.org/llmrisk/llm052025-improper-output-handling/'],
    taxonomy: [OUTPUT, ...AGENCY, 'CWE-94'],
    path: '/arguments',
    cause: Role.CODE,
    effect: Role.RUNS_FUNCTION,
    related: (records, cause, effect) => runsSome(records, cause, effect, false),
  },
  {
    id: 'run-after-denial',
    version: 1,
    category: 'INTEGRITY',
    type: 'run_against_decision',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A tool call that was denied ran to its end.',
    severity_reason: 'The guard was gone round.',
    references: ANY_CALL,
    taxonomy: [...AGENCY, 'CWE-863'],
    path: '/phase',
    cause: Role.DENIED,
    effect: Role.COMPLETED,
    inAnyOrder: true,
    related: isSameCall,
  },
  {
    id: 'failure-after-denial',
    version: 1,
    category: 'INTEGRITY',
    type: 'run_against_decision',
    severity: 'HIGH',
    confidence: 0.6,
    description: 'A tool call that was denied is said to have failed.',
    severity_reason: 'It may have been tried all the same; some callers only report the denial as a failure.',
    references: ANY_CALL,
    taxonomy: [...AGENCY, 'CWE-863'],
    path: '/phase',
    cause: Role.DENIED,
    effect: Role.FAILED,
    inAnyOrder: true,
    related: isSameCall,
  },
];

export const countRules: readonly CountRule[] = [
  {
    id: 'repeated-denials',
    version: 1,
    category: 'ANOMALY',
    type: 'repeated_denials',
    severity: 'MEDIUM',
    confidence: 0.8,
    description:
      'A third denied call of the same person in a session within the window, and every further one.',
    severity_reason: 'Somebody, or a model that was talked into it, looks for a way round the policy.',
    references: ANY_CALL,
    taxonomy: [...AGENCY],
    path: '/phase',
    role: Role.DENIED,
    times: 3,
    groupOf: (records, at) => records.contextOf(at).actor,
  },
  {
    id: 'repeated-prompt',
    version: 1,
    category: 'ANOMALY',
    type: 'repeated_prompt',
    severity: 'LOW',
    confidence: 0.9,
    description:
      'The same question for the third time in a session within the window, and every further one.',
    severity_reason:
      'Mostly a sign that an answer does not help; sometimes that somebody tries until it works.',
    references: ['https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/'],
    taxonomy: ['OWASP:LLM06:2026'],
    path: '/messages',
    role: Role.QUESTION,
    times: 3,
    groupOf: (records, at) => records.detailOf(at),
  },
];

const missing: readonly AbsenceRule[] = [
  {
    id: 'sequence-gap',
    version: 1,
    category: 'INTEGRITY',
    type: 'sequence_gap',
    severity: 'MEDIUM',
    confidence: 0.9,
    description:
      'The event before this one, by its emitter’s own count, never came, though earlier ones did.',
    severity_reason: 'Something that happened is not on record.',
    references: ['https://csrc.nist.gov/pubs/sp/800/92/final'],
    taxonomy: ['CWE-778'],
    path: '/origin/emitter/sequence',
    role: Role.NUMBERED,
    isSettled: (carrier, others) => others.records.isFirst(carrier) || isRightBefore(carrier, others),
    isAmiss: (carrier, others, windowMs) =>
      isEarlierOf(carrier, others, windowMs) && !isRightBefore(carrier, others),
  },
  {
    id: 'run-without-decision',
    version: 1,
    category: 'INTEGRITY',
    type: 'run_without_decision',
    severity: 'HIGH',
    confidence: 0.8,
    description: 'A high-risk call ran, and nothing says that it was asked for or approved.',
    severity_reason: 'It ran past the guard, or without one.',
    references: ANY_CALL,
    taxonomy: [...AGENCY, 'CWE-862'],
    path: '/phase',
    role: Role.UNDECIDED,
    isSettled: (carrier, others) => hasPhase(Role.DECISION, carrier, others),
    isAmiss: (carrier, others, windowMs) =>
      others.records.detailOf(carrier) <= windowMs && !hasPhaseBefore(Role.DECISION, carrier, others),
  },
  {
    id: 'run-without-approval',
    version: 1,
    category: 'INTEGRITY',
    type: 'run_without_decision',
    severity: 'HIGH',
    confidence: 0.9,
    description: 'A call that was held for approval ran, and nothing says that it was approved.',
    severity_reason: 'Nobody answered, and it ran all the same.',
    references: ANY_CALL,
    taxonomy: [...AGENCY, 'CWE-862'],
    path: '/phase',
    role: RUN_ROLES,
    unsettledBy: { role: Role.HELD, related: isNamedAlike },
    isSettled: (carrier, others) => !mayHavePhase(Role.HELD, carrier, others),
    isAmiss: (carrier, others) =>
      hasPhaseBefore(Role.HELD, carrier, others) && !hasPhaseBefore(Role.APPROVED, carrier, others),
  },
  {
    id: 'call-without-outcome',
    version: 1,
    category: 'INTEGRITY',
    type: 'call_without_outcome',
    severity: 'MEDIUM',
    confidence: 0.8,
    description: 'A call was allowed or approved, and nothing says within the window how it ended.',
    severity_reason:
      'It may have run with nobody knowing what it did; mostly the process died, or it takes longer than the window.',
    references: [...ANY_CALL, 'https://csrc.nist.gov/pubs/sp/800/92/final'],
    taxonomy: [...AGENCY, 'CWE-778'],
    path: '/phase',
    role: Role.ALLOWED,
    isPatient: true,
    isSettled: (carrier, others) => hasPhase(END_ROLES, carrier, others),
    isAmiss: (carrier, others, windowMs) => !hasEnded(END_ROLES, carrier, others, windowMs),
  },
];

/** What a run against a decision is where only a request that has not come could tell that it is of another call. */
const late: readonly AbsenceRule[] = pairRules
  .filter(({ cause }) => cause === Role.DENIED)
  .map((rule) => ({
    ...rule,
    role: rule.effect,
    unsettledBy: { role: Role.DENIED, related: isNamedAlike },
    isSettled: (carrier, others) =>
      !mayHavePhase(Role.DENIED, carrier, others) || hasPhase(Role.DENIED, carrier, others),
    isAmiss: ranBesideDenial,
  }));

export const absenceRules: readonly AbsenceRule[] = [...missing, ...late];

/** All of them, for those who list rules. */
export const correlationCards: readonly CorrelationCard[] = [...pairRules, ...countRules, ...missing];
