import type { TextKind } from '../../services/core/detection/types.ts';

/** Templates (grammar.ts) that are one idea; training and validation never share one. */
export interface Family {
  name: string;
  /** Where such texts turn up; one is picked. */
  kinds: readonly TextKind[];
  templates: readonly string[];
  language?: string;
  /** A harmless text made to look like an attack: fewer are made, and more of them may be taken for one. */
  nearMiss?: true;
}
