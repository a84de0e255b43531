/**
 * Services that programs speak to while they are developed: on this machine, by its plain name, at the ports that such services have.
 * Developers' commands do so all day; a program given to an interpreter does the same. A field that is an address goes where it says.
 */
import { RISK_RULES } from '../../detection/analysers/http/analyser.ts';
import { classifyTarget } from '../../detection/analysers/http/target.ts';
import type { Spot } from '../../detection/types.ts';

/** Of web servers in development: none of a database, a cluster, a debugger or another service with an interface of its own. */
const PORT = /^(?:30\d\d|3[1-3]\d\d|4[0-4]\d\d|50\d\d|51\d\d|80(?!8[67]|9[18])\d\d|81(?!08)\d\d|8443|888\d)$/;
const NEVER = new Set([3306, 4243, 4040]);
const PLAIN = /^(?:localhost|127\.0\.0\.1)$/;
/** Clients of databases are judged by what they are told to do. */
const DATABASE = /^(?:mongodb|postgres(?:ql)?|mysql|mariadb|redis|amqp)(?:\+\w{2,20})?$/;
/** A client of a search engine is judged so, too; a request of one's own to it is not. */
const SEARCH =
  /(?:\b(?:Async)?(?:Elasticsearch|OpenSearch)\(\s{0,4}(?:hosts\s{0,2}=\s{0,2})?\[?|\bnode\s{0,2}:\s{0,2})(?:'|`|\\")$/;
/** Within a literal of a program, however its quotes are escaped. */
const QUOTED = /(?:'|`|\\")$/;

export function isOwnService(text: string, { rule_id, severity, start, end }: Spot): boolean {
  if (rule_id !== RISK_RULES.INTERNAL || severity === 'HIGH') return false;
  if (!QUOTED.test(text.slice(Math.max(0, start - 2), start))) return false;
  const { host, port, isDisguised, scheme } = classifyTarget(text.slice(start, end));
  if (isDisguised || !PLAIN.test(host)) return false;
  if (DATABASE.test(scheme)) return true;
  if (port === 9200 && SEARCH.test(text.slice(Math.max(0, start - 80), start))) return true;
  return /^(?:http|ws)s?$/.test(scheme) && port !== null && !NEVER.has(port) && PORT.test(String(port));
}
