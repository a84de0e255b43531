/**
 * What does harm where an application shows, queries or runs what a model wrote: payloads, and code that is dangerous by itself. A
 * payload is a payload in a fence, too: whoever copies it runs it. Prose about an attack holds none.
 */
import type { Rule } from '../types.ts';
import { dangerousCodeRules } from './code-danger.ts';
import { evasionRules } from './code-evasion.ts';
import { malwareRules } from './code-malware.ts';
import { outsideCodeRules } from './code-outside.ts';
import { systemCodeRules } from './code-system.ts';
import { commandPayloadRules } from './payload-command.ts';
import { exfiltrationRules } from './payload-exfiltration.ts';
import { objectPayloadRules } from './payload-object.ts';
import { pathPayloadRules } from './payload-path.ts';
import { queryPayloadRules } from './payload-query.ts';
import { requestPayloadRules } from './payload-request.ts';
import { sqlPayloadRules } from './payload-sql.ts';
import { templatePayloadRules } from './payload-template.ts';
import { textPayloadRules } from './payload-text.ts';
import { xssRules } from './payload-xss.ts';

export const insecureOutputRules: readonly Rule[] = [
  ...xssRules,
  ...sqlPayloadRules,
  ...commandPayloadRules,
  ...pathPayloadRules,
  ...templatePayloadRules,
  ...requestPayloadRules,
  ...objectPayloadRules,
  ...exfiltrationRules,
  ...queryPayloadRules,
  ...textPayloadRules,
  ...dangerousCodeRules,
  ...outsideCodeRules,
  ...malwareRules,
  ...evasionRules,
  ...systemCodeRules,
];
