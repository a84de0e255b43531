/** What to try next, as commands to copy. */
import type { Pipeline, Place } from './pipeline.ts';
import { type Screen, type Shown, title, write } from './show.ts';

const TRIPLINE = 'npm run --silent tripline --';
const DEFAULTS: Record<string, string> = {
  TRIPLINE_KAFKA_BROKERS: '127.0.0.1:9092',
  TRIPLINE_ELASTICSEARCH_NODES: 'http://127.0.0.1:9200',
};

/** For a pipeline that runs on. */
export function showKept(pipeline: Pipeline, shown: Shown, screen: Screen): void {
  const { settings, workers } = pipeline;
  const needed = Object.entries(settings).filter(
    ([name, value]) => DEFAULTS[name] !== value && !/HTTP_PORT|REPLICAS/.test(name),
  );
  const elasticsearch = settings['TRIPLINE_ELASTICSEARCH_NODES'] ?? '';
  title('Everything runs on', screen);
  write(
    screen,
    ...(needed.length > 0 ? ['# in a shell of this folder, first:'] : []),
    ...needed.map(([name, value]) => `export ${name}=${quoted(value)}`),
    ...advice('this trail again; also --json, --full', `${TRIPLINE} trail ${shown.interaction}`),
    ...advice(
      'the first of its events as it was emitted, out of the sealed copy',
      `${TRIPLINE} open ${shown.event} --json`,
    ),
    ...advice('what is stored, and what could not be', `${TRIPLINE} indices list`, `${TRIPLINE} dlq list`),
    ...advice(
      'the worst findings',
      `curl '${elasticsearch}/tripline-findings/_search?q=severity:CRITICAL&pretty'`,
    ),
    ...advice('what the workers count', ...workers.map(({ url }) => `curl ${url}/metrics`)),
    ...advice('stop all of it', 'npm run demo -- --down'),
  );
}

/** For a pipeline that is about to end. */
export function showNext(place: Place, screen: Screen): void {
  title('Where to look next', screen);
  write(
    screen,
    ...advice('the same, and it runs on for you to look around', 'npm run demo -- --keep'),
    ...advice(
      'what Kafka, Elasticsearch and the workers logged',
      `ls ${place.dir}/stacks/${place.name}/logs`,
    ),
    '# what each case shows: docs/demo.md; ten lines that emit from your own code: README.md',
  );
}

function advice(what: string, ...commands: string[]): string[] {
  return [`# ${what}`, ...commands];
}

function quoted(value: string): string {
  return /^[A-Za-z0-9_./:,-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
