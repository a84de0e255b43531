/** Tools that run what stands in a file of theirs (a recipe, a script of a package, a set-up, a program to be compiled), where the script itself wrote that file. */
import type { Call, Inquiry, Judge } from '../call.ts';
import { isStandardInput } from '../descriptors.ts';

/** By program, the files that it looks for itself; others it is given. */
const FILES: readonly (readonly [programs: string, files: string])[] = [
  ['just', 'justfile Justfile .justfile'],
  ['task go-task', 'Taskfile.yml Taskfile.yaml taskfile.yml taskfile.yaml'],
  ['npm pnpm yarn bun npx', 'package.json'],
  ['deno', 'deno.json deno.jsonc'],
  ['composer', 'composer.json'],
  ['pip pip3 pipx uv poetry easy_install', 'setup.py'],
  ['pytest py.test', 'conftest.py'],
  ['tox nox', 'tox.ini noxfile.py'],
  ['fab invoke inv', 'fabfile.py tasks.py'],
  ['rake', 'Rakefile rakefile'],
  ['bundle gem', 'Gemfile'],
  ['cargo rustc', 'build.rs src/main.rs'],
  ['go', 'main.go'],
  ['gcc g++ cc c++ clang clang++ tcc', ''],
  ['javac java kotlinc kotlin scala scalac groovy escript ghc runghc runhaskell nvim vim', ''],
  ['csc mcs dotnet', 'Program.cs'],
  ['gradle gradlew', 'build.gradle build.gradle.kts settings.gradle'],
  ['ant', 'build.xml'],
  ['mvn mvnw', 'pom.xml'],
  ['cmake', 'CMakeLists.txt'],
  ['scons', 'SConstruct'],
  ['waf', 'wscript'],
  ['sbt', 'build.sbt'],
  ['mix', 'mix.exs'],
  ['lein', 'project.clj'],
  ['vagrant', 'Vagrantfile'],
  ['terraform tofu', 'main.tf'],
  ['pre-commit', '.pre-commit-config.yaml'],
  ['ansible-playbook', ''],
  ['grunt gulp', 'Gruntfile.js gulpfile.js'],
  ['lerna nx turbo', 'package.json'],
];
const OF = new Map(
  FILES.flatMap(([programs, files]) => programs.split(' ').map((name) => [name, files.split(' ')] as const)),
);
/** A line of a recipe: `- rm x`, `default: rm x`, `script: "rm x"`. */
const LINE_HEAD = /^\s{0,40}(?:-\s{1,4})?(?:["']?[\w.:-]{1,40}["']?\s{0,4}[:=]\s{0,4})?[@-]{0,2}["']?/;
const STRING = /"((?:[^"\\\n]|\\.){4,2000})"/g;
const DELETES = /<delete\b[^>\n]{0,200}?(?:dir|file)\s{0,2}=\s{0,2}["']([^"'\n]{1,200})["']/g;
const MOST = 200;

function build(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const files = new Set([...(OF.get(call.name) ?? []), ...args.slice(0, 32)]);
  for (const file of files) {
    if (file === '' || (file.startsWith('-') && file !== '-')) continue;
    const text = isStandardInput(file) ? inquiry.inputOf(command) : inquiry.contentOf(file);
    if (text !== null && text.length > 4) judgeText(text, call, inquiry);
  }
}

function judgeText(text: string, call: Call, inquiry: Inquiry): void {
  inquiry.judgeCode(text, 'program', call);
  for (const line of text.split('\n', MOST)) {
    const code = line.replace(LINE_HEAD, '').replace(/["'],?\s*$/, '');
    if (code.includes(' ') && !/^[#{}[\]<]/.test(code)) inquiry.judgeCode(code, 'shell', call);
  }
  for (const [, inside = ''] of [...text.matchAll(STRING)].slice(0, MOST))
    if (inside.includes(' ')) inquiry.judgeCode(inside, 'shell', call);
  for (const [, place = ''] of text.matchAll(DELETES)) inquiry.judgeCode(`rm -rf ${place}`, 'shell', call);
}

export const builderJudges: readonly (readonly [string, Judge])[] = [...OF.keys()].map(
  (name) => [name, build] as const,
);
