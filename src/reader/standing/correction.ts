import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { DENIED_THING } from './denial.ts';

/** What a message says that corrects what was understood just before. */
export interface Correction {
  /** What is meant, in its author's words, without « non », « je voulais dire » and what it is not; empty when nothing else is said. */
  readonly meant: string;
  /** What it says that it is not; empty where it does not say. */
  readonly denied: string;
}

/** Said before anything: « ah », « mais », « pardon ». */
const OPENING = '(?:(?:ah|oh|mais|oui|ok|bon|euh|bah|ben|eh ben|enfin|stop|du coup)[,.! ]+){0,4}';
/** « non retenu », « non conforme », « non payé »: what was not done, and no « non » to anybody; a comma or a subject parts that one. */
const NOT_DONE =
  '(?:\\p{L}{2,14}(?:[bcdfglmnprstv][uis]e?s?|ables?|ibles?)|avenue?s?|conformes?|(?:pay|regl|declar|sign|notifi|motiv|vers|publi|justifi|qualifi|livr|termin|execut|rejet|accept|chiffr|datt?|renouvel|class|not)ee?s?|paiement|respect|reponse|reception|remise|conformite|execution)(?![\\p{L}])';
/** « erreur dans mon devis », « pardon pour le retard »: they are spoken of, or beg pardon; they put nothing right. */
const SPOKEN_OF = "(?! (?:dans|sur|pour|si|materielle|de (?!ma part|moi)|d'|du |des ))";
/** « oups j'ai oublié de signer »: what happened, told; « pardon, j'ai mal dit » is of what was said. */
const TELLS =
  "(?:j'ai|on a|nous avons|j'avais|on avait|nous avions|je n'ai pas|on n'a pas|j'ai pas|on a pas)(?! (?:mal|confondu|voulu|dit|ecrit)\\b) ";
/** Words that say that what was understood is not what was meant. */
const SAYS = [
  `(?:non|nan|nn|nop)(?! (?:merci|plus|pas de soucis?|rien|lieu)\\b)(?! (?!(?:ici|ceci|celui|mais|dans|plus|pas|puis|sans|vous|nous|ils|tous|depuis|jamais|merci|sous)\\b)${NOT_DONE})(?:[,.! ]+(?:non|nan)\\b)?`,
  `(?:pardon|erreur|desolee?|oups)${SPOKEN_OF}(?![,.! ]{1,3}${TELLS})`,
  '(?:autant pour moi|au temps pour moi)',
  "(?:je me suis (?:trompee?|mal exprimee?)|je m'exprime mal)",
  "(?:c'est|ce n'est|c'etait) pas (?:du tout )?(?:ca|cela|ma question|ce que je (?:demande|demandais|voulais|dis|disais))(?: du tout)?(?: que je (?:demande|demandais|voulais|voulais savoir))?",
  "(?:rien a voir|hors sujet|a cote|mauvaise reponse|pas du tout|c'est l'inverse|c'est le contraire)",
  "(?:(?:vous|tu) (?:n'|ne )?(?:m'|me |m')?(?:avez|as) (?:mal|pas|rien) (?:bien )?(?:compris|lu)(?: ma question| la question)?|(?:vous|tu) (?:confond(?:ez|s)|melange[zs]?))",
  '(?:(?:la )?je (?:te |vous )?(?:voulais dire|veux dire|parlais?(?! a\\b)|demandais(?: autre chose)?))',
].join('|');
const OPENS = new RegExp(`^${OPENING}(?:${SAYS})(?![\\p{L}-])`, 'u');
/** « pas les pénalités, la retenue », « c'est pas la mairie c'est le titulaire »: what it is not, then what it is. */
const NOT_THIS =
  /^(?:c'est |ce n'est |c'etait |je (?:ne )?parl(?:e|ais) )?pas (?:pour |dans |sur |en |avec |chez )?(?:des?|du|de la|de l'|les?|la|une?|l'|ma|mon|mes)[ ]?[^,;.?!]{2,60}(?:[,;.] ?|\bmais |\bc'est )\S/u;
/** What happened, told anywhere: « j'ai oublié de signer, pardon » puts nothing right. */
const EVENT = new RegExp(`\\b${TELLS}`, 'u');
/** « le DC2 je voulais dire », « le ppsps plutôt » */
const ENDS = /[, ](?:je voulais dire|je parlais?|plutot|desolee?|pardon)(?:[,;.!? ]|$)/u;
/** Words of the longest message that its end corrects: a story ends as it likes. */
const ENDED = 12;

/** Clauses that are nothing but the saying that something is wrong, at the head of what is meant. */
const HEAD = new RegExp(`^${OPENING}(?:${SAYS})(?![\\p{L}-])(?: (?:de |d'|du |des )(?=\\S))?[,.:;! ]*`, 'u');
const DENIED = new RegExp(`^${DENIED_THING}`, 'u');
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
  if (!OPENS.test(folded) && !NOT_THIS.test(folded) && !(isShort && ENDS.test(folded) && !EVENT.test(folded)))
    return undefined;
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
