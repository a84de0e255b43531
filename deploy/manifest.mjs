/**
 * The package.json that goes into the tarball: without the Node pin, which would shadow a user's own Node, and without
 * what only the repository needs. The original lies in .package.json.saved meanwhile; an interrupted `npm pack` is
 * mended by the next set-up or the next pack.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const REPOSITORY_ONLY = ['scripts', 'devDependencies', 'optionalDependencies'];

export function stripManifest(root) {
  restoreManifest(root);
  const { manifest, saved } = paths(root);
  const text = readFileSync(manifest, 'utf8');
  writeWhole(saved, text);
  const kept = Object.entries(JSON.parse(text)).filter(([key]) => !REPOSITORY_ONLY.includes(key));
  writeWhole(manifest, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

/** Returns whether there was something to restore. A saved copy beside a package.json that is whole is a leftover. */
export function restoreManifest(root) {
  const { manifest, saved } = paths(root);
  if (!existsSync(saved)) return false;
  const stripped = JSON.parse(readFileSync(manifest, 'utf8')).scripts === undefined;
  if (stripped) renameSync(saved, manifest);
  else rmSync(saved);
  return stripped;
}

function paths(root) {
  return { manifest: join(root, 'package.json'), saved: join(root, '.package.json.saved') };
}

function writeWhole(file, text) {
  writeFileSync(`${file}.draft`, text);
  renameSync(`${file}.draft`, file);
}
