/** Here-documents: announced in one line, read from the lines after it. */
import type { Redirect } from './command.ts';

interface Announced {
  redirect: Redirect;
  delimiter: string;
  /** A quoted delimiter: nothing in the body is expanded. */
  isLiteral: boolean;
  hasTabs: boolean;
}

const DELIMITER = /[^\s;&|()<>]+/y;

export class HereDocuments {
  readonly #text: string;
  #announced: Announced[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** After `<<` or `<<-` at `at`: the redirection, whose target the body will be, and where the delimiter ends. */
  announce(at: number, hasTabs: boolean): { redirect: Redirect; end: number } {
    DELIMITER.lastIndex = at;
    const raw = DELIMITER.exec(this.#text)?.[0] ?? '';
    const delimiter = raw.replace(/["'\\]/g, '');
    const redirect: Redirect = { op: '<<', target: '' };
    this.#announced.push({ redirect, delimiter, isLiteral: raw !== delimiter, hasTabs });
    return { redirect, end: at + raw.length };
  }

  /** Reads the bodies of all announced from the line that begins at `at`; returns where the script goes on. */
  read(at: number, expand: (text: string) => string): number {
    let next = at;
    for (const { redirect, delimiter, isLiteral, hasTabs } of this.#announced.splice(0)) {
      const [body, end] = this.#body(next, delimiter, hasTabs);
      redirect.target = isLiteral ? body : expand(body);
      next = end;
    }
    return next;
  }

  #body(from: number, delimiter: string, hasTabs: boolean): [body: string, end: number] {
    const text = this.#text;
    for (let at = from; at < text.length; ) {
      const found = text.indexOf('\n', at);
      const lineEnd = found === -1 ? text.length : found;
      const line = text.slice(at, lineEnd);
      if ((hasTabs ? line.trimStart() : line).trimEnd() === delimiter)
        return [text.slice(from, at), Math.min(lineEnd + 1, text.length)];
      at = lineEnd + 1;
    }
    return [text.slice(from), text.length];
  }
}
