/** The hosts that arguments name, wherever the analyser judges a target (analyser.ts), public ones too. */
import { stringsIn } from '../json-strings.ts';
import { ADDRESS_KEY, isHostLike, metadataIn, PROSE_KEY, TARGET_KEY, targetWithin } from './analyser.ts';
import { classifyTarget } from './target.ts';
import { urlsIn } from './urls.ts';

export interface NamedHost {
  /** As judged: lower case, without look-alikes and escapes. */
  host: string;
  /** In what people or programs say, such as a note. */
  isProse: boolean;
}

export function* hostsIn(text: string): Generator<NamedHost> {
  for (const { start, end } of metadataIn(text))
    yield { host: classifyTarget(`http://${text.slice(start, end)}/`).host, isProse: false };
  const strings = stringsIn(text);
  if (strings === null) yield* ofUrls(text, false);
  else
    for (const { key, text: value } of strings)
      if (ADDRESS_KEY.test(key) && /^\d{8,10}$/.test(value))
        yield { host: classifyTarget(`http://${value}/`).host, isProse: false };
      else if (TARGET_KEY.test(key) && isHostLike(value))
        yield { host: classifyTarget(value, true).host, isProse: false };
      else yield* ofUrls(value, PROSE_KEY.test(key));
}

function* ofUrls(text: string, isProse: boolean): Generator<NamedHost> {
  for (const { start, end } of urlsIn(text)) {
    const url = text.slice(start, end);
    const inner = targetWithin(url);
    for (const { host } of [classifyTarget(url), ...(inner === null ? [] : [inner])])
      if (host !== '') yield { host, isProse };
  }
}
