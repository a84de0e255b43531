/** All built-in rules, family by family. */
import type { Rule } from '../types.ts';
import { complianceRules } from './compliance.ts';
import { indirectInjectionRules } from './indirect-injection.ts';
import { authorityRules } from './injection-authority.ts';
import { deceitRules } from './injection-deceit.ts';
import { delimiterRules } from './injection-delimiter.ts';
import { easternInjectionRules } from './injection-eastern.ts';
import { exfiltrationRules } from './injection-exfiltration.ts';
import { extractionRules } from './injection-extraction.ts';
import { fictionRules } from './injection-fiction.ts';
import { frenchInjectionRules } from './injection-french.ts';
import { germanicInjectionRules } from './injection-germanic.ts';
import { hijackRules } from './injection-hijack.ts';
import { iberianInjectionRules } from './injection-iberian.ts';
import { italianInjectionRules } from './injection-italian.ts';
import { limitRules } from './injection-limits.ts';
import { loyaltyRules } from './injection-loyalty.ts';
import { noteRules } from './injection-notes.ts';
import { personaRules } from './injection-persona.ts';
import { refusalRules } from './injection-refusal.ts';
import { smugglingRules } from './injection-smuggling.ts';
import { insecureOutputRules } from './insecure-output.ts';
import { contactRules } from './pii-contact.ts';
import { financialRules } from './pii-financial.ts';
import { identityRules } from './pii-identity.ts';
import { networkRules } from './pii-network.ts';
import { promptInjectionRules } from './prompt-injection.ts';
import { aiSecretRules } from './secrets-ai.ts';
import { assignedSecretRules } from './secrets-assigned.ts';
import { cloudSecretRules } from './secrets-cloud.ts';
import { codeSecretRules } from './secrets-code.ts';
import { collaborationSecretRules } from './secrets-collaboration.ts';
import { commandSecretRules } from './secrets-commands.ts';
import { contentSecretRules } from './secrets-content.ts';
import { genericSecretRules } from './secrets-generic.ts';
import { givenSecretRules } from './secrets-given.ts';
import { hostingSecretRules } from './secrets-hosting.ts';
import { keySecretRules } from './secrets-keys.ts';
import { messagingSecretRules } from './secrets-messaging.ts';
import { operationsSecretRules } from './secrets-operations.ts';
import { paymentSecretRules } from './secrets-payments.ts';
import { prefixedSecretRules } from './secrets-prefixes.ts';
import { aiProviderRules } from './secrets-providers-ai.ts';
import { cloudProviderRules } from './secrets-providers-cloud.ts';
import { codeProviderRules } from './secrets-providers-code.ts';
import { saasSecretRules } from './secrets-saas.ts';
import { toldSecretRules } from './secrets-told.ts';

export const builtInRules: readonly Rule[] = [
  ...contactRules,
  ...financialRules,
  ...identityRules,
  ...networkRules,
  ...cloudSecretRules,
  ...codeSecretRules,
  ...aiSecretRules,
  ...saasSecretRules,
  ...aiProviderRules,
  ...cloudProviderRules,
  ...codeProviderRules,
  ...collaborationSecretRules,
  ...contentSecretRules,
  ...hostingSecretRules,
  ...keySecretRules,
  ...messagingSecretRules,
  ...operationsSecretRules,
  ...paymentSecretRules,
  ...prefixedSecretRules,
  ...genericSecretRules,
  ...assignedSecretRules,
  ...toldSecretRules,
  ...commandSecretRules,
  ...givenSecretRules,
  ...promptInjectionRules,
  ...indirectInjectionRules,
  ...noteRules,
  ...easternInjectionRules,
  ...germanicInjectionRules,
  ...iberianInjectionRules,
  ...frenchInjectionRules,
  ...deceitRules,
  ...fictionRules,
  ...loyaltyRules,
  ...italianInjectionRules,
  ...authorityRules,
  ...delimiterRules,
  ...exfiltrationRules,
  ...extractionRules,
  ...hijackRules,
  ...limitRules,
  ...personaRules,
  ...refusalRules,
  ...smugglingRules,
  ...insecureOutputRules,
  ...complianceRules,
];
