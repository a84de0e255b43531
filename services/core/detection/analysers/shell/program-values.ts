/** What strings of other languages become when their program runs: variables put in, formats filled, letters turned round or made of numbers. One pass each. */
import { lettersOf, piecesOf } from './program-literals.ts';

const LOOK =
  /=\s{0,4}["'[]|<<\s{0,4}["']|["']\s{0,4}\+\s{0,4}["']|\{\s{0,2}["']|\w(?:''|"")\w|\[::-1\]|reverse\(|\bchr\b|fromCharCode|bytes\(|\.format\(|["']\s{0,4}%|os\.sep|path\.join|Path\(|rot_?13|\bsh(?:ell|elljs)?\.\w|\.replace\(|pathsep|bytearray/;
const ASSIGNED =
  /(?:^|[\s;,(])(?:const\s|let\s|var\s|my\s|local\s)?\$?([A-Za-z_]\w{0,40})\s{0,4}(:=|=|\+=|\.=|<<)\s{0,4}[rbu]?(?:"([^"\n\\]{1,400})"|'([^'\n\\]{1,400})')(?=\s{0,4}(?:[;,\n)]|$))/g;
/** `a, b = 'rm', '-rf'`. */
const PAIR =
  /\b([A-Za-z_]\w{0,40})\s{0,4},\s{0,4}([A-Za-z_]\w{0,40})\s{0,4}=\s{0,4}["']([^"'\n\\]{1,400})["']\s{0,4},\s{0,4}["']([^"'\n\\]{1,400})["']/g;
const REVERSED =
  /(["'])((?:(?!\1)[^\\\n]){1,2000})\1(?:\[::-1\]|\.split\((["'])\3\)\.reverse\(\)\.join\((["'])\4\)|\.reverse\b(?:\(\))?)/g;
const NUMBERS =
  /(?:(["'])\1\.join\(\s{0,4}(?:map\(\s{0,4}chr\s{0,4},\s{0,4}|\[?\s{0,4}chr\(\w{1,20}(?:\s{0,4}[\^+-]\s{0,4}\d{1,4})?\)\s{1,4}for\s{1,4}\w{1,20}\s{1,4}in\s{1,4})|(?:bytes|bytearray)\(\s{0,4}|String\.fromCharCode\(\s{0,4}\.\.\.|String\.fromCharCode\.apply\(\s{0,4}\w{1,10}\s{0,4},\s{0,4})[[(]((?:\s{0,4}(?:0x[\da-f]{1,4}|\d{1,5})\s{0,4},){1,400}(?:\s{0,4}(?:0x[\da-f]{1,4}|\d{1,5}))?\s{0,4})[\])]\)?\]?\)?(?:\.decode\(\s{0,4}(?:["'][\w-]{0,12}["'])?\s{0,4}\))?/gi;
const ROTATED =
  /(?:codecs\.(?:decode|encode)|str_rot13)\(\s{0,4}(?:"([^"\n]{1,4000})"|'([^'\n]{1,4000})')\s{0,4}(?:,\s{0,4}["']rot_?13["']\s{0,4})?\)/g;
