/**
 * What the name of a setting says of its value: a credential (`stripe_api_key`), likely one (`stripe_key`), perhaps one (`key`), or
 * something about one or beside it (`password_hash`, `max_tokens`, `primary_key`, `public_key`).
 */
export type Promise = 'credential' | 'likely' | 'perhaps' | 'none';

const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
/** After the credential's word: the name is of something about it. */
const AFTER = setOf(
  'encode decode strip split join replace upper lower trim equals within after before until since days hours id ids identifier identifiers name names url urls uri uris path paths file files filename dir directory folder type types field fields length len size sizes count counts limit limits ttl expiry expires expire expired expiration expiring timeout lifetime age ref refs reference references digest policy policies label labels placeholder hint hints error errors message messages msg format formats regex pattern patterns prefix suffix encoder encoders encoding algorithm alg algo endpoint endpoints method methods header headers param params parameter parameters issuer issued version versions index indexes status state arn kind class classname provider providers service services manager managers store stores storage page pages form reset change changed changes strength min max date at time timestamp rotation rotate location env var variable variables usage used uses enabled disabled required requirement requirements optional valid invalid validity validator validation verifier verification verified verify rule rules char chars character characters bytes bits budget rate quota cost price per frequency fetcher loader handler handlers factory builder generator helper helpers util utils context response request requests exception spec schema column columns table model models controller view views component components button toggle visible visibility icon title description text help tooltip link links confirmation confirm list lists map set mapping code codes event events binding bindings word words frame point points pad note notes board mode modes source sources target filter filters option options config configs configuration settings setting support parser scheme schemes strategy ok found exists missing attempts attempt tries retries lock history iterations iteration rounds salt hasher hashers hash hashed signature fingerprint thumbprint checksum sha md5 kid callback listener maker holder owner sequence order sort comparator range vault engine backend driver plugin extension module package import export namespace scope scopes audience claim claims subject role roles permission permissions group groups host hostname port username',
);
/** Before it: the name is of a token or key that is no credential. */
const BEFORE = setOf(
  'max min num number total has is no require requires required public pub publishable published primary foreign sort cache cached caching partition partitioning page next prev previous pad eos bos sep cls mask unk special idempotency idempotent translation message locale i18n l10n lang shortcut hot object routing dedup dedupe unique composite natural surrogate lookup index hash hashed range row column registry author event metric feature cursor continuation pagination query site known prompt completion reasoning generated usage used allowed remaining available per unit governance design css theme syntax lexer parser current peek start begin close open left right stop first last each every item property prop attribute attr dict dictionary map label title display enum tag field form validation sorting ordering join count kafka record document doc entity piano music major minor arrow enter escape tab shift ctrl control alt meta modifier function home delete backspace space turn answer verify verification verifying csrf xsrf forgery antiforgery websocket socket fips invalid wrong bad expired missing blacklist blocked revoked fake dummy mock example sample placeholder encoder encoded',
);
/** Before `key`: it is a credential for certain. */
const KEYED = setOf(
  'api app access secret private signing sign encryption encrypt decryption auth license licence service account master shared server client admin integration write ingest ingestion subscription deploy live prod production test staging sandbox user personal root session webhook storage x project cipher aes hmac jwt rest consumer developer dev partner merchant team org organization organisation workspace bot',
);
const STRONG = setOf(
  'token secret password passwd pwd passphrase passcode passwort kennwort contrasena senha wachtwoord credential credentials pass requirepass pw psk auth',
);
const COMPOUND = /(?:key|token|secret|password|passwd|pass|pwd)$/;
const NO_COMPOUND = setOf(
  'monkey turkey donkey hockey jockey whiskey hotkey passkey lackey malarkey bypass compass trespass overpass underpass encompass surpass',
);
const LOOK_BACK = 3;

/** Names come again and again, in one text and in the next. */
const MOST_KNOWN = 4096;
const known = new Map<string, Promise>();

/** @param name the whole name, with what stands before and after the credential's word */
export function promiseOf(name: string): Promise {
  let promise = known.get(name);
  if (promise === undefined) {
    promise = judgeName(name);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, promise);
  }
  return promise;
}

function judgeName(name: string): Promise {
  const parts = (name.match(PARTS) ?? []).map((part) => part.toLowerCase());
  const at = credentialAt(parts);
  if (at === -1 || parts.slice(at + 1).some((part) => AFTER.has(part))) return 'none';
  if (parts.slice(Math.max(0, at - LOOK_BACK), at).some((part) => BEFORE.has(part))) return 'none';
  const word = parts[at] ?? '';
  const stem = STRONG.has(word) ? '' : word.replace(COMPOUND, '');
  if (BEFORE.has(stem)) return 'none';
  if (!word.endsWith('key')) return 'credential';
  const before = stem || parts[at - 1];
  if (before === undefined) return 'perhaps';
  return KEYED.has(before) ? 'credential' : 'likely';
}

/** The last word that is one: `secret_key_id` is judged by what follows `key`. */
function credentialAt(parts: readonly string[]): number {
  return parts.findLastIndex((part) => STRONG.has(part) || (COMPOUND.test(part) && !NO_COMPOUND.has(part)));
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
