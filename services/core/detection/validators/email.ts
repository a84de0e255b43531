/** E-mail addresses: labels and lengths of RFC 5321; addresses at reserved example domains (RFC 2606) count less. */
import type { Subject, Verdict } from '../types.ts';

const RESERVED = /(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$/i;
/** File names such as `icon@2x.png`. */
const FILE = /\.(?:png|jpe?g|gif|svg|webp|js|css|ts|json|md|py|lock|tgz|vue|tsx|jsx)$/i;
/** `https://user:password@host`, `ssh://git@host`. */
const IN_URL = /:\/\/(?:[^\s/@]{0,64}:)?$/;
/** `git@host:group/project.git`, `me@host:~/file`. */
const REMOTE = /^:(?:[/~]|[\w.-]{1,64}\/)/;

export function judgeEmail({ value, text, start, end }: Subject): Verdict {
  const at = value.lastIndexOf('@');
  const domain = value.slice(at + 1);
  const local = value.slice(0, at);
  if (domain.length > 253 || FILE.test(domain) || /^\d+\.\d+\./.test(domain)) return false;
  if (local.includes('..') || local.endsWith('.') || local.length > 64) return false;
  if (IN_URL.test(text.slice(Math.max(0, start - 80), start))) return false;
  if (REMOTE.test(text.slice(end, end + 68))) return false;
  return RESERVED.test(domain) ? { confidence: 0.6 } : true;
}
