/** Requests to the bench's gateway. */
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createGateLoad } from './gate-load.ts';

export interface Reply {
  status: number;
  ms: number;
}
export interface GateClient {
  post(path: string, json: object): Promise<Reply>;
  /** Events at a steady pace for so long, whether they were answered or not. */
  knock(everyMs: number, forMs: number): Promise<Reply[]>;
  close(): void;
}

export function createGateClient(port: number, key: string): GateClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return { post, knock, close: () => agent.destroy() };

  function post(path: string, json: object): Promise<Reply> {
    const body = Buffer.from(JSON.stringify(json));
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (response) => {
        const answered = () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - started });
        response.resume().on('end', answered);
      });
      sent.on('error', reject).end(body);
    });
  }

  async function knock(everyMs: number, forMs: number): Promise<Reply[]> {
    const messages = [{ role: 'user', content: createGateLoad(2).arguments() }];
    const event = { type: 'prompt', origin: { application: 'bench' }, model: { name: 'm' }, messages };
    const begun: Promise<Reply>[] = [];
    const started = performance.now();
    for (let due = started; due < started + forMs; due += everyMs) {
      await pause(Math.max(0, due - performance.now()));
      begun.push(post('/v1/events', event));
    }
    return Promise.all(begun);
  }
}
