/** `npm run bench`: measures, prints JSON, leaves nothing running. */
import { availableParallelism } from 'node:os';
import { benchCodec } from './codec.ts';
import { benchEmitter } from './emitter.ts';
import { benchGate } from './gate.ts';
import { benchMemory } from './memory.ts';
import { type BenchOptions, HELP, parseBenchArguments } from './options.ts';
import { benchPipeline } from './pipeline.ts';
import { benchScan } from './scan.ts';
import { type Servers, startServers } from './servers.ts';

const INTERRUPTED = 130;

async function main(): Promise<number> {
  const options = parseBenchArguments(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interrupted.abort(new Error('interrupted')));
  try {
    const results = await measure(options, interrupted.signal);
    process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
    return 0;
  } catch (error) {
    report(error instanceof Error ? error.message : 'failed');
    return interrupted.signal.aborted ? INTERRUPTED : 1;
  }
}

async function measure(options: BenchOptions, signal: AbortSignal): Promise<object> {
  const results: Record<string, unknown> = {
    measuredAt: new Date().toISOString(),
    node: process.versions.node,
    cpus: availableParallelism(),
  };
  const wants = (part: BenchOptions['parts'][number]) => options.parts.includes(part);
  if (wants('codec')) results['codec'] = benchCodec(report);
  if (wants('scan')) results['scan'] = await scan();
  if (wants('gate')) results['gate'] = await benchGate(report, signal);
  if (!wants('emitter') && !wants('pipeline')) return results;
  const servers = await startServers(report, signal);
  try {
    if (wants('emitter')) results['emitter'] = await benchEmitter(servers, report, signal);
    if (wants('pipeline')) Object.assign(results, await measurePipeline(servers, options, signal));
    return results;
  } finally {
    await servers.stop();
  }
}

async function measurePipeline(
  servers: Servers,
  options: BenchOptions,
  signal: AbortSignal,
): Promise<object> {
  const bench = { servers, events: options.events, report, signal };
  const pipeline = await benchPipeline(bench);
  return {
    pipeline,
    ...(options.long > 0 && { memory: await benchMemory({ ...bench, events: options.long }) }),
  };
}

async function scan(): Promise<object> {
  report('Scan');
  return benchScan();
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main();
