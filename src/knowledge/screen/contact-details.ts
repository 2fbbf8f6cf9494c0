const UNIT = String.raw`€|%|euros?|jours?|mois|ans?(?!\p{L})|années?|semaines?|heures?|h\b|minutes?|salari|personnes?|points?|fois|pages?|er\b|m²|km|kg|janvier|février|mars|avril|mai(?!\p{L})|juin|juillet|août|septembre|octobre|novembre|décembre`;
const CALL = String.raw`(?<!\p{L})(?:appel(?:ez|er|ant|le|ons)|compos(?:ez|er|ant)|téléphon\p{L}{0,20}|tél|tel|joindre|joignable|joignez|numéro vert|standard|sms|whatsapp|contact(?:ez|er)?)(?!\p{L})|[\u260E\u2706\u{1F4DE}\u{1F4F1}]`;
const NUMBER_WORD =
  'un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|quatre-vingts?|cent';
const LABEL = String.raw`[\p{L}\d](?:[\p{L}\d_-]*[\p{L}\d])?`;
const DOT = String.raw`(?:\.| ?[\[({] ?(?:\.|dot|point) ?[\])}] ?| (?:point|dot) )`;
const AT = String.raw`(?:@| ?[\[({<] ?(?:@|at|arobase|arobas) ?[\])}>] ?| (?:arobase|arobas) )`;
/** Ends of names that are files, and not sites. */
const FILE = 'pdf|docx?|odt|ods|xlsx?|zip|xml|csv|jpe?g|png|txt|rtf|pptx?|dwg|yaml|md';
const PATH = String.raw`(?:[:/?#][^\s)>\]«»]*)?`;

/** Ways of writing an address or a telephone number, disguised or not. */
const CONTACTS = [
  String.raw`[a-zA-Z][a-zA-Z0-9+.-]{1,20}:\/\/[^\s)>\]«»]+`,
  String.raw`(?<![\p{L}\d:])\/\/[\p{L}\d][^\s)>\]«»]+`,
  String.raw`(?<!\p{L})(?:mailto|javascript|data|tel|sms):[^\s)>\]«»]+`,
  String.raw`(?<![\p{L}\d._+-])[\p{L}\d._+-]+${AT}[\p{L}\d-]+(?:${DOT}[\p{L}\d-]+)*`,
  String.raw`(?<![\p{L}\d@.-])@[\p{L}\d_]{3,}`,
  String.raw`(?<!\p{L})www[. ][\p{L}\d-]+(?:\.[\p{L}\d-]+)*${PATH}`,
  // « Le » after a lost space begins a sentence, and no name of a site.
  String.raw`(?<![\p{L}\d@._-])(?:${LABEL}\.)*[\p{L}\d][\p{L}\d_-]*[\p{L}\d]\.(?!(?:${FILE})(?![\p{L}\d]))[a-z]{2,24}(?![\p{L}\d'’])${PATH}`,
  String.raw`(?<![\p{L}\d_-])${LABEL}(?: ?[\[({] ?(?:\.|dot|point) ?[\])}] ?${LABEL})+${PATH}`,
  String.raw`(?<![\p{L}\d_-])${LABEL} (?:point|dot) (?:${LABEL} (?:point|dot) ){0,5}(?:fr|com|org|net|gouv|eu|info|example)(?!\p{L})(?: slash [\p{L}\d-]+)*`,
  String.raw`(?<![\d.])\d{2,3}(?:\.\d{1,3}){3}(?![\d.])(?:[:/][^\s)>\]]*)?`,
  String.raw`(?:\+ ?\d|\(\+\d|(?<!\d)00 ?\d)[\d ().\/·_-]{6,}\d`,
  String.raw`(?<![\d,.\p{L}-])(?!\d{1,2}[\/.-]\d{1,2}[\/.-](?:19|20)\d\d)\(?0\)?[ .\/·_-]?\d(?:[ .\/·_()-]{0,2}\d){6,9}(?!\d)`,
  String.raw`(?<![\d,.])\d{2}(?:[ .]\d{2}){4,}(?!\d)`,
  String.raw`(?<!\p{L})z[ée]ro(?:(?:[ -]|, ?)(?:et|\d+|(?:${NUMBER_WORD})(?!\p{L})))+`,
  String.raw`(?<![\d,])(?=\d)(?<=(?:${CALL})[^\d.!?]{0,30}(?:\. ?: )?)(?!(?:19|20) ?\d\d(?!\d))\d[\d .]{0,12}\d(?![\d,]|[ ]?(?:${UNIT}))`,
];
const CONTACT = new RegExp(CONTACTS.join('|'), 'gu');
const CALLED = new RegExp(CONTACTS.at(-1) ?? '', 'giu');
/** What any of them is written with: most texts hold nothing of it. */
const MAY_HOLD =
  /[\d@:()[{<]|\/\/|\.\S|www|arobas|AROBAS|Arobas|point|POINT|Point|dot|DOT|Dot|z[ée]ro|Z[ÉEée]ro|ZÉRO|ZERO/;
const LINK = /\[([^[\]\n]{0,300})\]\(([^)[\n]*)\)/g;

/** A contact in one form: `https://www.exemple.fr/` and `exemple.fr` are the same, and so are two ways of spacing. */
const formOf = (contact: string): string =>
  /^[\d+(][\d ()./·_+-]*$/.test(contact)
    ? contact.replace(/\D/g, '')
    : contact
        .toLowerCase()
        .replace(/^(?:mailto|tel):|^https?:\/\//, '')
        .replace(/^www\./, '')
        .replace(/(?<![.,;:!?/])[.,;:!?/]+$/, '');

const hostOf = (form: string): string => form.split(/[/?#]/)[0] ?? form;

/** Addresses and telephone numbers that a text holds, as they are written. */
export const contactsIn = (text: string): string[] =>
  [CONTACT, CALLED].flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => found.trim()));

/**
 * A text without the addresses and telephone numbers that nobody vouches for.
 * @param declared what the description of the document declares: its sources' labels and addresses
 * @param instead what is read in their place
 */
export function withoutContacts(
  text: string,
  declared: readonly string[],
  instead: string,
): { text: string; removed: string[] } {
  if (!MAY_HOLD.test(text)) return { text, removed: [] };
  const known = new Set(declared.flatMap((one) => contactsIn(one)).map((contact) => hostOf(formOf(contact))));
  const removed: string[] = [];
  const isKnown = (contact: string) => known.has(hostOf(formOf(contact)));
  const mask = (found: string): string => {
    const contact = found.trim();
    if (isKnown(contact)) return found;
    removed.push(contact);
    return found.replace(contact, instead);
  };
  const linked = text.replace(LINK, (whole, words: string, address: string) => {
    if (isKnown(address.trim())) return whole;
    removed.push(address.trim());
    return words;
  });
  return { text: linked.replace(CONTACT, mask).replace(CALLED, mask), removed };
}
