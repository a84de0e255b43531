/** Telephone numbers by libphonenumber’s metadata: calling codes, lengths and patterns of national numbers. Compiled when first asked for. */
import metadata from 'libphonenumber-js/min/metadata';

/** A country’s entry in the metadata: calling code, prefix for calls abroad, pattern, lengths. */
type Entry = readonly [string, string, string, readonly number[]];

const plans = new Map<string, RegExp>();

/** Whether digits without the plus are a calling code and a number of a country that has it. */
export function isInternational(digits: string): boolean {
  for (let length = 1; length <= 3; length++) {
    const code = digits.slice(0, length);
    const plan = planOf(code);
    if (plan !== null) return plan.test(digits.slice(length)) && isPlausible(code, digits.slice(length));
  }
  return false;
}

/** Whether the digits (without a trunk prefix) are a national number of the country with this calling code. */
export function isNational(code: string, digits: string): boolean {
  return (planOf(code)?.test(digits) ?? false) && isPlausible(code, digits);
}

/** Tells whether digits are a national number of any of the countries: one expression for them all. */
export function nationalIn(codes: readonly string[]): (digits: string) => boolean {
  let plan: RegExp | undefined;
  return (digits) => {
    plan ??= new RegExp(codes.map((code) => planOf(code)?.source ?? '(?!)').join('|'));
    return plan.test(digits);
  };
}

/** North American area and exchange codes: N11 are services (the metadata’s common pattern leaves them in). */
function isPlausible(code: string, digits: string): boolean {
  return code !== '1' || /^[2-9](?!11)\d\d[2-9](?!11)\d{6}$/.test(digits);
}

function planOf(code: string): RegExp | null {
  const known = plans.get(code);
  if (known !== undefined) return known;
  const countries = (metadata.country_calling_codes as Record<string, readonly string[]>)[code];
  const own = (metadata.nonGeographic as Record<string, unknown>)[code];
  if (countries === undefined && own === undefined) return null;
  const entries = [
    ...(countries ?? []).map((country) => (metadata.countries as Record<string, unknown>)[country]),
    ...(own === undefined ? [] : [own]),
  ] as unknown as Entry[];
  const patterns = entries.map(([, , pattern, lengths]) => `(?=(?:${lengthsOf(lengths)})$)(?:${pattern})`);
  const plan = new RegExp(`^(?:${patterns.join('|')})$`);
  plans.set(code, plan);
  return plan;
}

function lengthsOf(lengths: readonly number[]): string {
  return lengths.map((length) => `\\d{${length}}`).join('|');
}
