import { resolve } from 'node:path';
import { z } from 'zod';
import { deriveEmitterKey } from '../core/policy/sampling.ts';
import { describeUnder } from './option-problems.ts';
import { diskFiles } from './spool/files.ts';
import type { SpoolSettings } from './spool/spool.ts';

const MIB = 1024 * 1024;
/** 32 bytes as base64 or base64url. */
const KEY = /^[A-Za-z0-9+/_-]{43}=?$/;
const Spool = z.strictObject({
  directory: z.string().min(1),
  maxBytes: z
    .int()
    .min(16 * MIB)
    .default(256 * MIB),
  key: z.string().regex(KEY, 'expected 32 bytes as base64').optional(),
  fsync: z.enum(['never', 'interval', 'each']).default('interval'),
});

/** Null without a spool. Its key, unless one is given, is derived from the emitter's. */
export function readSpool(
  spool: unknown,
  emitterKey: Uint8Array | null,
  problems: string[],
): Pick<SpoolSettings, 'directory' | 'maxBytes' | 'fsync' | 'key' | 'files'> | null {
  if (spool === undefined) return null;
  const parsed = Spool.safeParse(spool);
  if (!parsed.success) {
    problems.push(...describeUnder('spool', parsed.error.issues));
    return null;
  }
  const { directory, maxBytes, fsync, key } = parsed.data;
  const derived = emitterKey === null ? null : deriveEmitterKey(emitterKey, 'spool');
  return {
    directory: resolve(directory),
    maxBytes,
    fsync,
    files: diskFiles,
    key: key === undefined ? derived : Buffer.from(key, 'base64'),
  };
}
