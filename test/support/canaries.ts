/** Secrets of nobody that the rules find, in the forms that the rules see through, and what of them must never be seen again. */
export interface Canary {
  name: string;
  form: Form;
  /** What is put into a text. */
  planted: string;
  /** Stretches of the secret in that form, none of which may appear anywhere. */
  needles: string[];
}
type Form = keyof typeof FORMS;

/** Characters of the secret in a needle. */
const NEEDLE = 10;

const PEM_BODY = Buffer.from(Array.from({ length: 138 }, (_, index) => (index * 73 + 11) & 255));
const PEM_LINES = PEM_BODY.toString('base64').match(/.{1,64}/g) ?? [];

/** Text, and the part of it that is the secret. */
const SECRETS: Record<string, [text: string, secret: string]> = {
  card: ['card number 4539 1488 0343 6467', '4539 1488 0343 6467'],
  'card without spaces': ['4539578763621486', '4539578763621486'],
  ssn: ['SSN 219-09-9998', '219-09-9998'],
  email: ['zelda.quistgaard@quadrant-mail.net', 'zelda.quistgaard@quadrant-mail.net'],
  iban: ['IBAN DE89370400440532013000', 'DE89370400440532013000'],
  'aws key': ['aws_access_key_id=AKIAZ7Q2M4X6W3V3T5RB', 'AKIAZ7Q2M4X6W3V3T5RB'],
  'api key': [
    'sk-proj-aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG1hT3BlbkFJaB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG1hT3',
    'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG1hT3BlbkFJaB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG1hT3',
  ],
  password: ['password=Zu9#kfW2qLr7', 'Zu9#kfW2qLr7'],
  'connection string': ['postgres://svc:Wq7hT2zLp9@db.internal/x', 'Wq7hT2zLp9'],
  pem: [
    `-----BEGIN PRIVATE KEY-----\n${PEM_LINES.join('\n')}\n-----END PRIVATE KEY-----`,
    `\n${PEM_LINES.join('\n')}\n`,
  ],
};

/** What a character takes in the form; base64 counts its own letters. */
const WIDTHS = { plain: 1, base64: 1, 'URL-encoded': 3, 'JSON-escaped': 6 };
const FORMS = {
  plain: (text: string) => text,
  base64: (text: string) => Buffer.from(text).toString('base64'),
  'URL-encoded': (text: string) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'JSON-escaped': (text: string) =>
    [...text].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
};

/** Every secret in every form, alone and within a text by turns. */
export const CANARIES: readonly Canary[] = Object.entries(SECRETS).flatMap(([name, [text, secret]], index) =>
  (Object.keys(FORMS) as Form[]).map((form, at) => {
    const encode = FORMS[form];
    // Of base64 the letters depend on where a stretch begins, so there the whole text is the secret.
    const hidden = form === 'base64' ? encode(text) : encode(secret);
    const planted = (index + at) % 2 === 0 ? encode(text) : `please see ${encode(text)} about it`;
    return { name, form, planted, needles: stretches(hidden, NEEDLE * WIDTHS[form]) };
  }),
);

/** Side by side, so that no remainder of twice that length escapes. */
function stretches(text: string, most: number): string[] {
  const length = Math.min(most, text.length);
  const starts = Array.from({ length: Math.floor(text.length / length) }, (_, index) => index * length);
  return [...new Set(starts.map((start) => text.slice(start, start + length)))];
}

/** Which canaries a text betrays, by name and form. */
export function betrayedIn(text: string): string[] {
  return CANARIES.filter(({ needles }) => needles.some((needle) => text.includes(needle))).map(
    ({ name, form }) => `${name}, ${form}`,
  );
}

/** Every string and every key in a JSON value, with where it stands. */
export function* stringsIn(value: unknown, path = ''): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield { path: `${path}/(key)`, text: key };
    yield* stringsIn(child, `${path}/${key}`);
  }
}
