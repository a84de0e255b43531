/** A name that no rule has stops nothing: what a policy asks of findings is held against what there is to be found. */
import type { Engine } from '../../detection/types.ts';
import { SENT_OUT } from './facts.ts';
import { compileGlob } from './glob.ts';
import type { Policy } from './policy.ts';

/** One line for each name of a rule or a type of findings that nothing can ever be found under. */
export function unknownNames(policy: Policy, engine: Engine): string[] {
  const known = [
    ...engine.rules.map(({ id, type }) => ({ id, type })),
    ...Object.values(SENT_OUT).flatMap((sent) =>
      sent === null ? [] : [{ id: sent.rule_id, type: sent.type }],
    ),
  ];
  return policy.rules.flatMap(({ id, when, unless }) =>
    [...(when.findings ?? []), ...(unless?.findings ?? [])].flatMap(({ rule = [], type = [] }) => [
      ...rule
        .filter((name) => !known.some((one) => compileGlob(name)(one.id)))
        .map((name) => told(id, 'rule', name)),
      ...type
        .filter((name) => !known.some((one) => compileGlob(name)(one.type)))
        .map((name) => told(id, 'type', name)),
    ]),
  );
}

function told(rule: string, what: 'rule' | 'type', name: string): string {
  return `${rule}: nothing is ever found under the ${what} ${name}`;
}
