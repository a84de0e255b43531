/** People and assistants talking about secrets without telling any, and documentation with its placeholders. */
import type { CleanMaker } from './clean.ts';
import { chatter } from './clean-prose.ts';

const ABOUT = [
  'How do I rotate an API key without downtime?',
  'Please never send your password by mail; we will not ask for it.',
  'The password is too short, it needs at least twelve characters.',
  'I forgot my password and the reset link has expired.',
  'The token is invalid or has expired, log in again to get a new one.',
  'Your password is stored hashed, so nobody can read it.',
  'The secret is patience, and a little salt.',
  'My password is not accepted after the update, what can I do?',
  'Use a password manager, and a passphrase of five words for the vault.',
  'The API key is read from the environment, never from a file in the repository.',
  'The keyword is case sensitive; the token count was 18234 for this request.',
  'The password is required. The new password is the same as the old one.',
  'Access tokens expire after 3600 seconds, refresh tokens after thirty days.',
  'Log in with your company account / single sign-on.',
  'The primary key is order_id and the foreign key is customer_id.',
  'Das Passwort ist abgelaufen und muss erneuert werden.',
];
/** What documentation shows instead of a value. Put together, so that no scanner of this repository stumbles. */
const PLACEHOLDERS = [
  `AKIA${'IOSFODNN7'}EXAMPLE`,
  `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLE'}KEY`,
  '<your-key>',
  '<YOUR_API_KEY>',
  'YOUR_API_KEY_HERE',
  'your-api-key',
  `sk-${'x'.repeat(4)}`,
  `sk-${'x'.repeat(40)}`,
  `ghp_${'x'.repeat(36)}`,
  '$' + '{TOKEN}',
  '{{ api_key }}',
  'changeme',
  'REDACTED',
  '********',
  'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
  `${'1234567890'}abcdef`,
  'insert-token-here',
  '[hidden]',
  'process.env.API_KEY',
  '%API_TOKEN%',
];

export const TALK_MAKERS: readonly CleanMaker[] = [
  (random) => ({
    text: `${chatter(random, 1)} ${random.pick(ABOUT)} ${chatter(random, 2)}`,
    kind: 'prompt',
  }),
  (random) => ({
    text: `${random.pick(ABOUT)} ${random.pick(ABOUT)}\n\n${chatter(random, 3)}`,
    kind: 'output',
  }),
  (random) => ({
    text: `# Configuration\n\n${chatter(random, 2)}\n\n    export API_KEY=${random.pick(PLACEHOLDERS)}\n    npm start\n\n${chatter(random, 1)}\n`,
    kind: 'output',
  }),
  (random) => ({
    text: `Set the key before you begin:\n\n\`\`\`python\napi_key = "${random.pick(PLACEHOLDERS)}"\nclient = Client(api_key=api_key)\n\`\`\`\n\n${chatter(random, 2)}`,
    kind: 'output',
  }),
  (random) => ({
    text: `curl https://api.example.com/v1/items \\\n  -H "Authorization: Bearer ${random.pick(PLACEHOLDERS)}" \\\n  -H "Accept: application/json"\n\n${chatter(random, 1)}`,
    kind: 'output',
  }),
  (random) => ({
    text: `Connect with\n\n    postgres://${random.pick(['user:password', 'USER:PASSWORD', '<user>:<password>', 'postgres:$PGPASSWORD', 'user:****'])}@localhost:5432/app\n\n${chatter(random, 2)}`,
    kind: 'output',
  }),
  (random) => ({
    text: `Dear ${random.pick(['Ingrid', 'Tomas', 'Amelie'])},\n\n${chatter(random, 4)}\n\nYour booking ${random.pick(['BRG', 'OSL', 'TRD'])}-${random.whole(10_000, 99_999)} is confirmed for ${random.whole(1, 28)} June at ${random.whole(8, 18)}:30.\n\nKind regards\nNorvik Travel\n`,
    kind: 'output',
  }),
  (random) => ({
    text: `## Meeting\n\n1. ${chatter(random, 1)}\n2. ${chatter(random, 1)}\n3. ${chatter(random, 1)}\n\n**Decided:** ${chatter(random, 1)}\n\nSee [the notes](https://wiki.norvik.io/pages/${random.whole(1000, 9999)}/minutes-of-the-meeting?view=${random.whole(1, 9)}#decisions).\n`,
    kind: 'tool_result',
  }),
];
