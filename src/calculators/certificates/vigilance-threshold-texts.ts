import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { euros, opened } from '#src/calculators/texts-amounts.ts';
import type { VigilanceDuty } from './vigilance-threshold.ts';

export const VIGILANCE_TITLE = 'Comparaison au seuil de l’attestation de vigilance';

const from = ({ threshold }: VigilanceDuty): string => euros(threshold.number, 'HT');

/** Sentences on the amount from which a vigilance certificate is due. */
export const vigilanceTexts = {
  due: (verdict: Verdict, duty: VigilanceDuty, amount: string): string =>
    opened(
      verdict,
      `l’attestation de vigilance est obligatoire à ${amount} : le client doit la demander à partir de ${from(duty)}.`,
    ),
  notDue: (verdict: Verdict, duty: VigilanceDuty, amount: string): string =>
    opened(
      verdict,
      `l’attestation de vigilance n’est pas imposée à ${amount} : elle l’est à partir de ${from(duty)}.`,
    ),
  dependsOnTax: (duty: VigilanceDuty, amount: string): string =>
    `Cela dépend du montant hors taxes : l’attestation de vigilance est due à partir de ${from(duty)}, et ${amount} peuvent être en dessous ou au-dessus.`,
  step: (amount: string, duty: VigilanceDuty): string => `Opération : ${amount}, seuil : ${from(duty)}.`,
  whole: 'Le montant à prendre est celui de toute l’opération, même payée en plusieurs fois.',
  again: (months: string): string =>
    `Elle est à remettre à la conclusion du contrat, puis tous les ${months} jusqu’à la fin.`,
  tax: (amount: string): string => `J’ai compté ${amount} hors taxes : le seuil se compte HT.`,
  clarify: 'Quel est le montant hors taxes ?',
};
