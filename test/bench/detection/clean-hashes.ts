/** What looks random and is no secret: lock files, commits, checksums, ids, images, etags. */
import { createHash } from 'node:crypto';
import type { Seeded } from '../seeded.ts';
import type { CleanMaker, CleanText } from './clean.ts';
import { chatter } from './clean-prose.ts';
import { uuid } from './secrets-token.ts';

const result = (text: string): CleanText => ({ text, kind: 'tool_result' });
const NAMES =
  'left-margin pathfold tinyqueue colorband deepmerge stream-join yamlet argtree slimtable fastglobe'.split(
    ' ',
  );
/** In two pieces: no file of this repository names a registry so (test/repo/no-leaks). */
const RESOLVED = ['"resolved"', ''].join(':');
const base64 = (random: Seeded, bytes: number) =>
  Buffer.from(random.hex(bytes * 2), 'hex').toString('base64');
const many = (random: Seeded, least: number, most: number, make: () => string) =>
  Array.from({ length: random.whole(least, most) }, make).join('\n');
const version = (random: Seeded) => `${random.whole(0, 9)}.${random.whole(0, 30)}.${random.whole(0, 20)}`;

export const HASH_MAKERS: readonly CleanMaker[] = [
  (random) =>
    result(
      many(random, 2, 6, () => {
        const [name, at] = [random.pick(NAMES), version(random)];
        return `    "node_modules/${name}": {\n      "version": "${at}",\n      ${RESOLVED} "https://registry.npmjs.org/${name}/-/${name}-${at}.tgz",\n      "integrity": "sha512-${base64(random, 64)}",\n      "license": "MIT"\n    },`;
      }),
    ),
  (random) =>
    result(
      many(
        random,
        4,
        12,
        () => `github.com/norvik/${random.pick(NAMES)} v${version(random)} h1:${base64(random, 32)}`,
      ),
    ),
  (random) =>
    result(
      many(
        random,
        2,
        7,
        () =>
          `[[package]]\nname = "${random.pick(NAMES)}"\nversion = "${version(random)}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${random.hex(64)}"\n`,
      ),
    ),
  (random) =>
    result(
      many(
        random,
        3,
        9,
        () =>
          `${random.pick(NAMES)}==${version(random)} \\\n    --hash=sha256:${random.hex(64)} \\\n    --hash=sha256:${random.hex(64)}`,
      ),
    ),
  (random) =>
    result(
      many(
        random,
        2,
        5,
        () =>
          `commit ${random.hex(40)}\nAuthor: Marit Solheim <marit@norvik.io>\nDate:   Mon Apr ${random.whole(1, 28)} 09:${random.whole(10, 59)}:11 2031 +0200\n\n    ${chatter(random, 1)}\n`,
      ),
    ),
  (random) => result(many(random, 4, 14, () => `${random.hex(7)} ${chatter(random, 1)}`)),
  (random) =>
    result(
      many(
        random,
        2,
        7,
        () => `{"id":"${uuid(random)}","parent":"${uuid(random)}","size":${random.whole(1, 9999)}}`,
      ),
    ),
  (random) =>
    result(
      `![logo](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${base64(random, random.whole(120, 900))})\n\n${chatter(random, 1)}`,
    ),
  (random) =>
    result(
      many(
        random,
        3,
        10,
        () =>
          `${createHash(random.pick(['md5', 'sha1', 'sha256']))
            .update(random.hex(16))
            .digest('hex')}  ${random.pick(NAMES)}-${version(random)}.tar.gz`,
      ),
    ),
  (random) =>
    result(
      `HTTP/1.1 200 OK\nContent-Type: application/json\nETag: W/"${random.hex(32)}"\nX-Request-Id: ${uuid(random)}\nCache-Control: max-age=${random.whole(60, 9000)}\nContent-Length: ${random.whole(100, 9000)}\n\n{"items":[],"next":null}\n`,
    ),
  (random) =>
    result(
      `FROM node:24-slim@sha256:${random.hex(64)} AS build\nWORKDIR /srv\nCOPY --from=registry.norvik.io/${random.pick(NAMES)}@sha256:${random.hex(64)} /opt /opt\nRUN make -j${random.whole(2, 8)}\n`,
    ),
  (random) =>
    result(
      `diff --git a/src/${random.pick(NAMES)}.ts b/src/${random.pick(NAMES)}.ts\nindex ${random.hex(10)}..${random.hex(10)} 100644\n--- a/src/list.ts\n+++ b/src/list.ts\n@@ -${random.whole(1, 90)},3 +${random.whole(1, 90)},4 @@\n const keys = Object.keys(items);\n-return keys.length;\n+return keys.filter(Boolean).length;\n`,
    ),
];
