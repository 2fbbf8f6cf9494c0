import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { ConcessionThreshold } from './concession-threshold.ts';

export const CONCESSION_TITLE = 'Comparaison au seuil européen des concessions';

const limit = ({ threshold }: ConcessionThreshold): string =>
  formatValue(threshold.figure.unit, threshold.number);

/** Sentences on the European threshold of concessions. */
export const concessionTexts = {
  reached: (verdict: Verdict, result: ConcessionThreshold, amount: string): string =>
    opened(verdict, `à ${amount}, la concession atteint le seuil européen de ${limit(result)}.`),
  under: (verdict: Verdict, result: ConcessionThreshold, amount: string): string =>
    opened(verdict, `à ${amount}, la concession reste sous le seuil européen de ${limit(result)}.`),
  step: (amount: string, result: ConcessionThreshold): string =>
    `Valeur de la concession : ${amount}, seuil européen : ${limit(result)}.`,
  whole: 'La valeur se compte hors taxes, sur toute la durée du contrat.',
  others: 'Les seuils des marchés publics ne s’appliquent pas aux concessions.',
};
