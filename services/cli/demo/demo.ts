/** The demo from beginning to end; `main.ts` gives it the environment and signals. */
import { TriplineError } from '../../core/errors.ts';
import { formatEmitterKey } from '../../core/evidence/emitter-key.ts';
import { createEmitter } from '../../emitter/index.ts';
import { topicNames } from '../../platform/kafka/topics.ts';
import { connectElasticsearch, connectKafka, readKeyring } from '../connect.ts';
import { layoutOf } from '../stack/layout.ts';
import { withLock } from '../stack/lock.ts';
import {
  type Pipeline,
  type Place,
  startServers,
  startWorkers,
  stopPipeline,
  whileAlive,
} from './pipeline.ts';
import { type Played, play, readRealModel } from './play.ts';
import { createProgress, type Progress } from './progress.ts';
import { scenario } from './scenario.ts';
import { settle } from './settle.ts';
import { type Screen, showFindings, showIndices, showSums, showTrail } from './show.ts';
import { countIndices, readStageSum } from './sums.ts';
import { showKept, showNext } from './where-next.ts';

export interface DemoOptions {
  place: Place;
  /** Leaves everything running. */
  keep: boolean;
  environment: NodeJS.ProcessEnv;
  screen: Screen;
}

const TENANT = 'demo';

/**
 * True when everything added up.
 * @throws TriplineError STACK_FAILED naming the log to read; the signal's reason when aborted
 */
export async function runDemo(options: DemoOptions, signal: AbortSignal): Promise<boolean> {
  const { place, screen } = options;
  const progress = createProgress(screen.output, screen.paint);
  const lock = `${layoutOf(place).lock}.run`;
  const wait = (pid: number) => progress.print(`Waiting for another demo, process ${pid}`);
  return withLock(lock, () => runAlone(options, progress, signal), wait);
}

async function runAlone(options: DemoOptions, progress: Progress, signal: AbortSignal): Promise<boolean> {
  const { place, keep } = options;
  let pipeline: Pipeline | undefined;
  let stays = false;
  try {
    const started = await progress.step('Start Kafka and Elasticsearch', (say) =>
      startServers(place, keep, say, signal),
    );
    pipeline = started;
    if (!started.kept)
      await progress.step('Start the workers', (say) => startWorkers(place, started, keep, say, signal));
    const good = await whileAlive(started, signal, (either) => present(options, started, progress, either));
    stays = keep;
    return good;
  } finally {
    if (!stays && pipeline?.kept !== true)
      await progress.step('Stop everything', (say) => stopPipeline(place, say));
  }
}

async function present(
  { environment, screen, place, keep }: DemoOptions,
  pipeline: Pipeline,
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  const played = await progress.step(
    'Let a support agent work, every prompt and answer on record, every tool call judged before it runs',
    (say) => playScenario(environment, pipeline, say, signal),
  );
  const { elasticsearch, prefix } = connectElasticsearch(pipeline.settings);
  try {
    const ids = played.interactions.map((one) => one.id);
    const indices = await progress.step(
      'Wait until all of it is detected, masked, sealed and searchable',
      async (say) => {
        const alerts = await settlePipeline(pipeline, signal);
        const sums = await countIndices(elasticsearch, prefix, ids);
        say(
          `${sums.map(({ kind, documents }) => `${kind} ${documents}`).join(', ')}; alerts raised ${alerts}`,
        );
        return sums;
      },
    );
    const shown = await showTrail(elasticsearch, prefix, played, screen);
    await showFindings(elasticsearch, prefix, ids, screen);
    await showIndices(elasticsearch, prefix, screen);
    const stages = await Promise.all(pipeline.workers.map(({ name, url }) => readStageSum(name, url)));
    const good = showSums(played, indices, stages, screen);
    if (keep || pipeline.kept) showKept(pipeline, shown, screen);
    else showNext(place, screen);
    progress.print();
    return good;
  } finally {
    await elasticsearch.close();
  }
}

async function playScenario(
  environment: NodeJS.ProcessEnv,
  pipeline: Pipeline,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Played> {
  const real = readRealModel(environment);
  say(
    real === null ? 'The model is scripted (set OPENAI_API_KEY for a real one)' : `The model is ${real.name}`,
  );
  const emitter = createEmitter({
    application: 'support-agent',
    environment: 'demo',
    tenant: TENANT,
    kafka: { brokers: [pipeline.settings['TRIPLINE_KAFKA_BROKERS'] ?? ''] },
    key: formatEmitterKey(TENANT, readKeyring(pipeline.settings).derive('emitter', TENANT)),
  });
  const stage = { emitter, ...connectKafka(pipeline.settings) };
  const played = await play(scenario(Date.now().toString(36)), stage, real, say, signal);
  const { emitted, acknowledged } = played;
  say(`${played.interactions.length} interactions, ${emitted} events, all acknowledged by Kafka`);
  if (emitted !== acknowledged)
    throw new TriplineError('KAFKA_UNAVAILABLE', `${emitted - acknowledged} events were not acknowledged.`);
  return played;
}

/** Resolves with how many alerts there are by then. */
async function settlePipeline(pipeline: Pipeline, signal: AbortSignal): Promise<number> {
  const { kafka } = connectKafka(pipeline.settings);
  const topics = topicNames();
  const admin = await kafka.admin();
  try {
    const read = {
      detector: { topic: topics.events, groupId: 'tripline-detector' },
      indexer: { topic: topics.enriched, groupId: 'tripline-indexer' },
    };
    const stages = pipeline.workers.map((worker) => ({ ...worker, ...read[worker.name] }));
    await settle(admin, stages, signal);
    const alerts = await admin.offsets(topics.alerts);
    return alerts.reduce((sum, { low, high }) => sum + high - low, 0);
  } finally {
    await admin.close();
  }
}
