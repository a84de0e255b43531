/** The hosts that the commands of a tool's arguments speak to, wrappers and inner code taken off. */
import { classifyTarget } from '../http/target.ts';
import { isKnown } from './command.ts';
import { commandTextsIn } from './command-texts.ts';
import { SHELLS } from './judges/remote-shell.ts';
import { nameOf } from './program-name.ts';
import { Script } from './script.ts';
import { type Inner, unwrap } from './wrappers.ts';

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
const SCHEME = /[a-z][a-z\d+.-]{1,20}:\/\//i;
const SOCKET = /^\/dev\/(?:tcp|udp)\/([^/\s]+)\//i;

export interface CommandHosts {
  hosts: ReadonlySet<string>;
  /** False where a command speaks to a host that the text does not tell, or where there is more than was read. */
  isWhole: boolean;
}

export function commandHostsIn(given: string, isShellTool: boolean): CommandHosts {
  const { texts, isWhole } = commandTextsIn(given, isShellTool);
  const reader = new HostReader();
  for (const { text } of texts) reader.readScript(text, 0);
  reader.hosts.delete('');
  return { hosts: reader.hosts, isWhole: isWhole && reader.isWhole };
}

class HostReader {
  readonly hosts = new Set<string>();
  isWhole = true;

  readScript(text: string, depth: number): void {
    const script = new Script(text, () => null);
    this.isWhole &&= script.isWhole;
    for (const { argv, redirects } of script.commands) {
      this.#readWords(argv, depth);
      for (const { target } of redirects) {
        const socket = SOCKET.exec(target)?.[1];
        if (socket !== undefined) this.#add(socket, true);
      }
    }
  }

  #readWords([program = '', ...args]: readonly string[], depth: number): void {
    const name = nameOf(program).toLowerCase();
    const isSpeaking = SPEAKING.has(name);
    if (!isKnown(program) || (isSpeaking && !args.every(isKnown))) this.isWhole = false;
    for (const arg of args) {
      const word = arg.replace(/^-{1,2}[\w-]+=/, '');
      const scheme = SCHEME.exec(word);
      const place = isSpeaking && !FILE.test(word) ? PLACE.exec(word)?.[1] : undefined;
      if (scheme !== null) this.#add(word.slice(scheme.index), false);
      else if (place !== undefined) this.#add(/^\d+$/.test(place) ? `http://${place}/` : place, true);
    }
    const inners = [...unwrap(name, args), ...codeOf(name, args)];
    if (depth >= DEEPEST && inners.length > 0) this.isWhole = false;
    else
      for (const inner of inners)
        if ('code' in inner) this.readScript(inner.code, depth + 1);
        else this.#readWords(inner.argv, depth + 1);
  }

  #add(target: string, isBare: boolean): void {
    this.hosts.add(classifyTarget(target, isBare).host);
  }
}

/** `bash -c 'code'`. */
function codeOf(name: string, args: readonly string[]): Inner[] {
  const at = SHELLS.has(name) ? args.findIndex((arg) => /^-[a-zA-Z]*c$/.test(arg)) : -1;
  return at === -1 ? [] : [{ code: args[at + 1] ?? '' }];
}
