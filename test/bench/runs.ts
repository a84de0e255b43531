/** One contestant's run: its programs on a filled topic, to the end, and what it wrote counted and removed. */
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readTemplates } from '../../services/platform/elasticsearch/templates.ts';
import { topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';
import { asJson, fill } from './fill.ts';
import type { Program, Running } from './process.ts';
import { type Cost, race } from './race.ts';
import type { Servers } from './servers.ts';
import { type Place, workerGroup, workerProgram } from './worker-program.ts';

const LOOK_MS = 100;
const STALLED_AFTER_MS = 60_000;

export interface Bench {
  servers: Servers;
  events: number;
  report: (line: string) => void;
  signal: AbortSignal;
}
/** Called at every look with how many events are through. */
export type OnLook = (done: number, running: readonly Running[]) => void;

export async function prepare({ servers, events, report }: Bench, { topicPrefix }: Place): Promise<void> {
  const json = { topic: jsonTopic(topicPrefix), partitions: 6 };
  await servers.admin.createTopics([...topicSpecs(topicPrefix), json]);
  const started = performance.now();
  const bytes = await fill(servers.kafka, topicNames(topicPrefix).events, events);
  const jsonBytes = await fill(servers.kafka, json.topic, events, asJson);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  // What the filling left to be written to disk is nobody's cost.
  await promisify(execFile)('sync');
  const each = (total: number) => Math.round(total / events);
  report(
    `  ${events} events filled in: ${each(bytes)} bytes each, ${each(jsonBytes)} as JSON (${seconds} s)`,
  );
}

export async function runWholeWay(bench: Bench, place: Place, onLook?: OnLook): Promise<Cost> {
  const { servers } = bench;
  const programs = [workerProgram('detector', servers, place), workerProgram('indexer', servers, place)];
  const stages = [detectorStage(place), indexerStage(place)];
  return run(bench, 'whole way', place.indexPrefix, programs, (running) =>
    workedOff(bench, stages, (done) => onLook?.(done, running)),
  );
}

export async function runIndexer(bench: Bench, place: Place): Promise<Cost> {
  const programs = [workerProgram('indexer', bench.servers, place)];
  return run(bench, 'indexer alone', place.indexPrefix, programs, () =>
    workedOff(bench, [indexerStage(place)]),
  );
}

export async function runPeer(bench: Bench, { topicPrefix, indexPrefix, group }: Place): Promise<Cost> {
  const { stack } = bench.servers;
  const topic = jsonTopic(topicPrefix);
  const env = {
    PEER_BROKERS: stack.kafkaBrokers,
    PEER_ELASTICSEARCH: stack.elasticsearchUrl,
    PEER_TOPIC: topic,
    PEER_GROUP: group,
    PEER_PREFIX: indexPrefix,
  };
  const programs = [{ name: 'peer', file: 'test/bench/peer.ts', env }];
  return run(bench, 'hand-written script', indexPrefix, programs, () => workedOff(bench, [{ group, topic }]));
}

export async function runFromMemory(bench: Bench, { topicPrefix, indexPrefix }: Place): Promise<Cost> {
  const { stack, elasticsearch } = bench.servers;
  const env = {
    BENCH_BROKERS: stack.kafkaBrokers,
    BENCH_ELASTICSEARCH: stack.elasticsearchUrl,
    BENCH_TOPIC: topicNames(topicPrefix).enriched,
    BENCH_PREFIX: indexPrefix,
    BENCH_KEY_FILE: stack.keyFile,
  };
  await elasticsearch.installTemplates(readTemplates({ prefix: indexPrefix, shards: 1, replicas: 0 }));
  const programs = [{ name: 'fromMemory', file: 'test/bench/from-memory.ts', env }];
  return run(bench, 'from memory', indexPrefix, programs, ([program]) =>
    Promise.resolve(program?.line((line) => (line === 'done' ? true : null))),
  );
}

async function run(
  bench: Bench,
  name: string,
  indexPrefix: string,
  programs: Program[],
  finish: (running: readonly Running[]) => Promise<unknown>,
): Promise<Cost> {
  const { servers, events, report, signal } = bench;
  signal.throwIfAborted();
  const cost = await race(servers, { programs, events, finish });
  await countAndRemove(bench, indexPrefix);
  report(`  ${name}: ${cost.eventsPerSecond} events/s`);
  return cost;
}

/** Resolves when every group has committed all of its topic, the first one before the next: every event, and what else came with them. */
async function workedOff(
  bench: Bench,
  stages: readonly Stage[],
  onLook?: (done: number) => void,
): Promise<void> {
  const { events, signal } = bench;
  let movedAt = performance.now();
  for (let done = 0; done < events || !(await areDone(bench, stages)); ) {
    signal.throwIfAborted();
    await pause(LOOK_MS);
    const now = await committedOf(bench, stages.at(-1));
    if (now > done) movedAt = performance.now();
    if (performance.now() - movedAt > STALLED_AFTER_MS)
      throw new Error(`stalled at ${now} of ${events} events`);
    done = now;
    onLook?.(done);
  }
}

interface Stage {
  group: string;
  topic: string;
}

async function areDone(bench: Bench, stages: readonly Stage[]): Promise<boolean> {
  for (const stage of stages) {
    const ends = await bench.servers.admin.offsets(stage.topic);
    const end = ends.reduce((sum, { high }) => sum + high, 0);
    if ((await committedOf(bench, stage)) < end) return false;
  }
  return true;
}

async function committedOf({ servers }: Bench, stage: Stage | undefined): Promise<number> {
  if (stage === undefined) return 0;
  const commits = await servers.admin.committed(stage.group, stage.topic);
  return commits.reduce((sum, { offset }) => sum + Math.max(0, offset), 0);
}

/** A figure counts only if nothing was lost on the way to it. */
async function countAndRemove({ servers, events }: Bench, indexPrefix: string): Promise<void> {
  const { elasticsearch } = servers;
  const pattern = `${indexPrefix}-*`;
  await elasticsearch.refresh(pattern);
  const indices = await elasticsearch.listIndices(pattern);
  for (const copy of ['raw', 'masked']) {
    const own = indices.filter(({ index }) => index.startsWith(`${indexPrefix}-${copy}`));
    const documents = own.reduce((sum, each) => sum + each.documents, 0);
    if (documents !== events) throw new Error(`${documents} of ${events} events are in ${copy}`);
  }
  for (const { index } of indices) await elasticsearch.deleteIndex(index);
}

function detectorStage(place: Place): Stage {
  return { group: workerGroup('detector', place), topic: topicNames(place.topicPrefix).events };
}

function indexerStage(place: Place): Stage {
  return { group: workerGroup('indexer', place), topic: topicNames(place.topicPrefix).enriched };
}

function jsonTopic(topicPrefix: string): string {
  return `${topicPrefix}json`;
}
