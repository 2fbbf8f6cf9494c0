import type { KnownFigure } from '#src/calculators/known.ts';
import { euros, percent } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { InterestRate } from './interest-rate.ts';

export const INTEREST_RATE_TITLE = 'Calcul du taux des intérêts de retard';
export const COMPENSATION_TITLE = 'Calcul de l’indemnité forfaitaire de retard';

/** Sentences on the rate of late-payment interest. */
export const interestRateTexts = {
  rate: ({ rate, margin }: InterestRate, bankRate: number, client: 'public' | 'private'): string =>
    `${percent(rate)} par an : ${percent(bankRate)} (taux de la BCE) + ${formatValue('points', margin.number)}, ${client === 'public' ? 'face à un acheteur public' : 'face à un client privé, si le contrat ne fixe pas d’autre taux'}.`,
  step: ({ rate, margin }: InterestRate, bankRate: number): string =>
    `${percent(bankRate)} + ${formatValue('points', margin.number)} = ${percent(rate)}.`,
  given: 'J’ai pris le taux de la BCE que vous donnez : vérifiez-le.',
  half: 'Le taux de la BCE à prendre est celui du premier jour du semestre où les intérêts commencent.',
  flat: (flat: KnownFigure): string =>
    `S’ajoutent ${euros(flat.number)} d’indemnité forfaitaire par facture en retard.`,
  privateClient: 'Un client privé suit un autre calcul.',
};

/** Sentences on the flat compensation. */
export const compensationTexts = {
  total: (flat: KnownFigure, invoices: number, total: number): string =>
    `${euros(total)} d’indemnité forfaitaire : ${euros(flat.number)} pour chacune des ${invoices} factures payées en retard.`,
  step: (flat: KnownFigure, invoices: number, total: number): string =>
    `${invoices} factures × ${euros(flat.number)} = ${euros(total)}.`,
  interest: 'Les intérêts de retard s’y ajoutent, sans avoir à les réclamer.',
  each: 'Elle est due pour chaque facture payée hors délai, quel que soit son montant.',
};
