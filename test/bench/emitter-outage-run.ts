/** An emitter whose Kafka is away, 500 events a second: what it takes of the memory of its process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createEmitter } from '../../services/emitter/index.ts';
import { createWriter } from './prose.ts';
import { seeded } from './seeded.ts';

const PER_SECOND = 500;
const SECONDS = 20;
const TICK_MS = 10;
const CONTENT_BYTES = 740;
const MIB = 1024 * 1024;

const directory = mkdtempSync(join(tmpdir(), 'tripline-bench-'));
const emitter = createEmitter({
  application: 'bench',
  sampling: 'off',
  // Nobody listens there.
  kafka: { brokers: ['127.0.0.1:1'] },
  ...(process.env['BENCH_SPOOL'] === 'yes' && {
    spool: { directory, key: Buffer.alloc(32, 1).toString('base64') },
  }),
});
const content = createWriter(seeded(1)).prose(CONTENT_BYTES);
emit(0);
await pause(1000);
const before = process.memoryUsage.rss();
const started = performance.now();
let peak = before;
for (let count = 0; count < PER_SECOND * SECONDS; peak = Math.max(peak, process.memoryUsage.rss())) {
  const due = Math.min(PER_SECOND * SECONDS, ((performance.now() - started) / 1000) * PER_SECOND);
  while (count < due) emit(count++);
  await pause(TICK_MS);
}
const { dropped, queuedEvents, spooledEvents } = emitter.stats();
const result = { memoryMiB: (peak - before) / MIB, dropped, queuedEvents, spooledEvents };
rmSync(directory, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());

function emit(at: number): void {
  emitter.output({
    session_id: `session-${at % 100}`,
    actor: { user_id: 'user-1', role: 'developer' },
    model: 'gpt-5',
    choices: [{ content }],
  });
}
