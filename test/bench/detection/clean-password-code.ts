/** Code and forms that handle passwords, keys and tokens without holding any. */
import type { Seeded } from '../seeded.ts';
import type { CleanMaker, CleanText } from './clean.ts';
import { chatter } from './clean-prose.ts';

const output = (text: string): CleanText => ({ text, kind: 'output' });
const name = (random: Seeded) =>
  random.pick(['password', 'apiKey', 'token', 'secret', 'accessToken', 'passphrase', 'clientSecret']);
const environment = (random: Seeded) =>
  random.pick(['API_KEY', 'DB_PASSWORD', 'SESSION_SECRET', 'GITHUB_TOKEN', 'STRIPE_SECRET_KEY', 'SMTP_PASS']);

export const PASSWORD_CODE_MAKERS: readonly CleanMaker[] = [
  (random) =>
    output(
      `const ${name(random)} = process.env.${environment(random)};\nif (!${name(random)}) throw new Error('${environment(random)} is missing');\nconst client = createClient({ ${name(random)}, timeout: ${random.whole(1, 90)} }); // ${chatter(random, 1)}\n`,
    ),
  (random) =>
    output(
      `password = os.environ["${environment(random)}"]\ntoken = get_token(user, password=getpass.getpass("Password: "))\nhashed = bcrypt.hashpw(password.encode(), bcrypt.gensalt(${random.whole(10, 14)}))\n# ${chatter(random, 1)}\n`,
    ),
  (random) =>
    output(
      `export async function login(email: string, password: string): Promise<Session> {\n  const user = await users.findByEmail(email);\n  if (!user || !(await verify(user.passwordHash, password))) throw new InvalidCredentials();\n  return sessions.create({ userId: user.id, ttl: ${random.whole(300, 9000)} });\n}\n// ${chatter(random, 1)}\n`,
    ),
  (random) =>
    output(
      `<form method="post" action="/login">\n  <label for="password">Password</label>\n  <input type="password" name="${name(random)}" id="password" placeholder="At least ${random.whole(8, 16)} characters" autocomplete="current-password">\n  <button>Log in</button>\n</form>\n`,
    ),
  (random) =>
    output(
      `public void setPassword(String password) {\n    this.password = encoder.encode(password);\n    this.token = tokenService.generateToken(user.getId(), Duration.ofHours(${random.whole(1, 48)}));\n}\n// ${chatter(random, 1)}\n`,
    ),
  (random) =>
    output(
      `const schema = z.object({\n  ${name(random)}: z.string().min(${random.whole(8, 20)}),\n  password_confirmation: z.string(),\n  api_key: z.string().optional(),\n});\ntype Credentials = z.infer<typeof schema>; // ${chatter(random, 1)}\n`,
    ),
  (random) =>
    output(
      `const messages = {\n  password: 'Password',\n  passwordTooShort: 'The password is too short',\n  token: 'Verification token',\n  secretQuestion: 'What was the name of your first school?',\n  apiKeyHelp: 'You find the key under Settings',\n  attempts: ${random.whole(3, 9)},\n};\n// ${chatter(random, 1)}\n`,
    ),
  (random) =>
    output(
      `tokens = tokenizer.encode(text)\nmax_tokens = ${random.whole(128, 8000)}\npad_token = "[PAD]"\nunk_token = "<unk>"\nkey = lambda item: item.score\nnext_token = logits.argmax(dim=-1)\n# ${chatter(random, 1)}\n`,
    ),
  (random) =>
    output(
      `CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  password_hash text NOT NULL,\n  api_token uuid DEFAULT gen_random_uuid(),\n  secret_key_id integer REFERENCES keys(id),\n  attempts smallint DEFAULT ${random.whole(0, 5)}\n);\n-- ${chatter(random, 1)}\n`,
    ),
  (random) =>
    output(
      `describe('login', () => {\n  test('refuses a wrong password', async () => {\n    const answer = await post('/login', { user: 'ana', password: '${random.pick(['wrong', 'test', 'password', 'secret', 'foo'])}' });\n    assert.equal(answer.status, ${random.pick(['401', '403'])});\n  });\n});\n// ${chatter(random, 1)}\n`,
    ),
];
