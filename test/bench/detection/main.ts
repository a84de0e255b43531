/** `npm run bench:detection`: the exam, for our engine and for the specialists, in one run on the same text. */
import { parseArgs } from 'node:util';
import { defaultEngine } from '../../../services/core/detection/default-engine.ts';
import type { Part } from './exam.ts';
import { freeze, hashOf, loadPart, PART_NAMES } from './freeze.ts';
import { PEERS, type Peer } from './peers.ts';
import { type Found, type FoundBySample, type Score, scorePart, scoreTypes } from './score.ts';
import { measureSpeed } from './speed.ts';

const HELP = `npm run bench:detection -- [options]

Runs the detection exam against Tripline's engine and against gitleaks, detect-secrets, Presidio and vard, and prints JSON; progress
goes to standard error. The peers are installed on first use into .tripline/bench-peers (go, python3 and npm are needed for them).

  --only PART,…     of: ${PART_NAMES.join(', ')} (default: all)
  --no-peers        our engine alone
  --freeze          write the hashes of the parts not frozen yet into frozen.json, and nothing else
  --help            this

docs/benchmarks.md says what each figure means.
`;
/** Findings below LOW are remarks, not alarms. */
const REMARKS: ReadonlySet<string> = new Set(['UNKNOWN', 'INFO']);
/** The exam was written before the rules, and calls some types by other names. */
const EXAM_NAMES: Readonly<Record<string, string>> = {
  es_nif: 'es_dni',
  swift: 'swift_bic',
  medical_license: 'us_dea',
};

interface ToolResult {
  score?: Score;
  /** Both on the types that the peer knows. */
  same_types?: { peer: object; tripline: object };
  mb_per_cpu_second?: number;
  error?: string;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      only: { type: 'string', default: PART_NAMES.join(',') },
      freeze: { type: 'boolean', default: false },
      'no-peers': { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.freeze) {
    await freeze();
    return 0;
  }
  const peers = values['no-peers'] ? [] : await installPeers(partNames(values.only));
  const parts: Record<string, unknown> = {};
  for (const name of partNames(values.only)) {
    const part = await loadPart(name);
    parts[name] = part === undefined ? { error: 'not written yet' } : await examine(part, peers);
  }
  report('speed: the load of the benchmarks');
  const gitleaks = peers.find(({ peer, error }) => peer.name === 'gitleaks' && error === undefined)?.peer;
  const speed = await measureSpeed(gitleaks);
  const { rules, rulesDigest } = defaultEngine();
  const results = {
    node: process.versions.node,
    rules: rules.length,
    rules_digest: rulesDigest,
    parts,
    speed,
  };
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return 0;
}

/** @throws Error that says which parts there are */
function partNames(only: string): Part['name'][] {
  return only.split(',').map((text) => {
    const name = PART_NAMES.find((each) => each === text.trim());
    if (name === undefined) throw new Error(`--only takes ${PART_NAMES.join(', ')}`);
    return name;
  });
}

interface Installed {
  peer: Peer;
  error?: string;
}

async function installPeers(names: readonly Part['name'][]): Promise<Installed[]> {
  const installed: Installed[] = [];
  for (const peer of PEERS.filter((each) => each.parts.some((part) => names.includes(part)))) {
    report(`Installing ${peer.name}`);
    try {
      await peer.install();
      installed.push({ peer });
    } catch (error) {
      installed.push({ peer, error: messageOf(error) });
    }
  }
  return installed;
}

async function examine(part: Part, peers: readonly Installed[]): Promise<object> {
  const megabytes = part.samples.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  const tools: Record<string, ToolResult> = {};
  report(`${part.name}: tripline, ${part.samples.length} samples, ${megabytes.toFixed(1)} MB`);
  const { found, ...ours } = examineOurs(part, megabytes);
  tools['tripline'] = ours;
  for (const { peer, error } of peers.filter(({ peer }) => peer.parts.includes(part.name))) {
    report(`${part.name}: ${peer.name}`);
    tools[peer.name] = error === undefined ? await examinePeer(part, peer, megabytes, found) : { error };
  }
  return { sha256: hashOf(part), samples: part.samples.length, tools };
}

function examineOurs(part: Part, megabytes: number): ToolResult & { found: FoundBySample } {
  const engine = defaultEngine();
  const scanAll = () =>
    part.samples.map(({ text, kind, tool_kind }) =>
      engine.scan(text, tool_kind === undefined ? { kind } : { kind, tool_kind }),
    );
  scanAll();
  const before = process.cpuUsage();
  const matches = scanAll();
  const { user, system } = process.cpuUsage(before);
  const found: Found[][] = matches.map((each) =>
    each
      .filter(({ severity }) => !REMARKS.has(severity))
      .map((match) => ({ ...match, type: EXAM_NAMES[match.type] ?? match.type })),
  );
  return {
    found,
    score: scorePart(part, found),
    mb_per_cpu_second: round((megabytes * 1e6) / (user + system)),
  };
}

async function examinePeer(
  part: Part,
  peer: Peer,
  megabytes: number,
  ours: FoundBySample,
): Promise<ToolResult> {
  try {
    const { found, cpuSeconds } = await peer.scan(part.samples);
    return {
      score: scorePart(part, found),
      ...(peer.types !== undefined && {
        same_types: {
          peer: scoreTypes(part, found, peer.types),
          tripline: scoreTypes(part, ours, peer.types),
        },
      }),
      mb_per_cpu_second: round(megabytes / cpuSeconds),
    };
  } catch (error) {
    return { error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'failed';
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

try {
  process.exitCode = await main();
} catch (error) {
  report(messageOf(error));
  process.exitCode = 1;
}
