import { Command, Option } from 'commander';
import { kafkaConnection } from '../platform/config/connections.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { kafkaSettings, keySettings } from '../platform/config/settings.ts';
import { createKafka } from '../platform/kafka/kafkajs.ts';
import { furnishKafka } from './stack/furnish.ts';
import type { StackInput } from './stack/options.ts';
import { startStack } from './stack/start.ts';
import { renderStatus, statusOf } from './stack/status.ts';
import { resetStack, stopStack } from './stack/stop.ts';

const NOT_RUNNING = 3;
const INTERRUPTED = 130;

/** `tripline stack up|status|down|reset|furnish` */
export function stackCommand(): Command {
  const stack = new Command('stack').description('the local Kafka and Elasticsearch');
  stack.addCommand(
    startOptions(new Command('up')).description('start what does not run yet, and furnish it').action(up),
  );
  stack.addCommand(
    placeOptions(new Command('status'))
      .option('--json', 'print JSON')
      .description(`show what runs; exit code ${NOT_RUNNING} when not all of it does`)
      .action(status),
  );
  stack.addCommand(
    placeOptions(new Command('down')).description('stop the servers and keep their data').action(down),
  );
  stack.addCommand(
    placeOptions(new Command('reset')).description('stop the servers and remove their data').action(reset),
  );
  stack
    .command('furnish')
    .description(
      'make the topics and the root key of a cluster that runs elsewhere, as its TRIPLINE_* settings name it',
    )
    .action(furnishElsewhere);
  return stack;
}

function placeOptions(command: Command): Command {
  return command
    .addOption(new Option('--name <name>', 'which stack').env('TRIPLINE_STACK_NAME').default('default'))
    .addOption(
      new Option('--dir <folder>', 'where it keeps everything')
        .env('TRIPLINE_STACK_DIR')
        .default('.tripline'),
    );
}

function startOptions(command: Command): Command {
  return placeOptions(command)
    .addOption(
      new Option('--kafka-port <port>', '0 takes a free one')
        .env('TRIPLINE_STACK_KAFKA_PORT')
        .default('9092'),
    )
    .addOption(
      new Option('--elasticsearch-port <port>', '0 takes a free one')
        .env('TRIPLINE_STACK_ELASTICSEARCH_PORT')
        .default('9200'),
    )
    .addOption(
      new Option('--kafka-heap <size>', "Kafka's heap").env('TRIPLINE_STACK_KAFKA_HEAP').default('512m'),
    )
    .addOption(
      new Option('--elasticsearch-heap <size>', "Elasticsearch's heap")
        .env('TRIPLINE_STACK_ELASTICSEARCH_HEAP')
        .default('1g'),
    );
}

async function up(options: StackInput): Promise<void> {
  const interrupted = new AbortController();
  const abort = () => interrupted.abort(new Error('interrupted'));
  process.on('SIGINT', abort).on('SIGTERM', abort);
  try {
    const stack = await startStack(options, print, interrupted.signal);
    print(`Up: Kafka ${stack.kafkaBrokers}, Elasticsearch ${stack.elasticsearchUrl}, keys ${stack.keyFile}`);
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    print('Interrupted: what was started is stopped again');
    process.exitCode = INTERRUPTED;
  } finally {
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}

async function status(options: StackInput & { json?: boolean }): Promise<void> {
  const { json, ...input } = options;
  const found = await statusOf(input);
  print(json ? JSON.stringify(found, null, 2) : renderStatus(found));
  if (!found.running) process.exitCode = NOT_RUNNING;
}

async function down(options: StackInput): Promise<void> {
  await stopStack(options, print);
}

async function reset(options: StackInput): Promise<void> {
  await resetStack(options, print);
}

async function furnishElsewhere(): Promise<void> {
  const config = readConfig({ ...kafkaSettings, ...keySettings }, process.env);
  const kafka = createKafka(kafkaConnection(config));
  print(await furnishKafka(kafka, config.TRIPLINE_KAFKA_TOPIC_PREFIX, config.TRIPLINE_KEY_FILE));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
