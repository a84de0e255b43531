/** Who somebody is: names and addresses. Numbers are the identifier analyser’s. */
import type { Rule } from '../types.ts';

export const identityRules: readonly Rule[] = [];
