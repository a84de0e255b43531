/** A server at the address that settings name: where it cannot be had, the error names the setting at fault. */
import type { FastifyInstance } from 'fastify';
import { TriplineError } from '../../core/errors.ts';

export interface Address {
  host: string;
  port: number;
  /** The environment variables that say so. */
  settings: { host: string; port: string };
}

/** Its URL. @throws TriplineError CONFIG_INVALID where the address cannot be had; else what it was */
export async function listen(
  server: Pick<FastifyInstance, 'listen'>,
  { host, port, settings }: Address,
): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const fault = faultOf((error as NodeJS.ErrnoException | null)?.code, port, settings);
    throw fault === null ? error : new TriplineError('CONFIG_INVALID', fault, { cause: error });
  }
}

function faultOf(code: string | undefined, port: number, settings: Address['settings']): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `${settings.port}: port ${port} is in use.`;
    case 'EACCES':
      return `${settings.port}: port ${port} is not allowed to this user.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${settings.host}: no address of this machine (${code}).`;
    default:
      return null;
  }
}
