/** The words of a command that `xargs` builds. */
import { type Call, type Inquiry, optionValues } from './call.ts';

/** What a pipe gives to `xargs` stands behind its command, or in the place that it names. */
export function fedWords(
  { name, args, command }: Call,
  argv: readonly string[],
  inquiry: Inquiry,
): readonly string[] {
  if (name !== 'xargs') return argv;
  const known =
    inquiry.contentOf(optionValues(args, '-a', '--arg-file')[0] ?? '') ?? inquiry.inputOf(command);
  if (known === null) return argv;
  const words = known.split(/[\s\0]+/).filter((word) => word !== '');
  const place = optionValues(args, '-I')[0] ?? '{}';
  if (argv.some((word, at) => word.includes(place) && (at === 0 || word !== place)))
    return argv.map((word) => word.replaceAll(place, () => known.trim()));
  return [...argv.filter((arg) => arg !== place), ...words.slice(0, 32)];
}
