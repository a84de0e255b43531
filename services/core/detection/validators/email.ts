/** E-mail addresses: labels and lengths of RFC 5321; addresses at reserved example domains (RFC 2606) count less. */
import type { Verdict } from '../types.ts';

const RESERVED = /(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$/i;
/** File names such as `icon@2x.png`. */
const FILE = /\.(?:png|jpe?g|gif|svg|webp|js|css|ts|json|md|py|lock)$/i;

export function judgeEmail(value: string): Verdict {
  const at = value.lastIndexOf('@');
  const domain = value.slice(at + 1);
  if (domain.length > 253 || FILE.test(domain) || value.slice(0, at).includes('..')) return false;
  return RESERVED.test(domain) ? { confidence: 0.6 } : true;
}
