import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { euros, opened, percent } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { JeiLots } from './jei-lots.ts';

export const JEI_LOTS_TITLE = 'Calcul de la part réservée aux jeunes entreprises innovantes';

const limit = ({ threshold }: JeiLots): string => formatValue(threshold.figure.unit, threshold.number);

/** Sentences on the lots kept for young innovative companies. */
export const jeiLotsTexts = {
  share: (verdict: Verdict, lots: JeiLots, whole: number): string =>
    opened(
      verdict,
      `des lots représentant ${euros(lots.amount, 'HT')}, soit ${percent(lots.share.number)} de ${euros(whole, 'HT')}, peuvent être réservés à des jeunes entreprises innovantes (JEI).`,
    ),
  tooLarge: (verdict: Verdict, lots: JeiLots, whole: number): string =>
    opened(
      verdict,
      `pas de lots réservés aux jeunes entreprises innovantes (JEI) à ${euros(whole, 'HT')} : tout le besoin doit rester sous ${limit(lots)}.`,
    ),
  product: (lots: JeiLots, whole: number): string =>
    `${percent(lots.share.number)} × ${euros(whole, 'HT')} = ${euros(lots.amount, 'HT')}.`,
  compared: (lots: JeiLots, whole: number): string =>
    `Besoin, tous lots compris : ${euros(whole, 'HT')}, ${lots.allowed ? 'moins que' : 'au moins'} ${limit(lots)}.`,
  conditions:
    'Le marché doit être divisé en lots et porter sur des travaux, fournitures ou services innovants.',
  faculty: 'C’est une faculté de l’acheteur, pas un droit : cherchez la mention dans l’avis ou le dossier.',
  proof: 'Le statut de JEI se prouve, et le caractère innovant se démontre : il n’est pas présumé.',
  tax: (amount: string): string => `J’ai compté ${amount} hors taxes.`,
};
