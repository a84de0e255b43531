/** Takes what is posted to it, as a collector or a gateway would, and looks at none of it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface HttpSink {
  readonly url: string;
  /** Bytes of all bodies so far. */
  readonly bytes: number;
  close(): void;
}

export async function startHttpSink(): Promise<HttpSink> {
  let bytes = 0;
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      bytes += body.length;
      response.setHeader('content-type', 'application/json');
      response.end(request.url === '/v1/events' ? gatewaysAnswer(body) : '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get bytes() {
      return bytes;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Every event accepted: as many as there are lengths in the body. */
function gatewaysAnswer(body: Buffer): string {
  let accepted = 0;
  for (let at = 0; at < body.length; at += 4 + body.readUInt32BE(at)) accepted += 1;
  return JSON.stringify({ accepted, refused: [] });
}
