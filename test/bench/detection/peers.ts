/** The specialists, installed on demand by their registries' ordinary clients and run on the same text. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Part, Sample } from './exam.ts';
import { DETECT_SECRETS, PRESIDIO, VARD } from './peer-scripts.ts';
import type { Found, FoundBySample } from './score.ts';

const HOME = join(import.meta.dirname, '..', '..', '..', '.tripline', 'bench-peers');
const VERSIONS = {
  gitleaks: 'v8.30.0',
  'detect-secrets': '1.5.0',
  'presidio-analyzer': '2.2.366',
  vard: '1.2.0',
} as const;

export interface PeerRun {
  found: FoundBySample;
  cpuSeconds: number;
}
export interface Peer {
  name: string;
  parts: readonly Part['name'][];
  /** The types it knows; all when absent. */
  types?: ReadonlySet<string>;
  /** @throws Error when it cannot be had here */
  install(): Promise<void>;
  scan(samples: readonly Sample[]): Promise<PeerRun>;
}

/** Presidio's names for the types that both know. */
const PRESIDIO_TYPES: Readonly<Record<string, string>> = {
  ABA_ROUTING_NUMBER: 'us_bank_routing',
  AU_MEDICARE: 'au_medicare',
  AU_TFN: 'au_tfn',
  CA_SIN: 'ca_sin',
  CREDIT_CARD: 'credit_card',
  CRYPTO: 'crypto_wallet',
  DE_TAX_ID: 'de_tax_id',
  EMAIL_ADDRESS: 'email',
  ES_NIE: 'es_nie',
  ES_NIF: 'es_dni',
  IBAN_CODE: 'iban',
  IN_AADHAAR: 'in_aadhaar',
  IN_PAN: 'in_pan',
  IP_ADDRESS: 'ip_address',
  IT_FISCAL_CODE: 'it_fiscal_code',
  MAC_ADDRESS: 'mac',
  MEDICAL_LICENSE: 'us_dea',
  PHONE_NUMBER: 'phone',
  PL_PESEL: 'pl_pesel',
  UK_NHS: 'uk_nhs',
  UK_NINO: 'uk_nino',
  URL: 'url',
  US_BANK_NUMBER: 'us_bank_account',
  US_DRIVER_LICENSE: 'driver_license',
  US_ITIN: 'us_itin',
  US_NPI: 'us_npi',
  US_PASSPORT: 'us_passport',
  US_SSN: 'us_ssn',
};

export const PEERS: readonly Peer[] = [
  {
    name: 'gitleaks',
    parts: ['secrets'],
    install: async () => {
      if (existsSync(join(HOME, 'gitleaks'))) return;
      await run('go', ['install', `github.com/zricethezav/gitleaks/v8@${VERSIONS.gitleaks}`], {
        GOBIN: HOME,
      });
    },
    scan: scanWithGitleaks,
  },
  {
    name: 'detect-secrets',
    parts: ['secrets'],
    install: () => installPython('detect-secrets'),
    scan: (samples) =>
      inFolder(samples, async (folder) => {
        const script = writeScript('detect-secrets.py', DETECT_SECRETS);
        const { stdout } = await run(python('detect-secrets'), [
          script,
          join(folder, 'texts'),
          `${samples.length}`,
        ]);
        return readAnswers(stdout, samples, (text, one) => {
          const found = atValue(text, one.value, one.line, one.type);
          return one.type === 'Private Key' ? toEndOfKey(text, found) : found;
        });
      }),
  },
  {
    name: 'presidio',
    parts: ['pii'],
    types: new Set(Object.values(PRESIDIO_TYPES)),
    install: () => installPython('presidio-analyzer'),
    scan: (samples) =>
      inFolder(samples, async (folder) => {
        const script = writeScript('presidio.py', PRESIDIO);
        const { stdout } = await run(python('presidio-analyzer'), [
          script,
          join(folder, 'samples.jsonl'),
          JSON.stringify(Object.keys(PRESIDIO_TYPES)),
        ]);
        return readAnswers(stdout, samples, (text, { type, start, end }) => ({
          type: PRESIDIO_TYPES[type] ?? type,
          start: toUtf16(text, start),
          end: toUtf16(text, end),
        }));
      }),
  },
  {
    name: 'vard',
    parts: ['injection'],
    install: async () => {
      const folder = join(HOME, 'vard');
      if (existsSync(join(folder, 'node_modules', '@andersmyrmel', 'vard'))) return;
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}\n');
      await run('npm', [
        'install',
        '--prefix',
        folder,
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        `@andersmyrmel/vard@${VERSIONS.vard}`,
      ]);
    },
    scan: (samples) =>
      inFolder(samples, async (folder) => {
        const script = writeScript(join('vard', 'scan.mjs'), VARD);
        const { stdout } = await run(process.execPath, [script, join(folder, 'samples.jsonl')]);
        return readAnswers(stdout, samples, (_, { type, start, end }) => ({ type, start, end }));
      }),
  },
];

