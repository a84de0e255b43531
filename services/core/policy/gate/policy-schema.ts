/** What a policy file may say (docs/policy.md). Unknown keys are refused; names are checked against the enumerations of the events. */
import { z } from 'zod';
import { CATEGORIES, SEVERITIES, TOOL_KINDS } from '../../events/enums.ts';

const MOST = 1000;
const ID = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const TEXT = z.string().min(1, 'must not be empty').max(1000);
const GLOB = z.string().min(1, 'must not be empty').max(200);
const EFFECT = choice(['allow', 'alert', 'hold', 'deny']);
const KIND = choice(TOOL_KINDS);
const CATEGORY = choice(CATEGORIES.filter((category) => category !== 'INTEGRITY'));
const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const LONGEST_HOLD_MS = 30 * UNITS.d;
const DURATION = z
  .string()
  .regex(/^[1-9][0-9]{0,5}[smhd]$/, 'must be a number and s, m, h or d, as 15m')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS])
  .refine((ms) => ms <= LONGEST_HOLD_MS, 'must be at most 30d');

/** In any case, as it stands in the events. */
function choice<const T extends readonly string[]>(values: T) {
  return z.preprocess(
    (value) =>
      typeof value === 'string' ? values.find((one) => one.toUpperCase() === value.toUpperCase()) : value,
    z.enum(
      values as unknown as [T[number], ...T[number][]],
      `must be one of ${values.join(', ').toLowerCase()}`,
    ),
  );
}

/** One, or a list of some. */
function some<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (Array.isArray(value) || value === undefined ? value : [value]),
    z.array(item).min(1, 'must not be empty').max(MOST),
  );
}

const scalar = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);
const pattern = z.string().min(1, 'must not be empty').max(1000);
const field = z
  .strictObject({
    field: z
      .string()
      .max(200)
      .regex(
        /^(?:\$\.?)?(?:\*\*|[\w-]+)(?:\[(?:\*|\d{1,6})\])*(?:\.(?:\*\*?|[\w-]+)(?:\[(?:\*|\d{1,6})\])*)*$/,
        'must be a path as payment.amount, items[*].price or **.amount',
      )
      .refine((path) => path.split('**').length <= 2, 'may have ** once'),
    above: z.number().optional(),
    at_least: z.number().optional(),
    below: z.number().optional(),
    at_most: z.number().optional(),
    is: some(scalar).optional(),
    is_not: some(scalar).optional(),
    like: some(GLOB).optional(),
    matches: pattern.optional(),
    present: z.boolean().optional(),
  })
  .refine((given) => Object.keys(given).length > 1, 'needs a comparison');
const finding = z
  .strictObject({
    category: some(CATEGORY).optional(),
    rule: some(GLOB).optional(),
    type: some(GLOB).optional(),
    severity: choice(SEVERITIES.filter((each) => each !== 'UNKNOWN')).optional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'must not be empty');
const conditions = z
  .strictObject({
    tenant: some(GLOB).optional(),
    application: some(GLOB).optional(),
    environment: some(GLOB).optional(),
    role: some(GLOB).optional(),
    department: some(GLOB).optional(),
    use_case: some(GLOB).optional(),
    tool: some(GLOB).optional(),
    kind: some(KIND).optional(),
    endpoint: some(GLOB).optional(),
    host: some(GLOB).optional(),
    authenticated: some(choice(['YES', 'NO', 'UNKNOWN'])).optional(),
    outward: z.boolean().optional(),
    text: some(pattern).optional(),
    arguments: some(field).optional(),
    finding: some(finding).optional(),
    taint: choice(['ANY', 'SENSITIVE']).optional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'must not be empty; the policy’s default needs no rule');

const tool = { tool: z.string().min(1).max(1000), kind: KIND, endpoint: z.string().max(8192).optional() };
/** A call as examples and `tripline policy explain` write it. */
export const callSchema = z.strictObject({
  ...tool,
  arguments: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).default({}),
  role: z.string().optional(),
  user: z.string().optional(),
  department: z.string().optional(),
  use_case: z.string().optional(),
  tenant: z.string().default('default'),
  application: z.string().default('default'),
  environment: z.string().default('production'),
  authenticated: choice(['YES', 'NO', 'UNKNOWN']).optional(),
  after: z
    .array(z.strictObject({ ...tool, result: z.string() }))
    .max(20)
    .default([]),
});
const example = callSchema.extend({ expect: EFFECT });
export type GivenCall = z.output<typeof callSchema>;
export type GivenExample = z.output<typeof example>;

const rule = z.strictObject({
  id: ID,
  description: TEXT,
  reason: TEXT.optional(),
  when: conditions,
  unless: conditions.optional(),
  effect: EFFECT,
  high_risk: z.boolean().default(false),
  hold: DURATION.optional(),
  examples: z.array(example).min(1, 'needs an example that it decides').max(50),
});

export const policySchema = z.strictObject({
  version: z.literal(1, 'must be 1'),
  default: EFFECT.default('allow'),
  on_failure: choice(['allow', 'alert', 'deny']).default('deny'),
  hold: DURATION.default(15 * UNITS.m),
  max_argument_bytes: z
    .int()
    .min(1024)
    .max(8 * 1024 * 1024)
    .default(1024 * 1024),
  least_privilege: z
    .array(z.strictObject({ use_case: TEXT, tools: z.array(GLOB).max(MOST), reason: TEXT.optional() }))
    .max(MOST)
    .default([]),
  other_use_cases: choice(['any', 'none']).default('any'),
  rules: z.array(rule).max(MOST).default([]),
  examples: z.array(example).max(MOST).default([]),
});
export type PolicyDocument = z.output<typeof policySchema>;
export type GivenConditions = z.output<typeof conditions>;
export type GivenRule = PolicyDocument['rules'][number];
