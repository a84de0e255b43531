/** What a fence says of its language, and which languages are none: data, logs and prose in a fence are no code. */

const ALIASES: ReadonlyMap<string, string> = new Map(
  `python:py,python,python3,py3,ipython,gyp,pycon javascript:js,javascript,jsx,mjs,cjs,node,vue,svelte typescript:ts,typescript,tsx,mts,cts
  java:java c:c,h,objc cpp:cpp,c++,cxx,cc,hpp,cuda,arduino csharp:cs,csharp,c# go:go,golang rust:rust,rs ruby:ruby,rb,erb,rails php:php
  swift:swift kotlin:kotlin,kt,kts scala:scala,sbt bash:bash,sh,shell,zsh,fish,ksh,shellscript,shell-session,console,terminal
  powershell:powershell,ps,ps1,pwsh,posh sql:sql,mysql,postgresql,postgres,plsql,tsql,sqlite,psql html:html,html5,xhtml,htm,haml,pug
  css:css,scss,sass,less dockerfile:dockerfile,docker,containerfile makefile:makefile,make,mk r:r,rscript matlab:matlab,octave perl:perl,pl
  lua:lua,luau haskell:haskell,hs elixir:elixir,ex,exs dart:dart,flutter julia:julia,jl assembly:asm,assembly,nasm,x86asm,armasm,s,gas
  terraform:terraform,tf,hcl`
    .split(/\s+/)
    .flatMap((entry) => {
      const [language = '', names = ''] = entry.split(':');
      return names.split(',').map((name): [string, string] => [name, language]);
    }),
);
const DATA: ReadonlySet<string> = new Set(
  'json jsonc json5 jsonl ndjson yaml yml xml toml ini cfg conf config properties csv tsv text txt plain plaintext none output log logs markdown md mdx rst http mermaid dot env dotenv diff patch latex tex bibtex math ascii tree csv svg plist gitignore editorconfig'.split(
    ' ',
  ),
);

/** The language that a fence's info string names: one of ours, `code` for another, `data` for what is no code, '' for nothing. */
export function namedLanguage(info: string): string {
  const [name = ''] = /[\w+#-]+/.exec(info.toLowerCase()) ?? [];
  if (name === '') return '';
  if (DATA.has(name)) return 'data';
  return ALIASES.get(name) ?? 'code';
}

/** Where the fence that opens at `open` is closed: its body's end and what comes after; an unclosed one runs to the end of the text. */
export function closeOf(text: string, bodyStart: number, mark: string): { bodyEnd: number; end: number } {
  for (let at = bodyStart; at <= text.length; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 ? text.length : newline;
    const line = text.slice(at, Math.min(lineEnd, at + 12)).trimStart();
    if (line.startsWith(mark) && line.slice(mark.length).replaceAll(mark.charAt(0), '').trim() === '')
      return { bodyEnd: Math.max(bodyStart, at - 1), end: lineEnd };
    if (newline === -1) break;
    at = newline + 1;
  }
  return { bodyEnd: text.length, end: text.length };
}