function python(name: string): string {
  return join(HOME, name, 'bin', 'python');
}

/** One environment each: their dependencies must not meet. */
async function installPython(name: 'detect-secrets' | 'presidio-analyzer'): Promise<void> {
  const done = join(HOME, name, 'installed');
  if (existsSync(done)) return;
  await run('python3', ['-m', 'venv', join(HOME, name)]);
  await run(python(name), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    `${name}==${VERSIONS[name]}`,
  ]);
  writeFileSync(done, '');
}

interface Leak {
  File: string;
  StartLine: number;
  Secret: string;
  Match: string;
  RuleID: string;
}

async function scanWithGitleaks(samples: readonly Sample[]): Promise<PeerRun> {
  return inFolder(samples, async (folder) => {
    const report = join(folder, 'report.json');
    const { cpuSeconds } = await run(join(HOME, 'gitleaks'), [
      'dir',
      '--no-banner',
      '--exit-code',
      '0',
      '--log-level',
      'error',
      '--report-format',
      'json',
      '--report-path',
      report,
      join(folder, 'texts'),
    ]);
    const found: Found[][] = samples.map(() => []);
    for (const leak of JSON.parse(readFileSync(report, 'utf8')) as Leak[]) {
      const index = Number(/(\d+)\.txt$/.exec(leak.File)?.[1]);
      const text = samples[index]?.text ?? '';
      found[index]?.push(atValue(text, leak.Secret, leak.StartLine, leak.RuleID));
    }
    return { found, cpuSeconds };
  });
}

interface Answer {
  type: string;
  value: string;
  line: number;
  start: number;
  end: number;
}

function readAnswers(
  stdout: string,
  samples: readonly Sample[],
  toFound: (text: string, one: Answer) => Found,
): PeerRun {
  const found: Found[][] = samples.map(() => []);
  let cpuSeconds = 0;
  for (const line of stdout.split('\n').filter((each) => each.startsWith('{'))) {
    const answer = JSON.parse(line) as { cpu?: number; index: number; found: Answer[] };
    if (answer.cpu === undefined)
      found[answer.index] = answer.found.map((one) => toFound(samples[answer.index]?.text ?? '', one));
    else cpuSeconds = answer.cpu;
  }
  return { found, cpuSeconds };
}

/** Where a value stands, looked for from its line on; the whole line when the tool decoded it. */
function atValue(text: string, value: string, line: number, type: string): Found {
  const lines = text.split('\n');
  const lineStart = lines
    .slice(0, Math.max(0, line - 1))
    .reduce((length, each) => length + each.length + 1, 0);
  const start = text.indexOf(value, lineStart);
  return start < 0 || value === ''
    ? { type, start: lineStart, end: lineStart + (lines[line - 1]?.length ?? 0) }
    : { type, start, end: start + value.length };
}

/** detect-secrets reports only the first line of a private key: that stands for the key. */
function toEndOfKey(text: string, found: Found): Found {
  const end = text.indexOf('-----END', found.end);
  return end < 0 ? found : { ...found, end };
}

/** Python counts code points. */
function toUtf16(text: string, offset: number): number {
  return /[\ud800-\udfff]/.test(text) ? [...text].slice(0, offset).join('').length : offset;
}

function writeScript(name: string, source: string): string {
  const path = join(HOME, name);
  writeFileSync(path, source);
  return path;
}

async function inFolder<T>(samples: readonly Sample[], work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tripline-exam-'));
  try {
    mkdirSync(join(folder, 'texts'));
    samples.forEach(({ text }, index) => writeFileSync(join(folder, 'texts', `${index}.txt`), text));
    writeFileSync(
      join(folder, 'samples.jsonl'),
      samples.map(({ text }) => `${JSON.stringify({ text })}\n`).join(''),
    );
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The shell's `time` counts the CPU of the child and of all that it started. */
async function run(
  command: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ stdout: string; cpuSeconds: number }> {
  mkdirSync(HOME, { recursive: true });
  const child = spawn('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', command, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const lines = stderr.trimEnd().split('\n');
  if (code !== 0)
    throw new Error(`${command} ended with ${code}: ${lines.slice(-4, -1).join(' ').slice(0, 300)}`);
  const [user = 0, system = 0] = (lines.at(-1) ?? '').split(' ').map(Number);
  return { stdout, cpuSeconds: user + system };
}
