/** Which calls send something to another system. */
import type { ToolKind } from '../../events/types.ts';

const OUTWARD: ReadonlySet<string> = new Set(['HTTP', 'MESSAGING', 'MCP']);
/** A command that speaks to other machines. */
const NETWORK =
  /(?:^|[\s;|&("'`])(?:curl|wget|nc|ncat|netcat|socat|ssh|scp|sftp|rsync|ftp|telnet|nslookup|dig|mail|sendmail|aws|gsutil|Invoke-WebRequest|iwr)\s|\b(?:https?|ftp|wss?):\/\/|\/dev\/(?:tcp|udp)\//i;

/** `command` is asked for where the kind does not say. */
export function goesOut(kind: ToolKind, command: () => string): boolean {
  return OUTWARD.has(kind) || (kind === 'SHELL' && NETWORK.test(command()));
}
