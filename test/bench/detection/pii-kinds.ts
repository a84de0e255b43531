/** The kinds of value that are planted, what people call them. */
import type { Seeded } from '../seeded.ts';
import {
  birthDate,
  email,
  internationalPhone,
  ip,
  licence,
  mac,
  medicalRecord,
  nationalPhone,
  passport,
  url,
} from './pii-contact.ts';
import { bankAccount, bic, card, iban, wallet } from './pii-financial.ts';
import * as national from './pii-national.ts';

export type Language = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl' | 'pl';

export interface Kind {
  type: string;
  make: (random: Seeded, language: Language) => string;
  /** By language; a language without its own takes the English ones. */
  labels: Partial<Record<Language, readonly string[]>>;
  keys: readonly string[];
  /** Speaks for itself, without a label near it. */
  plain?: boolean;
}

const PHONE: Kind['labels'] = {
  en: ['phone', 'phone number', 'mobile', 'tel.', 'cell phone', 'contact number'],
  de: ['Telefon', 'Handynummer', 'Tel.'],
  fr: ['téléphone', 'tél.', 'portable'],
  es: ['teléfono', 'móvil'],
  it: ['telefono', 'cellulare'],
  pt: ['telefone', 'celular'],
  nl: ['telefoonnummer', 'mobiel'],
  pl: ['telefon', 'nr telefonu'],
};

/** Those that the pattern recognizers of Presidio know as well: the comparison is on these. */
export const SHARED: readonly Kind[] = [
  {
    type: 'credit_card',
    make: card,
    keys: ['card_number', 'cc_number', 'pan'],
    labels: {
      en: ['card number', 'credit card', 'debit card no.', 'card'],
      de: ['Kreditkarte', 'Kartennummer'],
      fr: ['carte bancaire', 'numéro de carte'],
      es: ['tarjeta de crédito', 'número de tarjeta'],
      it: ['carta di credito'],
      pt: ['cartão de crédito'],
      nl: ['creditcard'],
      pl: ['karta kredytowa'],
    },
  },
  {
    type: 'iban',
    make: (random) => iban(random),
    keys: ['iban', 'account_iban'],
    labels: { en: ['IBAN'] },
    plain: true,
  },
  {
    type: 'us_ssn',
    make: national.ssn,
    keys: ['ssn', 'social_security_number'],
    labels: { en: ['SSN', 'social security number', 'social security no.', 'Social'] },
  },
  {
    type: 'email',
    make: email,
    keys: ['email', 'contact_email', 'user'],
    labels: { en: ['email', 'e-mail address'], de: ['E-Mail'], fr: ['courriel'], es: ['correo electrónico'] },
    plain: true,
  },
  {
    type: 'phone',
    make: (random, language) =>
      random.chance(0.5) ? internationalPhone(random) : nationalPhone(language, random),
    keys: ['phone', 'phone_number', 'mobile'],
    labels: PHONE,
  },
  { type: 'phone', make: internationalPhone, keys: ['msisdn', 'phone'], labels: PHONE, plain: true },
  {
    type: 'url',
    make: url,
    keys: ['url', 'link', 'callback'],
    labels: { en: ['link', 'website', 'see'] },
    plain: true,
  },
  {
    type: 'ip_address',
    make: ip,
    keys: ['ip', 'remote_addr', 'client_ip'],
    labels: { en: ['IP', 'client address', 'IP address'] },
    plain: true,
  },
  {
    type: 'crypto_wallet',
    make: wallet,
    keys: ['wallet', 'payout_address'],
    labels: { en: ['wallet', 'payout address', 'deposit address'] },
    plain: true,
  },
  {
    type: 'us_bank_account',
    make: bankAccount,
    keys: ['bank_account_number', 'checking_account'],
    labels: { en: ['bank account number', 'checking account', 'savings account no.', 'bank account'] },
  },
  {
    type: 'us_passport',
    make: passport,
    keys: ['passport_number', 'us_passport'],
    labels: { en: ['passport number', 'US passport', 'passport no.'] },
  },
  {
    type: 'driver_license',
    make: licence,
    keys: ['drivers_license', 'driver_license_number'],
    labels: { en: ["driver's license", 'driver license number', 'DL number'] },
  },
  {
    type: 'us_itin',
    make: national.itin,
    keys: ['itin'],
    labels: { en: ['ITIN', 'individual taxpayer identification number'] },
  },
  { type: 'uk_nhs', make: national.nhs, keys: ['nhs_number'], labels: { en: ['NHS number', 'NHS no.'] } },
  {
    type: 'us_dea',
    make: national.dea,
    keys: ['dea_number'],
    labels: { en: ['DEA number', 'DEA registration', 'DEA no.'] },
  },
];

