/** What deleting looks like on Windows: places, and the patterns of the programs that take them. Patterns see one statement, without case. */
import type { Severity } from '../../../events/types.ts';

export type Pattern = readonly [rule: string, pattern: RegExp, severity?: Severity];

export const DELETE = 'shell-destructive-delete';

/** A drive, Windows itself, somebody's profile. */
export const VITAL = String.raw`(?:^|[\s"'=,(])(?:[a-z]:(?:\\|\/)?(?:\*(?:\.\*)?)?["']?(?=$|[\s"',})])|[a-z]:[\\/]+(?:windows|users|program files[^\\]{0,10}|programdata)(?:[\\/][^\s\\"]{0,60})?[\\/]?\*?["']?(?=$|[\s"',})])|%(?:userprofile|systemroot|windir|systemdrive|homepath)%(?:\\\*)?(?![\w\\])|\$env:(?:userprofile|systemroot|windir|systemdrive|home)(?:\\\*)?(?![\w\\])|\$home\b(?:\\\*)?(?![\w\\])|~[\\/]?\*?(?=$|[\s"'])|(?<=(?:^|[\s=,(])["']{0,2})\/(?:(?:etc|home|usr|var|opt|root|Users)\/?)?\*?(?=$|[\s"',})]))`;
export const SYSTEM_FILE =
  /[\\/]system32[\\/](?:drivers[\\/]|config[\\/]|\S{1,60}\.(?:exe|dll|sys)\b)|c:[\\/](?:boot\.ini|bootmgr|ntldr)/i;
export const deletion: readonly Pattern[] = [
  [DELETE, new RegExp(String.raw`^(?=.{0,4000}?(?:\s\/s\b|\s-r(?:ec\w*)?\b|\*)).{0,4000}?${VITAL}`, 'is')],
  ['shell-system-tampering', SYSTEM_FILE],
];
export const piped: readonly Pattern[] = [
  [
    DELETE,
    new RegExp(
      String.raw`^(?=.{0,2000}\|\s*(?:(?:%|foreach|foreach-object)\s*\{[^}]{0,200}?)?(?:remove-item|ri|del|rm|erase)\b).{0,200}?${VITAL}`,
      'is',
    ),
  ],
];
