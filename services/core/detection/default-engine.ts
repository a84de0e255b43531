/** The engine of the built-in rules and analysers, compiled on first use and shared by the process. */
import { builtInAnalysers } from './analysers/index.ts';
import { compileEngine } from './engine.ts';
import { builtInRules } from './rules/index.ts';
import type { Engine } from './types.ts';

let engine: Engine | undefined;

export function defaultEngine(): Engine {
  engine ??= compileEngine(builtInRules, builtInAnalysers);
  return engine;
}
