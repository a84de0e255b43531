/** A tenant that asks more often than it may, in a process of its own; it prints when it starts, and how many requests it made and how many were refused. */
import { createGateClient } from './gate-client.ts';

const { BENCH_PORT = '', BENCH_KEY = '', BENCH_EVERY_MS = '', BENCH_FOR_MS = '' } = process.env;

const client = createGateClient(Number(BENCH_PORT), BENCH_KEY);
process.stdout.write('started\n');
const replies = await client.knock(Number(BENCH_EVERY_MS), Number(BENCH_FOR_MS));
client.close();
const refused = replies.filter(({ status }) => status === 429).length;
process.stdout.write(`${JSON.stringify({ made: replies.length, refused })}\n`);
