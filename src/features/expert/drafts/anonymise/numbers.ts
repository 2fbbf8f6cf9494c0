import { hidden } from './texts.ts';

/** What may stand between the digits of a number. */
const S = String.raw`[\s.-]?`;
/** Lengths of the account numbers of the countries that companies bank in (ISO 13616 registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  FR: 27,
  MC: 27,
  BE: 16,
  DE: 22,
  ES: 24,
  IT: 27,
  LU: 20,
  NL: 18,
  PT: 25,
  CH: 21,
  GB: 22,
  IE: 22,
  AT: 20,
  PL: 28,
  RO: 24,
  LT: 20,
  EE: 20,
  SE: 24,
  DK: 18,
  FI: 18,
  MT: 31,
  CY: 28,
};
const IBAN = new RegExp(
  Object.entries(IBAN_LENGTHS)
    .map(
      ([country, length]) =>
        `(?<![\\p{L}\\d])${country}${S}\\d{2}(?:${S}[a-z\\d]){${length - 4}}(?![\\p{L}\\d])`,
    )
    .join('|'),
  'giu',
);
/** Bank, branch, account and key, as on a French statement of bank details. */
const RIB = new RegExp(`(?<![\\p{L}\\d])\\d{5}${S}\\d{5}${S}[A-Z\\d]{11}${S}\\d{2}(?![\\p{L}\\d])`, 'gu');
const BIC = /(?<=\b(?:BIC|SWIFT)[\s:]{1,4})[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?(?![\p{L}\d])/gu;
const CARD = new RegExp(`(?<![\\d,])\\d{4}(?:${S}\\d{4}){3}(?!\\d)`, 'gu');
const VAT = new RegExp(`(?<![\\p{L}\\d])FR${S}[A-Z\\d]{2}${S}\\d{3}${S}\\d{3}${S}\\d{3}(?!\\d)`, 'giu');
const SIRET = new RegExp(`(?<![\\d,])\\d{3}${S}\\d{3}${S}\\d{3}${S}(?:\\d{5}|\\d{3}${S}\\d{2})(?!\\d)`, 'gu');
/** A number of the social security (code de la sécurité sociale, R115-1): sex, year, month, place, order, key. */
const PERSON = new RegExp(
  `(?<![\\d,])[12]${S}\\d{2}${S}(?:0[1-9]|1[0-2]|[2-9]\\d)${S}(?:\\d{2}|2[AB])${S}\\d{3}${S}\\d{3}(?:${S}\\d{2})?(?!\\d)`,
  'gu',
);
/** Nine digits that are named, right or mistyped. */
const NAMED_SIREN = new RegExp(
  `(?<!\\d)(?=\\d)(?<=\\b(?:siren|rcs|r\\.c\\.s\\.|immatricul\\p{L}{0,20})\\b[^\\d\\n]{0,40})\\d{3}${S}\\d{3}${S}\\d{3}(?!\\d)`,
  'giu',
);
const NAMED_SIRET = new RegExp(
  `(?<!\\d)(?=\\d)(?<=\\bsiret\\b[^\\d\\n]{0,30})\\d(?:${S}\\d){8,15}(?!\\d)`,
  'giu',
);
/** Nine digits that nothing names; followed by a unit they are an amount. */
const SIREN = new RegExp(
  `(?<![\\d,]|\\d[\\s.-])\\d{3}${S}\\d{3}${S}\\d{3}(?![\\d,]|${S}\\d{3}(?!\\d)|\\s*(?:€|%|k€|m€|eur|ht\\b|ttc\\b|habitant|d['’]euros|de francs))`,
  'giu',
);

/** Hides numbers of banks, companies and persons. */
export function hideNumbers(text: string): string {
  return text
    .replace(IBAN, (found) => (isAccount(found) ? hidden.iban : found))
    .replace(RIB, hidden.iban)
    .replace(BIC, hidden.iban)
    .replace(VAT, hidden.vat)
    .replace(NAMED_SIRET, hidden.siret)
    .replace(SIRET, hidden.siret)
    .replace(CARD, (found) => (isLuhn(found) ? hidden.number : found))
    .replace(PERSON, hidden.number)
    .replace(NAMED_SIREN, hidden.siren)
    .replace(SIREN, (found) => (isLuhn(found) ? hidden.siren : found));
}

/** Whether an account number is one: its check digits hold (ISO 7064, 97-10), or it is digits for the most part. */
function isAccount(found: string): boolean {
  const compact = found.replace(/[^a-z\d]/gi, '').toUpperCase();
  const digits = [...compact].filter((sign) => sign >= '0' && sign <= '9').length;
  if (digits >= compact.length * 0.6) return true;
  const moved = `${compact.slice(4)}${compact.slice(0, 4)}`;
  const asNumber = [...moved].map((sign) => Number.parseInt(sign, 36)).join('');
  return [...asNumber].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** The check of numbers of companies and of cards (ISO/IEC 7812-1, annex B). */
function isLuhn(found: string): boolean {
  const digits = [...found.replace(/\D/g, '')].map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
