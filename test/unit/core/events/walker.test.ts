import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isTriplineError } from '../../../../services/core/errors.ts';
import { namesIn } from '../../../../services/core/events/avro-type.ts';
import type { AvroSchema } from '../../../../services/core/events/schema-set.ts';
import { compileWalker, MAX_ITEMS } from '../../../../services/core/events/walker.ts';

const array = (items: AvroSchema): AvroSchema => ({ type: 'array', items });
const map = (values: AvroSchema): AvroSchema => ({ type: 'map', values });
const record = (...types: AvroSchema[]): AvroSchema => ({
  type: 'record',
  name: 'R',
  namespace: 'tripline.v1',
  fields: types.map((type, index) => ({ name: `f${index}`, type })),
});
const symbols: AvroSchema = { type: 'enum', name: 'E', symbols: ['A', 'B'] };

/** Bytes in hex, spaces between values. Varints are zig-zag: 02 is 1, 01 is -1. */
const cases: Record<string, { schema: AvroSchema; valid: string[]; invalid: Record<string, RegExp> }> = {
  null: { schema: 'null', valid: [''], invalid: { '00': /left over/ } },
  boolean: {
    schema: 'boolean',
    valid: ['00', '01'],
    invalid: { '': /too soon/, '02': /neither 0 nor 1/, '0100': /left over/ },
  },
  int: {
    schema: 'int',
    valid: ['00', '01', 'feffffff0f', 'ffffffff0f', '8000'],
    invalid: { '': /too soon/, '80': /too soon/, '8080808010': /32 bits/, '8180808010': /32 bits/ },
  },
  long: {
    schema: 'long',
    valid: ['00', 'feffffffffffff0f', 'ffffffffffffff0f', '80808080808080808000'],
    invalid: {
      '8080808080808010': /52 bits/,
      '8180808080808010': /52 bits/,
      '82808080 80808010': /52 bits/,
      ffffffffffffffffff01: /52 bits/,
      '8080808080808080808000': /more than 10 bytes/,
      ffffffffffffffffffffff: /more than 10 bytes/,
      '808080': /too soon/,
    },
  },
  double: {
    schema: 'double',
    valid: ['0000000000000000', 'ffffffffffffffff'],
    invalid: { '00000000000000': /too soon/ },
  },
  float: { schema: 'float', valid: ['00000000'], invalid: { '000000': /too soon/ } },
  bytes: {
    schema: 'bytes',
    valid: ['00', '02 ff', '82 00 ff'],
    invalid: {
      '': /too soon/,
      '02': /too soon/,
      '04 ff': /too soon/,
      '01': /negative/,
      feffffffffffff1f: /52 bits/,
      feffffffffffff0f: /too soon/,
    },
  },
  string: {
    schema: 'string',
    valid: ['02 41', '02 ff'],
    invalid: { '04 41': /too soon/, '01 41': /negative/ },
  },
  fixed: {
    schema: { type: 'fixed', name: 'F', size: 2 },
    valid: ['0102'],
    invalid: { '01': /too soon/, '010203': /left over/ },
  },
  enum: { schema: symbols, valid: ['00', '02'], invalid: { '04': /symbol/, '01': /symbol/, '': /too soon/ } },
  union: {
    schema: ['null', 'string'],
    valid: ['00', '02 02 41'],
    invalid: { '04': /branch/, '01': /branch/, '02': /too soon/ },
  },
  record: {
    schema: record('string', 'int'),
    valid: ['02 41 02'],
    invalid: { '02 41': /too soon/, '02 41 02 00': /left over/ },
  },
  'array of strings': {
    schema: array('string'),
    valid: ['00', '02 00 00', '02 00 04 00 00 00', '01 02 00 00', '03 04 0000 00'],
    invalid: {
      '': /too soon/,
      '02 00': /too soon/,
      feffffffffffff0f: /exceeds the bytes/,
      'ffffffffffffff0f 00': /exceeds the bytes/,
      '06 00 00': /exceeds the bytes/,
      '01 01 00 00': /negative/,
      '01 7e 00 00': /longer than the record/,
      '01': /too soon/,
    },
  },
  'array of nulls, which take no bytes': {
    schema: array('null'),
    valid: ['00', '02 00'],
    invalid: { 'feffffffffffff0f 00': /exceeds the bytes/, '04 00': /exceeds the bytes/ },
  },
  'array of empty records': {
    schema: array(record()),
    valid: ['02 00'],
    invalid: { '8080808010 00': /exceeds the bytes/ },
  },
  'array of wide records': {
    schema: array(record('double', 'double')),
    valid: [`02 ${'00'.repeat(16)} 00`],
    invalid: { [`04 ${'00'.repeat(31)}`]: /exceeds the bytes/ },
  },
  map: {
    schema: map('string'),
    valid: ['00', '02 02 41 02 42 00', '01 08 02 41 02 42 00', '04 00 00 00 00 00'],
    invalid: {
      '02 02 41': /too soon/,
      'feffffffffffff0f 00': /exceeds the bytes/,
      '02 01 41 00 00': /negative/,
    },
  },
};

for (const [what, { schema, valid, invalid }] of Object.entries(cases)) {
  describe(what, () => {
    for (const bytes of valid) test(`takes ${bytes || 'nothing'}`, () => walk(schema, bytes));
    for (const [bytes, why] of Object.entries(invalid))
      test(`refuses ${bytes || 'nothing'}`, () => refuses(() => walk(schema, bytes), why));
  });
}

test('items are counted over all arrays and blocks of a record', () => {
  const block = (count: number) => Buffer.concat([varint(count), Buffer.alloc(count)]);
  const half = MAX_ITEMS / 2;
  const two = (first: number, second: number) => Buffer.concat([block(first), block(second), varint(0)]);
  const walker = compileWalker(array('boolean'), new Map());
  walker(two(half, half), 0);
  refuses(() => walker(two(half, half + 1), 0), /65536 items/);
  const nested = compileWalker(record(array('boolean'), array('boolean')), new Map());
  const both = (first: number, second: number) =>
    Buffer.concat([block(first), varint(0), block(second), varint(0)]);
  nested(both(half, half), 0);
  refuses(() => nested(both(half, half + 1), 0), /65536 items/);
});

test('a bomb of counts costs no time: arrays in arrays, each claiming all that is left', () => {
  const deep = array(array(array(array('null'))));
  const bytes = Buffer.alloc(1 << 20, 0x7e);
  const started = performance.now();
  assert.throws(() => compileWalker(deep, new Map())(bytes, 0));
  assert.ok(performance.now() - started < 1000);
});

test('it begins where it is told', () => {
  compileWalker('string', new Map())(Buffer.from([9, 9, 2, 0x41]), 2);
});

test('a schema that recurses, or names what is not there, is refused when it is compiled', () => {
  const self = {
    type: 'record',
    name: 'R',
    namespace: 'tripline.v1',
    fields: [{ name: 'f', type: 'tripline.v1.R' }],
  };
  assert.throws(() => compileWalker(self, namesIn(self)), /recurses/);
  assert.throws(() => compileWalker(record('tripline.v1.Nothing'), new Map()), /not known/);
});

function walk(schema: AvroSchema, hex: string): void {
  compileWalker(schema, namesIn(schema))(Buffer.from(hex.replaceAll(' ', ''), 'hex'), 0);
}

function refuses(action: () => void, why: RegExp): void {
  assert.throws(action, (error) => isTriplineError(error, 'RECORD_MALFORMED') && why.test(error.detail));
}

function varint(value: number): Buffer {
  const bytes = [];
  for (let rest = value * 2; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}
