import type { Proposition } from '#src/knowledge/model.ts';
import { fold } from '#src/retrieval/french-text.ts';

/** How a yes/no question asks: what is asked of the thing, and whether it is asked of its contrary. */
export interface Polarity {
  readonly modality: Proposition['modality'];
  readonly negated: boolean;
}

/** Words that ask for something else than yes or no, wherever they stand in a chat line. */
const WH =
  /\b(?:combien|cb|comment|quand|pourquoi|pk|quels?|quelles?|quel|lequel|laquelle|lesquels|quoi|koi|qu'est[- ]ce que (?:c'est|je|ca)|que (?:faire|dit|dois|signifie|veut|risque)|a partir de quand|jusqu'a (?:quand|combien)|c'est quoi|ou (?:trouver|deposer|publier|chercher|est|sont|puis|peut|dois)|qui (?:peut|doit|paie|paye|delivre|decide|est|contacter))\b/;
/** A yes/no frame over a relative « quoi que », « quand même »: these are not questions. */
const NOT_WH =
  /\bquand meme\b|\bmeme quand\b|\bquoi qu'il\b|\b(?:et|ou) quoi\b|\ben quoi que\b|\bn'importe (?:quel|quelle|quand|qui)s?\b|\bquand (?:le|la|les|l'|un|une|mon|ma|mes|je|on|il|elle|nous|des)\b/g;
const FORBIDDEN =
  /\b(?:interdite?s?|defendue?s?|illegale?s?|illegal|illicites?|prohibee?s?|abusi(?:f|ve)s?|irreguli(?:er|ere)s?)\b/;
const COMPULSORY =
  /\b(?:obligatoires?|obligatoirement|forcement|obligee?s?|oblige|obligation|dois[- ]?je|je dois|on doit|doit[- ](?:on|il|elle)|faut[- ]?il|il faut|faut|dois|doit|doivent|devait|devons|tenue?s? de|imposee?s?|impose|exigee?s?|indispensable|c'est la loi)\b/;
const PERMITTED =
  /\b(?:puis|peut|peux|peuvent|pouvons|pouvez|pourrai[st]?|possibles?|autorisee?s?|permise?s?|permis|legale?s?|legal|reguli(?:er|ere)|le droit|droit a|ai[- ]je droit|a[- ]t[- ]on droit|valables?)\b/;
const ASKS =
  /\?|\b(?:est[- ]ce que|est[- ]il|est[- ]elle|suis[- ]je|ai[- ]je|a[- ]t[- ](?:on|il|elle)|y a[- ]t[- ]il|puis[- ]je|peut[- ](?:on|il|elle)|peuvent[- ]ils|doit[- ](?:on|il|elle)|dois[- ]je|faut[- ]il|sont[- ](?:ils|elles)|c'est (?:interdit|obligatoire|possible|autorise|legal|illegal|permis|normal|la loi))\b|^(?:on|je|nous|elle|il|ils|l'acheteur|la mairie|une? \p{L}+) (?:peut|peux|pouvons|peuvent|doit|dois|devons|a le droit)\b|\b(?:on|je|nous|elle|il|ils) (?:peut|peux|pouvons|peuvent)\b/u;
const NEGATION =
  /\b(?:ne|n')\b.{0,30}?\b(?:pas|plus|jamais|rien|aucune?|personne|ni)\b|\b(?:me|se|nous|vous|s'en) passer d|\bsans (?:avoir|devoir|etre)\b|\bdispensee?s? d|\bpas (?:obligatoire|oblige|interdit|possible|autorise|besoin)/;

/**
 * Reads whether a message wants a yes or a no, and of what modality. People in a chat write « elle peut ? », « c'est
 * légal », « autorisé ? » after their story: the last clause that asks decides. Undefined for any other message.
 */
export function polarityOf(question: string): Polarity | undefined {
  const text = fold(question).replace(/\s+/g, ' ').trim();
  const asking = lastAsking(text);
  if (!asking || WH.test(asking.replace(NOT_WH, ' '))) return undefined;
  // « … directement, elle peut ? » says little by itself: its story says what is asked, its end how.
  const negated = NEGATION.test(asking);
  if (FORBIDDEN.test(asking)) return { modality: 'interdit', negated };
  const [permitted, compulsory] = [asking.search(PERMITTED), asking.search(COMPULSORY)];
  if (permitted >= 0 && (compulsory < 0 || permitted < compulsory)) return { modality: 'permis', negated };
  if (compulsory >= 0) return { modality: 'obligatoire', negated };
  return asking.includes('?') ? { modality: 'vrai', negated } : undefined;
}

/** The last sentence that asks something, with its question mark. */
function lastAsking(text: string): string | undefined {
  const sentences = text.match(/[^?.!…\n]+[?.!…]*/g) ?? [];
  return sentences.findLast((sentence) => ASKS.test(sentence));
}

const flip = (verdict: 'oui' | 'non'): 'oui' | 'non' => (verdict === 'oui' ? 'non' : 'oui');

/**
 * The verdict on a proposition for a question of this polarity, or undefined when they do not speak of the same thing:
 * « interdit » is the contrary of « permis »; « obligatoire » says nothing of what is merely permitted.
 */
export function verdictFor(proposition: Proposition, polarity: Polarity): 'oui' | 'non' | undefined {
  const { modality, verdict } = proposition;
  if (polarity.negated) return undefined;
  if (polarity.modality === modality) return verdict;
  if (polarity.modality === 'interdit' && modality === 'permis') return flip(verdict);
  if (polarity.modality === 'permis' && modality === 'interdit') return flip(verdict);
  return undefined;
}
