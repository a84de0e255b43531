/** The built-in rules and analysers with what an organisation adds and takes away. */
import { builtInAnalysers } from '../analysers/index.ts';
import { compileEngine } from '../engine.ts';
import { builtInRules } from '../rules/index.ts';
import { openStream } from '../stream.ts';
import type { Analyser, Engine, Rule } from '../types.ts';
import { dictionaryAnalyser } from './dictionary.ts';
import { fingerprintAnalyser } from './fingerprint-analyser.ts';
import type { FingerprintStore } from './fingerprint-store.ts';
import type { OwnRules } from './own-rules.ts';

export interface Own {
  rules: OwnRules;
  fingerprints: FingerprintStore;
}

export interface RuleSet {
  rules: readonly Rule[];
  analysers: readonly Analyser[];
}

export function ownRuleSet({ rules, fingerprints }: Own): RuleSet {
  const isUsed = ({ id }: { id: string }) => !rules.disabled.has(id);
  return {
    rules: [...builtInRules.filter(isUsed), ...rules.rules],
    analysers: [
      ...builtInAnalysers.map((analyser) => without(analyser, isUsed)),
      ...rules.dictionaries.map(dictionaryAnalyser),
      ...(fingerprints.documents().length > 0 ? [fingerprintAnalyser(fingerprints)] : []),
    ],
  };
}

export function ownEngine(own: Own): Engine {
  const { rules, analysers } = ownRuleSet(own);
  const engine = compileEngine(rules, analysers);
  const { allowed } = own.rules;
  return allowed.size === 0 ? engine : allowing(engine, allowed);
}

/** Built-in ids, of rules and analysers alike. */
export function builtInIds(): Set<string> {
  return new Set(
    [...builtInRules, ...builtInAnalysers.flatMap((analyser) => analyser.rules)].map(({ id }) => id),
  );
}

/** The engine passes over spots of a rule that is not among the analyser's cards. */
function without(analyser: Analyser, isUsed: (card: { id: string }) => boolean): Analyser {
  return { ...analyser, rules: analyser.rules.filter(isUsed) };
}

function allowing(engine: Engine, allowed: ReadonlySet<string>): Engine {
  const scan: Engine['scan'] = (text, context) =>
    engine.scan(text, context).filter(({ start, end }) => !allowed.has(text.slice(start, end).toLowerCase()));
  return { ...engine, scan, stream: (context) => openStream((text) => scan(text, context)) };
}
