/** What the names of columns and tables tell of their content. */

/** What a column holds, worst first. */
export type Content = 'SECRET' | 'IDENTITY' | 'PRIVATE' | 'CONTACT';

const SECRET =
  /(?:^|_)(?:passw(?:or)?ds?|passwd|pwd|pass|passphrase|pass_?hash|pw_hash|hashed_pw|secrets?|secret_?key|api_?keys?|private_?key|access_?key|encryption_?key|signing_?key|ssh_?key|(?:access|refresh|auth|session|reset|bearer|api|login|oauth|id)_?tokens?|token|tokens|credentials?|otp|totp|mfa|pin|pin_?code|salt|security_?answer|recovery_?codes?|authentication_string|client_?secret)(?:_|$)/;
const IDENTITY =
  /(?:^|_)(?:ssn|sin|social_?security|social_?insurance|nino|national_?(?:id|insurance)|aadhaar|pan_?number|tax_?(?:id|number)|tin|passport|driv(?:er|ing)s?_?licen[cs]e|licen[cs]e_?number|card_?num(?:ber)?|card_?no|cc_?num(?:ber)?|cc|ccn|credit_?card|debit_?card|cardnumber|pan|cvv2?|cvc|iban|account_?num(?:ber)?|acct_?num(?:ber)?|account_?no|routing_?num(?:ber)?|sort_?code|bank_?account|swift)(?:_|$)/;
const PRIVATE =
  /(?:^|_)(?:salar(?:y|ies)|wages?|compensation|annual_?income|income|net_?worth|credit_?score|dob|date_?of_?birth|birth_?date|birthday|birth_?day|medical_?record|mrn|diagnos[ie]s|icd_?code|prescriptions?|medications?|hiv(?:_?status)?|blood_?type|lab_?results?|allergies|disability|religion|ethnicity|race|sexual_?orientation|insurance_?(?:id|number)|policy_?number|criminal_?record)(?:_|$)/;
const CONTACT =
  /(?:^|_)(?:e_?mails?|e_?mail_?address|phones?|phone_?num(?:ber)?|mobile|cell|telephone|home_?address|street|street_?address|postal_?address|address|address_?line_?\d?)(?:_|$)/;
/** What is said about a sensitive thing, not the thing: when it was changed, how many, whether it is set. */
const ABOUT =
  /(?:^|_)(?:at|on|count|counts|used|total|length|type|types|status|state|expir(?:y|es|ed|ation)|changed|updated|created|required|verified|confirmed|enabled|valid|version|policy|policies|last_?4|last_?four|masked|hint|opt|opted|domain|provider|band|range|grade|bucket|budget|limit|limits|usage|bounced|sent|subject|template|templates|format|label|category|rate)(?:_|$)|^(?:is|has|num|n|ip|mac|wallet|contract|web|last)_|_(?:id|hash_algo(?:rithm)?|flag|rotation)$/;
const PEOPLE =
  'user users employee employees customer customers patient patients account accounts payment payments card cards member members credential credentials person persons people personnel salary salaries payroll payrolls client clients contact contacts subscriber subscribers student students applicant applicants candidate candidates staff profile profiles passenger passengers guest guests citizen citizens voter voters beneficiary beneficiaries policyholder policyholders borrower borrowers donor donors cardholder cardholders worker workers teacher teachers tenant tenants lead leads admin admins administrator administrators identity identities buyer buyers shopper shoppers visitor visitors resident residents individual individuals username usernames kunde kunden benutzer usuarios clientes empleados utilisateurs';
const RECORDS =
  'data info information details detail records record list master tbl table backup backups bak old archive copy tmp dump export accounts account profiles profile number numbers private pii directory all main base new full cards card contacts contact t view vw v';
const SECRET_TABLE =
  /(?:^|_)(?:secrets?|credentials?|passwords?|passwd|api_?keys?|private_?keys?|ssh_?keys?|(?:access|refresh|auth|session|reset|api|oauth|bearer)_?tokens?|vault)$/;
const people = new Set(PEOPLE.split(' '));
const records = new Set(RECORDS.split(' '));
const kinds = new Map<string, Content | null>();
const MOST_KEPT = 5_000;

