/** Validators of the rules for payloads, by name. */
import type { Subject, Validator, Verdict } from '../types.ts';
import { carriesData, judgeLink } from './data-url.ts';
import { isHiddenInstruction } from './hidden-text.ts';
import { judgeEventHandler, judgeScriptElement, judgeScriptUrl } from './hostile-script.ts';
import { judgeRequest } from './request-target.ts';
import { judgeBreakout, judgeStacked, judgeUnion } from './sql-payload.ts';

export const payloadValidators: readonly (readonly [string, Validator])[] = [
  ['carries_data', ({ value }) => carriesData(value)],
  ['document_type', ({ value }) => judgeDocumentType(value)],
  ['event_handler', judgeEventHandler],
  ['hidden_instruction', ({ value }) => isHiddenInstruction(value)],
  ['jndi_lookup', ({ value }) => spellsLookup(value)],
  ['link_data', ({ value }) => judgeLink(value)],
  ['request_target', judgeRequest],
  ['script_element', judgeScriptElement],
  ['script_url', judgeScriptUrl],
  ['sql_breakout', judgeBreakout],
  ['sql_stacked', judgeStacked],
  ['sql_union', judgeUnion],
  ['traversal', judgeTraversal],
];

const KNOWN_DTD =
  /["'](?:https?:\/\/(?:www\.|java\.|xml\.)?(?:w3|sun|oracle|apache|apple|hibernate|springframework|mybatis|testng|freedesktop|docbook|oasis-open|puppycrawl|checkstyle|jboss|eclipse|netbeans|ibatis|gnome|opengis|daisy|google|microsoft|nokia|openmobilealliance|jasperreports|sourceforge|struts|mozilla|adobe|omg|xmlsoap|qt|kde|xml|openoffice|liferay|mortbay|eclipse|opensymphony|nih|exolab|directwebremoting|tuckey|ejb|tigris|jcp|bea|ibm|caucho|macromedia|junit|iso|loc|glade|xfree86|x|debian|gnu|php|python|kernel|ubuntu|fedoraproject|mapserver|cyclonedx|nuget|jetbrains|intellij|android|vmware|redhat|cocos2d|zope|plone|mathjax|tei-c|dita|dublincore|purl|webkit|launchpad)\b|[^"']{0,80}\b(?:sourceforge\.net|mybatis\.org|apache\.org))/i;

/** A formal public identifier is what real vocabularies have: theirs is the doubt when nobody knows the host. */
function judgeDocumentType(value: string): Verdict {
  if (!/^<!doctype/i.test(value)) return true;
  if (KNOWN_DTD.test(value)) return false;
  return /["'][-+]\/\//.test(value) ? { severity: 'MEDIUM', confidence: 0.6 } : true;
}

/** Lookups within lookups are ordinary in build files; only those that spell j-n-d-i, or name it, count. */
function spellsLookup(value: string): boolean {
  if (/^\$(?:\{|%7b)(?:jndi|script|url|dns|env)[:$]/i.test(value)) return true;
  const read = value.replaceAll(/\$\{(?:[^{}:]{0,20}:){0,2}-?'?([^{}:']{0,3})'?\}/g, '$1').toLowerCase();
  return /jnd[iı]/.test(read);
}

/** Where links of packages lead, too, from a few folders down. */
const LINKED = /[/\\](?:usr|home|users|var|opt|boot)[/\\]{1,2}(?!log|run)/i;
const LEAST_STEPS = 3;

/** One step up within a repository, as in `../.env`, is ordinary; two towards a system file are not. */
function judgeTraversal({ value, text, start }: Subject): Verdict {
  const steps = value.match(/\.{2,4}[/\\;]/g)?.length ?? 0;
  if (LINKED.test(value)) return steps >= LEAST_STEPS;
  if (steps >= 2) return true;
  return (
    steps === 1 &&
    /[\w%]\/?$/.test(text.slice(Math.max(0, start - 2), start)) &&
    /etc[/\\]|proc[/\\]self/.test(value)
  );
}
