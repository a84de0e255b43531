import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

export interface Answer {
  status: number;
  retryAfter: string | undefined;
  body: Buffer;
}

export interface PosterOptions {
  url: URL;
  headers: Record<string, string>;
  /** PEM; beside none, the authorities that Node knows. */
  ca: string | undefined;
  timeoutMs: number;
}

/**
 * One address, one kept connection, which does not keep the process alive while it is idle. node:http itself: `fetch` costs several times its CPU.
 * Redirects are answers like any other, so that the key goes nowhere else.
 */
export class HttpPoster {
  readonly #options: PosterOptions;
  readonly #agent: HttpAgent | HttpsAgent;
  readonly #closed = new AbortController();

  constructor(options: PosterOptions) {
    this.#options = options;
    const { ca } = options;
    const keep = { keepAlive: true, maxSockets: 1 };
    this.#agent = isSecure(options.url)
      ? new HttpsAgent(ca === undefined ? keep : { ...keep, ca })
      : new HttpAgent(keep);
  }

  /** A kept connection may have been ended by the other side just now: then, and only then, it tries again at once. */
  async post(body: Buffer): Promise<Answer> {
    const request = this.#start();
    try {
      return await answerTo(request, body);
    } catch (error) {
      if (!request.reusedSocket || this.#closed.signal.aborted || !isReset(error)) throw error;
      return answerTo(this.#start(), body);
    }
  }

  close(): void {
    this.#closed.abort();
    this.#agent.destroy();
  }

  #start(): ClientRequest {
    const { url, headers, timeoutMs } = this.#options;
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(timeoutMs)]);
    return (isSecure(url) ? requestHttps : requestHttp)(url, {
      method: 'POST',
      agent: this.#agent,
      headers,
      signal,
    });
  }
}

function isSecure(url: URL): boolean {
  return url.protocol === 'https:';
}

function isReset(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ECONNRESET' || code === 'EPIPE';
}

function answerTo(request: ClientRequest, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      read(response).then(resolve, reject);
    });
    request.setHeader('content-length', body.length);
    request.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('an answer too long');
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'],
    body: Buffer.concat(chunks),
  };
}
