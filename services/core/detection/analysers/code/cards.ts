/** One card a language. */

import { OUTPUT } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';

const base = {
  version: 2,
  category: 'CODE',
  severity: 'INFO',
  confidence: 0.8,
  taxonomy: [OUTPUT],
  severity_reason:
    'Code is what many ask for; it only must not go unseen. Whether it is dangerous is for other rules.',
  kinds: ['prompt', 'output', 'tool_result'],
} as const;
const PROSE =
  'We import goods from France, and the class was full (again).\nLet us go; it returns soon.\nEnd of story.';

/** Language, name, where it is defined, and a few lines of it. */
const LANGUAGES: readonly (readonly [string, string, string, string])[] = [
  [
    'python',
    'Python',
    'https://docs.python.org/3/reference/grammar.html',
    'def add(a, b):\n    """Adds."""\n    return a + b\n\nprint(add(1, 2))',
  ],
  [
    'javascript',
    'JavaScript',
    'https://tc39.es/ecma262/',
    "const fs = require('fs');\n\nfunction load(path) {\n  return JSON.parse(fs.readFileSync(path));\n}\nconsole.log(load('a.json'));",
  ],
  [
    'typescript',
    'TypeScript',
    'https://www.typescriptlang.org/docs/',
    'export interface User {\n  id: number;\n  name: string;\n}\n\nexport function greet(user: User): string {\n  return `Hi ${user.name}`;\n}',
  ],
  [
    'java',
    'Java',
    'https://docs.oracle.com/javase/specs/',
    'import java.util.List;\n\npublic class Main {\n    public static void main(String[] args) {\n        System.out.println("Hi");\n    }\n}',
  ],
  [
    'c',
    'C',
    'https://en.cppreference.com/w/c',
    '#include <stdio.h>\n#include <stdlib.h>\n\nint main(void) {\n    char *buf = malloc(10);\n    printf("%p\\n", buf);\n    free(buf);\n    return 0;\n}',
  ],
  [
    'cpp',
    'C++',
    'https://en.cppreference.com/w/cpp',
    '#include <iostream>\n#include <vector>\n\nint main() {\n    std::vector<int> v{1, 2};\n    for (const auto& x : v) std::cout << x << std::endl;\n}',
  ],
  [
    'csharp',
    'C#',
    'https://learn.microsoft.com/dotnet/csharp/',
    'using System;\n\nnamespace Shop\n{\n    public class Order\n    {\n        public int Id { get; set; }\n        public override string ToString() => $"Order {Id}";\n    }\n}',
  ],
  [
    'go',
    'Go',
    'https://go.dev/ref/spec',
    'package main\n\nimport "fmt"\n\nfunc main() {\n\tx := []int{1, 2}\n\tfmt.Println(len(x))\n}',
  ],
  [
    'rust',
    'Rust',
    'https://doc.rust-lang.org/reference/',
    'use std::collections::HashMap;\n\nfn main() {\n    let mut map: HashMap<String, u32> = HashMap::new();\n    map.insert("a".to_string(), 1);\n    println!("{:?}", map);\n}',
  ],
  [
    'ruby',
    'Ruby',
    'https://docs.ruby-lang.org/',
    'class Dog\n  attr_reader :name\n\n  def initialize(name)\n    @name = name\n  end\nend\n\n[1, 2].each do |n|\n  puts n\nend',
  ],
  [
    'php',
    'PHP',
    'https://www.php.net/manual/en/langref.php',
    "<?php\n$names = ['a', 'b'];\nforeach ($names as $name) {\n    echo strlen($name);\n}",
  ],
  [
    'swift',
    'Swift',
    'https://docs.swift.org/swift-book/',
    'import Foundation\n\nstruct User {\n    let name: String\n    var age: Int\n\n    func greet() -> String {\n        return "Hi \\(name)"\n    }\n}',
  ],
  [
    'kotlin',
    'Kotlin',
    'https://kotlinlang.org/spec/',
    'data class User(val id: Int, val name: String?)\n\nfun main() {\n    val users = listOf(User(1, null))\n    println(users.map { it.name ?: "none" })\n}',
  ],
  [
    'scala',
    'Scala',
    'https://www.scala-lang.org/files/archive/spec/',
    'case class User(id: Int, name: String)\n\nobject Main extends App {\n  val users = List(User(1, "a"))\n  println(users.map(_.name).mkString(","))\n}',
  ],
  [
    'bash',
    'Shell',
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html',
    '#!/bin/bash\nset -e\nfor f in *.txt; do\n  echo "$f"\n  mv "$f" "${f%.txt}.md"\ndone',
  ],
  [
    'powershell',
    'PowerShell',
    'https://learn.microsoft.com/powershell/',
    '$files = Get-ChildItem -Path . -Filter *.log\nforeach ($f in $files) {\n    Write-Host $f.Name\n    if ($f.Length -gt 10) { Remove-Item $f }\n}',
  ],
  [
    'sql',
    'SQL',
    'https://www.iso.org/standard/76583.html',
    "SELECT c.name, COUNT(*) AS orders\nFROM customers c\nJOIN orders o ON o.customer_id = c.id\nWHERE c.country = 'DE'\nGROUP BY c.name;",
  ],
  [
    'html',
    'HTML',
    'https://html.spec.whatwg.org/',
    '<!DOCTYPE html>\n<html>\n<head><title>Hi</title></head>\n<body>\n  <div class="a"><p>Hello</p></div>\n</body>\n</html>',
  ],
  [
    'css',
    'CSS',
    'https://www.w3.org/Style/CSS/specs.en.html',
    '.card {\n  margin: 0 auto;\n  padding: 16px;\n  color: #333;\n}\n\n.card:hover {\n  background-color: white;\n}',
  ],
  [
    'dockerfile',
    'Dockerfile',
    'https://docs.docker.com/reference/dockerfile/',
    'FROM node:24-alpine\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nEXPOSE 8080\nCMD ["node", "main.js"]',
  ],
  [
    'makefile',
    'Makefile',
    'https://www.gnu.org/software/make/manual/',
    'CC := gcc\nCFLAGS ?= -Wall\n\n.PHONY: all clean\n\nall: main.o\n\t$(CC) $(CFLAGS) -o main $^\n\nclean:\n\trm -f *.o main',
  ],
  [
    'r',
    'R',
    'https://cran.r-project.org/manuals.html',
    'library(ggplot2)\n\ndata <- data.frame(x = c(1, 2), y = c(3, 4))\nmodel <- lm(y ~ x, data = data)\nsummary(model)\nggplot(data, aes(x = x, y = y)) + geom_point()',
  ],
  [
    'matlab',
    'MATLAB',
    'https://www.mathworks.com/help/matlab/',
    "function y = smooth(x)\n% Smooths a signal.\ny = zeros(size(x));\nfor i = 2:numel(x)-1\n    y(i) = mean(x(i-1:i+1));\nend\nplot(y, 'r');\nend",
  ],
  [
    'perl',
    'Perl',
    'https://perldoc.perl.org/perlsyn',
    'use strict;\nuse warnings;\n\nmy %count;\nwhile (my $line = <STDIN>) {\n    chomp $line;\n    $count{$1}++ if $line =~ /(\\w+)/;\n}\nprint "$_\\n" foreach keys %count;',
  ],
  [
    'lua',
    'Lua',
    'https://www.lua.org/manual/',
    'local M = {}\n\nfunction M.add(a, b)\n  if a == nil then\n    return b\n  end\n  return a + b\nend\n\nreturn M',
  ],
  [
    'haskell',
    'Haskell',
    'https://www.haskell.org/onlinereport/haskell2010/',
    'module Main where\n\nimport Data.List (sort)\n\nfact :: Integer -> Integer\nfact 0 = 1\nfact n = n * fact (n - 1)\n\nmain :: IO ()\nmain = putStrLn (show (fact 5))',
  ],
  [
    'elixir',
    'Elixir',
    'https://hexdocs.pm/elixir/',
    'defmodule Greeter do\n  @moduledoc false\n\n  def hello(name) do\n    name\n    |> String.upcase()\n    |> IO.puts()\n  end\nend',
  ],
  [
    'dart',
    'Dart',
    'https://dart.dev/language',
    "import 'package:flutter/material.dart';\n\nvoid main() {\n  runApp(const App());\n}\n\nclass App extends StatelessWidget {\n  const App({super.key});\n\n  @override\n  Widget build(BuildContext context) => const Text('Hi');\n}",
  ],
  [
    'julia',
    'Julia',
    'https://docs.julialang.org/',
    'using LinearAlgebra\n\nstruct Point\n    x::Float64\n    y::Float64\nend\n\nfunction norm2(p::Point)\n    return sqrt(p.x^2 + p.y^2)\nend\n\nprintln(norm2(Point(1.0, 2.0)))',
  ],
  [
    'assembly',
    'Assembly',
    'https://www.intel.com/content/www/us/en/developer/articles/technical/intel-sdm.html',
    'section .text\nglobal _start\n\n_start:\n    mov eax, 4\n    mov ebx, 1\n    int 0x80\n    xor ebx, ebx\n    ret',
  ],
  [
    'terraform',
    'Terraform',
    'https://developer.hashicorp.com/terraform/language',
    'resource "aws_s3_bucket" "logs" {\n  bucket = var.bucket_name\n\n  tags = {\n    Name = "logs"\n  }\n}\n\noutput "arn" {\n  value = aws_s3_bucket.logs.arn\n}',
  ],
];

export const codeCards: readonly RuleCard[] = [
  ...LANGUAGES.map(([language, name, reference, example]) => ({
    ...base,
    id: `code-${language}`,
    type: `code_${language}`,
    description: `${name}, told by its words and signs or by the fence around it.`,
    references: [reference],
    examples: {
      match: [
        { text: `Here it is:\n\n${example}\n` },
        { text: `Here:\n\`\`\`${language}\n${example}\n\`\`\`\nDone.` },
      ],
      no_match: [{ text: PROSE }, { text: '{\n  "name": "a",\n  "tags": ["b", "c"],\n  "size": 3\n}' }],
    },
  })),
  {
    ...base,
    id: 'code-block',
    type: 'code_block',
    description: 'A fenced block of code in another language, or in one that its lines do not tell.',
    references: ['https://spec.commonmark.org/0.31.2/#fenced-code-blocks'],
    examples: {
      match: [{ text: 'Here:\n```zig\nconst std = @import("std");\n```\nDone.' }],
      no_match: [{ text: 'use ```inline``` code' }, { text: '```json\n{"a": 1}\n```' }],
    },
  },
];
