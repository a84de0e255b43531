/** Passwords after the word for one in Cyrillic, Greek, Chinese, Japanese, Korean and other writing. */
import type { Spot } from '../../types.ts';
import { judgeProsePassword } from '../../validators/prose-password.ts';
import { passwordInOtherScript } from './cards.ts';

/** None of them can stand in a text of Latin-1, which costs nothing then. */
const WORD =
  /[Пп]арол|ПАРОЛЬ|[Кк]одов[ао][яе] фраз|密[码碼]|口令|パスワード|暗証番号|비밀번호|[Hh]as(?:ł|eł)|κωδικ[όο]ς?|סיסמ[הא]|كلمة (?:المرور|السر)|[Şş]ifre|mật khẩu|पासवर्ड|รหัสผ่าน/g;
/** From the word to the value: other words of its line, then a sign or a verb. */
const VALUE =
  /[^\n]{0,48}?(?:[:：=—–は가が은는이是为為>]|(?<=\s)(?:είναι|это|to|jest|is|là|है|คือ|הי[אה]|هي)\s)[\s"'`“«「『:]{0,3}([!-~]{6,64})/y;
/** A sign within the name of the thing may have looked like the one before the value. */
const TRIES = 3;

export function toldSpots(text: string): Spot[] {
  const spots: Spot[] = [];
  let from = 0;
  for (const { index } of text.matchAll(WORD)) {
    if (index < from) continue;
    const spot = valueAfter(text, index);
    if (spot === null) continue;
    spots.push(spot);
    from = spot.end;
  }
  return spots;
}

function valueAfter(text: string, at: number): Spot | null {
  VALUE.lastIndex = at;
  for (let tries = 0; tries < TRIES; tries++) {
    const value = VALUE.exec(text)?.[1];
    if (value === undefined) return null;
    const end = VALUE.lastIndex;
    const start = end - value.length;
    const verdict = judgeProsePassword({ value, matched: value, text, start, end });
    if (typeof verdict === 'object')
      return { rule_id: passwordInOtherScript.id, start, end: start + (verdict.length ?? value.length) };
    VALUE.lastIndex = start;
  }
  return null;
}
