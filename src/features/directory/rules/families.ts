import { fold } from '#src/platform/french/text-analysis.ts';

/** A commitment that somebody looks for: a family of the form, and one kind of it where they named one. */
export interface WantedFamily {
  /** Id of a choice of the form's « engagements ». */
  readonly family: string;
  /** Id of a choice of the question on that family's kinds. */
  readonly kind?: string | undefined;
}

/** The families that a company may declare, in the order in which they are shown. */
export const FAMILIES = ['insertion', 'handicap', 'ess', 'qpv', 'circular'] as const;

/** Where the form keeps the kind of each family, and its proof. */
export const KIND_FIELDS: Readonly<Record<string, { readonly kind?: string; readonly proof?: string }>> = {
  ess: { kind: 'ess-kind', proof: 'ess-proof' },
  insertion: { kind: 'insertion-kind', proof: 'insertion-proof' },
  handicap: { kind: 'handicap-kind', proof: 'handicap-proof' },
  qpv: { proof: 'qpv-check' },
  circular: { kind: 'circular-kind', proof: 'circular-proof' },
};

/** How people name them, the most precise first; a kind says its family. Read on folded text. */
const WAYS: readonly (WantedFamily & { readonly said: RegExp })[] = [
  { family: 'insertion', kind: 'ei', said: /\bentreprises? d'insertion\b/g },
  { family: 'insertion', kind: 'etti', said: /\b(?:interim d'insertion|etti)\b/g },
  { family: 'insertion', kind: 'aci', said: /\b(?:(?:ateliers? et )?chantiers? d'insertion|aci)\b/g },
  { family: 'insertion', kind: 'ai', said: /\bassociations? intermediaires?\b/g },
  { family: 'insertion', kind: 'eiti', said: /\beiti\b/g },
  {
    family: 'insertion',
    said: /\b(?:structures?|acteurs?) (?:de l'|d')insertion\b|\b(?:siae|iae)\b|\b(?:en |de l'|par l'|d')?insertion(?: professionnelle| par l'activite economique| sociale)?\b|\bregies? de quartiers?\b/g,
  },
  { family: 'handicap', kind: 'ea', said: /\b(?:entreprises? adaptees?|eatt?)\b/g },
  { family: 'handicap', kind: 'esat', said: /\b(?:esat|etablissements? d'aide par le travail)\b/g },
  { family: 'handicap', kind: 'tih', said: /\b(?:tih|(?:travailleurs? )?independants? handicapes?)\b/g },
  {
    family: 'handicap',
    said: /\b(?:secteur (?:protege(?: et adapte)?|adapte)|(?:en |de |avec des |qui emploie\w* des )?(?:personnes|travailleurs|salaries) (?:handicapes|en situation de handicap)|(?:du )?handicap)\b/g,
  },
  { family: 'ess', kind: 'cooperative', said: /\b(?:cooperatives?|scop|scic|cae)\b/g },
  { family: 'ess', kind: 'esus', said: /\b(?:esus|entreprises? solidaires? d'utilite sociale)\b/g },
  { family: 'ess', kind: 'association', said: /\bassociations?\b/g },
  {
    family: 'ess',
    said: /\b(?:(?:de l')?economie sociale(?: et solidaire)?|(?:de l')?ess|(?:entreprises? )?solidaires?)\b/g,
  },
  {
    family: 'qpv',
    said: /\b(?:(?:en |des |d'un |du )?(?:qpv|quartiers? (?:prioritaires?|populaires?)(?: de la ville)?))\b/g,
  },
  {
    family: 'circular',
    kind: 'reuse',
    said: /\b(?:reemploi|ressourceries?|seconde main|reconditionne\w*)\b/g,
  },
  { family: 'circular', said: /\b(?:(?:de l')?economie circulaire|circulaires?|upcycling|surcyclage)\b/g },
];

/**
 * The commitments that a text asks for.
 * @returns them, and the text without their words, so that « insertion » is not read as a trade as well
 */
export function familiesSaid(text: string): { wanted: WantedFamily[]; rest: string } {
  let rest = fold(text);
  const wanted: WantedFamily[] = [];
  for (const { said, family, kind } of WAYS) {
    const before = rest;
    rest = rest.replace(said, ' # ');
    // « une association d'insertion » names the family of insertion, and its kind once.
    if (rest !== before && !wanted.some((one) => one.family === family))
      wanted.push({ family, ...(kind && { kind }) });
  }
  return { wanted, rest };
}
