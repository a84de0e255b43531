/**
 * Other readings of a text: JSON string escapes undone, percent-encoding undone, base64 runs replaced by what they say. A view
 * is a whole text, so that words around an encoded value still count as its context; every span maps back to the source, a
 * touched escape or run as a whole. A view costs one look for its marker where there is none.
 */
import { base64View } from './base64-view.ts';
import { jsonView } from './json-view.ts';
import { percentView } from './percent-view.ts';
import type { View } from './view.ts';

/** How often a reading is read again: base64 of percent-encoded text, JSON within JSON. */
export const MAX_DEPTH = 2;

const readings = [jsonView, percentView, base64View];

/** All views to depth 2, each distinct text once; the plain text is not among them. */
export function viewsOf(text: string): View[] {
  const views: View[] = [];
  collect(text, null, 1);
  return views;

  function collect(from: string, parent: View | null, depth: number): void {
    for (const read of readings) {
      const view = read(from, parent);
      if (view === null || isKnown(view.text)) continue;
      views.push(view);
      if (depth < MAX_DEPTH) collect(view.text, view, depth + 1);
    }
  }

  /** There are few views: comparing them costs less than hashing each. */
  function isKnown(read: string): boolean {
    return read === text || views.some((view) => view.text === read);
  }
}
