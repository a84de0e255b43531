/** Lets the agent go through the scenario, with everything it needs opened and closed around it. */
import { fileURLToPath } from 'node:url';
import { OpenAI } from 'openai';
import { createGuard, type Emitter, instrumentOpenAI } from '../../emitter/index.ts';
import type { Kafka } from '../../platform/kafka/port.ts';
import type { TopicNames } from '../../platform/kafka/topics.ts';
import { createAgent } from './agent.ts';
import { startApprover } from './approver.ts';
import type { Case } from './case.ts';
import { guardTools } from './guarded-tools.ts';
import { SCRIPTED_MODEL, startModelServer } from './model-server.ts';
import { openToolbox } from './tools/toolbox.ts';

export interface Played {
  /** Each case with the id of its interaction. */
  interactions: { case: Case; id: string }[];
  /** Events of the agent and of who approves. */
  emitted: number;
  acknowledged: number;
}
export interface Stage {
  emitter: Emitter;
  /** Where holds and answers stand. */
  kafka: Kafka;
  topics: TopicNames;
}
/** Where the model is; the scripted one when null. */
export interface RealModel {
  apiKey: string;
  baseURL?: string;
  name: string;
}

const POLICY = fileURLToPath(new URL('policy.yaml', import.meta.url));
const USUAL_MODEL = 'gpt-4o-mini';

export function readRealModel(environment: NodeJS.ProcessEnv): RealModel | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: name } = environment;
  return apiKey ? { apiKey, name: name || USUAL_MODEL, ...(baseURL && { baseURL }) } : null;
}

/** Resolves once Kafka has acknowledged every event. The emitter is closed in any case. */
export async function play(
  cases: readonly Case[],
  { emitter, kafka, topics }: Stage,
  real: RealModel | null,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Played> {
  const toolbox = await openToolbox();
  const server = real === null ? await startModelServer(cases) : null;
  const approver = await startApprover(kafka, topics, emitter.identity, say);
  const guard = createGuard({ emitter, policy: { file: POLICY }, control: approver.control });
  try {
    const { tools } = toolbox;
    const agent = createAgent({
      client: instrumentOpenAI(clientFor(real, server?.url), { emitter, provider: 'openai' }),
      model: real?.name ?? SCRIPTED_MODEL,
      emitter,
      tools,
      runTool: guardTools(guard, tools, say),
    });
    await guard.ready;
    const interactions: Played['interactions'] = [];
    for (const one of cases) {
      signal.throwIfAborted();
      say(`${one.asker.userId.padEnd(13)} ${one.title}`);
      const { id, failure } = await agent.answer(one, signal);
      if (failure !== null) say(`  ! the model failed: ${failure}`);
      interactions.push({ case: one, id });
    }
    await emitter.flush();
    await approver.stop();
    const { emitted, acknowledged } = emitter.stats();
    const answers = approver.answers();
    return { interactions, emitted: emitted + answers, acknowledged: acknowledged + answers };
  } finally {
    await guard.close();
    await approver.stop();
    await emitter.close(signal.aborted ? 1_000 : undefined).catch(() => {});
    await Promise.all([server?.stop(), toolbox.stop()]);
  }
}

function clientFor(real: RealModel | null, scripted: string | undefined): OpenAI {
  return new OpenAI({
    apiKey: real?.apiKey ?? 'scripted',
    baseURL: real === null ? scripted : (real.baseURL ?? null),
    maxRetries: 0,
    timeout: 60_000,
  });
}
