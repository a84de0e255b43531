import { homedir } from 'node:os';
import { z } from 'zod';
import { TriplineError } from '../../core/errors.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const heap = z.string().regex(/^[1-9][0-9]{0,5}[mg]$/i, 'must be a size such as 512m or 2g');

/** Everything a stack can be told. A port of 0 takes a free one; `lifeline` ends the servers with the process that started them. */
export const stackOptionsSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'must be lower-case letters, digits and hyphens')
      .default('default'),
    dir: z.string().min(1).default('.tripline'),
    kafkaPort: port.default(9092),
    elasticsearchPort: port.default(9200),
    kafkaHeap: heap.default('512m'),
    elasticsearchHeap: heap.default('1g'),
    lifeline: z.boolean().default(false),
    /** A second Kafka listener, on `listen`, that tells its clients to come to `advertise`: where a fault proxy stands. */
    kafkaProxy: z.strictObject({ listen: port, advertise: port }).optional(),
  })
  .refine(
    ({ kafkaPort, elasticsearchPort }) => kafkaPort === 0 || kafkaPort !== elasticsearchPort,
    'Kafka and Elasticsearch need ports of their own',
  );
export type StackOptions = z.output<typeof stackOptionsSchema>;
export type StackInput = z.input<typeof stackOptionsSchema>;

/** @throws TriplineError USAGE naming every bad option */
export function parseStackOptions(input: StackInput): StackOptions {
  const parsed = stackOptionsSchema.safeParse(input);
  if (!parsed.success) throw new TriplineError('USAGE', describeIssues(parsed.error));
  return { ...parsed.data, dir: parsed.data.dir.replace(/^~(?=\/|$)/, homedir()) };
}

function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'options'}: ${issue.message}.`).join(' ');
}
