/**
 * Which body of rules a page belongs to. The code de la commande publique treats ordinary contracting
 * authorities (2e partie, livres I et II), network operators (« entités adjudicatrices »), defence or
 * security contracts (2e partie, livre III) and concessions (3e partie) separately; `private` is business
 * law between companies. `any` holds whatever the regime.
 */
export const REGIMES = ['ordinary', 'utilities', 'defence', 'concession', 'private', 'any'] as const;
export type Regime = (typeof REGIMES)[number];

/**
 * Whether a rule of `rule` may be served to a question about `asked`.
 * A question that names no regime is an ordinary one. Utilities follow the ordinary rules except where a
 * section of their own says otherwise, so ordinary sections stay servable to them, ranked after their own.
 */
export function regimeServes(rule: Regime, asked: Regime): boolean {
  if (rule === 'any' || rule === asked) return true;
  return asked === 'utilities' && rule === 'ordinary';
}

/** Whether two rules can bear on one contract. A rule of the network operators' own sets the ordinary one aside. */
export const regimesMeet = (one: Regime, other: Regime): boolean =>
  one === other || one === 'any' || other === 'any';
