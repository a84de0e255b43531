/** Where secrets stand: texts around a value and its variable. */
import type { TextKind } from '../../../services/core/detection/types.ts';
import type { ToolKind } from '../../../services/core/events/types.ts';
import type { Seeded } from '../seeded.ts';
import { chatter, pad } from './clean-prose.ts';

export interface Placed {
  /** The value stands in it once, as given. */
  text: string;
  kind: TextKind;
  tool_kind?: ToolKind;
}

/** `value` stands whole in the text; `name` is the variable, `label` what people call it. */
export interface Slot {
  value: string;
  name: string;
  label: string;
  random: Seeded;
}

export type Context = (slot: Slot) => Placed;

const lower = (name: string) => name.toLowerCase().replaceAll('.', '_');
const camel = (name: string) =>
  lower(name).replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const port = (random: Seeded) => random.whole(1024, 9999);
const app = (random: Seeded) =>
  random.pick(['orders', 'billing', 'ledger', 'gateway', 'mailer', 'planner', 'search', 'portal']);

/** The variable's name stands right beside the value. */
export const NAMED_CONTEXTS: readonly Context[] = [
  ({ value, name, random }) => ({
    text: `NODE_ENV=production\nPORT=${port(random)}\n${name}=${value}\nLOG_LEVEL=info\nFEATURE_EXPORT=true\nREGION=eu-west-1\n`,
    kind: 'tool_result',
  }),
  ({ value, name, random }) => ({
    text: `# ${app(random)} service\nHOST=0.0.0.0\n${name}="${value}"\nTIMEOUT_MS=${port(random)}\nMAX_ITEMS=50\nCACHE_DIR=/var/cache/${app(random)}\n`,
    kind: 'tool_result',
  }),
  ({ value, name, random }) => ({
    text: `services:\n  ${app(random)}:\n    image: ${app(random)}:1.${random.whole(0, 40)}\n    environment:\n      ${name}: "${value}"\n      TZ: Europe/Oslo\n    ports:\n      - "${port(random)}:8080"\n    restart: unless-stopped\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `${app(random)}:\n  replicas: ${random.whole(1, 6)}\n  ${camel(name)}: ${value}\n  resources:\n    limits:\n      memory: 512Mi\n      cpu: 500m\n  ingress:\n    host: ${app(random)}.norvik.io\n`,
    kind: 'tool_result',
  }),
  ({ value, name, random }) => ({
    text: `{\n  "name": "${app(random)}",\n  "port": ${port(random)},\n  "${camel(name)}": ${JSON.stringify(value)},\n  "retries": 3,\n  "features": ["export", "audit"],\n  "region": "eu-north-1"\n}\n`,
    kind: 'tool_result',
  }),
  ({ value, name, random }) => ({
    text: `variable "region" {\n  default = "eu-west-1"\n}\n\nprovider "${app(random)}" {\n  ${lower(name)} = "${value}"\n  timeout = ${port(random)}\n}\n\nresource "${app(random)}_instance" "main" {\n  size = "small"\n}\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `import os\nimport requests\n\n${name.replaceAll('.', '_').toUpperCase()} = "${value}"\nBASE = "https://${app(random)}.norvik.io/v1"\n\ndef fetch(page):\n    response = requests.get(f"{BASE}/items", params={"page": page}, timeout=10)\n    response.raise_for_status()\n    return response.json()\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `import { createClient } from './client.js';\n\nconst ${camel(name)} = '${value}';\n\nexport const client = createClient({\n  baseUrl: 'https://${app(random)}.norvik.io',\n  ${camel(name)},\n  retries: ${random.whole(1, 5)},\n});\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `package main\n\nimport "fmt"\n\nconst ${camel(name)} = "${value}"\n\nfunc main() {\n\tclient := NewClient(${camel(name)})\n\titems, err := client.List(${port(random)})\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tfmt.Println(len(items))\n}\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `public final class ${app(random)}Config {\n    private static final int TIMEOUT = ${port(random)};\n    private static final String ${name.replaceAll('.', '_').toUpperCase()} = "${value}";\n\n    public Client build() {\n        return Client.builder().timeout(TIMEOUT).build();\n    }\n}\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `cd /srv/${app(random)} && git pull --ff-only\nexport ${name.replaceAll('.', '_')}='${value}'\nexport PORT=${port(random)}\n./bin/migrate --all && ./bin/start --daemon --log /var/log/${app(random)}.log\n`,
    kind: 'tool_arguments',
    tool_kind: 'SHELL',
  }),
  ({ value, name, random }) => ({
    text: `docker run -d --name ${app(random)} -p ${port(random)}:8080 -e ${name.replaceAll('.', '_')}=${value} -e TZ=UTC --restart always registry.norvik.io/${app(random)}:latest --workers ${random.whole(2, 8)}`,
    kind: 'tool_arguments',
    tool_kind: 'SHELL',
  }),
  ({ value, name, random }) => ({
    text: `FROM node:24-slim\nWORKDIR /srv/app\nENV NODE_ENV=production\nENV ${name.replaceAll('.', '_')}=${value}\nCOPY . .\nRUN npm ci --omit=dev\nEXPOSE ${port(random)}\nCMD ["node", "server.js"]\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `[server]\nhost = 0.0.0.0\nport = ${port(random)}\n\n[${app(random)}]\n${lower(name)} = ${value}\nverify = yes\n\n[logging]\nlevel = info\nfile = /var/log/${app(random)}.log\n`,
    kind: 'tool_result',
  }),
  ({ value, name, random }) => ({
    text: `name: release\non:\n  push:\n    branches: [main]\njobs:\n  publish:\n    runs-on: ubuntu-24.04\n    env:\n      ${name.replaceAll('.', '_')}: ${value}\n    steps:\n      - uses: actions/checkout@v5\n      - run: make ${app(random)}-release\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `<?php\n\nreturn [\n    'host' => '${app(random)}.norvik.io',\n    'port' => ${port(random)},\n    '${lower(name)}' => '${value}',\n    'timeout' => 30,\n    'debug' => false,\n];\n`,
    kind: 'tool_result',
  }),
  ({ value, name, random }) => ({
    text: `using System;\n\npublic class ${camel(name).charAt(0).toUpperCase()}${camel(name).slice(1)}Options\n{\n    public int Port { get; set; } = ${port(random)};\n    public string ${camel(name)} = "${value}";\n    public string Host { get; set; } = "${app(random)}.norvik.io";\n}\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `require "${app(random)}"\n\nRelay.configure do |config|\n  config.${lower(name)} = "${value}"\n  config.timeout = ${port(random)}\n  config.logger = Logger.new($stdout)\nend\n`,
    kind: 'output',
  }),
  ({ value, name, random }) => ({
    text: `{"service":"${app(random)}","env":{"TZ":"UTC","${name}":${JSON.stringify(value)},"PORT":"${port(random)}"},"replicas":2,"image":"registry.norvik.io/${app(random)}:3.1"}`,
    kind: 'tool_result',
  }),
];

/** Nothing but people's words beside the value, or a name that is not the variable's. */
export const LABELLED_CONTEXTS: readonly Context[] = [
  ({ value, label, random }) => ({
    text: `${chatter(random, 1)} For ${label} use ${value} until the new one arrives. ${chatter(random, 2)}`,
    kind: 'prompt',
  }),
  ({ value, label, random }) => ({
    text: `Hello support team,\n\n${chatter(random, 2)} Our ${label} is\n${value}\nand every call is answered with 403.\n\n${chatter(random, 1)}\n\nKind regards\nIngrid Solheim\n`,
    kind: 'prompt',
  }),
  ({ value, label, random }) => ({
    text: `# Setting up ${app(random)}\n\n${chatter(random, 2)}\n\n| what | value |\n| --- | --- |\n| port | ${port(random)} |\n| ${label} | \`${value}\` |\n\n${chatter(random, 1)}\n`,
    kind: 'output',
  }),
  ({ value, label, random }) => ({
    text: `<ana> did you rotate the ${label}?\n<tom> yes, ${value}\n<ana> thanks, deploying now\n<tom> ${chatter(random, 1)}\n<ana> ${chatter(random, 1)}\n`,
    kind: 'prompt',
  }),
  ({ value, name, random }) => ({
    text: `2031-03-0${random.whole(1, 9)}T10:1${random.whole(0, 9)}:22Z INFO ${app(random)} starting pid=${port(random)}\n2031-03-02T10:12:23Z DEBUG config loaded ${lower(name)}=${value} region=eu\n2031-03-02T10:12:24Z INFO listening on ${port(random)}\n`,
    kind: 'tool_result',
  }),
  ({ value, label, random }) => ({
    text: `system,owner,${label},valid_until\n${app(random)},ops,${value},2031-12-31\nother,data,,2031-11-30\n${pad(random, 60)}\n`,
    kind: 'tool_result',
  }),
  ({ value, name, random }) => ({
    text: `{"tool":"configure","arguments":{"service":"${app(random)}","settings":[{"name":"${name}","value":${JSON.stringify(value)}},{"name":"PORT","value":"${port(random)}"}],"restart":true}}`,
    kind: 'tool_arguments',
    tool_kind: 'FUNCTION',
  }),
];

