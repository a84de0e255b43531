/** Validators of the rules for payloads, by name. */
import type { Subject, Validator, Verdict } from '../types.ts';
import { carriesData, judgeLink } from './data-url.ts';
import { isHiddenInstruction } from './hidden-text.ts';
import { judgeEventHandler, judgeScriptElement, judgeScriptUrl } from './hostile-script.ts';
import { judgeRequestTarget } from './request-target.ts';
import { judgeBreakout, judgeStacked, judgeUnion } from './sql-payload.ts';

export const payloadValidators: readonly (readonly [string, Validator])[] = [
  ['carries_data', ({ value }) => carriesData(value)],
  ['document_type', ({ value }) => isForeignDocumentType(value)],
  ['event_handler', judgeEventHandler],
  ['hidden_instruction', ({ value }) => isHiddenInstruction(value)],
  ['jndi_lookup', ({ value }) => spellsLookup(value)],
  ['link_data', ({ value }) => judgeLink(value)],
  ['request_target', ({ value }) => judgeRequestTarget(value)],
  ['script_element', judgeScriptElement],
  ['script_url', judgeScriptUrl],
  ['sql_breakout', judgeBreakout],
  ['sql_stacked', judgeStacked],
  ['sql_union', judgeUnion],
  ['traversal', judgeTraversal],
];

const KNOWN_DTD =
  /["'](?:https?:\/\/(?:www\.|java\.|xml\.)?(?:w3|sun|oracle|apache|apple|hibernate|springframework|mybatis|testng|freedesktop|docbook|oasis-open|puppycrawl|checkstyle|jboss|eclipse|netbeans|ibatis|gnome|opengis|daisy|google|microsoft|nokia|openmobilealliance|jasperreports|sourceforge|struts|mozilla|adobe|omg|xmlsoap|qt|kde)\b|[^"']{0,80}\b(?:sourceforge\.net|mybatis\.org|apache\.org))/i;

function isForeignDocumentType(value: string): boolean {
  return !/^<!doctype/i.test(value) || !KNOWN_DTD.test(value);
}

/** Lookups within lookups are ordinary in build files; only those that spell j-n-d-i, or name it, count. */
function spellsLookup(value: string): boolean {
  if (/^\$(?:\{|%7b)(?:jndi|script|url|dns|env)[:$]/i.test(value)) return true;
  const read = value.replaceAll(/\$\{(?:[^{}:]{0,20}:){0,2}-?'?([^{}:']{0,3})'?\}/g, '$1').toLowerCase();
  return /jnd[iı]/.test(read);
}

/** One step up within a repository, as in `../.env`, is ordinary; two towards a system file are not. */
function judgeTraversal({ value, text, start }: Subject): Verdict {
  const steps = value.match(/\.{2,4}[/\\;]/g)?.length ?? 0;
  if (steps >= 2) return true;
  return (
    steps === 1 &&
    /[\w%]\/?$/.test(text.slice(Math.max(0, start - 2), start)) &&
    /etc[/\\]|proc[/\\]self/.test(value)
  );
}
