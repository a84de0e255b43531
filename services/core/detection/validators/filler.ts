/** Passwords that nobody means: `password123`, `T0pS3cr3t`, `my-test_pass`, made of the words that tests and manuals put there. */
import { remembering } from './remembering.ts';

const WORDS =
  'administrator authentication correcthorsebatterystaple incorrect encrypted different decrypted plaintext anything something whatever password passwort passphrase passwd kennwort contrasena username postgres database changeit changeme letmein mismatch standard existing original previous updated another confirm correct current custom default dummy encoded example invalid private qwertyuiop qwerty qwert random sample secured secrets passwords tokens secret secure simple string strong testing tester value wrong admin alice asdf basic bearer bogus blank cheese demo docker empty fake field foobar forge guest hashed hash hello hidden hunter input login mock mysql mssql masked mypass nopass newpass oldpass oracle other param phrase plain pass pgpassword placeholder pwd pass read redis rabbitmq root same salt security some super sure temp test text that the this token top user used valid very weak welcome word world write your new old not bad good long short my no one two some db pw me an foo bar baz qux quux abc xyz is in it of or and to for from key api app dev prod on a'.split(
    ' ',
  );
const FILLER = new RegExp(WORDS.toSorted((a, b) => b.length - a.length).join('|'), 'g');
const SEQUENCE =
  /0?123(?:45?6?7?8?9?0?)?|9?8?7?6?54321|4321|1111|0000|(?<!\d)\d(?!\d)|(?<!\d)(?:0\d|99|42)(?!\d)/g;
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Nothing or next to nothing is left when the words, counters and signs are taken away. */
export const isFiller = remembering(judgeFiller);

function judgeFiller(value: string): boolean {
  const lower = value.toLowerCase();
  return isSpent(lower.replaceAll(SEQUENCE, ' ')) || (value.length <= 24 && isSpent(unleet(lower)));
}

function isSpent(text: string): boolean {
  const rest = text.replaceAll(FILLER, '');
  return !/\p{L}/u.test(rest) && rest.replaceAll(/\D/g, '').length < 2;
}

/** Digits that stand for letters within a word; those at its end count. */
function unleet(text: string): string {
  const body = text.replace(/[\d\W_]+$/, '');
  const rest = text.slice(body.length).replaceAll(SEQUENCE, ' ');
  return body.replaceAll(/[013457@$]/g, (sign) => LEET[sign] ?? sign) + rest;
}
