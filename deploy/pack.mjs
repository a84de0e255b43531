/** `node deploy/pack.mjs before|after`: npm's prepack and postpack. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { restoreManifest, stripManifest } from './manifest.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (process.argv[2] === 'before') {
  restoreManifest(root);
  await import('./build.mjs');
  stripManifest(root);
} else {
  restoreManifest(root);
}
