/** Configuration that points to secrets kept elsewhere, and settings with names that look like them. */
import type { Seeded } from '../seeded.ts';
import type { CleanMaker, CleanText } from './clean.ts';
import { chatter } from './clean-prose.ts';

const result = (text: string): CleanText => ({ text, kind: 'tool_result' });
const app = (random: Seeded) =>
  random.pick(['orders', 'billing', 'ledger', 'gateway', 'mailer', 'planner', 'search', 'portal']);
const DOLLAR = '$';

export const CONFIG_MAKERS: readonly CleanMaker[] = [
  (random) =>
    result(
      `NODE_ENV=production\nPORT=${random.whole(1000, 9999)}\nAPI_KEY=\nDB_PASSWORD=${DOLLAR}{DB_PASSWORD}\nSECRET_NAME=${app(random)}-credentials\nTOKEN_TTL=3600\nLOG_LEVEL=info\n# ${chatter(random, 1)}\n`,
    ),
  (random) =>
    result(
      `env:\n  - name: DATABASE_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: ${app(random)}-db\n        key: password\n  - name: API_TOKEN\n    valueFrom:\n      secretKeyRef:\n        name: ${app(random)}-api\n        key: token\n`,
    ),
  (random) =>
    result(
      `jobs:\n  publish:\n    runs-on: ubuntu-24.04\n    env:\n      NPM_TOKEN: ${DOLLAR}{{ secrets.NPM_TOKEN }}\n      GH_TOKEN: ${DOLLAR}{{ github.token }}\n    steps:\n      - run: make ${app(random)}-release VERSION=1.${random.whole(0, 60)}\n`,
    ),
  (random) =>
    result(
      `data "aws_secretsmanager_secret_version" "db" {\n  secret_id = "prod/${app(random)}/db"\n}\n\nresource "aws_db_instance" "main" {\n  username = "app"\n  password = data.aws_secretsmanager_secret_version.db.secret_string\n  port     = ${random.whole(1000, 9999)}\n}\n`,
    ),
  (random) =>
    result(
      `spring:\n  datasource:\n    username: app\n    password: ${DOLLAR}{vault.${app(random)}.password}\n  kafka:\n    consumer:\n      key-deserializer: org.apache.kafka.common.serialization.StringDeserializer\n      max-poll-records: ${random.whole(10, 900)}\n`,
    ),
  (random) =>
    result(
      `{\n  "name": "${app(random)}",\n  "secretArn": "arn:aws:secretsmanager:eu-west-1:${random.whole(1e11, 9e11)}:secret:prod/${app(random)}-AbC9dE",\n  "tokenEndpoint": "https://login.norvik.io/oauth2/token",\n  "keyPrefix": "${app(random)}:",\n  "passwordPolicy": { "minLength": ${random.whole(8, 20)}, "requireSymbols": true }\n}\n`,
    ),
  (random) =>
    result(
      `[credentials]\npassword_file = /run/secrets/${app(random)}_password\ntoken_command = pass show ${app(random)}/token\nkeyring = system\n\n[limits]\nmax_tokens = ${random.whole(100, 9000)}\n; ${chatter(random, 1)}\n`,
    ),
  (random) =>
    result(
      `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB${Buffer.from(random.hex(360), 'hex').toString('base64')} deploy@${app(random)}\n`,
    ),
  (random) =>
    result(
      `${'-'.repeat(5)}BEGIN CERTIFICATE${'-'.repeat(5)}\nMIID${Buffer.from(random.hex(900), 'hex')
        .toString('base64')
        .replaceAll(/(.{64})/g, '$1\n')}\n${'-'.repeat(5)}END CERTIFICATE${'-'.repeat(5)}\n`,
    ),
];
