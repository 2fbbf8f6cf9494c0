import { fold } from '#src/platform/french/text-analysis.ts';

/**
 * What a question wants to know. Its words are stop words (« combien », « c'est quoi », « quand »), yet they tell two
 * sections of one subject apart, so each kind is an exact token of its own, on both sides.
 */
const TYPES: readonly (readonly [token: string, pattern: RegExp])[] = [
  [
    '¿quoi',
    /\b(?:c'est|cest|c) (?:quoi|koi)\b|\bqu'est[- ]ce (?:que|qu')|\bque (?:veut dire|signifie)|\bdefinition\b|\bkesako\b|\bveut dire quoi\b/,
  ],
  [
    '¿duree',
    /\b(?:combien|cb) de (?:temps|jours?|mois|semaines?|annees?)\b|\bquel(?:s|le|les)? (?:delais?|durees?|date)\b|\bsous (?:combien|quel delai)\b|^quand\b|\bquand (?:dois|doit|peut|puis|est|va|vais|faut|commence)\b|\bjusqu'a quand\b|\bdate limite\b/,
  ],
  [
    '¿combien',
    /\b(?:combien|cb)\b(?! de (?:temps|jours?|mois|semaines?|annees?))|\bquel(?:s|le|les)? (?:montants?|pourcentages?|taux|seuils?|plafonds?|prix|somme|part)\b/,
  ],
  ['¿ou', /\bou (?:trouver|chercher|deposer|publi|s'adress|puis|peut|est|sont|voir|regard)/],
  [
    '¿qui',
    /(?<!\b(?:une?|des) [a-z]+ )\bqui (?:peut|a le droit|doit|paie|paye|delivre|decide|contacter|finance|porte|est concerne)\b|\bquels? acheteurs?\b/,
  ],
  ['¿comment', /\bcomment\b|\bquelles? (?:etapes?|demarches?)\b/],
];

/** Tokens of the kinds of question that a text asks. */
export function questionTypeTokens(text: string): string[] {
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  return TYPES.filter(([, pattern]) => pattern.test(folded)).map(([token]) => token);
}
