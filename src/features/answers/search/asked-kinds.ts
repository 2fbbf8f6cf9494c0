import { fold } from '#src/platform/french/text-analysis.ts';

/** What a question wants to be told, beyond its subject: a page on the subject that never says it has no answer. */
export type AskedKind = 'figure' | 'price' | 'model' | 'of-the-day';

interface KindRule {
  readonly kind: AskedKind;
  /** On folded text with single spaces. */
  readonly asks: RegExp;
  /** How a page's own questions speak of it. */
  readonly held: RegExp;
}

const FIGURE =
  /\b(?:combien|cb|nombre)\b|\bquel(?:le)?s? (?:est |sont )?(?:(?:le|la|les) )?(?:taux|pourcentages?|montants?|prix|parts?|nombres?|delais?|durees?)\b|\b(?:quel|en|de) %/;

/**
 * Words of a kind that ask nothing of it: a criterion of price, the age of a paper, the day of what will be done.
 */
const TOLD =
  /\b(?:\d{1,3} ?% (?:de |sur le |au )?|(?:notation|note|critere|criteres)(?: \w+)? (?:de |du |sur le |au |a )?(?:\d{1,3} ?% )?)prix\b|\b(?:de|datee?s? de) (?:l'an dernier|l'annee derniere|la semaine derniere|hier)\b|\b(?:la semaine|l'annee|le mois) prochaine?\b/g;

const RULES: readonly KindRule[] = [
  { kind: 'figure', asks: FIGURE, held: FIGURE },
  {
    kind: 'price',
    asks: /\bcombien (?:ca |cela |est-ce que ca )?(?:coute|vaut|prend)|\b(?:prix|tarifs?|couts?|coute|honoraires|marges?)\b/,
    held: /\b(?:prix|tarifs?|couts?|coute\w*|honoraires|gratuit\w*|payant\w*|pay(?:er|e|ee|es)|marges?)\b/,
  },
  {
    kind: 'model',
    asks: /\b(?:modeles?|exemples?|telecharg\w+|plans? types?|trames?|templates?)\b/,
    held: /\b(?:modeles?|exemples?|telecharg\w+|trames?|formulaires?|redige\w*|ecrire)\b/,
  },
  {
    kind: 'of-the-day',
    asks: /\b(?:aujourd'hui|en ce moment|actuel(?:le)?s?|actuellement|dernier(?:e)? (?:valeur|indice|index|taux|arret)|ce (?:semestre|trimestre|mois)|prochaine?s?|l'an dernier|l'annee derniere|la semaine derniere|hier|en moyenne|d'habitude|habituel\w*|en general|exactement|exacte?)\b/,
    held: /\b(?:aujourd'hui|en ce moment|actuel\w*|prochaine?s?|semestre|habituel\w*|exact\w*)\b/,
  },
];

/** The kinds of thing that a text asks for. */
export function kindsAsked(text: string): ReadonlySet<AskedKind> {
  const folded = plain(text).replace(TOLD, ' ');
  return new Set(RULES.filter(({ asks }) => asks.test(folded)).map(({ kind }) => kind));
}

/** The kinds of thing that a page's questions speak of. */
export function kindsHeld(questions: readonly string[]): ReadonlySet<AskedKind> {
  const folded = questions.map(plain);
  return new Set(RULES.filter(({ held }) => folded.some((text) => held.test(text))).map(({ kind }) => kind));
}

const plain = (text: string): string => fold(text).replace(/\s+/g, ' ');
