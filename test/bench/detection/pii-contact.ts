/** How a person or a machine is reached, and what an office knows them by. */
import type { Seeded } from '../seeded.ts';
import { capitals, digits } from './pii-financial.ts';

/** x any digit, n 2 to 9; by the language in which such a number is likely written. */
const NATIONAL: Readonly<Record<string, readonly string[]>> = {
  en: [
    '(212) n4x-xxxx',
    '(415) n7x-xxxx',
    '312-n8x-xxxx',
    '617.n3x.xxxx',
    '206 n6x xxxx',
    '(303) n4x-xxxx',
    '020 7n4x xxxx',
    '07512 xxxxxx',
    '0161 496 xxxx',
    '07855 xxxxxx',
    '0412 3xx xxx',
    '(02) 9xn4 xxxx',
    '98n1x xxxxx',
    '086 3xx xxxx',
    '082 4nx xxxx',
    '021 4nx xxx',
  ],
  de: ['030 2n34xxxx', '0151 2xxxxxxx', '089/n3xxxxxx', '0664 4nxxxxx', '079 n3x xx xx', '0171-4nxxxxx'],
  fr: ['06 4x xx xx xx', '01 4n xx xx xx', '07.6n.xx.xx.xx', '0470 3x xx xx'],
  es: ['6n2 xxx xxx', '91 4nx xx xx', '654 xx xx xx'],
  it: ['347 nxxxxxx', '06 4nxxxxxx', '02 n7xxxxxx', '339-nxxxxxx'],
  pt: ['(11) 9n4xx-xxxx', '(21) 9n8xx-xxxx', '91n xxx xxx', '21 n4x xxxx'],
  nl: ['06-2nxxxxxx', '020-n3xxxxx', '06 1nxxxxxx'],
  pl: ['501 xxx xxx', '22 8n4 xx xx', '60n-xxx-xxx'],
};
const INTERNATIONAL = [
  '+1 212 n4x xxxx',
  '+1-415-n7x-xxxx',
  '+13128nxxxxx',
  '+44 20 7n4x xxxx',
  '+44 7512 xxxxxx',
  '+447855xxxxxx',
  '+49 30 2n34xxxx',
  '+49 151 2xxxxxxx',
  '+33 6 4x xx xx xx',
  '+336 4nxxxxxx',
  '+34 6n2 xxx xxx',
  '+39 347 nxxxxxx',
  '+31 6 2nxxxxxx',
  '+48 501 xxx xxx',
  '+55 11 9n4xx-xxxx',
  '+91 98n1x xxxxx',
  '+61 412 3xx xxx',
  '+81 90-n1xx-xxxx',
  '+86 138 nxxx xxxx',
  '+41 79 n3x xx xx',
  '+46 70 n3x xx xx',
  '+43 664 4nxxxxx',
  '+32 470 3x xx xx',
  '+45 31 4x xx xx',
  '+47 9n2 xx xxx',
  '+351 91n xxx xxx',
  '+27 82 4nx xxxx',
  '+82 10-n4xx-xxxx',
  '+90 532 nxx xx xx',
  '+65 912x xxxx',
  '+353 86 3xx xxxx',
  '+7 916 nxx-xx-xx',
  '+380 67 nxx xxxx',
  '+420 603 xxx xxx',
  '+30 694 nxx xxxx',
  '+52 55 n4xx xxxx',
];
const FIRST =
  'anna ben carla deniz emma farid greta hugo ines jonas katya liam mei noor oscar paula quinn ravi sofia tomas'.split(
    ' ',
  );
const LAST =
  'adler brandt costa dubois eriksen fischer garcia haddad ivanova jansen kowalski lindqvist moreau novak okafor petrov rossi singh tanaka weber'.split(
    ' ',
  );
const SITE =
  'brightharbor northfield-labs quillworks meridian-supply halcyonbank tessera pinecrest oakline-legal riverton vantage-med'.split(
    ' ',
  );
const ENDING = [
  'com',
  'com',
  'org',
  'net',
  'io',
  'de',
  'fr',
  'co.uk',
  'es',
  'it',
  'nl',
  'pl',
  'com.br',
  'health',
  'dev',
  'com.au',
];
const PATHS =
  'account billing orders/8841 help/contact profile docs/setup en/products/lamp-20 reports/q3.pdf u/settings news/2024/06/launch'.split(
    ' ',
  );
const QUERIES = [
  '',
  '',
  '',
  '?ref=mail',
  '?id=4471&lang=en',
  '#section-2',
  '?page=3',
  '?utm_source=news&utm_medium=email',
];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
/** California, Florida, Illinois, Washington, New Jersey, Ohio, New York, Texas, Maryland. */
const LICENCES = [
  'A#######',
  'A############',
  'A###########',
  'WDL#########',
  'A##############',
  'AA######',
  '### ### ###',
  '########',
  'A-###-###-###-###',
];

