/** A worker's /metrics, read back: the text exposition format of Prometheus. */
type Labels = Record<string, string>;

interface Sample {
  name: string;
  labels: Labels;
  value: number;
}

export interface Exposition {
  readonly text: string;
  /** The sum of all samples of that name that have these labels. @throws Error when there is none: a misspelt name is no zero */
  sum(name: string, labels?: Labels): number;
  /** Every value of a label, with the sum of its samples. */
  by(name: string, label: string, labels?: Labels): Record<string, number>;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

export async function scrape(url: string): Promise<Exposition> {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`/metrics answered ${answer.status}`);
  return readExposition(await answer.text());
}

export function readExposition(text: string): Exposition {
  const samples = text.split('\n').flatMap(readSample);
  const select = (name: string, labels: Labels) => {
    const found = samples.filter((sample) => sample.name === name && matches(sample.labels, labels));
    if (found.length === 0) throw new Error(`no sample of ${name}${JSON.stringify(labels)}`);
    return found;
  };
  return {
    text,
    sum: (name, labels = {}) => select(name, labels).reduce((sum, { value }) => sum + value, 0),
    by(name, label, labels = {}) {
      const sums: Record<string, number> = {};
      for (const { labels: own, value } of select(name, labels))
        sums[own[label] ?? ''] = (sums[own[label] ?? ''] ?? 0) + value;
      return sums;
    },
  };
}

function readSample(line: string): Sample[] {
  const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
  if (name === undefined) return [];
  const pairs = [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text]);
  return [{ name, labels: Object.fromEntries(pairs) as Labels, value: Number(value) }];
}

function matches(own: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([label, value]) => own[label] === value);
}
