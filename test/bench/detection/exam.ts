/** The exam's shape: texts, and where in them is what a detector should find. */
import type { TextKind } from '../../../services/core/detection/types.ts';
import type { Category, ToolKind } from '../../../services/core/events/types.ts';

/** Offsets are UTF-16 code units of the text, [start, end). */
export interface Expected {
  category: Category;
  type: string;
  start: number;
  end: number;
}

/** None expected: clean. */
export interface Sample {
  id: string;
  text: string;
  kind: TextKind;
  tool_kind?: ToolKind;
  expected: Expected[];
}

export interface Part {
  name: 'secrets' | 'pii' | 'injection' | 'payload' | 'shell';
  samples: readonly Sample[];
}