const FORMATTED =
  /(["'])((?:(?!\1)[^\\\n]){1,400})\1(?:\s{0,4}%\s{0,4}\(?|\.format\()((?:\s{0,4}["'][^"'\n]{0,200}["']\s{0,4},?){1,8})\)?/g;
const REPLACED =
  /(["'])((?:(?!\1)[^\\\n]){1,400})\1\.replace(?:All)?\(\s{0,4}["']([^"'\n]{1,40})["']\s{0,4},\s{0,4}["']([^"'\n]{0,40})["']\s{0,4}\)/g;
const JOINED =
  /(?:os\.path\.join|path\.join|File\.join|filepath\.Join|Paths\.get|Path\.Combine|path\.resolve)\(((?:\s{0,4}["'][^"'\n]{0,200}["']\s{0,4},?){2,8})\)/g;
/** `join(expanduser('~'), '.cache')`: the home that a place below it begins with. */
const BELOW_HOME =
  /(?<=join\(\s{0,4})(?:os\.path\.)?expanduser\(\s{0,4}(["']~["'])\s{0,4}\)(?=\s{0,4},\s{0,4}["'])/g;
const DIVIDED = /Path\(\s{0,4}(["'])([^"'\n]{1,200})\1\s{0,4}\)(?:\s{0,4}\/\s{0,4}["']([^"'\n]{1,200})["'])/g;
/** `x = ['r', 'm']`, for `''.join(x)`. */
const LIST =
  /\b([A-Za-z_]\w{0,40})\s{0,4}=\s{0,4}[[(]((?:\s{0,4}["'][^"'\n]{0,200}["']\s{0,4},?){2,60})[\])]/g;
const JOINED_LIST =
  /(["'])([ ]?)\1\.join\(\s{0,4}([A-Za-z_]\w{0,40})\s{0,4}\)|\b([A-Za-z_]\w{0,40})\.join\(\s{0,4}(["'])([ ]?)\5\s{0,4}\)/g;
/** Modules whose members are programs: `sh.rm('-rf', '/etc')`. */
const MODULE = /\b(?:sh|shell|shelljs|plumbum)\.(rm|dd|shred|mkfs|find|mv|chmod|chown|bash|truncate)\(/g;
const MOST = 60;

export function withValues(code: string): string {
  if (!LOOK.test(code)) return code;
  let plain = code
    .replaceAll(/\bos\.(?:sep|path\.sep)\b|\bpath\.sep\b/g, "'/'")
    .replaceAll(BELOW_HOME, '$1')
    .replaceAll(MODULE, "system('$1', ")
    .replaceAll(
      REVERSED,
      (_, quote: string, text: string) => `${quote}${[...text].reverse().join('')}${quote}`,
    )
    .replaceAll(NUMBERS, (_, __, numbers: string) => `'${lettersOf(numbers)}'`)
    .replaceAll(ROTATED, (_, double?: string, single?: string) => quoted(rotated(double ?? single ?? '')));
  plain = withLists(withVariables(plain))
    .replaceAll(/(?<=\w)(?:''|"")(?=\w)/g, '')
    .replaceAll(/[#$]?\{\s{0,2}(["'])([^"'{}\n]{1,200})\1\s{0,2}\}/g, '$2');
  for (let round = 0; round < 2; round++)
    plain = plain
      .replaceAll(/"([^"'\\\n]{0,400})"\s{0,4}\+\s{0,4}'([^"'\\\n]{0,400})'/g, '"$1$2"')
      .replaceAll(/'([^"'\\\n]{0,400})'\s{0,4}\+\s{0,4}"([^"'\\\n]{0,400})"/g, "'$1$2'");
  return plain
    .replaceAll(
      REPLACED,
      (_, quote: string, text: string, from: string, to: string) =>
        `${quote}${text.replaceAll(from, () => to)}${quote}`,
    )
    .replaceAll(FORMATTED, (_, quote: string, text: string, list: string) => {
      const pieces = piecesOf(list);
      let at = 0;
      return `${quote}${text.replaceAll(/%s|\{\d?\}/g, () => pieces[at++] ?? '')}${quote}`;
    })
    .replaceAll(
      JOINED,
      (_, list: string) =>
        `'${piecesOf(list)
          .join('/')
          .replaceAll(/\/{2,}/g, '/')}'`,
    )
    .replaceAll(
      DIVIDED,
      (_, __, folder: string, name: string) => `Path('${folder.replace(/\/$/, '')}/${name}')`,
    );
}

/** A variable that one literal was given to, where it is used: in a format, beside a plus, or alone as an argument. */
function withVariables(code: string): string {
  const values = new Map<string, string>();
  for (const [, name = '', sign, double, single] of code.matchAll(ASSIGNED))
    if (values.size < MOST) {
      const adds = sign === '+=' || sign === '.=' || sign === '<<';
      values.set(name, `${adds ? (values.get(name) ?? '') : ''}${double ?? single ?? ''}`);
    }
  for (const [, first = '', second = '', one, other] of code.matchAll(PAIR))
    if (values.size < MOST) values.set(first, one ?? '').set(second, other ?? '');
  if (values.size === 0) return code;
  let room = code.length + 65_536;
  const valueOf = (name: string) => {
    const value = values.get(name);
    return value === undefined || (room -= value.length) < 0 ? undefined : value;
  };
  return code
    .replaceAll(/[#$]?\{\s{0,2}\$?(\w{1,40})\s{0,2}\}/g, (whole, name: string) => valueOf(name) ?? whole)
    .replaceAll(
      /(?<=[(,+.[%]\s{0,4})\$?([A-Za-z_]\w{0,40})(?=\s{0,4}[),+.\]%](?!\w{1,20}\())/g,
      (whole, name: string) => {
        const value = valueOf(name);
        return value === undefined ? whole : quoted(value);
      },
    )
    .replaceAll(/(["'])\s{0,4}[+.]\s{0,4}\1/g, '');
}

function withLists(code: string): string {
  if (!code.includes('.join(')) return code;
  const lists = new Map<string, string[]>();
  for (const [, name = '', list = ''] of code.matchAll(LIST))
    if (lists.size < MOST) lists.set(name, piecesOf(list));
  if (lists.size === 0) return code;
  return code.replaceAll(
    JOINED_LIST,
    (
      whole,
      _: string,
      gap: string | undefined,
      name: string | undefined,
      other: string | undefined,
      __: string,
      otherGap: string | undefined,
    ) => {
      const pieces = lists.get(name ?? other ?? '');
      return pieces === undefined ? whole : quoted(pieces.join(gap ?? otherGap ?? ''));
    },
  );
}

function quoted(text: string): string {
  return text.includes("'") ? `"${text.replaceAll('"', "'")}"` : `'${text}'`;
}

function rotated(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}
