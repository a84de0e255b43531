/** The whole pipeline of the demo: a stack of its own name beside the user's, and both workers. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Layout, layoutOf } from '../stack/layout.ts';
import { freePort, isFree } from '../stack/ports.ts';
import { startStack } from '../stack/start.ts';
import { statusOf } from '../stack/status.ts';
import { resetStack, stopStack } from '../stack/stop.ts';
import {
  runningWorkers,
  startWorker,
  stopWorkers,
  WORKER_NAMES,
  type Worker,
  type WorkerName,
  workerFailed,
} from './workers.ts';

export interface Place {
  name: string;
  dir: string;
}
export interface Pipeline {
  /** As a shell sets it to look at this pipeline; only what differs from the defaults. */
  settings: Record<string, string>;
  environment: NodeJS.ProcessEnv;
  workers: Worker[];
  /** It ran before this demo did, and stays. */
  kept: boolean;
}
type Say = (line: string) => void;
type Ports = Record<'kafka' | 'elasticsearch' | WorkerName, number>;

const DEFAULT_PORTS: Ports = { kafka: 9092, elasticsearch: 9200, detector: 9464, indexer: 9465 };
const HEAPS = { kafkaHeap: '384m', elasticsearchHeap: '768m' };

/** What an earlier `--keep` left running is used; what a demo that was killed left half is removed first. */
export async function startServers(
  place: Place,
  keep: boolean,
  say: Say,
  signal: AbortSignal,
): Promise<Pipeline> {
  const layout = layoutOf(place);
  const kept = await findKept(place, layout);
  if (kept !== null) {
    say('Kafka, Elasticsearch, detector and indexer run already, kept by an earlier demo');
    return kept;
  }
  await stopWorkers(layout);
  await resetStack(place, () => {});
  const ports = await choosePorts();
  const options = {
    ...place,
    ...HEAPS,
    lifeline: !keep,
    kafkaPort: ports.kafka,
    elasticsearchPort: ports.elasticsearch,
  };
  const stack = await startStack(options, say, signal);
  const settings = settingsOf(ports, stack.keyFile);
  await writeFile(notesOf(layout), JSON.stringify({ ports, settings }));
  return { settings, environment: environmentOf(settings), workers: [], kept: false };
}

/** Starts both workers side by side; what did start is stopped by `stopPipeline`. */
export async function startWorkers(
  place: Place,
  pipeline: Pipeline,
  keep: boolean,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const layout = layoutOf(place);
  const { environment, settings } = pipeline;
  const start = async (name: WorkerName) => {
    const port = Number(settings[`TRIPLINE_${name.toUpperCase()}_HTTP_PORT`]);
    const worker = await startWorker({ layout, name, port, environment, keep }, signal);
    say(`${name} ready: ${worker.url}/metrics, log ${worker.log}`);
    return worker;
  };
  pipeline.workers = await Promise.all(WORKER_NAMES.map(start));
}

/** Whatever runs of the demo, by this process or another. */
export async function stopPipeline(place: Place, say: Say): Promise<void> {
  const stopped = await stopWorkers(layoutOf(place));
  if (stopped.length > 0) say(`${stopped.join(' and ')} stopped`);
  await stopStack(place, say);
}

async function findKept(place: Place, layout: Layout): Promise<Pipeline | null> {
  const running = await runningWorkers(layout);
  if (running.length < WORKER_NAMES.length || !(await statusOf(place)).running) return null;
  const notes = await readNotes(layout);
  if (notes === null) return null;
  const workers = WORKER_NAMES.map((name) => ({
    name,
    url: `http://127.0.0.1:${notes.ports[name]}`,
    log: join(layout.logs, `${name}.log`),
    ended: Promise.withResolvers<string>().promise,
  }));
  return { settings: notes.settings, environment: environmentOf(notes.settings), workers, kept: true };
}

function notesOf(layout: Layout): string {
  return join(layout.home, 'demo.json');
}

async function readNotes(layout: Layout): Promise<{ ports: Ports; settings: Record<string, string> } | null> {
  try {
    return JSON.parse(await readFile(notesOf(layout), 'utf8'));
  } catch {
    return null;
  }
}

/** The usual ports where they are free, so that every verb finds the demo without settings; else any free ones. */
async function choosePorts(): Promise<Ports> {
  const ports = { ...DEFAULT_PORTS };
  for (const name of Object.keys(ports) as (keyof Ports)[])
    if (!(await isFree(ports[name]))) ports[name] = await freePort();
  return ports;
}

function settingsOf(ports: Ports, keyFile: string): Record<string, string> {
  return {
    TRIPLINE_KAFKA_BROKERS: `127.0.0.1:${ports.kafka}`,
    TRIPLINE_ELASTICSEARCH_NODES: `http://127.0.0.1:${ports.elasticsearch}`,
    TRIPLINE_ELASTICSEARCH_REPLICAS: '0',
    TRIPLINE_KEY_FILE: keyFile,
    TRIPLINE_DETECTOR_HTTP_PORT: String(ports.detector),
    TRIPLINE_INDEXER_HTTP_PORT: String(ports.indexer),
  };
}

/** Ours and nobody else's settings: the user's own TRIPLINE_* are for the user's own pipeline, and keys of models are no worker's business. */
function environmentOf(settings: Record<string, string>): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(TRIPLINE|OPENAI)_/.test(name));
  const level = process.env['TRIPLINE_LOG_LEVEL'];
  return { ...Object.fromEntries(others), ...settings, ...(level && { TRIPLINE_LOG_LEVEL: level }) };
}

/** Ends the work, and rejects with STACK_FAILED, as soon as a worker ends. */
export async function whileAlive<T>(
  pipeline: Pipeline,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const dead = new AbortController();
  const deaths = pipeline.workers.map(async (worker): Promise<never> => {
    const failure = await workerFailed(worker, await worker.ended);
    dead.abort(failure);
    throw failure;
  });
  return Promise.race([work(AbortSignal.any([signal, dead.signal])), ...deaths]);
}
