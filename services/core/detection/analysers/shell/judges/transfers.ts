/** Sending away by other means than HTTP and streams: mail, ssh, file transfer, a server for everybody. */
import { type Call, type Inquiry, type Judge, operands, optionSet, optionValues } from '../call.ts';
import { isPrecious } from '../credentials.ts';
import { reachOf } from '../hosts.ts';
import { isSecret, PACKING, RULE, readsPrecious } from './exfiltration.ts';

function mail(call: Call, inquiry: Inquiry): void {
  const attached = optionValues(call.args, '-a', '-A', '--attach');
  if (
    readsPrecious(call.command) ||
    isSecret(inquiry.upstream(call.command)) ||
    attached.some((file) => isPrecious(file))
  )
    inquiry.tell(RULE, call);
}

/** `… | ssh host 'cat > file'` */
function ssh(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const source = inquiry.upstream(command);
  const host = operands(args, optionSet('-i -p -o -l -J -F'))[0]?.replace(/^.*@/, '') ?? '';
  const isFar = reachOf(host) !== 'LOCAL' && host.includes('.');
  const leaves = isFar && (isSecret(source) || source.some(({ argv }) => PACKING.has(argv[0] ?? '')));
  const sends = leaves || readsPrecious(command);
  if (sends && /(?:cat|tee|dd|bash -s)\b/.test(args.join(' '))) inquiry.tell(RULE, call);
}

function put(call: Call, inquiry: Inquiry): void {
  const text = [inquiry.inputOf(call.command) ?? '', ...optionValues(call.args, '-c')].join('\n');
  const sent = /(?:^|[\n;'"]|\s)m?put\s+(\S+)/.exec(text)?.[1];
  if ((sent !== undefined && isPrecious(sent.replace(/['"]/g, ''))) || readsPrecious(call.command))
    inquiry.tell(RULE, call);
}

/** Serving the whole disk to whoever comes. */
function serve(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  const module = /-m (?:http\.server|SimpleHTTPServer)/.exec(text);
  const folder = optionValues(call.args, '--directory', '-d', '-t')[0] ?? call.command.cwd;
  if (module !== null || (call.name === 'php' && /-S 0\.0\.0\.0/.test(text)))
    if (/^(?:\/|\/etc|\/home|\/root|~|\/home\/\w+)\/?$/.test(folder)) inquiry.tell(RULE, call);
    else if (/SimpleHTTPServer (?:80|443)$/.test(text)) inquiry.tell(RULE, call, 'LOW');
}

export const transferJudges: readonly (readonly [string, Judge])[] = [
  ...['mail', 'mailx', 'mutt', 'sendmail', 'msmtp', 'swaks'].map((name) => [name, mail] as const),
  ['ssh', ssh],
  ...['sftp', 'ftp', 'lftp', 'smbclient', 'tftp'].map((name) => [name, put] as const),
  ...['python', 'python2', 'python3', 'php'].map((name) => [name, serve] as const),
];
