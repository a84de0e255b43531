/** The cards of all that the HTTP analyser finds: requests that tools should not make. */
import type { RuleCard } from '../../types.ts';
import { ATTACK, type ToolCardDraft, toolCard } from '../tool-card.ts';

const CHEAT_SHEET =
  'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html';

export const httpCards: readonly RuleCard[] = [
  card({
    id: 'http-metadata-endpoint',
    version: 2,
    type: 'metadata_endpoint',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'Asks a cloud machine’s metadata service, in any notation of its address.',
    severity_reason: 'It answers with the machine’s own credentials.',
    references: [CHEAT_SHEET, `${ATTACK}T1552/005/`],
    weaknesses: ['CWE-918'],
    match: [
      'http://169.254.169.254/latest/meta-data/',
      '{"url":"http://2852039166/"}',
      'http://[::ffff:a9fe:a9fe]/latest',
      'https://metadata.google.internal/computeMetadata/v1/',
      'http://a9fea9fe.nip.io/',
      '{"host":"169.254.170.2","path":"/v2/credentials"}',
      'https://proxy.example/?u=http%3A%2F%2F169.254.169.254%2F',
    ],
    no_match: [
      'http://169.254.1.1/',
      'https://docs.example/latest/meta-data',
      'https://metadata.example.org/',
    ],
  }),
  card({
    id: 'http-local-file',
    version: 2,
    type: 'local_file_url',
    severity: 'HIGH',
    confidence: 0.85,
    tool_kinds: ['HTTP', 'MCP', 'FUNCTION'],
    description: 'A URL that reads local files or speaks to other services than the web’s.',
    severity_reason: 'The tool’s own machine answers.',
    references: [CHEAT_SHEET],
    weaknesses: ['CWE-918', 'CWE-73'],
    match: [
      '{"url":"file:///etc/passwd"}',
      'gopher://127.0.0.1:6379/_FLUSHALL',
      'jar:http://x.example/a.jar!/b',
      'php://filter/convert.base64-encode/resource=index.php',
      '{"url":"ldap://x.example/a"}',
    ],
    no_match: [
      '{"url":"https://a.example/file"}',
      '{"text":"profile: x"}',
      'ftp://ftp.example.org/pub/a.tar',
    ],
  }),
  card({
    id: 'http-internal-host',
    version: 2,
    type: 'internal_host',
    severity: 'MEDIUM',
    confidence: 0.7,
    tool_kinds: ['HTTP'],
    description:
      'A request to this host, a private network or a name within; HIGH where the address is written so that it does not look like one.',
    severity_reason: 'Services behind the wall often ask for no password.',
    references: [CHEAT_SHEET, 'https://www.rfc-editor.org/rfc/rfc6890'],
    weaknesses: ['CWE-918'],
    match: [
      'http://192.168.1.1/admin',
      'http://localhost:3000/',
      '{"url":"http://0x7f.1/"}',
      'http://good.example@127.0.0.1/',
      'http://vault.internal:8200/v1/secret',
      '{"host":"10.0.0.4","port":8080}',
      'http://127.0.0.1.nip.io/',
    ],
    no_match: [
      'https://api.example.com/10.0.0.1',
      'https://172.217.16.142/',
      '{"text":"open http://localhost:3000"}',
      '{"version":"10.0.0.1"}',
      'https://localhost.example.com/',
    ],
  }),
  card({
    id: 'http-admin-port',
    version: 1,
    type: 'admin_port',
    severity: 'MEDIUM',
    confidence: 0.7,
    tool_kinds: ['HTTP'],
    description:
      'A request to the port of a service that is not for the public: container and cluster APIs, databases, remote desktops.',
    severity_reason: 'Many of them ask for no password.',
    references: ['https://docs.docker.com/engine/security/protect-access/', `${ATTACK}T1610/`],
    weaknesses: ['CWE-918'],
    match: [
      'http://203.0.113.9:2375/containers/json',
      'https://203.0.113.9:10250/pods',
      'http://es.example.com:9200/_cat/indices',
    ],
    no_match: ['https://api.example.com:8443/v1', 'http://example.com:8080/', 'https://example.com:443/'],
  }),
  card({
    id: 'http-data-drop',
    version: 1,
    type: 'data_drop',
    severity: 'MEDIUM',
    confidence: 0.75,
    tool_kinds: ['HTTP'],
    description:
      'A service that takes what anybody sends and shows it to whoever made the address: request bins, paste sites, tunnels, chat hooks.',
    severity_reason: 'What is sent there has left the organisation.',
    references: [`${ATTACK}T1567/`],
    weaknesses: ['CWE-200'],
    match: [
      'https://webhook.site/0b1c',
      '{"url":"https://x1.ngrok.io/u"}',
      'https://discord.com/api/webhooks/1/a',
      'https://x.oast.fun/',
    ],
    no_match: [
      'https://slack.com/api/chat.postMessage',
      'https://discord.com/channels/1',
      'https://api.example.com/webhooks/1',
    ],
  }),
  card({
    id: 'http-credentials',
    version: 1,
    type: 'credentials_in_url',
    severity: 'LOW',
    confidence: 0.7,
    tool_kinds: ['HTTP'],
    description: 'A URL with a password in it, or a key that is sent in clear.',
    severity_reason: 'URLs end up in logs, histories and referrers.',
    references: [
      'https://www.rfc-editor.org/rfc/rfc9110#section-4.2.4',
      'https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url',
    ],
    weaknesses: ['CWE-598', 'CWE-319'],
    match: ['https://ann:tiger99@api.example.com/', 'http://api.example.com/v1?api_key=ab12cd34ef'],
    no_match: [
      'https://api.example.com/v1?page=2',
      'http://api.example.com/?token={{token}}',
      'https://ann@example.com/',
    ],
  }),
];

function card(draft: ToolCardDraft): RuleCard {
  return toolCard(draft, 'HTTP');
}
