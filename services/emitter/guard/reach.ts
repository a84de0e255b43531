/**
 * Requests that tools make to addresses of others. A name is resolved once, every address of it is judged, and the connection is made to
 * these and no other; so a name that leads elsewhere the next moment (DNS rebinding) is judged again, and so is every redirect.
 */
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { Dispatcher, fetch as undiciFetch } from 'undici';
import {
  ipv4Of,
  ipv6Of,
  reachOfIpv4,
  reachOfIpv6,
  type Reach as Where,
} from '../../core/detection/analysers/http/address.ts';
import { isTriplineError, TriplineError } from '../../core/errors.ts';

/** `data:` and `blob:` lead nowhere. */
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'data:', 'blob:']);

export interface ReachOptions {
  /** Hosts that may be internal: `crm.internal`, `127.0.0.1:8080`, `[::1]:8080`; without a port, all of them. Never a metadata service, unless by its address. */
  allow?: readonly string[];
  /** Default: the system's. */
  lookup?: LookupFunction;
}
export type GuardedFetch = typeof undiciFetch;

export interface Reach {
  fetch: GuardedFetch;
  dispatcher(): Promise<Dispatcher>;
  close(): Promise<void>;
}

/** The library is loaded with the first request. @throws TriplineError CONFIG_INVALID */
export function createReach({ allow = [], lookup = systemLookup }: ReachOptions): Reach {
  const allowed = new Set(allow.map(parseHost));
  let made: Promise<Dispatcher> | null = null;
  let isClosed = false;
  return { fetch, dispatcher, close };

  async function fetch(...[input, init]: Parameters<GuardedFetch>): ReturnType<GuardedFetch> {
    refuseScheme(input);
    const undici = await import('undici');
    try {
      return await undici.fetch(input, { ...init, dispatcher: await dispatcher() });
    } catch (error) {
      const cause: unknown = error instanceof Error ? error.cause : undefined;
      throw isTriplineError(cause, 'ADDRESS_REFUSED') ? cause : error;
    }
  }

  async function dispatcher(): Promise<Dispatcher> {
    if (isClosed) throw new TriplineError('ADDRESS_REFUSED', 'The guard is closed.');
    made ??= make();
    return made;
  }

  async function close(): Promise<void> {
    isClosed = true;
    await (await made)?.destroy();
  }

  async function make(): Promise<Dispatcher> {
    const { Agent, buildConnector } = await import('undici');
    const strict = buildConnector({ lookup: judging(lookup, isPublic) });
    const lenient = buildConnector({ lookup: judging(lookup, isNoService) });
    return new Agent({
      connect: (options, callback) => {
        const name = bare(options.hostname);
        const isAllowed = allowed.has(name) || allowed.has(`${name}:${options.port || defaultPort(options)}`);
        // An address is connected to without any lookup.
        const refusal = isIP(name) === 0 || isAllowed ? null : refusalOf(name, isPublic);
        if (refusal !== null) callback(refusal, null);
        else (isAllowed ? lenient : strict)(options, callback);
      },
    });
  }
}

/** Answers with what the name leads to if all of it may be reached, else with the refusal. */
function judging(lookup: LookupFunction, mayBe: (where: Where) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, '');
        return;
      }
      const addresses = found as unknown as LookupAddress[];
      const refusals = addresses
        .map(({ address }) => refusalOf(address, mayBe))
        .filter((each) => each !== null);
      const [first] = addresses;
      if (refusals[0] !== undefined || first === undefined) callback(refusals[0] ?? refused('RESERVED'), '');
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusalOf(address: string, mayBe: (where: Where) => boolean): TriplineError | null {
  const where = whereIs(address);
  return mayBe(where) ? null : refused(where);
}

function whereIs(address: string): Where {
  const groups = isIP(address) === 6 ? ipv6Of(address) : null;
  if (groups !== null) return reachOfIpv6(groups);
  const number = isIP(address) === 4 ? ipv4Of(address) : null;
  return number === null ? 'RESERVED' : reachOfIpv4(number);
}

function isPublic(where: Where): boolean {
  return where === 'PUBLIC';
}

/** A name that may be internal may still not turn out to be a service that gives away credentials. */
function isNoService(where: Where): boolean {
  return where !== 'METADATA' && where !== 'LINK_LOCAL';
}

/** Of the others the library says that they are not implemented, or unknown. @throws TriplineError ADDRESS_REFUSED */
function refuseScheme(input: Parameters<GuardedFetch>[0]): void {
  const url = URL.parse(typeof input === 'object' && 'url' in input ? input.url : String(input));
  if (url !== null && !SCHEMES.has(url.protocol))
    throw new TriplineError('ADDRESS_REFUSED', `Its scheme is none of ${[...SCHEMES].join(', ')}.`);
}

function refused(where: Where): TriplineError {
  return new TriplineError('ADDRESS_REFUSED', `It is ${where}.`);
}

function defaultPort({ protocol }: { protocol: string }): string {
  return protocol === 'https:' ? '443' : '80';
}

/** As a URL has it, without brackets. */
function bare(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function parseHost(entry: string): string {
  const { host, port } =
    /^(?<host>\[[\da-f:.]+\]|[^:[\]/\s]+)(?::(?<port>\d{1,5}))?$/i.exec(entry)?.groups ?? {};
  if (host === undefined) {
    if (isIP(entry) === 6) return entry.toLowerCase();
    throw new TriplineError('CONFIG_INVALID', 'At fault: reach.allow: each must be a host, or host:port.');
  }
  return port === undefined ? bare(host) : `${bare(host)}:${port}`;
}
