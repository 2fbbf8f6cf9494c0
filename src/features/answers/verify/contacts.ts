import { fold } from '#src/platform/french/text-analysis.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import type { Finding } from './finding.ts';
import { sourceText } from './source.ts';

/** Ends of addresses of one-letter or two-letter names, and of those written with words or spaces between. */
const DOMAIN =
  'fr|com|org|eu|gouv|net|info|io|ly|co|be|ch|de|uk|us|me|app|dev|pro|biz|paris|site|online|xyz|shop|tech|ai|gl|gg|to|tv';
/** Ends that no French word has: « exemple point fr », « exemple . com ». */
const SPELT_DOMAIN = 'fr|com|org|net|gouv|eu|info';
const HOST_LABEL = String.raw`[\p{L}\d](?:[\p{L}\d_-]*[\p{L}\d])?`;
const UNIT = String.raw`€|%|euros?|jours?|mois|ans?(?!\p{L})|annees?|semaines?|heures?|h\b|minutes?|salari|personnes?|points?|fois|pages?|er\b|janvier|fevrier|mars|avril|mai(?!\p{L})|juin|juillet|aout|septembre|octobre|novembre|decembre`;
const CALL = String.raw`\b(?:appel(?:ez|er|ant|le|ons)|compos(?:ez|er|ant)|telephon\p{L}*|tel|joindre|joignable|joignez|numero vert|numero d'appel|standard|sms|whatsapp|contact(?:ez|er)?)\b|[\u260E\u2706\u{1F4DE}\u{1F4F1}]`;
const NUMBER_WORD =
  'un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|quarante|cinquante|soixante|quatre-vingts?|cent';
const CONTACTS = [
  String.raw`[a-z][a-z0-9+.-]{1,20}:\/\/[^\s)>\]]+`,
  String.raw`(?<![\p{L}\d:])\/\/[\p{L}\d][^\s)>\]]+`,
  String.raw`\b(?:mailto|javascript|data|tel|sms):[^\s)>\]]+`,
  String.raw`(?<![\w.+-])[\w.+-]+@[\p{L}\d-]+(?:\.[\p{L}\d.-]+)?`,
  String.raw`(?<![\p{L}\d@.-])@[\p{L}\d_]{3,}`,
  String.raw`\bxn--[a-z0-9-]+(?:\.[\p{L}\d-]+)*`,
  String.raw`\bwww[. ][\p{L}\d-]+(?:\.[\p{L}\d-]+)*(?:\/[^\s)>\]]*)?`,
  // Any name with a dot and no space; one letter before the dot is an abbreviation, but for known ends.
  String.raw`(?<![\p{L}\d@._-])(?:${HOST_LABEL}\.)*[\p{L}\d][\p{L}\d_-]*[\p{L}\d]\.\p{L}{2,24}(?![\p{L}\d])(?:[:/][^\s)>\]]*)?`,
  String.raw`(?<![\p{L}\d@.-])[\p{L}\d]\.(?:${DOMAIN})\b(?:\/[^\s)>\]]*)?`,
  String.raw`\blocalhost\b(?::\d+)?(?:\/[^\s)>\]]*)?`,
  String.raw`(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)(?::\d+)?(?:\/[^\s)>\]]*)?`,
  String.raw`(?:\+ ?\d|\(\+\d|\b00 ?\d)[\d ().\/·_-]{5,}\d`,
  String.raw`(?<![\d,.\p{L}-])(?!\d{1,2}[\/.-]\d{1,2}[\/.-](?:19|20)\d\d)\(?0\)?[ .\/·_-]?\d(?:[ .\/·_()-]{0,2}\d){5,9}(?!\d)`,
  String.raw`(?<![\d,.])\d{2}(?:[ .]\d{2}){3,}(?!\d)`,
  String.raw`\bzero[ -](?:\d|(?:${NUMBER_WORD})\b)[\p{L}\d -]*`,
  String.raw`(?<![\d,.])0\d (?:${NUMBER_WORD})\b[\p{L}\d -]*`,
  String.raw`(?<=(?:${CALL})[^\d.!?]{0,30}(?:\. ?: )?)(?<![\d,])(?!(?:19|20)\d\d(?!\d))\d[\d .]{0,9}\d(?![\d,]|[ ]?(?:${UNIT}))`,
];
const CONTACT = new RegExp(CONTACTS.join('|'), 'giu');

const contacts = new WeakMap<Evidence, ReadonlySet<string>>();

function contactsOf(evidence: Evidence): ReadonlySet<string> {
  const known = contacts.get(evidence) ?? withHosts(contactsIn(sourceText(evidence)));
  contacts.set(evidence, known);
  return known;
}

/** Addresses, telephone numbers and accounts of a draft stand as they are in the passages that it cites. */
export function checkContacts(text: string, cited: readonly Evidence[], proved: string): Finding[] {
  const known = [...cited.map(contactsOf), ...(proved ? [withHosts(contactsIn(proved))] : [])];
  return contactsIn(text)
    .filter((contact) => !known.some((some) => some.has(contact)))
    .map((contact) => ({ rule: 'contact', detail: `« ${contact} » n’est pas dans les sources` }));
}

/** A page's site may be named without the page. */
const withHosts = (found: readonly string[]): ReadonlySet<string> =>
  new Set(found.flatMap((contact) => [contact, contact.split('/')[0] ?? contact]));

const contactsIn = (text: string): string[] =>
  [...undisguised(text).matchAll(CONTACT)].map(([found]) =>
    found
      .trim()
      .replace(/(?<![.,;:!?/])[.,;:!?/]+$/, '')
      .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
      .replace(/^([\d+(][\d ()./·_+-]*)$/, (number) => number.replace(/\D/g, '')),
  );

/** A text whose addresses are written as a browser wants them: « exemple[.]fr », « moi (at) exemple point fr ». */
function undisguised(text: string): string {
  return (
    fold(text)
      .replace(/[\u3002\uFF61\u2024\u00B7](?=\p{L})/gu, '.')
      .replace(/(?<=[\p{L}\d]) ?[[({<] ?(?:\.|dot|point) ?[\])}>] ?(?=\p{L})/gu, '.')
      // A first bracket may have been taken for that of a citation.
      .replace(/(?<=[\p{L}\d])(?:\[\.|\.\])(?=\p{L})/gu, '.')
      .replace(/ ?\b(?:dot|point) ?\] ?(?=\p{L})/gu, '.')
      .replace(/ ?\b(?:at|arobase) ?\] ?(?=[\p{L}\d])/gu, '@')
      .replace(/(?<=[\p{L}\d]) ?[[({<] ?(?:@|at|arobase|arobas) ?[\])}>] ?(?=[\p{L}\d])/gu, '@')
      .replace(/ ?\b(?:arobase|arobas)\b ?/g, '@')
      .replace(/(?<=[\p{L}\d]) @ (?=[\p{L}\d])/gu, '@')
      .replace(new RegExp(String.raw` (?:point|dot) (?=(?:${SPELT_DOMAIN})\b)`, 'gu'), '.')
      .replace(new RegExp(String.raw` \. (?=(?:${SPELT_DOMAIN})\b)`, 'gu'), '.')
      .replace(/ ?\. ?(?=(?:fr|com)\b)/g, '.')
      .replace(/(?<=[\p{L}\d]) at (?=[\p{L}\d-]+\.\p{L}{2})/gu, '@')
      .replace(/\b([a-z]{2,10}) ?: ?\/ ?\/ ?/g, '$1://')
  );
}
