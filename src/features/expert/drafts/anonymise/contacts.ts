import { hidden } from './texts.ts';

const ADDRESS = /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>«»"”“]+/giu;
/** Ends of a sentence that are none of the address. */
const TAIL = /(?<![.,;:!?)\]}'’…])[.,;:!?)\]}'’…]+$/u;
const SITE =
  /(?<![\p{L}\d@./_-])(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+(?:fr|com|org|net|eu|info|io|coop|re|gp|mq|nc|pf|yt|bzh|paris|alsace|corsica|be|ch|lu|de|es|it|app|dev|biz|pro)(?![\p{L}\d])(?:[:/?#][^\s<>«»"”“]*)?/giu;
/** Sites of the law, of the administration and of tenders, which tell nothing of whoever names them. */
const PUBLIC =
  /^(?:[\w-]+\.)*(?:gouv\.fr|maximilien\.fr|marches-publics\.info|marches-securises\.fr|achatpublic\.com|e-marchespublics\.com|klekoon\.com|paris\.fr|legifrance\.fr|service-public\.fr|cada\.fr|cnil\.fr|inpi\.fr|bpifrance\.fr|francetravail\.fr|banque-france\.fr|defenseurdesdroits\.fr|conseil-etat\.fr|conseil-constitutionnel\.fr|europa\.eu|boamp\.fr|cartebtp\.fr|insee\.fr|urssaf\.fr|lescanaux\.com)$/i;
/** A part of an address that opens something to whoever holds it. */
const TOKEN =
  /(?<![\w-])(?!(?:LEGI|JORF|CETA|CNIL)[A-Z]*\d+(?![\w-]))(?=[\w-]{16})(?=[^/]{0,300}\d)(?=[^/]{0,300}[a-z])[\w-]{16,}/i;

const AT = String.raw`(?:\s?@\s?|\s?[\[({<]\s?(?:@|at|arobase?|arobas)\s?[\])}>]\s?|\s(?:arobase|arobas)\s)`;
const DOT = String.raw`(?:\.|\s?[\[({]\s?(?:\.|dot|point)\s?[\])}]\s?|\s(?:point|dot)\s)`;
const MAIL = new RegExp(
  String.raw`(?<![\p{L}\d._%+'’-])(?:mailto:)?(?:[\p{L}\d_-]+\s(?:point|dot|tiret)\s){0,5}[\p{L}\d._%+'’-]*[\p{L}\d_]${AT}[\p{L}\d-]+(?:${DOT}[\p{L}\d-]+)+`,
  'giu',
);
const ACCOUNT = /(?<![\p{L}\d._-])@[\p{L}\d_][\p{L}\d_.-]*[\p{L}\d_]/gu;

const SEP = String.raw`[\s.\/·_-]{0,2}`;
/** A day of the calendar, which may look like a number of telephone with what follows it. */
const DAY = String.raw`(?!\d{1,2}[\/. -]\d{1,2}[\/. -](?:19|20)\d\d(?!\d))`;
const NATIONAL = new RegExp(
  String.raw`(?<![\d,\p{L}-]|\d\.)${DAY}(?:\(0\)|0)${SEP}[1-9](?:${SEP}\d){8}(?!\d)`,
  'gu',
);
/** With the code of a country; groups that begin with zeros stand inside longer numbers too. */
const INTERNATIONAL = new RegExp(
  String.raw`(?:\(\s?(?:\+|00)\s?\d{1,3}\s?\)|(?:(?<!\d)\+|(?<![\p{L}\d]|\d[\s.-])00)\s?\d{1,3})(?:${SEP}\(0\))?(?:[\s.\/·_()-]{0,2}\d){6,12}(?!\d)`,
  'gu',
);

/** Hides addresses of mail, of sites that are not public ones, accounts and numbers with the code of a country. */
export function hideAddresses(text: string): string {
  return text
    .replace(MAIL, hidden.mail)
    .replace(ADDRESS, hideAddress)
    .replace(SITE, hideAddress)
    .replace(ACCOUNT, hidden.account)
    .replace(INTERNATIONAL, hidden.phone);
}

/** Hides telephone numbers of France, once longer numbers are hidden. */
export const hidePhones = (text: string): string => text.replace(NATIONAL, hidden.phone);

function hideAddress(found: string): string {
  const tail = TAIL.exec(found)?.[0] ?? '';
  const address = found.slice(0, found.length - tail.length);
  return isHarmless(address) ? found : `${hidden.link}${tail}`;
}

function isHarmless(address: string): boolean {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  const url = URL.parse(full);
  if (!url?.protocol.startsWith('http')) return false;
  const bare = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return bare && PUBLIC.test(url.hostname) && !TOKEN.test(url.pathname);
}
