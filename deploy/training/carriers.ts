/** What an injection hides in: mails, pages, files, results. The same shapes carry harmless notes. */
import { expand } from './grammar.ts';
import type { Random } from './random.ts';

/** Marks where the carried text begins and ends; never part of a sample (private use, which JSON leaves alone). */
export const BEGIN = '\ue000';
export const END = '\ue001';

type Carrier = (carried: string, say: (template: string) => string) => string;

const carriers: readonly Carrier[] = [
  (note, say) =>
    say('(Hi|Dear|Hello) {first},') +
    `\n\n${say('{paragraph}')}\n\n${note}\n\n${say('(Best|Regards|Thanks),')}\n${say('{person}')}`,
  (note, say) =>
    `From: ${say('{mail}')}\nTo: ${say('{mail}')}\nSubject: ${say('{document} (for|from|of) {company}')}\n\n${say('{paragraph}')} ${note} ${say('{sentence}')}`,
  (note, say) =>
    `<html><head><title>${say('{topic}')}</title></head><body><h1>${say('{topic}')}</h1><p>${say('{paragraph}')}</p><!-- ${note} --><p>${say('{fact}')}</p></body></html>`,
  (note, say) =>
    `<div><p>${say('{paragraph}')}</p><span style="color:#fff;font-size:0">${note}</span><p>${say('{fact}')}</p></div>`,
  (note, say) =>
    `# ${say('{topic}')}\n\n${say('{paragraph}')}\n\n${note}\n\n## ${say('(Details|Summary|Next steps|Background)')}\n\n${say('{paragraph}')}`,
  (note, say) =>
    JSON.stringify({
      id: Number(say('{number}')),
      author: say('{person}'),
      body: `${say('{fact}')} ${note}`,
      ok: true,
    }),
  (note, say) =>
    JSON.stringify(
      {
        results: [
          { title: say('{question}'), snippet: say('{fact}') },
          { title: say('{topic}'), snippet: note },
        ],
      },
      null,
      2,
    ),
  (note, say) =>
    `id,name,comment\n${say('{number}')},${say('{person}')},"${say('{fact}')}"\n${say('{number}')},${say('{person}')},"${note.replaceAll('"', '""')}"\n${say('{number}')},${say('{person}')},"${say('{advice}')}"`,
  (note, say) =>
    `${say('(import os|import \\{ read \\} from "node:fs";|#include <stdio.h>|package main)')}\n\n${say('(#|//)')} ${note}\n${say('(def|function|func)')} ${say('(load|parse|main|send)')}(${say('(path|rows|input)')}) {\n  return ${say('{number}')};\n}`,
  (note, say) => `/**\n * ${say('{fact}')}\n * ${note}\n */\nexport const LIMIT = ${say('{number}')};`,
  (note, say) =>
    `${say('{person}')} rated ${say('{number}')} of 5: ${say('(I bought|We use) the {product}. {fact}')} ${note} ${say('{fact}')}`,
  (note, say) =>
    `[${say('{number}')}:15] ${say('{first}')}: ${say('{sentence}')}\n[${say('{number}')}:16] ${say('{first}')}: ${note}\n[${say('{number}')}:20] ${say('{first}')}: ${say('{sentence}')}`,
  (note, say) =>
    `${say('BEGIN:VEVENT')}\nSUMMARY:${say('{document} with {person}')}\nDESCRIPTION:${note}\nLOCATION:${say('{city}')}`,
  (note, say) =>
    `${say('(Issue|Ticket|Pull request)')} #${say('{number}')}: ${say('{tech} {document} is wrong')}\n\n${say('{sentence} {sentence}')}\n\n${note}`,
  (note, say) =>
    `name: ${say('{company}')}\nversion: 1.${say('{number}')}\ndescription: ${say('{fact}')}\nnotes: "${note.replaceAll('"', "'")}"`,
  (note, say) =>
    `${say('{person}, {role}, {city}')}\n${say('{number} years at {company}. {fact}')}\n${note}\n${say('Skills: {tech}, {tech}')}`,
  (note, say) => `${say('{prose}')} ${note} ${say('{prose}')}`,
  (note, say) => `${note}\n\n${say('{paragraph}')}`,
  (note, say) => `${say('{paragraph}')}\n\n${note}`,
  (note) => note,
];

/** The text inside something that would ordinarily hold it, BEGIN and END around it. */
export function carry(text: string, random: Random): string {
  const say = (template: string) => expand(template, random);
  return random.pick(carriers)(`${BEGIN}${text}${END}`, say);
}
