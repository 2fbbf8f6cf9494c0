import type { KnownFigure } from '#src/calculators/known.ts';
import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { opened, percent } from '#src/calculators/texts-amounts.ts';

export const SME_CAPITAL_TITLE = 'Part publique du capital et qualité de PME';

/** Sentences on public shareholders and the European definition of a SME. */
export const smeCapitalTexts = {
  over: (said: number, limit: KnownFigure): string =>
    `En principe, ${percent(said)} du capital ou des voix tenus par des organismes publics font perdre la qualité de PME : la limite est de ${percent(limit.number)}, sauf dans des cas listés par la définition européenne.`,
  under: (verdict: Verdict, said: number, limit: KnownFigure): string =>
    opened(
      verdict,
      `${percent(said)} du capital ou des voix tenus par des organismes publics ne font pas perdre la qualité de PME à eux seuls : il en faudrait au moins ${percent(limit.number)}.`,
    ),
  sum: (parts: readonly number[], total: number): string =>
    `${parts.map(percent).join(' + ')} = ${percent(total)}.`,
  compared: (said: number, limit: KnownFigure): string =>
    `${percent(said)}, ${said >= limit.number ? 'au moins' : 'moins que'} ${percent(limit.number)}.`,
  rest: 'Les autres conditions de la définition européenne comptent aussi : effectif, chiffre d’affaires ou bilan, entreprises liées comprises.',
  cases: 'Les cas listés se lisent dans la recommandation européenne 2003/361/CE : faites vérifier le vôtre.',
  both: 'Regardez à la fois le capital et les voix, et additionnez toutes les parts publiques.',
};
