/** What one-liners of other languages delete: the calls that do it, and the places among their literals. */
import type { Call, Inquiry } from './call.ts';
import { isDisk, normalise, type Worth, worthOf } from './paths.ts';

/** A folder with all there is in it. */
const TREES =
  /rmtree|remove_tree|rm_rf|rm_r\b|remove_dir|remove_entry|remove_dir_all|removeSync|removedirs|rmSync|rmdirSync|rimraf|emptyDir|del_tree|deltree|RemoveAll|deleteRecurs|Remove-Item|FileUtils(?:\.|::)(?:rm|remove|mv|move)|File\.rename|send2trash|removetree|\bdeleteSync\(\s{0,4}\[?\s{0,4}["'][/~]|require\(.del.\)|TemporaryDirectory\b[^\n]{0,80}(?:\.name\s{0,2}=|_rmtree)|os\.rmdir|shelljs["']?\)?\.rm|Deno\.remove|(?:fs|promises|fsp)\.(?:rm|rmdir|remove)\b|\.delete_tree|\brecursive\b|shutil\.move|os\.(?:rename|replace|renames)\(|renameSync|\.rename\(|Directory\.Delete|deleteDirectory|removeItem|remove_all\(|createWriteStream|Directory\.Move|deltree|removeDirectoryRecursive|delete_directory_and_contents|delete-tree|\brmdir\s?\([^)\n]{1,200}["']s["']|\btrash\(|\brename\(|DirectoryInfo|\bdelete\(\s{0,4}dir\b|del_dir_r|delete-directory|deleteDir\b|delete_tree|deleteTree|\bdelete\([^)\n]{1,200}["']rf?["']|rm_rf!?/;
/** One file. */
const FILES =
  /unlink|method\(:delete|copy_stream|os\.write\(\s{0,4}os\.open|os\.remove|delete-file|file:delete|File\.rm|deleteFile|File\.[dD]elete|Files?\.delete|\.delete\(\)|remove\(|truncate|(?:print|printf)[^|>\n]{0,200}>\s{0,4}["']\/|writeFileSync\([^,]{1,200},\s*["']{2}|os\.Remove\b|open(?:Sync)?\(.{1,200}?["'](?:w|wb|r\+b?|>)["']|\bopen\b[^;\n]{0,40}["']\s?\+?>{1,2}\s?\/|writeFile(?:Sync)?\(\s{0,4}["'`]\/dev\//;
/** File after file. */
const MANY =
  /listdir|GetFiles|EnumerateFiles|scandir|os\.walk|glob|iterdir|readdir|Dir\[|Dir\.(?:glob|each|children|entries)|opendir|find\s*\(|File::Find|RecursiveDirectoryIterator|\bfor(?:each)?\b|\.each|array_map|\.forEach|walkDir|\.Walk(?:Dir)?\(|Find\.find/;
const HOME =
  /expanduser|homedir\(\)|(?:rm|rmdir|remove)(?:Sync)?\(\s{0,4}process\.env\.HOME|Path\.home|Dir\.home|ENV\s*[[{(.]\s*["']?HOME|getenv\(\s*["']HOME|environ(?:\.get)?\s*[[(]\s*["']HOME/;
const ENCRYPTS = /Fernet|AES|\bencrypt|createCipheriv|openssl_encrypt|Crypto|ChaCha20|Salsa20|nacl/;

export function judgeDeletion(code: string, literals: readonly string[], call: Call, inquiry: Inquiry): void {
  const takesTrees = TREES.test(code);
  if (!takesTrees && !FILES.test(code)) return;
  const takesMany = MANY.test(code);
  const isWide = takesTrees || takesMany;
  let found: Worth = 'PLAIN';
  const own = foldersOf(code);
  for (const given of literals) {
    // Perl's `open F, ">/dev/sda"`.
    const literal = given.replace(/^\s?\+?>{1,2}\s?(?=\/)/, '');
    if (!/^[/~]|^[A-Za-z]:[\\/]/.test(literal)) continue;
    if (own.length > 0 && literal.startsWith('/') && isBelow(literal, own, code)) continue;
    if (!takesTrees && isOnlyRead(literal, code)) continue;
    if (isDisk(literal)) return inquiry.tell('shell-disk-destruction', call);
    const worth = placeOf(literal, isWide);
    if (worth === 'VITAL' || worth === 'LOGS') found = 'VITAL';
    else if (worth === 'VALUABLE' && found === 'PLAIN') found = worth;
  }
  if (
    HOME.test(code) &&
    isWide &&
    !/cache|(?<!\*\.)te?mp|\.venv|node_modules/i.test(code) &&
    !takesLitter(code)
  )
    found = 'VITAL';
  if (found === 'PLAIN') return;
  if (takesMany && ENCRYPTS.test(code)) inquiry.tell('shell-data-destruction', call, 'CRITICAL');
  inquiry.tell('shell-destructive-delete', call, found === 'VITAL' ? 'CRITICAL' : 'HIGH');
}

const GLOB = /\b(?:[ir]?glob|rglob|globSync)\(\s{0,4}(?:["']([^"'\n]{0,200})["'])?/g;

/** Whatever it looks for by a pattern is what programs leave behind, and it takes no tree. */
function takesLitter(code: string): boolean {
  const globs = [...code.matchAll(GLOB)];
  return (
    globs.length > 0 &&
    !TREES.test(code) &&
    !/listdir|scandir|os\.walk|iterdir|readdir/.test(code) &&
    globs.every(([, pattern = '']) => /\*\.(?:crdownload|part|pyc|pyo|bak|swp|orig|tmp)$/.test(pattern))
  );
}

/** Names that a folder of the program's own was given to. */
const TEMPORARY =
  /\b(\w{1,40})\s{0,4}(?::=|=)\s{0,4}(?:await\s)?(?:\w{1,20}\.){0,2}(?:mkdtemp(?:Sync)?|gettempdir|tmpdir|MkdirTemp|TempDir|mktmpdir|createTempDirectory)\(/g;

/** Only what is always one: a name that is given anything else, too, is none. */
function foldersOf(code: string): readonly string[] {
  if (!/te?mp/i.test(code)) return [];
  return [...code.matchAll(TEMPORARY)]
    .map(([, name = '']) => name)
    .filter(
      (name) =>
        [
          ...code.matchAll(
            new RegExp(
              String.raw`\b${name}\s{0,4}(?::|[+/])?=(?!=)|\b(?:for|as|global|nonlocal)\s{1,4}\(?${name}\b|,\s{0,4}${name}\s{0,4}(?:,|=|in\b)`,
              'g',
            ),
          ),
        ].length === 1,
    );
}

/** Every time it is named, it is put behind such a folder: `d + '/a.txt'`. */
function isBelow(path: string, folders: readonly string[], code: string): boolean {
  if (path.length > 200 || path.includes('..')) return false;
  const parts = code.split(path);
  return parts.slice(0, -1).every((part) => {
    const name = /(\w{1,40})\s{0,4}\+\s{0,4}[rbf]?["'`]$/.exec(part.slice(-80))?.[1];
    return name !== undefined && folders.includes(name);
  });
}

/** Every time it is named, it is opened to be read: `open('/etc/hosts').read()`. */
function isOnlyRead(path: string, code: string): boolean {
  if (path.length > 200) return false;
  const parts = code.split(path);
  return parts.every(
    (part, index) =>
      (index === 0 || /^["']\s{0,2}(?:,\s{0,2}["']rb?["']\s{0,2})?\)/.test(part)) &&
      (index === parts.length - 1 || /\bopen\(\s{0,2}["']$/.test(part)),
  );
}

function placeOf(literal: string, isWide: boolean): Worth {
  const path = normalise(literal.replace(/\\/g, '/'));
  const folder = path.replace(/(?:\/\*+(?:\.\w{1,5})?)+$/, '') || '/';
  if (!isWide) return worthOf(folder, '', false);
  return worthOf(folder, '', true);
}