/** The value alone: in calls, headers, URLs, logs, questions. What it is, only itself tells. */
export const BARE_CONTEXTS: readonly Context[] = [
  ({ value, random }) => ({
    text: `curl -sS -X POST https://${app(random)}.norvik.io/v1/items -H "Authorization: Bearer ${value}" -H "Content-Type: application/json" -d '{"name":"${app(random)}","size":${port(random)}}'`,
    kind: 'tool_arguments',
    tool_kind: 'SHELL',
  }),
  ({ value, random }) => ({
    text: `POST /v1/${app(random)} HTTP/1.1\nHost: api.norvik.io\nAccept: */*\nX-Api-Key: ${value}\nContent-Length: ${port(random)}\nUser-Agent: ${app(random)}/2.${random.whole(0, 20)}\n\n`,
    kind: 'tool_result',
  }),
  ({ value, random }) => ({
    text: `2031-05-11 08:${random.whole(10, 59)}:02,144 WARN [http-${random.whole(1, 9)}] ${app(random)}: upstream refused ${value} with 401 after ${port(random)} ms, retrying in 5 s\n2031-05-11 08:59:07,150 INFO [http-1] done\n`,
    kind: 'tool_result',
  }),
  ({ value, random }) => ({
    text: `${chatter(random, 2)} What does ${value} belong to? I found it on an old laptop. ${chatter(random, 1)}`,
    kind: 'prompt',
  }),
  ({ value, random }) => ({
    text: `Notes from ${random.pick(['Monday', 'Tuesday', 'Friday'])}\n- ${chatter(random, 1)}\n- ${value}\n- ${chatter(random, 1)}\n`,
    kind: 'output',
  }),
  ({ value, random }) => ({
    text: `client = connect("${app(random)}.norvik.io", ${port(random)}, "${value}")\nfor row in client.rows("${app(random)}"):\n    print(row.id, row.total)\nclient.close()\n`,
    kind: 'output',
  }),
  ({ value, random }) => ({
    text: `$ ${app(random)}ctl login --host ${app(random)}.norvik.io\n? paste it here: ${value}\nLogged in. Context saved to ~/.config/${app(random)}.\n$ ${app(random)}ctl list --limit ${random.whole(5, 50)}\n`,
    kind: 'tool_result',
  }),
  ({ value, random }) => ({
    text: `${chatter(random, 1)}\n\n\`\`\`\n${value}\n\`\`\`\n\n${chatter(random, 2)}`,
    kind: 'output',
  }),
];
