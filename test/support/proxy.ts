import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

import { testStack } from './stack.ts';

export interface Proxy {
  readonly port: number;
  /** host:port of the proxy, for a client's configuration. */
  readonly address: string;
  /** Connections made to the proxy so far. */
  readonly connections: number;
  /** Ends every connection and answers new ones with an immediate end: as a server that is down. */
  refuse(): Promise<void>;
  /** Keeps every connection open and passes nothing on, either way: as a cut cable. New ones are taken and starve too. */
  blackhole(): void;
  /** Ends every connection with a TCP reset; new ones work. */
  reset(): void;
  /** Ends what starved, listens again and passes everything on. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  upstream: Socket;
}

/** A proxy before the test stack's Kafka. Its clients stay on it: the broker advertises the proxy's own port to them. */
export async function startKafkaProxy(): Promise<Proxy> {
  const { advertised, target } = testStack().kafkaProxy;
  return startProxy({ host: '127.0.0.1', port: target }, advertised);
}

/** A TCP proxy on loopback for fault tests; port 0 takes a free one. Kafka needs `startKafkaProxy`. */
export async function startProxy(target: { host: string; port: number }, port = 0): Promise<Proxy> {
  const state = { passing: true, connections: 0, pairs: new Set<Pair>(), starved: new Set<Socket>() };
  let server = await listen(port, take);
  const bound = (server.address() as AddressInfo).port;

  function take(client: Socket): void {
    state.connections += 1;
    client.on('error', () => {});
    if (!state.passing) return void state.starved.add(client);
    join(client, target, state.pairs);
  }

  function dropAll(): void {
    for (const { client, upstream } of state.pairs) {
      if (!client.destroyed) client.resetAndDestroy();
      upstream.destroy();
    }
    for (const client of state.starved) client.destroy();
    state.starved.clear();
  }

  return {
    port: bound,
    address: `127.0.0.1:${bound}`,
    get connections() {
      return state.connections;
    },
    refuse: async () => {
      const closed = closing(server);
      dropAll();
      await closed;
    },
    blackhole: () => {
      state.passing = false;
      for (const { client, upstream } of state.pairs) {
        client.unpipe().pause();
        upstream.unpipe().pause();
      }
    },
    reset: dropAll,
    restore: async () => {
      if (!state.passing) dropAll();
      state.passing = true;
      if (!server.listening) server = await listen(bound, take);
    },
    close: async () => {
      const closed = closing(server);
      dropAll();
      await closed;
    },
  };
}

function join(client: Socket, target: { host: string; port: number }, pairs: Set<Pair>): void {
  const upstream = connect(target);
  const pair = { client, upstream };
  pairs.add(pair);
  upstream.on('error', () => {});
  upstream.once('close', () => client.destroy());
  client.once('close', () => {
    upstream.destroy();
    pairs.delete(pair);
  });
  client.pipe(upstream).pipe(client);
}

async function listen(port: number, take: (client: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, take).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function closing(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  await closed;
}
