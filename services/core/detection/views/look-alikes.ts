/**
 * Letters of other scripts that look like ASCII letters, after the skeletons of Unicode TR39 (https://www.unicode.org/reports/tr39/):
 * pairs of equal length, what is written and what it looks like. Written by hand, as people write them to deceive.
 */
type Pair = readonly [written: string, looksLike: string];

/** Hardly to be told apart, in any word. */
const CLOSE: readonly Pair[] = [
  // Cyrillic
  ['асԁеһіјӏԛорѕԝхуүѵәьк', 'acdehijlqopswxyyvebk'],
  ['АВСЕҒԌНІЈКӀМОРԚЅТԜХУҮ', 'ABCEFGHIJKIMOPQSTWXYY'],
  ['ѐёїӓӧӱ', 'eeiaoy'],
  // Greek
  ['αοενικρτυχϲϳγη', 'aoevikptuxcjyn'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿϺ', 'ABEZHIKMNOPTYXCJM'],
  ['άέίόύήϊϋ', 'aeiouniu'],
  // Armenian
  ['օսհցզոքյ', 'ouhgqnfj'],
  ['ՕՍՏԼ', 'OUSL'],
  // Cherokee
  ['ᎠᎡᎢᎪᎫᎬᎳᎷᎻᏀᏃᏒᏔᏙᏚᏞᏟᏢᏦᏴᎽᏂᎥ', 'DRTAJEWMHGZRWVSLCPKBYhi'],
  // Lisu
  ['ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ', 'BPDTGKJCZFMNLSRVHWXYAEIOU'],
  // Small capitals and phonetic letters
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
  ['ɑɡɩʋɣǀƽɐǝɔɟɥɯɹʇʌʍʎ', 'agiuylsaecfhmrtvwy'],
];

/** Alike enough to be read so in a word that has ASCII letters too. */
const LOOSE: readonly Pair[] = [
  ['бвгзийлмнптшэяҽц', 'bbr3uunmhntwereu'],
  ['ГИЛПФЯ', 'TNANOR'],
  ['βδζθλμπσφωξς', 'bdzolunoowes'],
  ['ΛΣΩΔΘΞΠΦ', 'AEOAOEnO'],
  ['øđłħŧþðßı', 'odlhtpdbi'],
  ['ØĐŁĦŦƵɃ', 'ODLHTZB'],
  ['ɓɗƒɠɦɨɭɱɲɳɵƥɋɽʂƭʉʐƙᶍ', 'bdfghilmnnopqrstuzkx'],
];

export const close = tableOf(CLOSE);
export const loose = tableOf(LOOSE);

function tableOf(pairs: readonly Pair[]): ReadonlyMap<number, string> {
  const table = new Map<number, string>();
  for (const [written, looksLike] of pairs) {
    [...written].forEach((letter, index) => {
      table.set(letter.codePointAt(0) ?? 0, looksLike.charAt(index));
    });
  }
  return table;
}
