import { engineDeps, engineOfKind } from './choose-engine.ts';
import type { Engine } from './engine.ts';
import { type Layout, layoutOf, SERVER_NAMES } from './layout.ts';
import { withLock } from './lock.ts';
import { parseStackOptions, type StackInput } from './options.ts';
import type { Report } from './report.ts';
import { readState, removeState } from './state.ts';
import { stopServers } from './stop-servers.ts';

/** Stops the servers; the data stays. */
export async function stopStack(input: StackInput, report: Report): Promise<void> {
  await withStack(input, report, async (engine) => stopServers(engine, SERVER_NAMES, report));
}

/** Stops the servers and removes their data; the jars stay. */
export async function resetStack(input: StackInput, report: Report): Promise<void> {
  await withStack(input, report, async (engine, layout) => {
    await stopServers(engine, SERVER_NAMES, report);
    await engine.wipe();
    await removeState(layout);
    report('Data: removed');
  });
}

async function withStack(
  input: StackInput,
  report: Report,
  work: (engine: Engine, layout: Layout) => Promise<void>,
): Promise<void> {
  const options = parseStackOptions(input);
  const layout = layoutOf(options);
  await withLock(layout.lock, async () => {
    const state = await readState(layout);
    const ports = state?.ports ?? { kafka: options.kafkaPort, elasticsearch: options.elasticsearchPort };
    await work(engineOfKind(state?.engine ?? 'jvm', { options, layout, ports }, engineDeps(report)), layout);
  });
}
