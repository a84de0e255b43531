/**
 * The records of schemas/*.avsc as TypeScript sees them. Field names are those of the wire and of the public JSON
 * form; text that came from outside is a Buffer holding what was sent, to the byte; maps are entries in wire order,
 * so that no key (`__proto__`, a duplicate) is lost. Times are microseconds since the Unix epoch unless named otherwise.
 */
import type { ControlRecord } from './control-types.ts';

export type { ApiKey, Approval, ApprovalVerdict, Claim, ControlRecord, Hold } from './control-types.ts';

export interface Entry {
  key: string;
  value: string;
}

export type Capture = 'UNKNOWN' | 'FULL' | 'STUB';
export type PromptStatus = 'UNKNOWN' | 'SENT' | 'BLOCKED' | 'FAILED';
export type OutputStatus = 'UNKNOWN' | 'COMPLETED' | 'BLOCKED' | 'FAILED' | 'ABORTED';
export type ToolPhase = 'UNKNOWN' | 'REQUESTED' | 'HELD' | 'APPROVED' | 'DENIED' | 'COMPLETED' | 'FAILED';
export type ToolKind = 'UNKNOWN' | 'HTTP' | 'DATABASE' | 'SHELL' | 'MESSAGING' | 'MCP' | 'FUNCTION';
export type Authenticated = 'UNKNOWN' | 'YES' | 'NO';
export type Effect = 'UNKNOWN' | 'ALLOW' | 'ALERT' | 'HOLD' | 'DENY';
export type Verdict = 'UNKNOWN' | 'ACCURATE' | 'INACCURATE' | 'HARMFUL' | 'USEFUL';
export type AuditAction =
  | 'UNKNOWN'
  | 'REVEAL'
  | 'ERASE'
  | 'APPROVE'
  | 'REJECT'
  | 'REPLAY'
  | 'KEY_ROTATION'
  | 'POLICY_CHANGE';
export type Category =
  | 'UNKNOWN'
  | 'PII'
  | 'SECRET'
  | 'PROMPT_INJECTION'
  | 'INSECURE_OUTPUT'
  | 'CODE'
  | 'TOOL_ABUSE'
  | 'COMPLIANCE'
  | 'CONFIDENTIAL'
  | 'ANOMALY'
  | 'INTEGRITY';
export type Severity = 'UNKNOWN' | 'INFO' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
export type Stage = 'UNKNOWN' | 'GATEWAY' | 'DETECTOR' | 'INDEXER' | 'LEDGER';
export type AlertReason =
  | 'UNKNOWN'
  | 'SEVERITY'
  | 'PII_IN_PROMPT'
  | 'SENSITIVE_OUTPUT'
  | 'CODE_IN_OUTPUT'
  | 'HIGH_RISK_TOOL_CALL';

