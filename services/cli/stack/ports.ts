import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { runCommand } from './command.ts';

export async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === null) throw new Error('No free port on 127.0.0.1.');
  return port;
}

export async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null;
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** Who listens on the port, as far as we may see: "pid 4711 (java)", else null. */
export async function holderOf(port: number): Promise<string | null> {
  const pid = process.platform === 'linux' ? await holderFromProc(port) : await holderFromLsof(port);
  if (pid === null) return null;
  const { stdout } = await runCommand('ps', ['-o', 'comm=', '-p', pid]);
  return `pid ${pid}${stdout.trim() && ` (${stdout.trim()})`}`;
}

async function holderFromLsof(port: number): Promise<string | null> {
  const { stdout } = await runCommand('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t']);
  return /^\d+/.exec(stdout)?.[0] ?? null;
}

async function holderFromProc(port: number): Promise<string | null> {
  const sockets = new Set([...(await listeners('tcp', port)), ...(await listeners('tcp6', port))]);
  if (sockets.size === 0) return null;
  for (const pid of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    if ((await socketsOf(pid)).some((socket) => sockets.has(socket))) return pid;
  }
  return null;
}

const LISTEN = '0A';

/** /proc/net/tcp: sl, local_address (hex ip:port), rem_address, st, tx:rx, tr:when, retrnsmt, uid, timeout, inode. */
async function listeners(family: 'tcp' | 'tcp6', port: number): Promise<string[]> {
  const table = await readFile(`/proc/net/${family}`, 'utf8').catch(() => '');
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  return rows
    .filter((row) => row[1]?.endsWith(suffix) && row[3] === LISTEN)
    .map((row) => `socket:[${row[9]}]`);
}

async function socketsOf(pid: string): Promise<string[]> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  return Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
}
