/**
 * What the gate remembers of sessions: hashes of the values in results, keyed by this process. Bounded in bytes; the session that was
 * idle longest goes first, of a tenant that has more than a quarter before all others', and with it what its results would have tainted.
 */
import { type Digest, OF_RESULT, OF_SENT, TextDigest } from '../../detection/correlation/digest-text.ts';
import { destinationOf, endpointHost } from '../../detection/correlation/outward.ts';
import type { Seed } from '../../detection/correlation/values.ts';
import type { Engine, Match, ScanContext } from '../../detection/types.ts';
import { viewsOf } from '../../detection/views/views.ts';
import { SENSITIVE_CATEGORIES } from '../../events/enums.ts';
import { encodeText } from '../../events/text.ts';
import type { Tool } from '../../events/types.ts';
import { randomBytes } from '../../evidence/random.ts';
import { TenantShares } from '../tenant-shares.ts';
import { SessionValues, type SystemHash } from './session-values.ts';
import { isAtLeast } from './severity.ts';
import { ToolUsage } from './tool-usage.ts';
import type { GateCall, GateMemory, SessionKey, UnusedTool } from './types.ts';

export type Taint = 'NONE' | 'ANY' | 'SENSITIVE';

const MAX_BYTES = 16 * 1024 * 1024;
/** Of a session beside its values: the key, the entries, the maps’ own frames. */
const SESSION_BYTES = 700;
/** Of a result that is read. */
const LONGEST_RESULT = 64 * 1024;
const LONGEST_SENT = 16 * 1024;
const PRIME = 0x01000193;

export class SessionMemory implements GateMemory {
  readonly #engine: Engine;
  readonly #sessions: TenantShares<SessionValues>;
  readonly #usage = new ToolUsage();
  readonly #seed: Seed;

  constructor(engine: Engine, maxBytes = MAX_BYTES) {
    this.#engine = engine;
    this.#sessions = new TenantShares(maxBytes);
    const random = randomBytes(8);
    this.#seed = { a: random.readInt32BE(0), b: random.readInt32BE(4) };
  }

  /** Of all sessions, about. */
  get bytes(): number {
    return this.#sessions.weight;
  }

  offered({ tenant }: SessionKey, tools: readonly string[], useCase: string | null = null): void {
    this.#usage.offered(tenant, useCase, tools);
  }

  used({ tenant, use_case, tool }: GateCall): void {
    this.#usage.used(tenant, use_case, tool.name);
  }

  unused(): readonly UnusedTool[] {
    return this.#usage.unused();
  }

  result(session: SessionKey, tool: Tool, result: string, given = ''): void {
    try {
      const text = result.slice(0, LONGEST_RESULT);
      const digest = new TextDigest(this.#seed, OF_RESULT);
      digest.read(encodeText(text));
      const context = { kind: 'tool_result', tool_kind: tool.kind } as const;
      const sensitive = this.#sensitiveIn(text, this.#engine.scan(text, context), context);
      this.#add(session, digest.end(), sensitive, this.#systemOf(tool, given));
    } catch {
      // A result that cannot be read taints nothing; the call that gave it has run already.
    }
  }

  /** Whether a call sends out what an earlier result of its session held. `matches`: what the engine found in its arguments. */
  taintOf({ tenant, session_id, tool, arguments: given }: GateCall, matches: readonly Match[]): Taint {
    if (session_id === null) return 'NONE';
    const known = this.#sessions.get(keyOf({ tenant, session_id }));
    if (known === undefined) return 'NONE';
    const system = this.#systemOf(tool, given);
    const context = { kind: 'tool_arguments', tool_kind: tool.kind } as const;
    if (known.hasSensitive && known.sendsSensitive(this.#sensitiveIn(given, matches, context), system))
      return 'SENSITIVE';
    return known.sends(this.#digestOfSent(given, tool.endpoint), system) ? 'ANY' : 'NONE';
  }

  #add(of: SessionKey, digest: Digest | null, sensitive: readonly number[], system: SystemHash): void {
    const key = keyOf(of);
    const known = this.#sessions.get(key);
    if (known === undefined && digest === null && sensitive.length === 0) return;
    const session = known ?? new SessionValues();
    session.add(digest, sensitive, system);
    this.#sessions.put(of.tenant, key, session, SESSION_BYTES + 2 * key.length + session.bytes);
  }

  /** As it stands, and as it reads when decoded. */
  #digestOfSent(given: string, endpoint: string | null): Digest | null {
    const digest = new TextDigest(this.#seed, OF_SENT);
    const text = given.slice(0, LONGEST_SENT);
    digest.read(encodeText(text));
    if (endpoint !== null) digest.read(encodeText(endpoint));
    for (const view of viewsOf(text)) digest.read(encodeText(view.text));
    return digest.end();
  }

  /** As they stand, and as they read where they are encoded: a match there is of all that was decoded. */
  #sensitiveIn(text: string, matches: readonly Match[], context: ScanContext): number[] {
    const hashes = this.#hashesOf(text, matches);
    if (hashes.length === 0) return hashes;
    for (const view of viewsOf(text.slice(0, LONGEST_SENT)))
      if (view.only === undefined)
        hashes.push(...this.#hashesOf(view.text, this.#engine.scan(view.text, context)));
    return hashes;
  }

  #hashesOf(text: string, matches: readonly Match[]): number[] {
    return matches
      .filter(({ category, severity }) => SENSITIVE_CATEGORIES.has(category) && isAtLeast(severity, 'MEDIUM'))
      .map(({ start, end }) => this.#hash(plain(text.slice(start, end))));
  }

  /** The host of its endpoint, or the one that its arguments say it speaks to, or its name. */
  #systemOf(tool: Tool, given: string): SystemHash {
    const destination = () => destinationOf(tool, () => given.slice(0, LONGEST_RESULT));
    return this.#hash((endpointHost(tool.endpoint) ?? destination() ?? tool.name).toLowerCase());
  }

  /** 53 bits. */
  #hash(text: string): number {
    let [hash, other] = [this.#seed.a, this.#seed.b];
    for (let at = 0; at < text.length; at++) {
      hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
      other = Math.imul(other ^ text.charCodeAt(at), 0x5bd1e995);
    }
    return (hash >>> 0) * 0x20_0000 + (other >>> 11);
  }
}

/** The same, however it is spaced and written. */
function plain(value: string): string {
  return value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s.-]/g, '');
}

function keyOf({ tenant, session_id }: SessionKey): string {
  return JSON.stringify([tenant, session_id]);
}
