/** All built-in analysers. */
import type { Analyser } from '../types.ts';
import { hiddenText } from './hidden-text/hidden-text.ts';

export const builtInAnalysers: readonly Analyser[] = [hiddenText];
