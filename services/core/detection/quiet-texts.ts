/**
 * Short texts about an event (its tenant, application, role, tool, model, media type) in which nothing was found: a dozen of an event's
 * texts are such, and the same ones come with every event.
 */
import type { ScanContext } from './types.ts';

const LONGEST = 64;
const MOST = 4096;

export class QuietTexts {
  readonly #texts = new Set<string>();

  has(text: string, context: ScanContext): boolean {
    return isKept(text, context) && this.#texts.has(text);
  }

  /** Texts that come once only are forgotten with all others, from time to time. */
  add(text: string, context: ScanContext): void {
    if (!isKept(text, context)) return;
    if (this.#texts.size >= MOST) this.#texts.clear();
    this.#texts.add(text);
  }
}

/** Metadata is scanned alike wherever it stands, and it alone repeats. */
function isKept(text: string, { kind, tool_kind }: ScanContext): boolean {
  return kind === 'metadata' && tool_kind === undefined && text.length <= LONGEST;
}
