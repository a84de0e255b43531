/** Longer literals of other languages, and rows of short ones that are a command together. */

const LONG = /("""|''')([\s\S]{0,20000}?)\1/g;
const HERE_DOCUMENT =
  /<<[<~-]?\s{0,2}["']?([A-Za-z_]{2,20})["']?[^\n]{0,80}\n([\s\S]{0,20000}?)\n\s{0,20}\1\b/g;
const WORD = /(["'`])((?:(?!\1)[^\\\n]){1,200})\1/g;
/** What may stand between the words of one command: brackets, commas, `.arg(`, `args: [`, `cmd.append(`. */
const GAP = /^[\s,;()[\]{}&+.:\w!<>=*$-]{0,48}$/;
const PROGRAM = /^(?:[\w.-]*\/)*[a-z][\w.-]{0,30}$/;
const PIECE = /["']([^"'\n]{0,200})["']/g;
const MOST_ROWS = 20;
const MOST_WORDS = 12;

/** `"""…"""` and `<<~SQL`. */
export function literalsOf(code: string): string[] {
  const found: string[] = [];
  if (/"""|'''/.test(code)) for (const [, , text = ''] of code.matchAll(LONG)) found.push(text);
  if (code.includes('<<')) for (const [, , text = ''] of code.matchAll(HERE_DOCUMENT)) found.push(text);
  return found.slice(0, 40);
}

/** `Command::new("rm").arg("-rf").arg("/etc")`, `new String[]{"rm", "-rf", "/etc"}`, `cmd = ['rm']; cmd.append('-rf')`: from each word that may be a program, what follows it. */
export function rowsIn(code: string): string[] {
  const words: { text: string; start: number; end: number }[] = [];
  for (const match of code.matchAll(WORD)) {
    words.push({ text: match[2] ?? '', start: match.index, end: match.index + match[0].length });
    if (words.length === 2000) break;
  }
  const rows: string[] = [];
  for (let at = 0; at + 1 < words.length && rows.length < MOST_ROWS; at++) {
    const first = words[at] as (typeof words)[number];
    if (!PROGRAM.test(first.text)) continue;
    const row = [first.text];
    for (let next = at + 1; next < words.length && row.length < MOST_WORDS; next++) {
      const [before, word] = [words[next - 1], words[next]] as [typeof first, typeof first];
      if (!GAP.test(code.slice(before.end, word.start))) break;
      row.push(word.text);
    }
    if (row.length > 1 && /^-|^\/|[~*]/.test(row[1] ?? '')) rows.push(row.map(quoted).join(' '));
  }
  return rows;
}

function quoted(word: string): string {
  return /^[\w./~*\s-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** What stands in the quotes of `'r', "m"`. */
export function piecesOf(list: string): string[] {
  return [...list.matchAll(PIECE)].map(([, piece = '']) => piece);
}

/** The printable characters whose numbers these are: `114, 0x6d`. */
export function printableOf(numbers: string): string {
  return numbers
    .split(',')
    .map((number) => Number(number.trim()))
    .filter((code) => code > 31 && code < 127)
    .map((code) => String.fromCharCode(code))
    .join('');
}

/** The same as the inside of a literal in single quotes: nothing in it ends or escapes. */
export function lettersOf(numbers: string): string {
  return printableOf(numbers).replaceAll(/['\\]/g, '');
}
