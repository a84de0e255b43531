/** Requests that tools should not make: the cloud's metadata, local files, hosts behind the wall. */
import type { Rule } from '../types.ts';
import { AGENCY } from './taxonomy.ts';

const base = {
  version: 1,
  category: 'TOOL_ABUSE',
  flags: 'i',
  taxonomy: [...AGENCY, 'CWE-918'],
  kinds: ['tool_arguments'],
  references: [
    'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
  ],
} as const;

export const httpRules: readonly Rule[] = [
  {
    ...base,
    id: 'http-metadata-endpoint',
    type: 'metadata_endpoint',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'Asks a cloud machine’s metadata service.',
    severity_reason: 'It answers with the machine’s own credentials.',
    triggers: [
      '169.254.169.254',
      '169.254.170.2',
      'metadata.google',
      'metadata.azure',
      '100.100.100.200',
      'fd00:ec2',
      '0xa9fea9fe',
      '2852039166',
    ],
    pattern:
      '(?<![\\w.])(?:169\\.254\\.(?:169\\.254|170\\.2)|metadata\\.(?:google\\.internal|azure\\.com)|100\\.100\\.100\\.200|fd00:ec2::254|0xa9fea9fe|2852039166)(?![\\w])',
    examples: {
      match: [
        { text: 'http://169.254.169.254/latest/meta-data/', kind: 'tool_arguments', tool_kind: 'HTTP' },
      ],
      no_match: [{ text: 'http://169.254.1.1/', kind: 'tool_arguments', tool_kind: 'HTTP' }],
    },
  },
  {
    ...base,
    id: 'http-local-file',
    type: 'local_file_url',
    severity: 'HIGH',
    confidence: 0.85,
    tool_kinds: ['HTTP', 'MCP', 'FUNCTION'],
    description: 'A URL that reads local files or speaks to other services.',
    severity_reason: 'The tool’s own machine answers.',
    triggers: ['file://', 'gopher://', 'dict://', 'jar:', 'netdoc:', 'php://', 'expect://'],
    pattern:
      '(?<![a-z])(?:file:///?(?=[\\w/%.~])|gopher://|dict://|jar:https?:|netdoc:/|php://(?:filter|input)|expect://)[^\\s"\'<>]{0,300}',
    examples: {
      match: [{ text: '{"url":"file:///etc/passwd"}', kind: 'tool_arguments', tool_kind: 'HTTP' }],
      no_match: [{ text: '{"url":"https://a.example/file"}', kind: 'tool_arguments', tool_kind: 'HTTP' }],
    },
  },
  {
    ...base,
    id: 'http-internal-host',
    type: 'internal_host',
    severity: 'MEDIUM',
    confidence: 0.7,
    tool_kinds: ['HTTP'],
    description: 'A request to this host or a private network.',
    severity_reason: 'Services behind the wall often ask for no password.',
    triggers: ['http://', 'https://'],
    pattern:
      '(?<![a-z])https?://(?:[^\\s/@"\']{1,80}@)?(?:localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|0\\.0\\.0\\.0|\\[::1?\\]|\\[f[cde][0-9a-f:]{2,40}\\]|10\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|192\\.168\\.\\d{1,3}\\.\\d{1,3}|172\\.(?:1[6-9]|2\\d|3[01])\\.\\d{1,3}\\.\\d{1,3}|[\\w.-]{1,80}\\.(?:internal|local|corp|intranet|lan)|kubernetes\\.default)(?![\\w.-])',
    examples: {
      match: [{ text: 'http://192.168.1.1/admin', kind: 'tool_arguments', tool_kind: 'HTTP' }],
      no_match: [{ text: 'https://api.example.com/10.0.0.1', kind: 'tool_arguments', tool_kind: 'HTTP' }],
    },
  },
];
