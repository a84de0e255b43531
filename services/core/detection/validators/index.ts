/** Validators by the name that rules call them by. */
import type { Subject, Validator } from '../types.ts';
import { isAbaRouting } from './aba-routing.ts';
import { judgeAssignedKey } from './assigned-key.ts';
import { judgeAssignedPassword } from './assigned-password.ts';
import { isBase58Check } from './base58check.ts';
import { isBech32 } from './bech32.ts';
import { isBic } from './bic.ts';
import { judgeCard } from './credit-card.ts';
import { judgeEmail } from './email.ts';
import { isRandom } from './entropy.ts';
import { judgeTokenChecksum } from './github-checksum.ts';
import { judgeIban } from './iban.ts';
import { isIcd10 } from './icd10.ts';
import { judgeInstruction, judgeMention } from './instruction.ts';
import { isNoVersion, judgeIpv4, judgeIpv6 } from './ip-address.ts';
import { judgeJwt } from './jwt.ts';
import { payloadValidators } from './payload.ts';
import { judgeFullName, judgeGivenName, judgeName } from './person-name.ts';
import { isInternationalPhone, isNationalPhone, isUsPhone } from './phone.ts';
import { isPlaceholder, isUuid } from './placeholder.ts';
import { judgePrivateKey } from './private-key.ts';
import { judgeGivenPassword, judgeProsePassword } from './prose-password.ts';
import { isSeedPhrase } from './seed-phrase.ts';
import { judgeSsn } from './ssn.ts';
import { judgeSentKey, judgeToldKey } from './told-key.ts';
import { judgeUrl } from './url.ts';
import { judgeUrlPassword } from './url-password.ts';
import { isVaried } from './varied.ts';

type Judge = (value: string) => ReturnType<Validator>;

export const validators: ReadonlyMap<string, Validator> = new Map<string, Validator>([
  ...payloadValidators,
  ['aba_routing', onValue(isAbaRouting)],
  ['assigned_key', judgeAssignedKey],
  ['assigned_password', judgeAssignedPassword],
  ['base58check', onValue(isBase58Check)],
  ['bech32', onValue(isBech32)],
  ['bic', onValue(isBic)],
  ['credit_card', onValue(judgeCard)],
  ['email', judgeEmail],
  ['given_password', judgeGivenPassword],
  ['given_name', onValue(judgeGivenName)],
  ['iban', onValue(judgeIban)],
  ['icd10', onValue(isIcd10)],
  ['instruction', judgeInstruction],
  ['international_phone', onValue(isInternationalPhone)],
  ['ipv4', onValue(judgeIpv4)],
  ['ipv6', onValue(judgeIpv6)],
  ['jwt', onValue(judgeJwt)],
  ['mention', judgeMention],
  ['national_phone', onValue(isNationalPhone)],
  ['full_name', onValue(judgeFullName)],
  ['name', onValue(judgeName)],
  ['not_placeholder', onValue((value) => !isPlaceholder(value))],
  ['not_version', isNoVersion],
  ['not_uuid', onValue((value) => !isUuid(value))],
  ['private_key', onValue(judgePrivateKey)],
  ['prose_password', judgeProsePassword],
  ['random', onValue(isRandom)],
  ['seed_phrase', onValue(isSeedPhrase)],
  ['sent_key', judgeSentKey],
  ['ssn', onValue(judgeSsn)],
  ['told_key', judgeToldKey],
  ['token_checksum', onValue(judgeTokenChecksum)],
  ['url', judgeUrl],
  ['url_password', onValue(judgeUrlPassword)],
  ['us_phone', onValue(isUsPhone)],
  ['varied', onValue(isVaried)],
]);

function onValue(judge: Judge): Validator {
  return ({ value }: Subject) => judge(value);
}
