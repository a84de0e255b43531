/**
 * A small support agent: asks the model, runs the tools it calls for, answers. Its client is instrumented and its tools are guarded, so
 * all that is left for it to say is who asks: this is what an application has to add.
 */
import type { OpenAI } from 'openai';
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { v7 as newId } from 'uuid';
import { type Context, currentContext, type Emitter, withContext } from '../../emitter/index.ts';
import { type Answer, askModel } from './ask-model.ts';
import type { Case } from './case.ts';
import type { RunTool } from './guarded-tools.ts';
import type { Outcome, Tool } from './tools/tool.ts';

export interface AgentDeps {
  client: OpenAI;
  model: string;
  /** For what people say of the answers. */
  emitter: Emitter;
  tools: readonly Tool[];
  runTool: RunTool;
}
export interface Agent {
  /** Resolves once it is answered, or has failed: then with the kind of failure. */
  answer(question: Case, signal: AbortSignal): Promise<{ id: string; failure: string | null }>;
}

const GUIDELINES =
  'You are the support agent of a shop. Use the tools where they help. Never give out private data of staff or customers.';
const MOST_TURNS = 6;

export function createAgent({ client, model, emitter, tools, runTool }: AgentDeps): Agent {
  const offered = tools.map(offerOf);

  return {
    async answer(question, signal) {
      const interaction_id = newId();
      const who = contextOf(question, interaction_id);
      const failure = await withContext(who, () => converse(question, signal));
      return { id: interaction_id, failure };
    },
  };

  async function converse(question: Case, signal: AbortSignal): Promise<string | null> {
    const messages: ChatCompletionMessageParam[] = [
      { role: 'system', content: GUIDELINES },
      { role: 'user', content: question.question },
    ];
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const parameters = { model, messages, tools: offered };
      const answer = await askModel(client, parameters, question.streamed === true, signal);
      if (question.feedback && turn === 0) recordFeedback(question.feedback);
      if (answer.failure !== null || answer.toolCalls.length === 0) return answer.failure;
      messages.push(messageOf(answer));
      for (const call of answer.toolCalls) {
        const outcome = await runTool(call, signal);
        messages.push({ role: 'tool', tool_call_id: call.id, content: contentOf(outcome) });
      }
    }
    return null;
  }

  /** Whatever is said now is said of the last answer. */
  function recordFeedback(feedback: NonNullable<Case['feedback']>): void {
    const context = currentContext();
    emitter.feedback({ ...context, about_event_id: context?.parent_event_id ?? '', ...feedback });
  }
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

function contentOf(outcome: Outcome): string {
  return JSON.stringify(
    outcome.error === undefined ? { result: outcome.result } : { error: outcome.error.message },
  );
}
