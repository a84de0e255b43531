/** The hosts that the commands of a tool's arguments speak to, wrappers and inner code taken off. */
import { classifyTarget } from '../http/target.ts';
import { commandTextsIn } from './command-texts.ts';
import { nameOf } from './program-name.ts';
import { Script } from './script.ts';
import { unwrap } from './wrappers.ts';

const DEEPEST = 6;
/** Take hosts without a scheme. */
const SPEAKING = new Set(
  'curl wget nc ncat netcat socat ssh autossh scp sftp rsync ftp tftp lftp telnet nslookup dig host ping mail sendmail http https httpie xh aria2c axel openssl invoke-webrequest iwr invoke-restmethod irm'.split(
    ' ',
  ),
);
const FILE =
  /\.(?:json|txt|csv|tsv|sql|db|gz|tgz|zip|tar|sh|py|js|ts|html?|xml|ya?ml|pem|key|crt|png|jpe?g|pdf|log|md)$/i;
const PLACE =
  /^(?:[^\s@/=]{1,100}@)?(\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)+\.?|0x[\da-f]+|\d{8,10}|localhost)(?:[:/?#,]|$)/i;
const SOCKET = /^\/dev\/(?:tcp|udp)\/([^/\s]+)\//i;

export function commandHostsIn(given: string, isShellTool: boolean): Set<string> {
  const hosts = new Set<string>();
  for (const { text } of commandTextsIn(given, isShellTool).texts) readScript(text, 0, hosts);
  hosts.delete('');
  return hosts;
}

function readScript(text: string, depth: number, hosts: Set<string>): void {
  for (const { argv, redirects } of new Script(text, () => null).commands) {
    readWords(argv, depth, hosts);
    for (const { target } of redirects) {
      const socket = SOCKET.exec(target)?.[1];
      if (socket !== undefined) hosts.add(classifyTarget(socket, true).host);
    }
  }
}

function readWords([program = '', ...args]: readonly string[], depth: number, hosts: Set<string>): void {
  const name = nameOf(program).toLowerCase();
  const isSpeaking = SPEAKING.has(name);
  for (const arg of args) {
    const word = arg.replace(/^-{1,2}[\w-]+=/, '');
    if (word.includes('://'))
      hosts.add(classifyTarget(word.slice(/[a-z][\w+.-]*:\/\//i.exec(word)?.index ?? 0)).host);
    else if (isSpeaking && PLACE.test(word) && !FILE.test(word))
      hosts.add(classifyTarget(PLACE.exec(word)?.[1] ?? '', !/^\d+$/.test(word)).host);
  }
  if (depth >= DEEPEST) return;
  for (const inner of unwrap(name, args))
    if ('code' in inner) readScript(inner.code, depth + 1, hosts);
    else readWords(inner.argv, depth + 1, hosts);
}
