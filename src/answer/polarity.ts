import type { Proposition } from '#src/knowledge/model.ts';
import { fold } from '#src/retrieval/french-text.ts';

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
  /\b(?:combien|cb|comment|quand|pourquoi|pk|quels?|quelles?|quel|lequel|laquelle|lesquels|quoi|koi|qu'est[- ]ce que (?:c'est|je|ca)|que (?:faire|dit|dois|signifie|veut|risque)|a partir de quand|jusqu'a (?:quand|combien)|c'est quoi|ou (?:trouver|deposer|publier|chercher|est|sont|puis|peut|dois)|qui (?:peut|doit|paie|paye|delivre|decide|est|contacter))\b/;
/** A yes/no frame over a relative « quoi que », « quand même »: these are not questions. */
const NOT_WH =
  /\bquand meme\b|\bmeme quand\b|\bquoi qu'il\b|\b(?:et|ou) quoi\b|\ben quoi que\b|\bn'importe (?:quel|quelle|quand|qui)s?\b|\bquand (?:le|la|les|l'|un|une|mon|ma|mes|je|on|il|elle|nous|des)\b/g;
const FORBIDDEN =
  /\b(?:interdite?s?|defendue?s?|illegale?s?|illegal|illicites?|prohibee?s?|abusi(?:f|ve)s?|(?<=(?:c'est|c'etait|est-ce|est-il|est-elle) )irreguli(?:er|ere)s?)\b/;
const COMPULSORY =
  /\b(?:obligatoires?|obligatoirement|forcement|obligee?s?|oblige|obligation|dois[- ]?je|je dois|on doit|doit[- ](?:on|il|elle)|faut[- ]?il|il faut|faut|dois|doit|doivent|devait|devons|tenue?s? de|imposee?s?|impose|exigee?s?|indispensable|c'est la loi)\b/;
const PERMITTED =
  /\b(?:puis|peut|peux|peuvent|pouvons|pouvez|pourrai[st]?|possibles?|autorisee?s?|permise?s?|permis|legale?s?|legal|reguli(?:er|ere)|le droit|droit a|ai[- ]je droit|a[- ]t[- ]on droit|valables?)\b/;
const ASKS =
  /\?|\b(?:est[- ]ce que|est[- ]il|est[- ]elle|suis[- ]je|ai[- ]je|a[- ]t[- ](?:on|il|elle)|y a[- ]t[- ]il|puis[- ]je|peut[- ](?:on|il|elle)|peuvent[- ]ils|doit[- ](?:on|il|elle)|dois[- ]je|faut[- ]il|sont[- ](?:ils|elles)|c'est (?:interdit|obligatoire|possible|autorise|legal|illegal|permis|normal|la loi))\b|^(?:on|je|nous|elle|il|ils|l'acheteur|la mairie|une? \p{L}+) (?:peut|peux|pouvons|peuvent|doit|dois|devons|a le droit)\b|\b(?:on|je|nous|elle|il|ils) (?:peut|peux|pouvons|peuvent)\b/u;
/** The sentence denies: around its verb, or before its adjective. */
const NEGATION =
  /\b(?:ne|n')\b ?.{0,30}?\b(?:pas|plus|jamais|rien|aucune?|personne|ni)\b|\bpas (?:forcement |vraiment |toujours )?(?:le droit|obligatoire|obligee?s?|interdite?s?|possible|autorisee?s?|besoin|legal|permis|normal)|\b(?:peut|peuvent|peux|doit|dois|doivent|ont|a|est) pas\b/;
/** The act is denied: an infinitive in the negative, or doing without. */
const WITHOUT =
  /\bne (?:pas|plus|rien|jamais) \p{L}+(?:er|ir|re)\b|\b(?:me|se|nous|vous|m'en|s'en|nous en) passer\b|\bsans\b(?! (?:doute|cesse|suite|arret))|\bdispens(?:ee?s?|er)\b|\b(?:eviter|echapper a|zapper|sauter l)\b/u;

/**
 * Reads whether a message wants a yes or a no, and of what modality. People in a chat write « elle peut ? », « c'est
 * légal », « autorisé ? » after their story: the last clause that asks decides. Undefined for any other message.
 */
export function polarityOf(question: string): Polarity | undefined {
  const text = fold(question).replace(/\s+/g, ' ').trim();
  const asking = lastAsking(text);
  if (!asking || WH.test(asking.replace(NOT_WH, ' '))) return undefined;
  // « … directement, elle peut ? » says little by itself: its story says what is asked, its end how.
  const without = WITHOUT.test(asking);
  const negated = NEGATION.test(asking.replace(WITHOUT, ' '));
  const asks = (modality: Proposition['modality']): Polarity => ({ modality, negated, without });
  if (FORBIDDEN.test(asking)) return asks('interdit');
  if (/\bdispens(?:ee?s?|er)\b|\bpasser d/.test(asking)) return asks('permis');
  const [permitted, compulsory] = [asking.search(PERMITTED), asking.search(COMPULSORY)];
  if (permitted >= 0 && (compulsory < 0 || permitted < compulsory)) return asks('permis');
  if (compulsory >= 0) return asks('obligatoire');
  return asking.includes('?') ? asks('vrai') : undefined;
}

/** The last sentence of a folded text that asks something, with its question mark. */
export function lastAsking(text: string): string | undefined {
  const place = lastAskingAt(text);
  return place && text.slice(place.start, place.end);
}

/** Where the last sentence that asks something stands in a folded text. */
export function lastAskingAt(text: string): { readonly start: number; readonly end: number } | undefined {
  const sentences = [...text.matchAll(/[^?.!…\n]+[?.!…]*/g)];
  const found = sentences.findLast(([sentence]) => ASKS.test(sentence));
  return found && { start: found.index, end: found.index + found[0].length };
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
  if (asked === 'permis') return flip(verdict);
  return asked === 'interdit' ? verdict : undefined;
}