/** `homeAddress`, `home_address` and `HomeAddress` are one name; only lower case reaches us, so words are told by underscores. */
export function contentOf(column: string): Content | null {
  if (column.length < 2 || column.length > 64) return null;
  let content = kinds.get(column);
  if (content === undefined) {
    content = judgeColumn(column);
    if (kinds.size >= MOST_KEPT) kinds.clear();
    kinds.set(column, content);
  }
  return content;
}

function judgeColumn(column: string): Content | null {
  const name = column.replaceAll(/[\s-]+/g, '_');
  const isAbout = ABOUT.test(name);
  if (SECRET.test(name) || /passwordhash|hashedpassword|passwordsalt|userpassword/.test(name))
    return isAbout ? null : 'SECRET';
  if (IDENTITY.test(name) && !(isAbout && !/^(?:national|tax|passport)_?id$/.test(name))) return 'IDENTITY';
  if (isAbout) return null;
  if (PRIVATE.test(name)) return 'PRIVATE';
  return CONTACT.test(name) ||
    /^(?:home|email|phone|street|mailing|billing|postal)(?:address|number)$/.test(name)
    ? 'CONTACT'
    : null;
}

/** A table whose rows are people, or what belongs to one of them alone. */
export function isPeople(table: string): boolean {
  if (table.length > 64) return false;
  const words = table.split(/[_\s.-]+|(?<=\D)\d+$/).filter((word) => word !== '');
  while (words.length > 1 && (records.has(words.at(-1) as string) || /^\d+$/.test(words.at(-1) as string)))
    words.pop();
  const last = words.at(-1) ?? '';
  return (
    people.has(last) ||
    /^(?:tbl|app|web|sys|core|my|t|m|dim|fact)(?=users?$|customers?$|employees?$|accounts?$|members?$|patients?$)/.test(
      last,
    )
  );
}

export function holdsSecrets(table: string): boolean {
  return table.length <= 64 && SECRET_TABLE.test(table);
}

/** A log that tells who did what. */
export function isAudit(table: string): boolean {
  return /(?:^|_)(?:audit(?:s|ing|ed)?|audit_?(?:logs?|trails?|events?|records?|entries|history)|auditlogs?|audittrail|(?:access|security|activity|login|event|query|general|slow|admin|auth|transaction)_?logs?|logs?|security_?events?|log_?entries|login_?(?:history|attempts)|changelog|fn_get_audit_file)(?:_\d+)?$/.test(
    table,
  );
}

/** Columns that say what somebody may do, or who they are. */
export function isRight(column: string): boolean {
  return /^(?:role|roles|role_id|user_role|is_?admin|admin|is_?super_?user|superuser|is_?staff|is_?root|privileges?|privilege_level|access_level|permissions?|user_type|account_type|is_owner|scopes?)$/.test(
    column,
  );
}
export function isPassword(column: string): boolean {
  return /^(?:user_?)?(?:passw(?:or)?d|passwd|pwd|pass)(?:_?hash)?$|^(?:hashed|encrypted)_password$|^pass(?:word)?_?hash$|^authentication_string$/.test(
    column,
  );
}

/** What is filled anew at every run: its rows are copies of what stands elsewhere. */
export function isScratch(table: string): boolean {
  return /^(?:te?mp|scratch|staging|stage|stg)(?:_|$)|_(?:te?mp|scratch|staging|stage|stg)$/.test(table);
}

/** What a job works out of other tables, by the names that such jobs give. */
export function isDerived(table: string): boolean {
  return (
    isScratch(table) ||
    /^(?:int|mart|rpt|report|agg|dim|fct|fact|summary)(?:_|$)|_(?:report|agg|summary|daily|weekly|monthly|rollup)$/.test(
      table,
    )
  );
}

/** A role that reads by its name, as reports and dashboards have one. */
export function isReader(role: string): boolean {
  return /^(?:\w{1,30}_)?(?:read_?only|readers?|ro|reporting|reports?|analysts?|bi|dashboards?|grafana|metabase|tableau|looker|superset|viewers?)(?:_(?:role|user|group))?$/.test(
    role,
  );
}
