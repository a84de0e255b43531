/**
 * A small support agent: asks the model, runs the tools it calls for, answers. Around every model call and every tool call it
 * emits what Tripline needs; this is what an application has to add.
 */
import type { OpenAI } from 'openai';
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { v7 as newId } from 'uuid';
import type { Context, Emitter, Receipt } from '../../emitter/index.ts';
import { type Answer, askModel } from './ask-model.ts';
import type { Case } from './case.ts';
import type { Outcome, Tool } from './tools/tool.ts';

export interface AgentDeps {
  client: OpenAI;
  model: { provider: string; name: string };
  emitter: Emitter;
  tools: readonly Tool[];
}
export interface Agent {
  /** Resolves once it is answered, or has failed: then with the kind of failure. */
  answer(question: Case, signal: AbortSignal): Promise<{ id: string; failure: string | null }>;
}
type Call = Answer['toolCalls'][number];

const GUIDELINES =
  'You are the support agent of a shop. Use the tools where they help. Never give out private data of staff or customers.';
const MOST_TURNS = 6;

export function createAgent(deps: AgentDeps): Agent {
  const { client, model, emitter, tools } = deps;
  const offered = tools.map(offerOf);

  return {
    async answer(question, signal) {
      const interaction_id = newId();
      const who = contextOf(question, interaction_id);
      const messages: ChatCompletionMessageParam[] = [
        { role: 'system', content: GUIDELINES },
        { role: 'user', content: question.question },
      ];
      return { id: interaction_id, failure: await converse(question, who, messages, signal) };
    },
  };

  async function converse(
    question: Case,
    who: Context,
    messages: ChatCompletionMessageParam[],
    signal: AbortSignal,
  ): Promise<string | null> {
    let parent: Context = {};
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const asked = recordPrompt({ ...who, ...parent }, messages);
      const parameters = { model: model.name, messages, tools: offered };
      const answer = await askModel(client, parameters, question.streamed === true, signal);
      const said = recordOutput({ ...who, parent_event_id: asked.event_id }, answer);
      if (question.feedback && turn === 0) recordFeedback(who, said, question.feedback);
      if (answer.failure !== null || answer.toolCalls.length === 0) return answer.failure?.type ?? null;
      messages.push(messageOf(answer));
      for (const call of answer.toolCalls) {
        const outcome = await runTool({ ...who, parent_event_id: said.event_id }, call, signal);
        messages.push({ role: 'tool', tool_call_id: call.id, content: contentOf(outcome) });
      }
      parent = { parent_event_id: said.event_id };
    }
    return null;
  }

  function recordPrompt(context: Context, messages: readonly ChatCompletionMessageParam[]): Receipt {
    return emitter.prompt({
      ...context,
      model,
      messages: messages.map(recordedMessage),
      tools_offered: tools.map(({ name, parameters }) => ({ name, definition: parameters })),
    });
  }

  function recordOutput(context: Context, answer: Answer): Receipt {
    const { content, toolCalls, finishReason, usage, failure } = answer;
    return emitter.output({
      ...context,
      model,
      choices: [
        { content, tool_calls: toolCalls, ...(finishReason !== null && { finish_reason: finishReason }) },
      ],
      status: failure === null ? 'COMPLETED' : 'FAILED',
      complete: failure === null,
      streamed: answer.streamed,
      latency_ms: answer.latencyMs,
      ...(usage !== null && { usage }),
      ...(failure !== null && { error: failure }),
    });
  }

  function recordFeedback(who: Context, said: Receipt, feedback: NonNullable<Case['feedback']>): void {
    emitter.feedback({ ...who, about_event_id: said.event_id, parent_event_id: said.event_id, ...feedback });
  }

  async function runTool(context: Context, call: Call, signal: AbortSignal): Promise<Outcome> {
    const tool = tools.find((one) => one.name === call.name);
    const about = { call_id: call.id, arguments: call.arguments, ...descriptionOf(tool, call) };
    const requested = emitter.tool({ ...context, ...about, phase: 'REQUESTED' });
    // A dangerous call may start only once its request is on record.
    if (tool?.kind === 'SHELL' || tool?.kind === 'DATABASE') await requested.acknowledged;
    const began = performance.now();
    const outcome = await run(tool, call, signal);
    emitter.tool({
      ...context,
      ...about,
      parent_event_id: requested.event_id,
      phase: outcome.error === undefined ? 'COMPLETED' : 'FAILED',
      duration_ms: performance.now() - began,
      response_cached: false,
      response_stored: false,
      ...(outcome.result !== undefined && { result: outcome.result }),
      ...(outcome.status !== undefined && { status_code: outcome.status }),
      ...(outcome.error !== undefined && { error: outcome.error }),
    });
    return outcome;
  }
}

async function run(tool: Tool | undefined, call: Call, signal: AbortSignal): Promise<Outcome> {
  const input = parseObject(call.arguments);
  if (tool === undefined) return { error: { type: 'UnknownTool', message: 'There is no such tool.' } };
  if (input === null)
    return { error: { type: 'InvalidArguments', message: 'The arguments are no JSON object.' } };
  const outcome = await tool.run(input, signal);
  signal.throwIfAborted();
  return outcome;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function descriptionOf(tool: Tool | undefined, call: Call) {
  if (tool === undefined) return { tool: { name: call.name, kind: 'UNKNOWN' as const } };
  const { name, kind, endpoint, authentication } = tool;
  return { tool: { name, kind, endpoint }, authentication };
}

function contextOf(question: Case, interaction_id: string): Context {
  const { asker, session, useCase } = question;
  return {
    interaction_id,
    session_id: session,
    actor: { user_id: asker.userId, role: asker.role, department: asker.department },
    device: asker.device,
    use_case: useCase,
    tags: { channel: asker.department === 'public' ? 'website' : 'intranet' },
  };
}

function offerOf({ name, description, parameters }: Tool): ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters } };
}

function messageOf(answer: Answer): ChatCompletionMessageParam {
  const tool_calls = answer.toolCalls.map((call) => ({
    id: call.id,
    type: 'function' as const,
    function: { name: call.name, arguments: call.arguments },
  }));
  return { role: 'assistant', content: answer.content || null, tool_calls };
}

/** As sent: the calls of an assistant's message belong to what the model is told. */
function recordedMessage(message: ChatCompletionMessageParam) {
  if (message.role !== 'assistant' || !message.tool_calls)
    return { role: message.role, content: textOf(message.content) };
  const content = JSON.stringify({ content: message.content, tool_calls: message.tool_calls });
  return { role: message.role, media_type: 'application/json', content };
}

function textOf(content: ChatCompletionMessageParam['content']): string {
  return typeof content === 'string' ? content : JSON.stringify(content ?? '');
}

function contentOf(outcome: Outcome): string {
  return JSON.stringify(
    outcome.error === undefined ? { result: outcome.result } : { error: outcome.error.message },
  );
}
