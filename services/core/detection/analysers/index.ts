/** All built-in analysers. */
import type { Analyser } from '../types.ts';
import { hiddenText } from './hidden-text/hidden-text.ts';
import { identifierAnalyser } from './identifiers/index.ts';

export const builtInAnalysers: readonly Analyser[] = [identifierAnalyser, hiddenText];
