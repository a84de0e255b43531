/** GraphQL’s variables, put where the document names them: what `where: $where` asks stands beside it. */
import { looseValueAt, UNTOLD } from './loose-values.ts';

type Fields = Readonly<Record<string, unknown>>;

const MOST = 2000;
const NAME = /\$(\w{1,80})/g;
const DEFAULT = /\$(\w{1,80})\s{0,9}:\s{0,9}[\w![\]]{1,80}\s{0,9}=\s{0,9}(?=[{[])/g;

/** The document with its variables’ values, or null where it is none that changes anything. */
export function filledIn(document: unknown, variables: unknown): string | null {
  if (typeof document !== 'string' || !/\bmutation\b/.test(document) || !document.includes('$')) return null;
  const values = new Map<string, string>();
  for (const found of document.slice(0, 4 * MOST).matchAll(DEFAULT)) {
    const value = looseValueAt(document, found.index + found[0].length);
    if (value !== null) values.set(found[1] as string, written(value.value));
  }
  const given: unknown = typeof variables === 'string' ? looseValueAt(variables, 0)?.value : variables;
  if (typeof given === 'object' && given !== null)
    for (const [name, value] of Object.entries(given as Fields)) values.set(name, written(value));
  if (values.size === 0) return null;
  return document.slice(0, 4 * MOST).replaceAll(NAME, (whole, name: string) => values.get(name) ?? whole);
}

/** As GraphQL writes values: keys bare. */
function written(value: unknown): string {
  if (value === UNTOLD) return '$untold';
  const text = JSON.stringify(value) ?? 'null';
  return text.length > MOST ? '$long' : text.replaceAll(/"(\w{1,80})":/g, '$1:');
}
