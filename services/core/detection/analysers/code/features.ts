/**
 * What a line of code shows of its language: its tokens, which stands first, which two are neighbours, which stands last. A feature is a
 * number of its kind and its tokens; its name is for the model's file.
 */
import { tokenNames, tokenOf } from './tokens.ts';

const ALONE = 0;
const FIRST = 1;
const PAIR = 2;
const FIRST_PAIR = 3;
const LAST = 4;
const KIND_NAMES = ['alone', 'first', 'pair', 'opens', 'last'] as const;
/** More than there are tokens. */
const TOKENS = 2048;
if (tokenNames.length > TOKENS) throw new RangeError('there are more tokens than a feature can hold');
const NAME = tokenOf('x');
const UPPER_NAME = tokenOf('X');

/** Calls back with every feature of a line of `count` tokens, some more than once. */
export function eachFeature(tokens: Int32Array, count: number, found: (feature: number) => void): void {
  for (let index = 0; index < count; index++) {
    const token = tokens[index] as number;
    if (token !== NAME && token !== UPPER_NAME) found(featureOf(ALONE, token, 0));
    found(index === 0 ? featureOf(FIRST, token, 0) : featureOf(PAIR, tokens[index - 1] as number, token));
  }
  if (count < 2) return;
  found(featureOf(FIRST_PAIR, tokens[0] as number, tokens[1] as number));
  found(featureOf(LAST, tokens[count - 1] as number, 0));
}

function featureOf(kind: number, first: number, second: number): number {
  return (kind * TOKENS + first) * TOKENS + second;
}

export function featureName(feature: number): string {
  const kind = Math.floor(feature / TOKENS / TOKENS);
  const first = tokenNames[Math.floor(feature / TOKENS) % TOKENS] as string;
  const second = kind === PAIR || kind === FIRST_PAIR ? ` ${tokenNames[feature % TOKENS]}` : '';
  return `${KIND_NAMES[kind]} ${first}${second}`;
}

/** The feature of that name; -1 where it has a token that there is not. */
export function featureNamed(name: string): number {
  const [kind = '', first = '', second] = name.split(' ');
  const one = tokenOf(first);
  const two = second === undefined ? 0 : tokenOf(second);
  return one < 0 || two < 0 ? -1 : featureOf((KIND_NAMES as readonly string[]).indexOf(kind), one, two);
}
