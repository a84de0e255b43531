/** The servers that test/run.ts started for this run. */
export interface TestStack {
  kafkaBrokers: string[];
  elasticsearchUrl: string;
  keyFile: string;
  /** Kafka listens on `target` for a fault proxy, and sends that listener's clients to `advertised`. */
  kafkaProxy: { advertised: number; target: number };
}

const WHY = 'needs the test stack: run it through `npm test`';

/** For `test(name, { skip: noStack }, …)`: false where the stack runs, else why not. */
export const noStack: string | false = readStack() === null ? WHY : false;

/** @throws Error when there is no stack: guard with `noStack` */
export function testStack(): TestStack {
  const stack = readStack();
  if (stack === null) throw new Error(WHY);
  return stack;
}

function readStack(): TestStack | null {
  const { TRIPLINE_TEST_KAFKA: kafka, TRIPLINE_TEST_ELASTICSEARCH: url } = process.env;
  const { TRIPLINE_TEST_KEY_FILE: keyFile, TRIPLINE_TEST_KAFKA_PROXY: proxy = '' } = process.env;
  const [advertised = 0, target = 0] = proxy.split(':').map(Number);
  if (!kafka || !url || !keyFile) return null;
  return {
    kafkaBrokers: kafka.split(','),
    elasticsearchUrl: url,
    keyFile,
    kafkaProxy: { advertised, target },
  };
}
