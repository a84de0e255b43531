/** Where values stand: forms, records, logs, letters, chats, in the languages people write them in. */
import type { Seeded } from '../seeded.ts';
import type { Language } from './pii-kinds.ts';

export interface Item {
  label: string;
  key: string;
  value: string;
}
export type Layout = (items: readonly Item[], random: Seeded, language: Language) => string;

/** L the label, V the value. */
const SENTENCES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Please update the record: L V.',
    'The customer gave us L V this morning.',
    'Can you check whether L V is still on file?',
    'For verification, my L is V.',
    'I moved last week, and my L is now V, thanks.',
    'We found L: V in the attached form.',
    'Use L V for the next step.',
    'Their L (V) did not match what we have.',
    'Caller confirmed L V before the line dropped.',
    'According to the application, L V belongs to the second applicant.',
    'hi, its me again, L V, pls fix this asap',
    'Summarise the case for L V in two lines.',
    'Nobody picked up, so I noted L V and closed the ticket.',
    'Write a polite reply that does not repeat L V.',
    'The L we hold is V; is that right?',
  ],
  de: [
    'Bitte tragen Sie L V ein.',
    'Der Kunde nannte L V am Telefon.',
    'Hier meine Angaben: L: V.',
    'Im Antrag steht L V, stimmt das?',
    'Für Rückfragen: L V.',
  ],
  fr: [
    'Merci de noter : L : V.',
    'Le client a communiqué L V hier.',
    'Voici mes coordonnées, L V.',
    'Dans le dossier figure L V.',
    'Pouvez-vous vérifier L V ?',
  ],
  es: [
    'Por favor anote: L: V.',
    'El cliente nos dio L V ayer.',
    'Mis datos son L V, gracias.',
    'En la solicitud consta L V.',
    '¿Puede comprobar L V?',
  ],
  it: [
    'La prego di registrare L: V.',
    'Il cliente ha indicato L V ieri.',
    'Ecco i miei dati: L V.',
    'Nella domanda risulta L V.',
  ],
  pt: [
    'Favor registrar L: V.',
    'O cliente informou L V ontem.',
    'Seguem meus dados: L V.',
    'No cadastro consta L V.',
  ],
  nl: ['Graag noteren: L V.', 'De klant gaf L V door.', 'Mijn gegevens: L: V.', 'In het dossier staat L V.'],
  pl: ['Proszę zapisać: L: V.', 'Klient podał L V wczoraj.', 'Moje dane: L V.', 'We wniosku widnieje L V.'],
};

const OPENINGS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Hello team,',
    'Dear Sir or Madam,',
    'Hi there!',
    'Following up on yesterday:',
    'Notes from the call.',
  ],
  de: ['Guten Tag,', 'Sehr geehrte Damen und Herren,'],
  fr: ['Bonjour,', 'Madame, Monsieur,'],
  es: ['Hola,', 'Estimados señores:'],
  it: ['Buongiorno,'],
  pt: ['Olá,', 'Prezados,'],
  nl: ['Goedemiddag,', 'Beste,'],
  pl: ['Dzień dobry,', 'Szanowni Państwo,'],
};

export function sentence(item: Item, random: Seeded, language: Language): string {
  // One pass, for a label may have an L of its own.
  return random
    .pick(SENTENCES[language])
    .replaceAll(/\b[LV]\b/g, (each) => (each === 'L' ? item.label : item.value));
}

