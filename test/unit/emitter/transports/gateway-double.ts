/** A gateway as its contract has it: takes length-prefixed Avro, answers what became of each event. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';

export interface Canned {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}
export interface GatewayDouble {
  readonly url: string;
  readonly arrived: Buffer[];
  readonly requests: IncomingMessage[];
  /** Answers given before anything is taken, one a request. */
  readonly answers: Canned[];
  /** A larger record is refused, a larger body answered with 413. */
  limits: { record: number; body: number };
  /** The code with which a record is refused, or null. */
  refuse: (record: Buffer) => string | null;
  /** The status with which a body with such a record is answered, or null. */
  choke: (record: Buffer) => number | null;
  /** 503 to everything. */
  setAvailable(available: boolean): void;
  /** Ends the idle connection without a word. */
  hangUp(): void;
}

export async function startGatewayDouble(t: TestContext): Promise<GatewayDouble> {
  const limits = { record: Infinity, body: Infinity };
  const [arrived, requests, answers]: [Buffer[], IncomingMessage[], Canned[]] = [[], [], []];
  let available = true;
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const gateway: GatewayDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    requests,
    answers,
    limits,
    refuse: () => null,
    choke: () => null,
    setAvailable: (now: boolean) => {
      available = now;
    },
    hangUp: () => server.closeIdleConnections(),
  };
  return gateway;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push(request);
    const body = await buffer(request);
    const { status, headers = {}, body: text = '' } = answers.shift() ?? judge(body);
    response.writeHead(status, headers).end(text);
  }

  function judge(body: Buffer): Canned {
    if (!available) return { status: 503 };
    if (body.length > gateway.limits.body) return { status: 413 };
    const refused: { index: number; code: string; detail: string }[] = [];
    const records = split(body);
    const status = records.map((record) => gateway.choke(record)).find((each) => each !== null);
    if (status) return { status };
    for (const [index, record] of records.entries()) {
      const isTooLarge = record.length > gateway.limits.record;
      const code = isTooLarge ? 'RECORD_TOO_LARGE' : gateway.refuse(record);
      if (code === null) arrived.push(record);
      else refused.push({ index, code, detail: 'no words of it' });
    }
    return { status: 200, body: JSON.stringify({ accepted: records.length - refused.length, refused }) };
  }
}

function split(body: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = at + 4 + body.readUInt32BE(at);
    records.push(body.subarray(at + 4, end));
    at = end;
  }
  return records;
}
