/** What to try next, as commands to copy. */
import type { Pipeline, Place } from './pipeline.ts';
import { type Screen, write } from './show.ts';

const TRIPLINE = 'npm run --silent tripline --';
const DEFAULTS: Record<string, string> = {
  TRIPLINE_KAFKA_BROKERS: '127.0.0.1:9092',
  TRIPLINE_ELASTICSEARCH_NODES: 'http://127.0.0.1:9200',
};

/** For a pipeline that runs on. */
export function showKept(pipeline: Pipeline, id: string, screen: Screen): void {
  const { settings, workers } = pipeline;
  const needed = Object.entries(settings).filter(
    ([name, value]) => DEFAULTS[name] !== value && !/HTTP_PORT|REPLICAS/.test(name),
  );
  write(
    screen,
    '',
    screen.paint('bold', 'Everything runs on. In a shell of this folder:'),
    ...needed.map(([name, value]) => `  export ${name}=${quoted(value)}`),
    `  ${TRIPLINE} trail ${id}      # this trail again; --json, --full`,
    `  ${TRIPLINE} open <event id>   # the exact bytes of one event, out of the sealed copy`,
    `  ${TRIPLINE} indices list`,
    `  ${TRIPLINE} dlq list`,
    ...workers.map(({ name, url }) => `  curl ${url}/metrics   # ${name}`),
    `  curl '${settings['TRIPLINE_ELASTICSEARCH_NODES']}/tripline-findings/_search?q=severity:CRITICAL&pretty'`,
    '  npm run demo -- --down   # stops all of it',
  );
}

/** For a pipeline that is about to end. */
export function showNext(place: Place, screen: Screen): void {
  write(
    screen,
    '',
    screen.paint('bold', 'Where to look next'),
    '  npm run demo -- --keep   # the same, and it runs on for you to look around',
    `  ${TRIPLINE} stack up       # a stack of your own; then: run detector, run indexer`,
    '  docs/demo.md             # what each case shows; README.md: ten lines that emit',
    `  ${place.dir}/stacks/${place.name}/logs   # what Kafka, Elasticsearch and the workers logged`,
  );
}

function quoted(value: string): string {
  return /^[A-Za-z0-9_./:,-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