function titled(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function lines(items: readonly Item[], line: (item: Item) => string): string {
  return items.map(line).join('\n');
}

function record(items: readonly Item[]): Record<string, string> {
  return Object.fromEntries(items.map((item) => [item.key, item.value]));
}

function separated(separator: string): Layout {
  return (items, random) => {
    const row = [
      String(random.whole(1, 900)),
      ...items.map((item) => item.value),
      random.pick(['active', 'pending', 'closed']),
    ];
    return [['row', ...items.map((item) => item.key), 'status'].join(separator), row.join(separator)].join(
      '\n',
    );
  };
}

function clock(random: Seeded): string {
  return `2025-0${random.whole(1, 9)}-${random.whole(10, 28)} ${random.whole(10, 23)}:${random.whole(10, 59)}:${random.whole(10, 59)}`;
}

const prose: Layout = (items, random, language) =>
  items.map((item) => sentence(item, random, language)).join(' ');

export const LAYOUTS: readonly Layout[] = [
  prose,
  prose,
  prose,
  prose,
  prose,
  (items, random, language) => `${random.pick(OPENINGS[language])}\n\n${prose(items, random, language)}\n`,
  (items, random, language) =>
    `${random.pick(OPENINGS[language])} ${items.map((item) => `${item.label} ${item.value}`).join(', ')}.`,
  (items) => lines(items, (item) => `${titled(item.label)}: ${item.value}`),
  (items) => lines(items, (item) => `${item.label.toUpperCase()}  ${item.value}`),
  (items) => lines(items, (item) => `${titled(item.label)} = ${item.value}`),
  (items) => lines(items, (item) => `- **${titled(item.label)}:** ${item.value}`),
  (items) => lines(items, (item) => `* ${item.label} – ${item.value}`),
  (items) => lines(items, (item) => `${titled(item.label).padEnd(28, '.')} ${item.value}`),
  (items) => lines(items, (item) => `${titled(item.label)}:\n    ${item.value}`),
  (items) => items.map((item) => `${item.label}: ${item.value}`).join('; '),
  (items) => items.map((item) => `${item.label} ${item.value}`).join(' / '),
  (items) => JSON.stringify(record(items)),
  (items) => JSON.stringify({ data: { customer: record(items) }, ok: true }, null, 2),
  (items, random) =>
    JSON.stringify({ level: 'info', time: clock(random), msg: 'profile saved', ...record(items) }),
  (items) => JSON.stringify(items.map((item) => ({ field: item.label, value: item.value }))),
  separated(', '),
  separated(';'),
  separated('\t'),
  (items) => `| field | value |\n|---|---|\n${lines(items, (item) => `| ${item.label} | ${item.value} |`)}`,
  (items) => `customer:\n${lines(items, (item) => `  ${item.key}: "${item.value}"`)}`,
  (items) => `[profile]\n${lines(items, (item) => `${item.key}=${item.value}`)}`,
  (items) =>
    `<customer>\n${lines(items, (item) => `  <${item.key}>${item.value}</${item.key}>`)}\n</customer>`,
  (items) =>
    `<table>${items.map((item) => `<tr><td>${item.label}</td><td>${item.value}</td></tr>`).join('')}</table>`,
  (items) => `<dl>\n${lines(items, (item) => `<dt>${item.label}</dt><dd>${item.value}</dd>`)}\n</dl>`,
  (items, random) =>
    `${clock(random)} INFO [worker-${random.whole(1, 9)}] saved ${items.map((item) => `${item.key}="${item.value}"`).join(' ')}`,
  (items, random) =>
    `${clock(random)} app[${random.whole(100, 9999)}]: ${items.map((item) => `${item.label}: ${item.value}`).join(', ')}`,
  (items) =>
    `UPDATE customers SET ${items.map((item) => `${item.key} = '${item.value}'`).join(', ')} WHERE row = 12;`,
  (items) => `customer = {\n${lines(items, (item) => `    "${item.key}": "${item.value}",`)}\n}`,
  (items) => `const row = { ${items.map((item) => `${item.key}: '${item.value}'`).join(', ')} };`,
  (items, random, language) =>
    lines(
      items,
      (item) =>
        `[${random.whole(10, 23)}:${random.whole(10, 59)}] ${random.pick(['agent', 'client', 'mia', 'bot'])}: ${sentence(item, random, language)}`,
    ),
  (items) => lines(items, (item) => `Q: What is your ${item.label}?\nA: ${item.value}`),
  (items, random) =>
    `Agent: Could you give me your ${items.at(0)?.label ?? 'name'}?\nCaller: sure, ${items.at(0)?.value ?? 'it is Mia'}\n${items
      .slice(1)
      .map((item) => `Agent: and the ${item.label}?\nCaller: ${item.value}`)
      .join('\n')}\nAgent: ${random.pick(['Thank you.', 'One moment.', 'Got it.'])}`,
  (items, random) =>
    `Subject: case ${random.whole(1000, 9999)}\n\nSee below.\n\n${lines(items, (item) => `> ${titled(item.label)}: ${item.value}`)}\n\nKind regards`,
  (items) =>
    `Translate to French and keep the figures:\n"${items.map((item) => `${item.label} ${item.value}`).join(', ')}"`,
  (items) =>
    `Extract the fields from this text as JSON.\n---\n${lines(items, (item) => `${titled(item.label)} ${item.value}`)}\n---`,
  (items) =>
    `{"tool":"crm.lookup","result":"${items.map((item) => `${item.label}: ${item.value}`).join(' | ')}"}`,
];
