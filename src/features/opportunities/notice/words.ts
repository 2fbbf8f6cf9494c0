import { isSiren } from '#src/company/form/readers/siret.ts';

/** Signs that notices write by their names. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  icirc: 'î',
  ocirc: 'ô',
  ugrave: 'ù',
  rsquo: '’',
  laquo: '«',
  raquo: '»',
};
/** A text is cut there: whoever wants all of it reads the notice. */
const LONGEST = 6_000;
const LONGEST_LINE = 500;

const signOf = (code: number, written: string): string =>
  code > 31 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : written;

/** « D&#039;ESCAUTPONT » → « D'ESCAUTPONT » */
const unescapeOnce = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (written, decimal, hex, name) => {
    if (decimal) return signOf(Number(decimal), written);
    if (hex) return signOf(Number.parseInt(hex, 16), written);
    return NAMED[String(name).toLowerCase()] ?? written;
  });

/**
 * A text of a notice as people read it: escaped twice at times, with tags, with an « œ » that was lost on the way
 * (« d'?uvre »), with spaces of all kinds; cut where it is too long.
 */
export function cleanText(text: string, longest: number = LONGEST): string {
  const plain = unescapeOnce(unescapeOnce(text.slice(0, 4 * longest)))
    .replace(/<\/?(?:ft|su[bp]|b|i|em|strong)(?: [^<>]{0,100})?>/gi, '')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ')
    .replace(/(?<=^|[\s'’(])\?(?=uvre)/g, 'œ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1).trimEnd()}…`;
}

/** The same, on one line. */
export const cleanLine = (text: string, longest: number = LONGEST_LINE): string =>
  cleanText(text.replace(/\s+/g, ' '), longest).replaceAll('\n', ' ');

/** Answers that say that there is none. */
const NONE = /^(?:n[ée]ant|sans objet|non|aucune?|x+|-+|\.+|nc|n\/?a|null|none|cdl|nan)\.?$/i;

/** A line, unless it says nothing. */
export function saidLine(text: string | undefined, longest?: number): string | undefined {
  const line = cleanLine(text ?? '', longest);
  return line === '' || NONE.test(line) ? undefined : line;
}

/** A text of several lines, unless it says nothing. */
export function saidText(text: string | undefined): string | undefined {
  const said = cleanText(text ?? '');
  return said === '' || NONE.test(said) ? undefined : said;
}

/** An address of a page: http or https, whole, not too long; « www.exemple.fr » is given its https. */
export function pageAddress(text: string | undefined): string | undefined {
  const said = saidLine(text, 2_000)?.replace(/^www\./i, 'https://www.');
  if (said === undefined || !/^https?:\/\/[^\s<>"]+$/i.test(said) || !URL.canParse(said)) return undefined;
  return new URL(said).hostname.includes('.') || new URL(said).hostname === 'localhost' ? said : undefined;
}

/** A mail address, as far as one sees. */
export function mailAddress(text: string | undefined): string | undefined {
  const said = saidLine(text, 200)?.replace(/^mailto:/i, '');
  return said !== undefined && /^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,100}\.[a-z]{2,24}$/i.test(said)
    ? said
    : undefined;
}

/** A SIRET or a SIREN, from what is written in its place; spaces are left out, and so are numbers that cannot be one. */
export function sirenOf(text: string | undefined): { siret?: string; siren?: string } {
  const digits = (text ?? '').replace(/[\s.]/g, '');
  const siren = digits.slice(0, 9);
  if (!isSiren(siren)) return {};
  if (digits.length === 14) return /^\d{14}$/.test(digits) ? { siret: digits, siren } : {};
  return digits.length === 9 ? { siren } : {};
}
