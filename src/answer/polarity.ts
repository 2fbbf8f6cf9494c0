import type { Proposition } from '#src/knowledge/model.ts';
import { fold } from '#src/retrieval/french-text.ts';

/** How a yes/no question asks: what is asked of the thing, and whether it is asked of its contrary. */
export interface Polarity {
  readonly modality: Proposition['modality'];
  readonly negated: boolean;
}

const WH =
  /\b(?:combien|comment|quand|pourquoi|quels?|quelles?|qui|quoi|que (?:faire|dit|signifie|veut)|qu'est[- ]ce|c'est quoi|a partir de|jusqu'a quand|ou (?:trouver|deposer|publier|chercher)|lequel|laquelle)\b/;
const FORBIDDEN = /\b(?:interdite?s?|defendue?s?|illegale?s?|illicites?|prohibee?s?)\b/;
const COMPULSORY =
  /\b(?:obligatoires?|obligee?s?|obligation|dois[- ]?je|doit[- ]?on|doit[- ]?(?:il|elle)|faut[- ]?il|il faut|dois|doit|doivent|devons|tenue?s? de|imposee?s?|indispensable)\b/;
const PERMITTED =
  /\b(?:puis|peut|peux|peuvent|pouvons|pouvez|pourrai[st]?|possibles?|autorisee?s?|permise?s?|permis|legale?s?|le droit|ai[- ]je droit|a[- ]t[- ]on droit|droit a)\b/;
const YES_NO =
  /^(?:\W|et |mais |alors |bonjour,? |si [^,]*, )*(?:est[- ]ce|est[- ]il|est[- ]elle|suis[- ]je|ai[- ]je|a[- ]t[- ](?:on|il|elle)|puis[- ]je|peut|peux|peuvent|pouvons|dois|doit|doivent|faut|y a[- ]t[- ]il|c'est (?:interdit|obligatoire|possible|autorise|legal|illegal|permis)|on (?:peut|doit|a le droit)|je (?:peux|dois)|j'ai (?:le )?droit|l'acheteur (?:peut|doit)|sont[- ]ils|sont[- ]elles|une? [\p{L}' -]+ (?:peut|doit)[- ](?:il|elle))/u;
const NEGATION =
  /\b(?:ne|n')\b.{0,30}?\b(?:pas|plus|jamais)\b|\b(?:me|se|nous|vous) passer d|\bsans (?:avoir|devoir|etre)\b|\bdispensee?s? d|\bpas (?:obligatoire|oblige|interdit|possible|autorise)/;

/**
 * Reads whether a question wants a yes or a no, and of what modality. Undefined for any other question, and whenever
 * it is not clear: then no verdict is given.
 */
export function polarityOf(question: string): Polarity | undefined {
  const text = fold(question).replace(/\s+/g, ' ').trim();
  if (WH.test(text) && !/^(?:est[- ]ce|c'est) /.test(text)) return undefined;
  const asks =
    YES_NO.test(text) ||
    (text.includes('?') && (FORBIDDEN.test(text) || COMPULSORY.test(text) || PERMITTED.test(text)));
  if (!asks) return undefined;
  const negated = NEGATION.test(text);
  if (FORBIDDEN.test(text)) return { modality: 'interdit', negated };
  if (/\b(?:puis|peut|peux|peuvent)\b.{0,40}\b(?:obliger|imposer|exiger|interdire)\b/.test(text))
    return { modality: 'permis', negated };
  if (COMPULSORY.test(text)) return { modality: 'obligatoire', negated };
  if (PERMITTED.test(text)) return { modality: 'permis', negated };
  return { modality: 'vrai', negated };
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
  // « Ai-je droit », « est-ce que » over a plain fact, and the other way round.
  if (modality === 'vrai' && polarity.modality === 'permis') return verdict;
  if (polarity.modality === 'vrai') return verdict;
  return undefined;
}
