import { contentWords, fold } from '#src/platform/french/text-analysis.ts';

/** What a message says that corrects what was understood just before. */
export interface Correction {
  /** What is meant, in its author's words, without « non », « je voulais dire » and what it is not; empty when nothing else is said. */
  readonly meant: string;
  /** What it says that it is not; empty where it does not say. */
  readonly denied: string;
}

/** Said before anything: « ah », « mais », « pardon ». */
const OPENING = '(?:(?:ah|oh|mais|oui|ok|bon|euh|bah|ben|eh ben|enfin|stop|du coup)[,.! ]+){0,4}';
/** Words that say that what was understood is not what was meant. */
const SAYS = [
  '(?:non|nan|nn|nop)(?! (?:merci|plus|pas de soucis?|rien|lieu)\\b)(?:[,.! ]+(?:non|nan)\\b)?',
  '(?:pardon|erreur|desolee?|oups|autant pour moi|au temps pour moi)',
  "(?:je me suis (?:trompee?|mal exprimee?)|je m'exprime mal)",
  "(?:c'est|ce n'est|c'etait) pas (?:du tout )?(?:ca|cela|ma question|ce que je (?:demande|demandais|voulais|dis|disais))(?: du tout)?(?: que je (?:demande|demandais|voulais|voulais savoir))?",
  "(?:rien a voir|hors sujet|a cote|mauvaise reponse|pas du tout|c'est l'inverse|c'est le contraire)",
  "(?:(?:vous|tu) (?:n'|ne )?(?:m'|me |m')?(?:avez|as) (?:mal|pas|rien) (?:bien )?(?:compris|lu)(?: ma question| la question)?|(?:vous|tu) (?:confond(?:ez|s)|melange[zs]?))",
  '(?:(?:la )?je (?:te |vous )?(?:voulais dire|veux dire|parlais?(?! a\\b)|demandais(?: autre chose)?))',
].join('|');
const OPENS = new RegExp(`^${OPENING}(?:${SAYS})(?![\\p{L}-])`, 'u');
/** « pas les pénalités, la retenue », « c'est pas la mairie c'est le titulaire »: what it is not, then what it is. */
const NOT_THIS =
  /^(?:c'est |ce n'est |c'etait )?pas (?:pour |dans |sur |en |avec |chez )?(?:des?|du|de la|de l'|les?|la|une?|l'|ma|mon|mes)[ ]?[^,;.?!]{2,60}(?:[,;.] ?|\bmais |\bc'est )\S/u;
/** « le DC2 je voulais dire », « le ppsps plutôt » */
const ENDS = /[, ](?:je voulais dire|je parlais?|plutot|desolee?|pardon)(?:[,;.!? ]|$)/u;
/** Words of the longest message that its end corrects: a story ends as it likes. */
const ENDED = 12;

/** Clauses that are nothing but the saying that something is wrong, at the head of what is meant. */
const HEAD = new RegExp(`^${OPENING}(?:${SAYS})(?![\\p{L}-])(?: (?:de |d'|du |des )(?=\\S))?[,.:;! ]*`, 'u');
const DENIED =
  /^(?:c'est |ce n'est |c'etait |je (?:ne )?parle |je parlais )?pas (?:pour |dans |sur |en |avec |chez )?(?:des?|du|de la|de l'|les?|la|une?|l'|ma|mon|mes)?[ ]?[^,;.?!]{2,60}?(?:[,;.] ?(?:mais |plutot )?|mais (?=\S)|(?=c'est \S))/u;
const TAIL = /(?<![, ])[, ]{1,4}(?:je voulais dire|je parlais?|plutot|desolee?|pardon)(?=[,;.!? ]|$)/gu;
/** Heads said one behind another: « non, c'est pas ça, je parlais de… ». */
const HEADS = 4;

/**
 * Whether a message corrects what was understood just before, by its words alone, and what it means instead. Undefined for
 * any other message; one that only begins with « non » before another question corrects as well: it says that the answer
 * was not the one wanted.
 */
export function correctionIn(message: string): Correction | undefined {
  const folded = plain(message);
  const isShort = folded.split(' ').length <= ENDED;
  if (!OPENS.test(folded) && !NOT_THIS.test(folded) && !(isShort && ENDS.test(folded))) return undefined;
  return meantIn(message);
}

/** What a correcting message means, without the words that only correct, and what it says that it is not. */
export function meantIn(message: string): Correction {
  let left = plain(message);
  const denied: string[] = [];
  for (let heads = 0; heads < HEADS; heads += 1) {
    const opened = left.replace(HEAD, '');
    const not = DENIED.exec(opened)?.[0] ?? '';
    if (not !== '') denied.push(not);
    const next = opened.slice(not.length).trim();
    if (next === left) break;
    left = next;
  }
  left = left.replace(TAIL, ' ').replace(/\s+/g, ' ').trim();
  return { meant: contentWords(left).length > 0 ? left : '', denied: denied.join(' ') };
}

const plain = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();
