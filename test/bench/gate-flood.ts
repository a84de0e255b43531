/**
 * A tenant that asks more often than it may, in a process of its own. With each line that it reads it asks for a while, and prints then how
 * many requests it has made and how many were refused. It writes the same bytes over and over to a few sockets: the processor that it shares with the gateway is not the gateway's
 * to lose, and a real flood comes from elsewhere.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { createGateLoad } from './gate-load.ts';

const { BENCH_PORT = '', BENCH_KEY = '', BENCH_EVERY_MS = '', BENCH_FOR_MS = '' } = process.env;
const SOCKETS = 8;
const STATUS = /HTTP\/1\.1 (\d{3})/g;
/** What a status line may be cut off by. */
const STATUS_LENGTH = 'HTTP/1.1 429'.length;

const messages = [{ role: 'user', content: createGateLoad(2).arguments() }];
const body = JSON.stringify({
  type: 'prompt',
  origin: { application: 'bench' },
  model: { name: 'm' },
  messages,
});
const request = Buffer.from(
  [
    'POST /v1/events HTTP/1.1',
    'host: 127.0.0.1',
    `authorization: Bearer ${BENCH_KEY}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n'),
);
const answers = new Map<string, number>();
const sockets = await Promise.all(Array.from({ length: SOCKETS }, open));
let made = 0;
for await (const round of createInterface({ input: process.stdin })) {
  await ask();
  process.stdout.write(`${JSON.stringify({ round, made, refused: answers.get('429') ?? 0 })}\n`);
}

async function ask(): Promise<void> {
  const started = performance.now();
  for (let due = started; due < started + Number(BENCH_FOR_MS); due += Number(BENCH_EVERY_MS)) {
    await pause(Math.max(0, due - performance.now()));
    sockets[made++ % SOCKETS]?.write(request);
  }
  while (answered() < made) await pause(5);
}

async function open(): Promise<Socket> {
  const socket = connect(Number(BENCH_PORT), '127.0.0.1');
  await once(socket, 'connect');
  socket.once('close', () => {
    throw new Error('the gateway ended a connection');
  });
  let tail = '';
  socket.on('data', (chunk: Buffer) => {
    const text = tail + chunk.toString('latin1');
    let end = 0;
    for (const match of text.matchAll(STATUS)) {
      const status = match[1] ?? '';
      answers.set(status, (answers.get(status) ?? 0) + 1);
      end = match.index + match[0].length;
    }
    tail = text.slice(Math.max(end, text.length - STATUS_LENGTH + 1));
  });
  return socket;
}

function answered(): number {
  let count = 0;
  for (const number of answers.values()) count += number;
  return count;
}
