import type { TextKind } from '../../services/core/detection/types.ts';

/** One text to learn from. */
export interface Sample {
  text: string;
  attack: boolean;
  /** Held out as a whole. */
  family: string;
  kind: TextKind;
  language: string;
  nearMiss: boolean;
  /** Where the attack stands, in code units; the whole text is one where this is absent. */
  span?: { start: number; end: number };
}