export const OTHERS: readonly Kind[] = [
  {
    type: 'mac',
    make: mac,
    keys: ['mac', 'hw_addr'],
    labels: { en: ['MAC address', 'MAC', 'hardware address'] },
    plain: true,
  },
  {
    type: 'medical_record',
    make: medicalRecord,
    keys: ['mrn', 'medical_record_number'],
    labels: { en: ['MRN', 'medical record number', 'medical record no.'] },
  },
  {
    type: 'date_of_birth',
    make: (random, language) => birthDate(language, random),
    keys: ['date_of_birth', 'dob', 'birth_date'],
    labels: {
      en: ['date of birth', 'DOB', 'born on', 'birth date'],
      de: ['Geburtsdatum', 'geboren am'],
      fr: ['date de naissance', 'né le'],
      es: ['fecha de nacimiento'],
      it: ['data di nascita', 'nato il'],
      pt: ['data de nascimento'],
      nl: ['geboortedatum'],
      pl: ['data urodzenia'],
    },
  },
  {
    type: 'swift_bic',
    make: bic,
    keys: ['bic', 'swift'],
    labels: { en: ['SWIFT code', 'BIC', 'SWIFT/BIC'] },
  },
  {
    type: 'us_npi',
    make: national.npi,
    keys: ['npi', 'provider_npi'],
    labels: { en: ['NPI', 'NPI number', 'national provider identifier'] },
  },
  {
    type: 'uk_nino',
    make: national.nino,
    keys: ['nino', 'ni_number'],
    labels: { en: ['National Insurance number', 'NI number', 'NINO'] },
  },
  {
    type: 'de_tax_id',
    make: national.germanTaxId,
    keys: ['steuer_id', 'tax_id_de'],
    labels: { en: ['German tax ID', 'Steuer-ID'], de: ['Steuer-ID', 'Steueridentifikationsnummer', 'IdNr.'] },
  },
  {
    type: 'fr_nir',
    make: national.nir,
    keys: ['nir', 'numero_securite_sociale'],
    labels: {
      en: ['French social security number', 'NIR'],
      fr: ['numéro de sécurité sociale', 'NIR', 'n° sécu'],
    },
  },
  {
    type: 'es_dni',
    make: national.dni,
    keys: ['dni', 'nif'],
    labels: { en: ['DNI', 'Spanish DNI'], es: ['DNI', 'NIF'] },
  },
  {
    type: 'es_nie',
    make: national.nie,
    keys: ['nie'],
    labels: { en: ['NIE'], es: ['NIE', 'número de identidad de extranjero'] },
  },
  {
    type: 'it_fiscal_code',
    make: national.fiscalCode,
    keys: ['codice_fiscale'],
    labels: { en: ['codice fiscale', 'Italian tax code'], it: ['codice fiscale', 'C.F.'] },
  },
  {
    type: 'nl_bsn',
    make: national.bsn,
    keys: ['bsn'],
    labels: { en: ['BSN', 'Dutch citizen service number'], nl: ['BSN', 'burgerservicenummer'] },
  },
  {
    type: 'pl_pesel',
    make: national.pesel,
    keys: ['pesel'],
    labels: { en: ['PESEL'], pl: ['PESEL', 'nr PESEL'] },
  },
  {
    type: 'br_cpf',
    make: national.cpf,
    keys: ['cpf'],
    labels: { en: ['CPF'], pt: ['CPF', 'CPF do titular'] },
  },
  {
    type: 'br_cnpj',
    make: national.cnpj,
    keys: ['cnpj'],
    labels: { en: ['CNPJ'], pt: ['CNPJ', 'CNPJ da empresa'] },
  },
  {
    type: 'in_aadhaar',
    make: national.aadhaar,
    keys: ['aadhaar', 'aadhaar_number'],
    labels: { en: ['Aadhaar', 'Aadhaar number', 'UIDAI no.'] },
  },
  {
    type: 'in_pan',
    make: national.pan,
    keys: ['pan_number', 'income_tax_pan'],
    labels: { en: ['PAN', 'PAN card', 'income tax PAN'] },
  },
  {
    type: 'au_tfn',
    make: national.tfn,
    keys: ['tfn', 'tax_file_number'],
    labels: { en: ['TFN', 'tax file number'] },
  },
  {
    type: 'au_medicare',
    make: national.medicare,
    keys: ['medicare_number', 'medicare_card'],
    labels: { en: ['Medicare number', 'Medicare card'] },
  },
  {
    type: 'ca_sin',
    make: national.sin,
    keys: ['sin', 'social_insurance_number'],
    labels: { en: ['SIN', 'social insurance number'] },
  },
];
