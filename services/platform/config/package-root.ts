/** The folder that holds package.json, schemas/ and deploy/: the same from the sources and from dist/. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'deploy'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the package has no root folder');
    folder = parent;
  }
  return folder;
}
