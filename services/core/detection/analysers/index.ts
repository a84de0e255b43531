/** All built-in analysers. */
import type { Analyser } from '../types.ts';

export const builtInAnalysers: readonly Analyser[] = [];
