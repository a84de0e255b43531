/** A program for transparency.test.ts: a call that fails, and an application that does (`catch`) or does not (`forget`) care. */
import { OpenAI } from 'openai';
import { type Emitter, instrumentOpenAI } from '../../../../../services/emitter/index.ts';

const [kind, care] = process.argv.slice(2);
const say = (how: string) => (error: unknown) => console.log(how, (error as Error).constructor.name);
process.on('unhandledRejection', say('unhandled'));

const client = new OpenAI({ apiKey: 'k', baseURL: 'http://127.0.0.1:1', maxRetries: 0, logLevel: 'off' });
const receipt = { event_id: 'e', interaction_id: 'i' };
const emitter = { prompt: () => receipt, output: () => receipt } as unknown as Emitter;
if (kind === 'instrumented') instrumentOpenAI(client, { emitter });

const asked = client.chat.completions.create({ model: 'm', messages: [] });
if (care === 'catch') void asked.catch(say('caught'));