function filled(pattern: string, random: Seeded): string {
  return pattern.replaceAll(/[xn#A]/g, (each) => {
    if (each === 'A') return capitals(random, 1);
    return String(random.whole(each === 'n' ? 2 : 0, 9));
  });
}

export function internationalPhone(random: Seeded): string {
  return filled(random.pick(INTERNATIONAL), random);
}

export function nationalPhone(language: string, random: Seeded): string {
  return filled(random.pick(NATIONAL[language] ?? NATIONAL['en'] ?? []), random);
}

function host(random: Seeded): string {
  const number = random.chance(0.3) ? String(random.whole(2, 99)) : '';
  return `${random.pick(['', '', '', 'mail.', 'eu.', 'app.', 'corp.'])}${random.pick(SITE)}${number}.${random.pick(ENDING)}`;
}

export function email(random: Seeded): string {
  const [first, last] = [random.pick(FIRST), random.pick(LAST)];
  const local = random.pick([
    `${first}.${last}`,
    `${first}${last}${random.whole(1, 99)}`,
    `${first.charAt(0)}${last}`,
    `${first}_${last}`,
    `${first}+${random.pick(['news', 'bank', 'shop'])}`,
    `${last}-${first}`,
    `${first.charAt(0).toUpperCase()}${first.slice(1)}.${last.charAt(0).toUpperCase()}${last.slice(1)}`,
  ]);
  return `${local}@${host(random)}`;
}

export function url(random: Seeded): string {
  const scheme = random.pick(['https://', 'https://', 'https://', 'http://', 'https://www.', 'ftp://']);
  const port = random.chance(0.1) ? `:${random.pick([8080, 8443, 3000])}` : '';
  return `${scheme}${host(random)}${port}/${random.pick(PATHS)}${random.pick(QUERIES)}`;
}

export function ip(random: Seeded): string {
  if (random.chance(0.55)) {
    const first = random.pick([10, 23, 34, 52, 62, 81, 93, 104, 151, 172, 185, 192, 203, 212]);
    return `${first}.${random.whole(0, 255)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
  }
  const group = () => random.whole(1, 0xffff).toString(16);
  const head = random.pick(['2001:db8', '2a02:8108', '2600:1f18', '2a00:1450', 'fd12:3456']);
  const rest = (count: number) => Array.from({ length: count }, group).join(':');
  return random.pick([
    `${head}:${rest(6)}`,
    `${head}::${group()}`,
    `${head}:${rest(2)}::${rest(2)}`,
    `fe80::${rest(4)}`,
    `${head}:${rest(6)}`.toUpperCase(),
  ]);
}

export function mac(random: Seeded): string {
  const hex = random.pick(['00', '3c', 'a4', 'd8', 'f0', '5e']) + random.hex(10);
  const text = random.chance(0.5) ? hex : hex.toUpperCase();
  if (random.chance(0.15)) return (text.match(/.{4}/g) ?? []).join('.');
  return (text.match(/../g) ?? []).join(random.pick([':', ':', '-']));
}

export function birthDate(language: string, random: Seeded): string {
  const [year, month, day] = [random.whole(1930, 2006), random.whole(1, 12), random.whole(1, 28)];
  const [mm, dd] = [String(month).padStart(2, '0'), String(day).padStart(2, '0')];
  if (language !== 'en')
    return random.pick([`${dd}.${mm}.${year}`, `${dd}/${mm}/${year}`, `${year}-${mm}-${dd}`]);
  const name = MONTHS[month - 1] ?? '';
  return random.pick([
    `${mm}/${dd}/${year}`,
    `${year}-${mm}-${dd}`,
    `${day} ${name} ${year}`,
    `${name} ${day}, ${year}`,
    `${dd}-${name.slice(0, 3)}-${year}`,
  ]);
}

export function passport(random: Seeded): string {
  return random.chance(0.5)
    ? `${random.whole(1, 9)}${digits(random, 8)}`
    : capitals(random, 1) + digits(random, 8);
}

export function licence(random: Seeded): string {
  return filled(random.pick(LICENCES), random);
}

export function medicalRecord(random: Seeded): string {
  return random.pick([
    digits(random, 7),
    digits(random, 8),
    `${digits(random, 3)}-${digits(random, 2)}-${digits(random, 3)}`,
    `${capitals(random, 1)}${digits(random, 7)}`,
    `00${digits(random, 6)}`,
  ]);
}
