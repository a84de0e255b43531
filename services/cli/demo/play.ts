/** Lets the agent go through the scenario, with everything it needs opened and closed around it. */
import { OpenAI } from 'openai';
import type { Emitter, EmitterStats } from '../../emitter/index.ts';
import { createAgent } from './agent.ts';
import type { Case } from './case.ts';
import { SCRIPTED_MODEL, startModelServer } from './model-server.ts';
import { openToolbox } from './tools/toolbox.ts';

export interface Played {
  /** Each case with the id of its interaction. */
  interactions: { case: Case; id: string }[];
  stats: EmitterStats;
}
/** Where the model is; the scripted one when null. */
export interface RealModel {
  apiKey: string;
  baseURL?: string;
  name: string;
}

const USUAL_MODEL = 'gpt-4o-mini';

export function readRealModel(environment: NodeJS.ProcessEnv): RealModel | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: name } = environment;
  return apiKey ? { apiKey, name: name || USUAL_MODEL, ...(baseURL && { baseURL }) } : null;
}

/** Resolves once Kafka has acknowledged every event. The emitter is closed in any case. */
export async function play(
  cases: readonly Case[],
  emitter: Emitter,
  real: RealModel | null,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Played> {
  const toolbox = await openToolbox();
  const server = real === null ? await startModelServer(cases) : null;
  try {
    const client = new OpenAI({
      apiKey: real?.apiKey ?? 'scripted',
      baseURL: real === null ? server?.url : (real.baseURL ?? null),
      maxRetries: 0,
      timeout: 60_000,
    });
    const model = { provider: 'openai', name: real?.name ?? SCRIPTED_MODEL };
    const agent = createAgent({ client, model, emitter, tools: toolbox.tools });
    const interactions: Played['interactions'] = [];
    for (const one of cases) {
      signal.throwIfAborted();
      const { id, failure } = await agent.answer(one, signal);
      interactions.push({ case: one, id });
      say(`${one.asker.userId.padEnd(13)} ${one.title}${failure === null ? '' : ` (${failure})`}`);
    }
    await emitter.flush();
    return { interactions, stats: emitter.stats() };
  } finally {
    await emitter.close(signal.aborted ? 1_000 : undefined).catch(() => {});
    await Promise.all([server?.stop(), toolbox.stop()]);
  }
}
