/** The same command for the shell, another one for the eye: quotes, variables, encodings, other spellings. */
import type { Seeded } from '../seeded.ts';

const FIRST_WORD = /^(sudo )?([a-z]{2,})/;

export function disguised(command: string, random: Seeded): string {
  return random.pick([encoded, hexadecimal, split, escaped, fields, variable, reversed, nested, absolute])(
    command,
    random,
  );
}

function encoded(command: string, random: Seeded): string {
  const text = Buffer.from(command).toString('base64');
  return random.pick([
    `echo ${text} | base64 -d | ${random.pick(['sh', 'bash'])}`,
    `bash -c "$(base64 -d <<< ${text})"`,
    `eval $(echo '${text}' | base64 --decode)`,
  ]);
}

function hexadecimal(command: string, random: Seeded): string {
  const bytes = [...Buffer.from(command)];
  const hex = (byte: number) => byte.toString(16).padStart(2, '0');
  if (random.chance(0.5)) return `echo ${bytes.map(hex).join('')} | xxd -r -p | sh`;
  return `eval "$(printf '${bytes.map((byte) => `\\x${hex(byte)}`).join('')}')"`;
}

/** Empty quotes in the middle of the program's name. */
function split(command: string, random: Seeded): string {
  const quotes = random.pick(["''", '""']);
  return command.replace(
    FIRST_WORD,
    (_, sudo: string | undefined, word: string) =>
      `${sudo ?? ''}${word.slice(0, 1)}${quotes}${word.slice(1)}`,
  );
}

function escaped(command: string): string {
  return command.replace(
    FIRST_WORD,
    (_, sudo: string | undefined, word: string) => `${sudo ?? ''}\\${word.slice(0, 1)}\\${word.slice(1)}`,
  );
}

/** Blanks by the shell's field separator, where no quote would keep it from splitting. */
function fields(command: string): string {
  return /['"<>|;&(]/.test(command) ? nested(command) : command.replaceAll(' ', `\${IFS}`);
}

function variable(command: string, random: Seeded): string {
  const name = random.pick(['x', 'a', 'cmd', 'p']);
  return command.replace(
    FIRST_WORD,
    (_, sudo: string | undefined, word: string) => `${name}=${word}; ${sudo ?? ''}$${name}`,
  );
}

function reversed(command: string): string {
  return /['\n]/.test(command) ? nested(command) : `echo '${[...command].reverse().join('')}' | rev | sh`;
}

function nested(command: string): string {
  return `sh -c '${command.replaceAll("'", "'\\''")}'`;
}

function absolute(command: string): string {
  return command.replace(
    FIRST_WORD,
    (_, sudo: string | undefined, word: string) => `${sudo ?? ''}/bin/${word}`,
  );
}
