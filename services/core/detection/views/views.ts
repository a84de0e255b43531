/**
 * Other readings of a text: escapes undone, base64 and hexadecimal runs replaced by what they say, characters reduced to those they
 * are or look like. A view is a whole text, so that words around an encoded value still count as its context; every span maps back to
 * the source, a touched escape or run as a whole. A view costs one look for its marker where there is none.
 */
import { characterView } from './character-view.ts';
import { escapeView } from './escape-view.ts';
import { runView } from './run-view.ts';
import type { View } from './view.ts';

/** How often a reading is read again: base64 of percent-encoded text, JSON within JSON. */
export const MAX_DEPTH = 3;
/** All views of a text together are this many times as long as it, and `SLACK`. */
const MAX_GROWTH = 4;
const SLACK = 16_384;

/** What a short text is looked through for by itself: most are names and identifiers. */
const SHORTEST_RUN = 16;
const PERCENT = 37;
const AMPERSAND = 38;
const BACKSLASH = 92;

const readings = [escapeView, runView, characterView];

/** The disguises of a text and of all its views together, likewise. */
const MAX_DISGUISES = 2;

/** What one text may still cost, in code units of views. */
export interface Room {
  views: number;
  disguises: number;
}

export function roomFor(text: string): Room {
  return { views: MAX_GROWTH * text.length + SLACK, disguises: MAX_DISGUISES * text.length + SLACK };
}

/** Whether a text too short for a run has neither an escape nor a character to be reduced. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127 || unit === BACKSLASH || unit === PERCENT || unit === AMPERSAND) return false;
  }
  return true;
}

/** All views to depth 3, each distinct text once, shallow ones first; the plain text is not among them. */
export function viewsOf(text: string, room: Room = roomFor(text)): View[] {
  const views: View[] = [];
  if (text.length < SHORTEST_RUN && isPlain(text)) return views;
  let level: (View | null)[] = [null];
  for (let depth = 1; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const deeper: View[] = [];
    for (const parent of level) {
      for (const read of readings) {
        const view = read(parent?.text ?? text, parent);
        if (view === null || isKnown(view.text)) continue;
        room.views -= view.text.length;
        if (room.views < 0) return views;
        views.push(view);
        deeper.push(view);
      }
    }
    level = deeper;
  }
  return views;

  /** There are few views: comparing them costs less than hashing each. */
  function isKnown(read: string): boolean {
    return read === text || views.some((view) => view.text === read);
  }
}