export interface Actor {
  user_id: string | null;
  role: string | null;
  department: string | null;
}
export interface Device {
  id: string | null;
  ip: string | null;
  user_agent: string | null;
}
export interface EmitterInfo {
  name: string;
  version: string;
  instance: string;
  sequence: number;
}
export interface Origin {
  event_id: string;
  interaction_id: string;
  session_id: string | null;
  parent_event_id: string | null;
  trace_id: string | null;
  span_id: string | null;
  occurred_at: number;
  tenant: string;
  application: string;
  environment: string;
  actor: Actor;
  device: Device | null;
  use_case: string | null;
  tags: Entry[];
  attributes: Entry[];
  emitter: EmitterInfo | null;
  capture: Capture;
}
export interface Model {
  provider: string | null;
  name: string;
}
export interface Failure {
  type: string;
  code: string | null;
  message: Buffer;
}
export interface Message {
  role: string;
  name: string | null;
  media_type: string;
  content: Buffer;
}
export interface ToolOffer {
  name: string;
  definition: Buffer | null;
}
export interface PromptEvent {
  type: 'prompt';
  origin: Origin;
  model: Model;
  messages: Message[];
  parameters: Buffer | null;
  tools_offered: ToolOffer[];
  status: PromptStatus;
  error: Failure | null;
  content_length: number | null;
  content_digest: string | null;
}
export interface ToolCall {
  id: string;
  name: string;
  arguments: Buffer;
}
export interface Choice {
  index: number;
  media_type: string;
  content: Buffer;
  finish_reason: string | null;
  tool_calls: ToolCall[];
}
export interface Usage {
  input_tokens: number;
  output_tokens: number;
}
export interface OutputEvent {
  type: 'output';
  origin: Origin;
  model: Model;
  choices: Choice[];
  status: OutputStatus;
  error: Failure | null;
  usage: Usage | null;
  latency_ms: number | null;
  streamed: boolean;
  complete: boolean;
}
export interface Tool {
  name: string;
  kind: ToolKind;
  endpoint: string | null;
}
export interface Authentication {
  status: Authenticated;
  method: string | null;
  principal: string | null;
}
export interface Decision {
  effect: Effect;
  policy: string;
  reasons: string[];
  approver: string | null;
}
export interface ToolEvent {
  type: 'tool';
  origin: Origin;
  phase: ToolPhase;
  call_id: string;
  tool: Tool;
  arguments: Buffer;
  arguments_digest: string | null;
  result: Buffer | null;
  authentication: Authentication | null;
  response_cached: boolean | null;
  response_stored: boolean | null;
  status_code: number | null;
  duration_ms: number | null;
  error: Failure | null;
  decision: Decision | null;
}
export interface FeedbackEvent {
  type: 'feedback';
  origin: Origin;
  about_event_id: string;
  verdict: Verdict;
  comment: Buffer | null;
  by: string | null;
}
export interface AuditEvent {
  type: 'audit';
  origin: Origin;
  action: AuditAction;
  by: string | null;
  reason: Buffer | null;
  about: string[];
}
/** What `llm.events` carries. */
export type TriplineEvent = PromptEvent | OutputEvent | ToolEvent | FeedbackEvent | AuditEvent;
export type EventType = TriplineEvent['type'];

export interface Finding {
  finding_id: string;
  rule_id: string;
  rule_version: number;
  category: Category;
  type: string;
  severity: Severity;
  confidence: number;
  path: string;
  start: number;
  end: number;
  masked_start: number | null;
  masked_end: number | null;
  match_digest: string | null;
  taxonomy: string[];
}
/** `timestamp` is the broker's LogAppendTime in milliseconds. */
export interface Source {
  topic: string;
  partition: number;
  offset: number;
  timestamp: number;
}
export interface DetectorInfo {
  version: string;
  rules_digest: string;
}
export interface EnrichedEvent {
  type: 'enriched';
  record: Buffer;
  findings: Finding[];
  score: number;
  source: Source;
  detector: DetectorInfo;
}
export interface FindingEvent {
  type: 'finding';
  event_id: string;
  about_event_ids: string[];
  interaction_id: string | null;
  session_id: string | null;
  tenant: string;
  application: string;
  environment: string;
  occurred_at: number;
  findings: Finding[];
  score: number;
  source: Source;
  detector: DetectorInfo;
}
export interface Alert {
  type: 'alert';
  alert_id: string;
  finding: Finding;
  reason: AlertReason;
  event_id: string;
  event_type: string;
  interaction_id: string;
  session_id: string | null;
  tenant: string;
  application: string;
  environment: string;
  occurred_at: number;
  detected_at: number;
}
export interface DeadLetter {
  type: 'dead_letter';
  letter_id: string;
  stage: Stage;
  reason: string;
  detail: string;
  source: Source;
  event_id: string | null;
  size: number;
  key_id: string;
  sealed: Buffer;
  occurred_at: number;
}
export interface OriginalRecord {
  type: 'original_record';
  key: Buffer | null;
  value: Buffer | null;
  headers: { key: string; value: Buffer | null }[];
}
export interface Checkpoint {
  type: 'checkpoint';
  partition: number;
  next_offset: number;
  tree_size: number;
  root: Buffer;
  note: Buffer;
  occurred_at: number;
}
/** Everything that any topic carries. */
export type TriplineRecord =
  | TriplineEvent
  | EnrichedEvent
  | FindingEvent
  | Alert
  | DeadLetter
  | OriginalRecord
  | Checkpoint
  | ControlRecord;
export type RecordType = TriplineRecord['type'];
