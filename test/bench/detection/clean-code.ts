/** Ordinary code in eight languages, and what surrounds code: style sheets, queries, logs, traces, tables. */
import type { Seeded } from '../seeded.ts';
import type { CleanMaker, CleanText } from './clean.ts';
import { chatter } from './clean-prose.ts';

const NOUNS = 'order customer invoice parcel ticket reading segment widget recipe margin branch tariff'.split(
  ' ',
);
const VERBS = 'load merge trim render collect update convert resolve archive rank group split'.split(' ');

const noun = (random: Seeded) => random.pick(NOUNS);
const verb = (random: Seeded) => random.pick(VERBS);
const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const many = (random: Seeded, least: number, most: number, make: (index: number) => string) =>
  Array.from({ length: random.whole(least, most) }, (_, index) => make(index)).join('\n');
const output = (text: string): CleanText => ({ text, kind: 'output' });
const result = (text: string): CleanText => ({ text, kind: 'tool_result' });

export const CODE_MAKERS: readonly CleanMaker[] = [
  (random) =>
    output(
      many(
        random,
        1,
        4,
        () =>
          `def ${verb(random)}_${noun(random)}(rows, limit=${random.whole(1, 500)}):\n    """${chatter(random, 1)}"""\n    kept = [row for row in rows if row.${noun(random)} > limit]\n    return sorted(kept, key=lambda row: row["${noun(random)}_id"])\n`,
      ),
    ),
  (random) =>
    output(
      many(
        random,
        1,
        4,
        () =>
          `export async function ${verb(random)}${title(noun(random))}(id: string): Promise<${title(noun(random))}> {\n  const response = await fetch(\`/api/${noun(random)}s/\${id}\`);\n  if (!response.ok) throw new Error('${noun(random)} not found');\n  return response.json(); // ${chatter(random, 1)}\n}\n`,
      ),
    ),
  (random) =>
    output(
      `package ${noun(random)}\n\n${many(random, 1, 4, () => `// ${chatter(random, 1)}\nfunc ${title(verb(random))}${title(noun(random))}(ctx context.Context, keys []string) (map[string]int, error) {\n\tout := make(map[string]int, len(keys))\n\tfor i, key := range keys {\n\t\tout[key] = i * ${random.whole(2, 99)}\n\t}\n\treturn out, nil\n}\n`)}`,
    ),
  (random) =>
    output(
      `public class ${title(noun(random))}Service {\n${many(random, 1, 4, () => `    /** ${chatter(random, 1)} */\n    public List<${title(noun(random))}> ${verb(random)}(String key, int limit) {\n        return repository.findByKey(key).stream().limit(limit + ${random.whole(1, 40)}).toList();\n    }\n`)}}\n`,
    ),
  (random) =>
    output(
      `use std::collections::HashMap;\n\n${many(random, 1, 3, () => `/// ${chatter(random, 1)}\npub fn ${verb(random)}_${noun(random)}(tokens: &[&str]) -> HashMap<String, usize> {\n    let mut seen = HashMap::new();\n    for token in tokens {\n        *seen.entry(token.to_string()).or_insert(${random.whole(0, 9)}) += 1;\n    }\n    seen\n}\n`)}`,
    ),
  (random) =>
    output(
      `#include <stdio.h>\n#include <string.h>\n\n${many(random, 1, 3, () => `/* ${chatter(random, 1)} */\nstatic int ${verb(random)}_${noun(random)}(const char *key, size_t length)\n{\n    if (length > ${random.whole(16, 4096)} || strcmp(key, "${noun(random)}") == 0)\n        return -1;\n    return (int)length;\n}\n`)}`,
    ),
  (random) =>
    output(
      `class ${title(noun(random))}\n${many(random, 1, 3, () => `  # ${chatter(random, 1)}\n  def ${verb(random)}(${noun(random)}, key: :${noun(random)}_id)\n    ${noun(random)}.select { |each| each[key] > ${random.whole(1, 80)} }.group_by(&:${noun(random)})\n  end\n`)}end\n`,
    ),
  (random) =>
    output(
      `<?php\nnamespace App\\${title(noun(random))};\n\n${many(random, 1, 3, () => `/** ${chatter(random, 1)} */\nfunction ${verb(random)}${title(noun(random))}(array $rows, string $key = '${noun(random)}'): array {\n    return array_filter($rows, fn ($row) => $row[$key] >= ${random.whole(1, 70)});\n}\n`)}`,
    ),
  (random) =>
    output(
      many(
        random,
        3,
        9,
        () =>
          `.${noun(random)}-${verb(random)}__${noun(random)} {\n  color: #${random.hex(6)};\n  background: url("/img/${noun(random)}-${random.hex(8)}.svg") no-repeat;\n  margin: ${random.whole(0, 40)}px auto;\n}\n`,
      ),
    ),
  (random) => ({
    text: `SELECT ${noun(random)}_id, count(*) AS total\nFROM ${noun(random)}s\nWHERE created_at > '2031-0${random.whole(1, 9)}-01' AND ${noun(random)}_key = ${random.whole(1, 9999)}\nGROUP BY 1\nHAVING count(*) > ${random.whole(1, 30)}\nORDER BY total DESC\nLIMIT ${random.whole(10, 500)};\n-- ${chatter(random, 1)}`,
    kind: 'tool_arguments',
    tool_kind: 'DATABASE',
  }),
  (random) =>
    result(
      many(
        random,
        4,
        10,
        () =>
          `2031-04-${random.whole(10, 28)}T1${random.whole(0, 9)}:${random.whole(10, 59)}:07.${random.whole(100, 999)}Z ${random.pick(['INFO', 'WARN', 'DEBUG'])} [${noun(random)}-${random.whole(1, 9)}] trace_id=${random.hex(32)} span_id=${random.hex(16)} ${verb(random)} took ${random.whole(1, 900)} ms`,
      ),
    ),
  (random) =>
    result(
      `Exception in thread "main" java.lang.IllegalStateException: ${noun(random)} key missing\n${many(random, 4, 10, () => `\tat io.norvik.${noun(random)}.${title(noun(random))}Handler.${verb(random)}(${title(noun(random))}Handler.java:${random.whole(10, 900)})`)}\nCaused by: java.net.SocketTimeoutException: Read timed out\n`,
    ),
  (random) =>
    result(
      `Traceback (most recent call last):\n${many(random, 2, 6, () => `  File "/srv/app/${noun(random)}/${verb(random)}.py", line ${random.whole(3, 800)}, in ${verb(random)}_${noun(random)}\n    return self.${verb(random)}(${noun(random)}, key=self.key)`)}\nKeyError: 'token'\n`,
    ),
  (random) =>
    result(
      `id,${noun(random)},quantity,price,updated\n${many(random, 4, 20, () => `${random.whole(1000, 99_999)},${noun(random)} ${verb(random)},${random.whole(1, 90)},${random.whole(1, 900)}.${random.whole(10, 99)},2031-0${random.whole(1, 9)}-1${random.whole(0, 9)}`)}\n`,
    ),
  (random) =>
    output(
      `<section class="${noun(random)}">\n  <h2 id="${noun(random)}-${random.whole(1, 99)}">${chatter(random, 1)}</h2>\n${many(random, 2, 6, () => `  <a href="/${noun(random)}/${random.whole(1, 9999)}?sort=${verb(random)}&amp;page=${random.whole(1, 20)}" data-key="${noun(random)}">${noun(random)}</a>`)}\n</section>\n`,
    ),
  (random) => ({
    text: `${random.pick(['git log --oneline -20 -- src/', 'grep -rn "token" src/', 'find . -name "*.key.ts" -newer', 'ls -la /srv/'])}${noun(random)} && wc -l src/${noun(random)}/*.ts | sort -n | tail -${random.whole(3, 30)} # ${chatter(random, 1)}`,
    kind: 'tool_arguments',
    tool_kind: 'SHELL',
  }),
  (random) =>
    output(
      many(
        random,
        4,
        12,
        () =>
          `!function(e,t){var n=${random.whole(1, 99)},${random.pick([...'rioasu'])}=e.${verb(random)}(t,n);return ${random.pick([...'rioasu'])}&&t.${noun(random)}(function(e){return e.key>n?e:null})}(window,document);`,
      ).replaceAll('\n', ''),
    ),
];
