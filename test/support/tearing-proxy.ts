/** A TCP proxy that lets every request through and can tear off the answer: what was asked is done, and who asked never learns it. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TearingProxy {
  /** host:port */
  readonly address: string;
  /** Answers torn off so far. */
  readonly torn: number;
  tear(tearing: boolean): void;
  close(): Promise<void>;
}

/** Port 0 takes a free one; a broker that is to be reached through it must advertise the port. */
export async function startTearingProxy(
  target: { host: string; port: number },
  port = 0,
): Promise<TearingProxy> {
  const clients = new Set<Socket>();
  const state = { tearing: false, torn: 0 };
  const server = createServer(take).listen(port, '127.0.0.1');
  await once(server, 'listening');

  function take(client: Socket): void {
    const upstream = connect(target);
    clients.add(client);
    client.on('error', () => {}).once('close', () => (clients.delete(client), upstream.destroy()));
    upstream.on('error', () => {}).once('close', () => client.destroy());
    client.pipe(upstream);
    upstream.on('data', (bytes: Buffer) => (state.tearing ? tearOff(client, bytes) : client.write(bytes)));
  }

  /** In the middle of the status line, or of what follows it. */
  function tearOff(client: Socket, bytes: Buffer): void {
    state.torn += 1;
    client.write(bytes.subarray(0, bytes.length >> 1), () => client.resetAndDestroy());
  }

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    get torn() {
      return state.torn;
    },
    tear: (tearing) => {
      state.tearing = tearing;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}
