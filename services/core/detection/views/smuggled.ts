/**
 * ASCII in characters that show nothing: tag characters (U+E0020 to U+E007E each stand for an ASCII character) and variation selectors
 * used as octets (U+FE00 to U+FE0F for 0 to 15, U+E0100 to U+E01EF for 16 to 255). Flags of regions (🏴 and tags, Unicode TR51) are
 * what tags are for and say nothing.
 */
export interface Smuggled {
  end: number;
  /** Printable ASCII; empty where the run says nothing. */
  said: string;
}

/** All such characters begin with it. */
export const SMUGGLER = '\udb40';
const TAG_BASE = 0xdc00;
const LAST_TAG = 0xdc7f;
const SELECTOR_BASE = 0xdd00;
const LAST_SELECTOR = 0xddef;
const SHORT_SELECTOR = 0xfe00;
const BLACK_FLAG = '\u{1f3f4}';
const REGION = /^[a-z]{2}[a-z0-9]{1,4}$/;

/** The run of such characters that begins at `at`. */
export function smuggledAt(text: string, at: number): Smuggled {
  let said = '';
  let end = at;
  for (;;) {
    const unit = text.charCodeAt(end);
    const octet =
      unit >= SHORT_SELECTOR && unit <= SHORT_SELECTOR + 15 ? unit - SHORT_SELECTOR : octetAt(text, end);
    if (octet < 0) break;
    if (octet >= 0x20 && octet < 0x7f) said += String.fromCharCode(octet);
    else if (octet === 0x0a || octet === 0x09) said += ' ';
    end += unit === 0xdb40 ? 2 : 1;
  }
  return { end, said: isFlag(text, at, said) ? '' : said };
}

function octetAt(text: string, at: number): number {
  if (text.charAt(at) !== SMUGGLER) return -1;
  const low = text.charCodeAt(at + 1);
  if (low >= TAG_BASE && low <= LAST_TAG) return low - TAG_BASE;
  return low >= SELECTOR_BASE && low <= LAST_SELECTOR ? low - SELECTOR_BASE + 16 : -1;
}

function isFlag(text: string, at: number, said: string): boolean {
  return text.slice(Math.max(0, at - 2), at) === BLACK_FLAG && REGION.test(said);
}
