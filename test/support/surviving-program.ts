/**
 * An application that emits 500 events a second and says of each when it is accepted and when it is durable; ends in order, with its
 * counters, once its input ends. To be killed.
 */
import { createEmitter, type EmitterOptions } from '../../services/emitter/index.ts';

const PER_SECOND = 500;
const TICK_MS = 10;
const SESSIONS = 10;
const CLOSE_MS = 120_000;
const WORDS = 'all work and no play makes Jack a dull boy, '.repeat(16);

const options = JSON.parse(process.argv[2] ?? '') as EmitterOptions;
const emitter = createEmitter({ ...options, onError: ({ code }) => say({ error: code }) });
const started = performance.now();
let count = 0;

const ticks = setInterval(() => {
  const due = ((performance.now() - started) / 1000) * PER_SECOND;
  while (count < due) emit(count++);
}, TICK_MS);

process.stdin.resume().on('end', () => {
  clearInterval(ticks);
  void emitter.close(CLOSE_MS).then(() => say({ stats: emitter.stats() }));
});

function emit(number: number): void {
  const session = `session-${number % SESSIONS}`;
  const choices = [{ content: `${number} ${WORDS}` }];
  const receipt = emitter.output({ session_id: session, model: 'm', choices });
  if (!receipt.accepted) return say({ refused: receipt.event_id });
  say({ accepted: receipt.event_id });
  void receipt.durable.then(() => say({ durable: receipt.event_id }));
}

function say(words: object): void {
  process.stdout.write(`${JSON.stringify(words)}\n`);
}
