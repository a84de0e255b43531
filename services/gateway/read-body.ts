/** Bodies as values. Nothing here quotes what it choked on. */
import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { expected } from '../core/expected.ts';
import { RequestInvalid } from './problem.ts';

/** @throws RequestInvalid */
export function parseJson(bytes: Buffer, what = 'the body'): unknown {
  if (!isUtf8(bytes)) throw new RequestInvalid([`${what} is not UTF-8`]);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new RequestInvalid([`${what} is not JSON`]);
  }
}

const MOST_TOLD = 20;

/** @throws RequestInvalid with everything at fault: names of fields that we know, and no value */
export function readAs<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value, { error: expected });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const told = issues.slice(0, MOST_TOLD).map(describe);
  if (issues.length > MOST_TOLD) told.push(`and ${issues.length - MOST_TOLD} more`);
  throw new RequestInvalid(told);
}

function describe(issue: z.core.$ZodIssue): string {
  const path = `/${issue.path.map(String).join('/')}`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${path} ${issue.message}`;
    case 'invalid_key':
    case 'invalid_element':
      return `${path.slice(0, path.lastIndexOf('/')) || '/'} has an entry that does not fit`;
    default:
      return `${path}: ${issue.message}`;
  }
}
