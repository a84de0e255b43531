/** Documents, results, mails and code that carry no order to a model. */
import type { Family } from './family.ts';

const kinds = ['tool_result', 'output', 'prompt'] as const;
const results = ['tool_result', 'output', 'tool_arguments', 'metadata'] as const;

export const harmlessTexts: readonly Family[] = [
  {
    name: 'prose',
    kinds,
    templates: [
      '{prose}',
      '{paragraph}',
      '{paragraph}\n\n{paragraph}\n\n{paragraph}',
      '{fact} {fact} {fact} {fact}',
    ],
  },
  {
    name: 'manuals',
    kinds,
    templates: [
      '(How to|Guide:|Instructions:|Steps to) {chore}\n1. {advice}\n2. {advice}\n3. {advice}\n4. {advice}\n{fact}',
      '{advice} {advice} {advice} {advice} {advice}',
      '(Warning|Note|Important|Caution|Attention)(:|!) {advice} {advice} {fact}',
      '(IMPORTANT|NOTICE|PLEASE READ|ATTENTION)(:|) {advice} (You must|You have to|All {role}s must|Visitors must|Everyone must) {chore}(.| before {day}.)',
    ],
  },
  {
    name: 'mails',
    kinds: ['tool_result', 'prompt'],
    templates: [
      '(Hi|Dear|Hello) {first},\n\n(Please|Could you|Can you|Kindly|Remember to) {chore}. {sentence} {sentence}\n\n(Best|Regards|Thanks|Cheers),\n{person}',
      "(Hi|Dear) (all|team|{team} team),\n\n{sentence} (Please|You must|We need you to) {chore}. (Do not|Don't) forward this (mail|{document}) (outside|) (before|until) {day}. {advice}\n{person}, {company}",
      '(Please (ignore|disregard)|Ignore) (my|the) (previous|earlier|last) (e-mail|message|instructions|invoice|version|draft)(.|,|:) ({fact}|the (right|new|correct) {document} is attached.|it had a mistake in it.) (Please|Instead,) {chore}.\n{first}',
      '(Your|The) (password|account|order|session|subscription|code) (was (changed|reset|shipped|renewed)|expires on {day}|is {number}{number}). (If (you did not|this was not you)|Did not ask for this?)(,|) (ignore this (message|e-mail)|contact (us|support)|call {company}).',
      '(Reminder|FYI|Update|Heads-up|Follow-up)(:) {sentence} {sentence} (I (have |)(sent|forwarded|copied|attached) the {document} to {mail}|Send (the {document}|your feedback|all files) to {mail} by {day}|Transfer {amount} to the account on the invoice).',
    ],
  },
  {
    name: 'agent-rules',
    nearMiss: true,
    kinds: ['prompt', 'tool_result'],
    templates: [
      '# (AGENTS|CONTRIBUTING|CLAUDE|README)(.md|)\n\n(Instructions|Rules|Guidelines|Conventions) for (contributors|agents|coding assistants|this repository)\n- {codeRule}\n- {codeRule}\n- {codeRule}\n- {codeRule}',
      '(When|Before|After) (you |)(change|changing|add|adding|commit|committing|write|writing) (code|tests|a file|docs)(,|) {codeRule} {codeRule}',
      '(This tool|Use this tool to|Tool that|Call this function to) (search|fetch|list|create|update|read|send|delete)(es|s|) (files|rows|e-mails|issues|events|pages|messages)(.| in {tech}.) (You must|Always|Make sure to) (pass|provide|set) the (id|path|query|limit)( first|). (Returns|It returns) (a list|JSON|the {document}).( (Do not|Never) call it (twice|before listing).|)',
      '(You are|The agent is) (allowed|free) to (read|edit|run) (files|tests) (in|under) (the workspace|src|docs). {codeRule} (Ask|Wait for confirmation) before (deleting|pushing|sending) (anything|files).',
    ],
  },
  {
    name: 'issues-commits',
    nearMiss: true,
    kinds,
    templates: [
      '(fix|feat|chore|docs|refactor|test)((|\\()(api|core|ui|cli|parser)(|)): (ignore|skip|drop|override|remove|reset|disregard|bypass|forget) (previous|stale|empty|old|duplicate|all) (results|instructions|cache entries|settings|messages|prompts|rules|tokens|headers) (in|when|on|for) (the {tech} client|{tech}|retry|start-up|tests)',
      '(Bug|Issue|Feature request)(:) (the|) (assistant|bot|prompt|model|agent|chat|{tech} client) (ignores|forgets|repeats|loses|overrides|shows|does not follow) (the|its|my|previous) (system prompt|instructions|context|settings|messages|language)(. |, )(Steps|To reproduce): {number} (open|start|call) (the|) {tech}. Expected: {fact} Actual: error {number}.',
      '(Steps to reproduce|Action performed)(:)\n1. (Open|Go to|Click) the (app|page|settings|chat)\n2. (Send|Type|Enter) (a message|the code|"{first}")\n3. (Reload|Press|Tap) (the button|it|enter)\nExpected (result|): {fact}\nActual (result|): (nothing happens|the user is logged out|it shows {number} rows)',
      '(Reviewed|Looks good|LGTM|Nit|Question)(:|,) {codeRule} (Could you|Please) (rename|split|remove|test|document) this (function|prompt|class|query)? {fact}',
    ],
  },
  {
    name: 'code',
    kinds: results,
    templates: [
      'function (ignore|forget|reset|load|parse|send|show)(Previous|All|System|User|Hidden|)(Prompt|Messages|Rules|Rows|Instructions|Config|State)(input, options = \\{\\}) \\{ (// {comment}|) if (!input) return null; const (result|items|prompt) = input.(filter|map|split)((x) => x.(role !== "system"|id > {number}|name)); return (result|items|prompt); \\}',
      '/* {comment} */ (public|private|static) (void|int|String) (process|execute|override|handle)(Request|Order|Message|Command)((int|String) (id|name)) \\{ this.(service|client|store).(send|delete|update)(id); (return {number};|) \\}',
      "SELECT (name, total|*|count(*)) FROM (orders|users|messages|prompts|instructions) WHERE (role = 'system'|created_at > now() - interval '{number} days'|ignored = false) (ORDER BY id|GROUP BY name|LIMIT {number}); -- {comment}",
      '#!/bin/sh\n# {comment}\nset -eu\n(cd /srv/app|mkdir -p build|export MODE=debug)\n(npm test|make all|curl -fsS {url} -o out.json|tar xf data.tar)\necho "{fact}"',
    ],
  },
  {
    name: 'data',
    kinds: results,
    templates: [
      '\\{"id": {number}, "name": "{person}", "company": "{company}", "note": "{sentence}", "tags": ["{team}", "{topic}"], "total": {number}\\}',
      '[\\{"title": "{question}", "url": "{url}", "snippet": "{fact} {advice}"\\}, \\{"title": "{topic}", "url": "{url}", "snippet": "{fact} {sentence}"\\}]',
      'id,name,city,comment\n{number},{person},{city},{fact}\n{number},{person},{city},{sentence}\n{number},{person},{city},{advice}',
      'name: {company}\nversion: {number}.{number}\n(steps|rules|env):\n  - run: {chore}\n  - name: {first}\n    (message|prompt|instructions): "{advice}"',
      '2025-0{number} (INFO|WARN|ERROR) (api|worker|auth|agent) (request|job|prompt|tool call) {number} (ok|failed|ignored|retried|rejected by policy) (user|session)={first}{number} (in {number} ms|"{fact}")\n2025-0{number} (DEBUG|INFO) (system|assistant|user) message (stored|sent|skipped) {number} bytes',
      '<div class="card"><h2>{topic}</h2><p>{paragraph}</p><a href="{url}">(Read more|Contact us|Click here|Log in|Download)</a><!-- {comment} --></div>',
    ],
  },
  {
    name: 'reviews-news',
    kinds,
    templates: [
      "(I bought|We got|My {role} has) (the|this|a) {product} (in {month}|last year) and (it is|it's) (the best|great|awful|okay|excellent|perfect)(. |! ){fact} (I (highly |)recommend it( to (everyone|anyone|all)|)|I would not buy it again|Five stars|You must try it|Do not buy this|Best choice above all others)(.|!)",
      '{person} of {company} (said|told reporters) on {day} that ({chore} was not possible|prices had risen|rules must change|all instructions had been followed|the system would be shut down). {fact} {fact}',
      '(The candidate|{person}) has {number} years of experience as (a|an) {role}. (Led|Managed|Built) (a team of {number}|the {document}|projects in {tech}). {fact} (References on request|Strong recommendation by {person}|Awarded best {role} in {city}).',
    ],
  },
  {
    name: 'model-answers',
    kinds: ['output'],
    templates: [
      "(Sure|Certainly|Of course|Here is|Absolutely)(!|,) (here is|here's) (a|the|your) {adjective} {writing} (about|on) {topic}:\n\n{paragraph}\n\n(Let me know if|Feel free to ask if|I hope that) you (need|want) (anything else|changes|more).",
      "I'm sorry, but I (can't|cannot|am not able to) (help with|share|reveal|ignore|do) (that|my (system prompt|instructions|guidelines)|this request). (I (can|am happy to) (help|talk about|explain) {topic}( instead|)|Is there something else|{fact}).",
      "(As an AI (language model|assistant),|As a {model},) I (do not|don't) have (feelings|access to your files|opinions|personal data)(, but|.) (I can|here are) ({number} ways to |)({chore}|explain {topic}). {advice} {fact}",
      '(Here are|There are|Consider) {number} (tips|steps|ideas|reasons|rules)(:)\n1. {advice}\n2. {advice}\n3. {fact}\n4. {sentence}\n(Remember|Note|Keep in mind)(:| that) {advice}',
      '(To|In order to) {chore}, (you (must|need to|should|can)|first) (open|read|follow|send|call|check) the {document}. (Then|Next|After that)(,|) {chore}. (Finally|At the end)(,|) {chore}. {advice}',
    ],
  },
  {
    name: 'code-about-attacks',
    nearMiss: true,
    kinds: results,
    templates: [
      'def (ignore|build|reset|get|send|render)_(prompt|system|rules|instructions|messages|report)(self, (text|messages|rows)): # {comment}\n    (for row in rows|while True|if not text): (continue|return None|self.log.info("{fact}"))\n    return [m for m in messages if m["role"] (!=|==) "(system|user|assistant)"]',
    ],
  },
  {
    name: 'news-of-attacks',
    nearMiss: true,
    kinds,
    templates: [
      '(Researchers|Attackers|Security experts|A team in {city}) (found|showed|reported|warned) that (chatbots|{model}s|assistants) (can be|were) (tricked|fooled|jailbroken|manipulated) (with|by) (hidden text|prompt injection|role play|messages that tell them to {drop} {former}). {fact} (Vendors|{company}) (fixed|patched|answered|plan to fix) (it|the flaw) in {month}.',
      '(Prompt engineering|System prompts|Large language models|AI assistants|Jailbreaks|Guardrails) (is|are|can be|have been) (widely (used|discussed)|hard to (define|test)|explained in this (article|chapter)|part of (every|many) product(s|)). (A system prompt|The developer|An instruction) (tells|sets|describes) (the model|what the assistant may do|tone and rules). {fact}',
    ],
  },
];
