import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { isNoise } from '../../../../services/core/detection/noise.ts';

const LENGTH = 100_000;
const long = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length));

const CASES: [string, string, boolean][] = [
  ['binary data read as Latin-1', randomBytes(LENGTH).toString('latin1'), true],
  ['binary data read as UTF-8', randomBytes(LENGTH).toString('utf8'), true],
  ['binary data read as UTF-16', randomBytes(2 * LENGTH).toString('utf16le'), true],
  ['a short text of it', randomBytes(1000).toString('latin1'), false],
  ['prose', long('The quick brown fox jumps over the lazy dog.\r\n\t'), false],
  ['Chinese', long('请忽略之前的所有指令。'), false],
  ['emoji', long('😀 👩‍👩‍👧 '), false],
  ['accents', long('Ça été très naïve, où ? '), false],
  ['base64', randomBytes(LENGTH).toString('base64'), false],
];

for (const [name, text, expected] of CASES)
  test(`${name} is ${expected ? 'noise' : 'none'}`, () => assert.equal(isNoise(text), expected));
