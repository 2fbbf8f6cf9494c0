import type { Proposition } from '#src/knowledge/model/document.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** How a yes/no question asks. */
export interface Polarity {
  /** What is asked of the act: permitted, compulsory, forbidden, or a plain fact. */
  readonly modality: Proposition['modality'];
  /** The sentence is negative: « ils n'ont pas le droit ? », « pas obligatoire ? ». A « non » then agrees with it. */
  readonly negated: boolean;
  /** The act is: « puis-je ne pas signer », « se passer de », « sans DC1 ». It then asks of the contrary act. */
  readonly without: boolean;
}

/** Words that ask for something else than yes or no, wherever they stand in a chat line. */
const WH =
  /\b(?:combien|cb|comment|quand|pourquoi|pk|quels?|quelles?|quel|lequel|laquelle|lesquels|quoi|koi|qu'est[- ]ce que (?:c'est|je|ca)|que (?:faire|dit|dois|signifie|veut|risque)|a partir de quand|jusqu'a (?:quand|combien)|c'est quoi|ou (?:trouver|deposer|publier|chercher|est|sont|puis|peut|dois)|qui (?:peut|doit|paie|paye|delivre|decide|est|contacter)|(?:par|a|de|chez|avec|pour) qui)\b/;
/** A yes/no frame over a relative « quoi que », « quand même »: these are not questions. */
const NOT_WH =
  /\bquand meme\b|\bmeme quand\b|\bquoi qu'il\b|\b(?:et|ou) quoi\b|\ben quoi que\b|\bn'importe (?:quel|quelle|quand|qui)s?\b|(?<!\b(?:depuis|jusqu'a|partir de) )\bquand (?:le|la|les|l'|un|une|mon|ma|mes|son|sa|ses|je|on|il|elle|nous|des)\b|\bquel(?:le)?s? que soi\w+/g;
const FORBIDDEN =
  /\b(?:(?<=(?:c'est|est-ce|c est) )interdit|interdite?s?(?! (?:les?|la|des|mon|ma|mes|une?|toute?s?)\b| l')|defendue?s?|illegale?s?|illegal|illicites?|prohibee?s?|abusi(?:f|ve)s?|(?<=(?:c'est|c'etait|est-ce|est-il|est-elle) )irreguli(?:er|ere)s?)\b/;
const COMPULSORY =
  /\b(?:obligatoires?|obligatoirement|forcement|obligee?s?|oblige|obligation|dois[- ]?je|je dois(?! \d)|on doit(?! \d)|doit[- ](?:on|il|elle)|faut[- ]?il|il faut|faut|dois(?! \d)|doit(?! \d)|doivent|devait|devaient|devais|devions|fallait|devons|tenue?s? de|imposee?s?|impose|exigee?s?|indispensable|c'est la loi)\b/;
const PERMITTED =
  /\b(?:puis|peut|peux|peuvent|pouvons|pouvez|pouvai(?:t|s|ent)|pourrai[st]?|possibles?|autorisee?s?|permise?s?|permis|legale?s?|legal|reguli(?:er|ere)|le droit|droit a|ai[- ]je droit|a[- ]t[- ]on droit|valables?|(?:c'est|c'etait|est-ce|est-il) (?:bien |vraiment |tout a fait )?normal|ca (?:passe|se fait)|c'est bon)\b|\bnormal\W*$/;
const ASKS =
  /\?|\b(?:est[- ]ce|est[- ]il|est[- ]elle|suis[- ]je|ai[- ]je|a[- ]t[- ](?:on|il|elle)|y a[- ]t[- ]il|puis[- ]je|peut[- ](?:on|il|elle)|peuvent[- ]ils|doit[- ](?:on|il|elle)|dois[- ]je|faut[- ]il|sont[- ](?:ils|elles)|c'est (?:interdit|obligatoire|possible|autorise|legal|illegal|permis|normal|la loi))\b|^(?:on|je|nous|elle|il|ils|l'acheteur|la mairie|une? \p{L}+) (?:peut|peux|pouvons|peuvent|doit|dois|devons|a le droit)\b|\b(?:on|je|nous|elle|il|ils) (?:peut|peux|pouvons|peuvent)\b/u;
/** « l'acheteur exige le casier, c'est normal ? »: what is told before is judged, whatever verbs it has. */
const JUDGED =
  /[,:;–—] ?(?:et |alors |donc |mais )?(?:(?:(?:est-ce que )?(?:c'est|c'etait|tout ca est)|est-ce) (?:bien |vraiment |tout a fait )?(?:normal|legal|regulier|licite|permis|autorise)|on peut)\W*$/;
/** « …, c'est obligatoire ? »: the same, of what must be done. */
const JUDGED_DUE =
  /[,:;–—] ?(?:et |alors |donc |mais )?(?:(?:est-ce que )?c'est (?:bien |vraiment )?(?:obligatoire|une obligation)|faut[- ]il)\W*$/;
/** What asks, in so many words. */
const FRAME =
  /\b(?:est[- ]ce que|(?:puis|ai|dois|suis)[- ]je|(?:peut|doit|faut|a[- ]t|est|sont|peuvent|doivent)[- ](?:on|ils?|elles?|ce)|(?:on|je|nous|elle|il|ils|elles) (?:ne )?(?:peut|peux|pouvons|peuvent|doit|dois|devons|doivent)|(?:j'ai|on a|ils ont|il a|elle a) (?:pas )?(?:le )?droit|il faut)\b/u;
/** A question word that opens what is asked: « que doit contenir », « où paraît », « …, quand doit-on me payer ? ». */
const OPENS_BY_WH =
  /(?:^\W*|: ?)(?:(?:et|mais|alors|donc) )?(?:que (?!si\b)|qu'(?:est[- ]ce|y a)|qui |ou (?!alors|bien|sinon|est[- ]ce|si\b))|(?:^\W*|[:,] ?)(?:et )?(?:(?:depuis|jusqu'a|a partir de) )?quand\b(?=[^,]{0,200}(?:-(?:t-)?(?:je|on|ils?|elles?|nous|vous)\b|est[- ]ce que))/u;
const OPENS_BY_FRAME =
  /^\W*(?:(?:puis|ai|dois|suis)[- ]je|(?:peut|doit|faut|a[- ]t|est)[- ](?:on|ils?|elles?|ce)|(?:je peux|on peut|il faut)|est[- ]ce que)\b/u;
/** « …, ou dois-je publier au JOUE ? », « … ou c'est après ? »: which of the two is asked, and a yes would say neither. */
const EITHER =
  /[, ]ou (?:bien |alors |plutot |au contraire )?(?:est[- ]ce que|(?:puis|ai|dois|suis)[- ]je|(?:peut|doit|faut|a[- ]t|est)[- ](?:on|ils?|elles?|ce)|c'est (?!(?:non|pas)\b)|il faut|faut(?:-il)?\b|je (?:peux|dois)|on (?:peut|doit))/;
/** The sentence denies: around its verb, or before its adjective. */
const NEGATION =
  /\b(?:ne|n')\b ?.{0,30}?\b(?:pas|plus|jamais|rien|aucune?|personne|ni)\b|\bpas (?:forcement |vraiment |toujours )?(?:le droit|obligatoire|obligee?s?|interdite?s?|possible|autorisee?s?|besoin|legal|permis|normal)|\b(?:peut|peuvent|peux|doit|dois|doivent|ont|a|est) pas\b/;
/** « suis-je dispensé de », « se dispenser de », « se passer de »; « le seuil de dispense » is a name. */
const DISPENSED = /(?<!\b(?:de|la|une|cette|des|les) )\bdispens(?:ee?s?|er)\b|\bpasser d/;
/** What opens a clause that only tells a circumstance: « quand l'annonce n'en parle pas ». */
const CIRCUMSTANCE =
  /\b(?:quand(?! meme)|lorsque|si|s'ils?|(?:parce|alors|bien|tant) qu(?:e\b|')|puisque|car|sauf|dont|qui|que)(?![\p{L}-])|\b(?:lorsqu|puisqu|qu)'/u;
/** The act is denied: an infinitive in the negative, or doing without. */
const WITHOUT =
  /\bne (?:pas|plus|rien|jamais) (?:[mtsl]'|(?:me|te|se|le|la|les|lui|leur|y|en) )?\p{L}+(?:er|ir|re)\b|\b(?:me|se|nous|vous|m'en|s'en|nous en) passer\b|\bmeme si\b[^,?]{0,40}\b(?:pas|rien|jamais)\b|\bsi (?:je|on|nous|l'on) (?:n')?(?:ai|a|avons) (?:pas|aucune?|plus)\b|\bsans\b(?! (?:doute|cesse|suite|arret))|(?<!\b(?:de|la|une|cette|des|les) )\bdispens(?:ee?s?|er)\b|\b(?:eviter|echapper a|zapper|sauter l)\b/u;

/**
 * Reads whether a message wants a yes or a no, and of what modality. People in a chat write « elle peut ? », « c'est
 * légal », « autorisé ? » after their story: the last clause that asks decides. Undefined for any other message.
 */
export function polarityOf(question: string): Polarity | undefined {
  const text = fold(question).replace(/\s+/g, ' ').trim();
  const asking = lastAsking(text);
  if (!asking || OPENS_BY_WH.test(asking) || WH.test(wordsOfWh(asking)) || EITHER.test(asking))
    return undefined;
  // « … directement, elle peut ? » says little by itself: its story says what is asked, its end how.
  const without = WITHOUT.test(asking);
  const negated = NEGATION.test(mainClause(asking).replace(WITHOUT, ' '));
  const asks = (modality: Proposition['modality']): Polarity => ({ modality, negated, without });
  if (JUDGED.test(asking)) return asks('permis');
  if (JUDGED_DUE.test(asking)) return asks('obligatoire');
  if (FORBIDDEN.test(asking)) return asks('interdit');
  if (DISPENSED.test(asking)) return asks('permis');
  const permitted = asking.search(PERMITTED);
  const compulsory = asking.search(COMPULSORY);
  if (permitted >= 0 && (compulsory < 0 || permitted < compulsory)) return asks('permis');
  if (compulsory >= 0) return asks('obligatoire');
  return asking.includes('?') && !ONLY_NAMES.test(text) ? asks('vrai') : undefined;
}

/** « l'avance ? », « le mémoire technique ? »: a bare name wants neither a yes nor a no. */
const ONLY_NAMES =
  /^(?:l'|la |le |les |mon |ma |mes )[\p{L}\d-]{3,25}(?: (?:(?:de |d'|du |des )[\p{L}-]{2,25}|urssaf|kbis|techniques?|moratoires?|precontractuels?|contractuels?|electroniques?|fiscales?|sociales?))? ?\?+$/u;

/**
 * The words of a sentence that ask, without the circumstances told after them. « exclure une entreprise dont les comptes
 * ne sont pas déposés » excludes; what its accounts are not denies nothing of it.
 */
function mainClause(asking: string): string {
  const frame = FRAME.exec(asking);
  if (!frame) {
    const whole = asking.replace(TAG, '');
    // « … me sont dus même si je ne demande rien ? »: what is told after denies nothing.
    const told = whole.search(TOLD_AFTER);
    const main = told > 0 ? whole.slice(0, told) : whole;
    return main.slice(clauseStart(main));
  }
  const from = frame.index + frame[0].length;
  const told = asking.slice(from).search(CIRCUMSTANCE);
  // A circumstance told first, up to its comma: « le contrat n'est pas signé, je peux exiger le rapport ? »
  const start = clauseStart(asking.slice(0, frame.index));
  return asking.slice(start, told < 0 ? undefined : from + told);
}

/** « …, si ? », « …, hein ? »: only asks to agree. */
const TAG = /,? ?\b(?:si|non|hein|n'est-ce pas|pas vrai|c'est ca)\W*$/;

/** « …, même si je ne réclame pas », « … parce que je n'ai rien »: after what is asked. */
const TOLD_AFTER =
  /(?<=.{10})\b(?:meme (?:si|quand)|si(?! ?\?)|alors que|parce qu[e']|puisqu[e']|lorsqu[e']|tant qu[e']|quand(?! meme))/;

/** Where the last clause begins: after what « le règlement n'en dit rien : » tells, if something is left after it. */
function clauseStart(before: string): number {
  const trimmed = before.trimEnd();
  return Math.max(...[...',:;–—'].map((mark) => trimmed.lastIndexOf(mark) + 1));
}

/** « c'est la mairie qui doit payer ? » asks whether it must, not who. */
const CLEFT =
  /\bc'est (?:(?:a|bien|donc|pas|aussi) )?(?:l'|moi|nous|lui|eux|toujours |(?:le|la|les|un|une|mon|ma|notre|ce|cette|au|aux) ?)[^?,.;]{0,30}? qu(?:i|e|')(?![\p{L}-])/u;

/** « on est une asso qui paie pas la TVA, … »: it tells of somebody, before what is asked. */
const TOLD_OF_ONE = /(?<=\b(?:une?|des) \p{L}+) qui\b(?=[^,;]{0,200}[,;])/gu;

/** What may hold a question word: « peut-on exclure une entreprise qui est en retard ? » has only a relative clause. */
function wordsOfWh(asking: string): string {
  const text = asking.replace(NOT_WH, ' ').replace(CLEFT, ' ').replace(TOLD_OF_ONE, ' ');
  return OPENS_BY_FRAME.test(text) ? text.replace(/(?<=\p{L}) qui\b/gu, ' ') : text;
}

/** The last sentence of a folded text that asks something, with its question mark. */
export function lastAsking(text: string): string | undefined {
  const place = lastAskingAt(text);
  return place && text.slice(place.start, place.end);
}

/** « avance obligatoire », « variante interdite »: a few words that end so ask whether it is. */
const TELEGRAPHIC =
  /^[^?.!…\n]*\b(?:obligatoires?|facultati(?:f|ve)s?|interdite?s?|autorisee?s?|permise?s?|(?:il)?legale?s?|possibles?)\W*$/;
/** Words of the longest message read so. */
const FEW_WORDS = 8;

/** Where the last sentence that asks something stands in a folded text. */
export function lastAskingAt(text: string): { readonly start: number; readonly end: number } | undefined {
  const sentences = [...text.matchAll(/[^?.!…\n]+[?.!…]*/g)];
  const found = sentences.findLast(([sentence]) => ASKS.test(sentence));
  if (found) return { start: found.index, end: found.index + found[0].length };
  const short = text.trim().split(/\s+/).length <= FEW_WORDS;
  return short && TELEGRAPHIC.test(text) ? { start: 0, end: text.length } : undefined;
}

/** The contrary verdict. */
export const flip = (verdict: 'oui' | 'non'): 'oui' | 'non' => (verdict === 'oui' ? 'non' : 'oui');

/**
 * The verdict on a proposition for a question of this polarity, or undefined when they do not speak of the same thing:
 * « interdit » is the contrary of « permis »; « obligatoire » says nothing of what is merely permitted, but doing
 * without what is compulsory is not permitted. To a negative question only a « non », which agrees with it, is clear.
 */
export function verdictFor(proposition: Proposition, polarity: Polarity): 'oui' | 'non' | undefined {
  const verdict = onTheAct(proposition, polarity);
  return polarity.negated && verdict === 'oui' ? undefined : verdict;
}

function onTheAct(
  { modality, statement, verdict }: Proposition,
  { modality: asked, without }: Polarity,
): 'oui' | 'non' | undefined {
  const contrary = without !== WITHOUT.test(fold(statement));
  if (!contrary) {
    if (asked === modality) return verdict;
    const opposed =
      (asked === 'interdit' && modality === 'permis') || (asked === 'permis' && modality === 'interdit');
    return opposed ? flip(verdict) : undefined;
  }
  // Permitted not to = not compulsory; forbidden not to = compulsory.
  if (modality !== 'obligatoire') return undefined;
  // « je les ai même si je ne demande rien ? » is true when asking is not compulsory.
  if (asked === 'permis' || asked === 'vrai') return flip(verdict);
  return asked === 'interdit' ? verdict : undefined;
}
