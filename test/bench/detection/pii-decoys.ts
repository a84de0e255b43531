import type { Seeded } from '../seeded.ts';
import { brokenCard, capitals, digits, iban, unluckyDigits } from './pii-financial.ts';

/** What is nobody's: a label, a key and a value that only looks the part. */
export const DECOYS: readonly (readonly [label: string, key: string, make: (random: Seeded) => string])[] = [
  ['order', 'order_id', (random) => `ORD-${random.whole(2019, 2026)}-${digits(random, 6)}`],
  ['order number', 'order_number', (random) => unluckyDigits(random, random.whole(7, 12))],
  ['invoice', 'invoice', (random) => `INV${digits(random, 7)}`],
  ['version', 'version', (random) => `v${random.whole(0, 30)}.${random.whole(0, 40)}.${random.whole(0, 99)}`],
  ['build', 'build', (random) => `10.0.${random.whole(17_000, 26_000)}.${random.whole(300, 9000)}`],
  ['timestamp', 'ts', (random) => String(random.whole(1_500_000_000, 1_900_000_000))],
  [
    'updated',
    'updated_at',
    (random) =>
      `${random.whole(2015, 2026)}-0${random.whole(1, 9)}-${random.whole(10, 28)}T${random.whole(10, 23)}:${random.whole(10, 59)}:${random.whole(10, 59)}Z`,
  ],
  ['reference', 'reference', (random) => brokenCard(random)],
  ['reference', 'ref', (random) => iban(random, true)],
  ['ISBN', 'isbn', (random) => isbn(random)],
  ['tracking number', 'tracking', (random) => `1Z${capitals(random, 3)}${unluckyDigits(random, 13)}`],
  ['parcel', 'parcel_id', (random) => unluckyDigits(random, 12)],
  ['total', 'total', (random) => `$${random.whole(1, 999)},${digits(random, 3)}.${digits(random, 2)}`],
  ['price', 'price', (random) => `${random.whole(1, 999)}.${digits(random, 2)} EUR`],
  [
    'position',
    'position',
    (random) =>
      `${random.whole(-80, 80)}.${digits(random, 5)}, ${random.whole(-170, 170)}.${digits(random, 5)}`,
  ],
  ['checksum', 'sha256', (random) => random.hex(64)],
  ['commit', 'commit', (random) => random.hex(40)],
  ['etag', 'etag', (random) => random.hex(32)],
  [
    'request',
    'request_id',
    (random) => `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
  ],
  ['SKU', 'sku', (random) => `${capitals(random, 2)}-${digits(random, 4)}-${capitals(random, 1)}`],
  ['serial number', 'serial', (random) => `SN${digits(random, 8)}${capitals(random, 2)}`],
  ['batch', 'batch', (random) => `${capitals(random, 1)}${digits(random, 6)}`],
  ['room', 'room', (random) => `${random.whole(1, 9)}.${digits(random, 3)}`],
  ['ticket', 'ticket', (random) => `#${digits(random, 6)}`],
  ['quantity', 'qty', (random) => String(random.whole(1, 5000))],
  [
    'due',
    'due_date',
    (random) => `${random.whole(10, 28)}/0${random.whole(1, 9)}/${random.whole(2024, 2027)}`,
  ],
  ['duration', 'elapsed_ms', (random) => `${random.whole(1, 99_999)}.${digits(random, 3)}`],
];

function isbn(random: Seeded): string {
  const body = `9783${digits(random, 8)}`;
  const sum = [...body].reduce((total, each, index) => total + Number(each) * (index % 2 === 0 ? 1 : 3), 0);
  return `978-3-${body.slice(4, 8)}-${body.slice(8)}-${(10 - (sum % 10)) % 10}`;
}
