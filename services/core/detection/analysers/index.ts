/** All built-in analysers. */
import type { Analyser } from '../types.ts';
import { codeAnalyser } from './code/analyser.ts';
import { hiddenText } from './hidden-text/hidden-text.ts';
import { httpAnalyser } from './http/analyser.ts';
import { identifierAnalyser } from './identifiers/index.ts';
import { injectionAnalyser } from './injection/index.ts';
import { injectionScripts } from './injection-scripts/injection-scripts.ts';
import { nameColumns } from './names/name-columns.ts';
import { passwordAnalyser } from './passwords/analyser.ts';
import { shellAnalyser } from './shell/analyser.ts';
import { sqlAnalyser } from './sql/analyser.ts';

export const builtInAnalysers: readonly Analyser[] = [
  injectionScripts,
  identifierAnalyser,
  nameColumns,
  hiddenText,
  shellAnalyser,
  sqlAnalyser,
  httpAnalyser,
  injectionAnalyser,
  codeAnalyser,
  passwordAnalyser,
];
