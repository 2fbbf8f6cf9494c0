import { dayCount, euros, percent } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { INTEREST_YEAR, type LateInterest } from './late-interest.ts';

export const INTEREST_TITLE = 'Calcul des intérêts de retard';

/** A sum, with its tax where it has one. */
interface Sum {
  readonly value: number;
  readonly tax: 'TTC' | undefined;
}

const points = ({ margin }: LateInterest): string => formatValue('points', margin.number);

/** Sentences on late-payment interest. */
export const interestTexts = {
  total: ({ full, compensation }: LateInterest): string =>
    full
      ? `${euros(full.total)} : ${euros(full.interest)} d’intérêts de retard et ${euros(compensation)} d’indemnité forfaitaire.`
      : '',
  rateWanted: (late: LateInterest): string =>
    `Il me manque le taux de la BCE pour finir le calcul. Vous pouvez déjà compter ${euros(late.compensation)} d’indemnité forfaitaire, plus les intérêts : taux BCE + ${points(late)}. Donnez-moi le taux.`,
  /** @param margin what the points that are added to the bank’s rate come to, € */
  leastOwed: (late: LateInterest, margin: number): string =>
    `Au moins ${euros(margin + late.compensation)} : ${euros(margin)} d’intérêts pour les ${points(late)}, et ${euros(late.compensation)} d’indemnité forfaitaire. S’y ajoutent les intérêts au taux de la BCE : donnez-le-moi pour finir le calcul.`,
  leastSum: (late: LateInterest, margin: number): string =>
    `Sans le taux de la BCE : ${euros(margin)} + ${euros(late.compensation)} = ${euros(margin + late.compensation)}.`,
  amountWanted: (late: LateInterest): string =>
    `Il me manque le montant TTC de la facture pour finir le calcul. Vous pouvez déjà compter ${euros(late.compensation)} d’indemnité forfaitaire par facture, plus les intérêts.`,
  daysWanted: (late: LateInterest): string =>
    `Il me manque le nombre de jours de retard pour finir le calcul. Un paiement en retard donne droit à ${euros(late.compensation)} d’indemnité forfaitaire, plus les intérêts.`,
  waited: (late: number, days: number, time: number): string =>
    `${dayCount(late)} de retard : l’acheteur avait ${dayCount(time)} pour payer, et ${dayCount(days)} sont passés.`,
  waitedStep: (late: number, days: number, time: number): string =>
    `Retard : ${dayCount(days)} − ${dayCount(time)} = ${dayCount(late)}.`,
  waitedAssumed: (days: number): string =>
    `J’ai compté ${dayCount(days)} depuis l’arrivée de la facture chez l’acheteur. Une demande de pièces manquantes, ou un travail fini après la facture, décale le départ.`,
  dueOn: (due: IsoDate): string => `Dernier jour pour payer : ${frenchDate(due)}.`,
  notLate: (due: IsoDate): string =>
    `Aucun intérêt de retard : le paiement était dû au plus tard le ${frenchDate(due)}, et il n’est pas en retard.`,
  /** @param elapsed days from the reception to the payment, when they are known */
  notLateDays: (elapsed: number | undefined, time: number | undefined): string =>
    elapsed === undefined || time === undefined
      ? 'Rien n’est dû : le paiement n’est pas en retard.'
      : `Rien n’est dû : payée ${dayCount(elapsed)} après sa réception, pour un délai de ${dayCount(time)}, la facture n’est pas en retard.`,
  stepsInTime: (elapsed: number | undefined, time: number | undefined): string[] =>
    elapsed === undefined || time === undefined
      ? []
      : [
          `Délai de paiement : ${dayCount(time)}. Paiement : ${dayCount(elapsed)} après la réception de la facture.`,
        ],
  /** A sum, or what is missing to it, that holds for a public buyer only. */
  ifPublic: (headline: string): string =>
    `Si votre débiteur est un acheteur public : ${headline.charAt(0).toLowerCase()}${headline.slice(1)}`,
  /** Said to the buyer that owes it. */
  owedByUs: (headline: string): string =>
    `Ces intérêts sont dus : l’acheteur ne peut pas les refuser. ${headline}`,
  ofCommerce:
    'Votre débiteur est une entreprise : c’est le code de commerce qui s’applique, et non les règles des acheteurs publics.',
  untaxedAssumed: (amount: number): string =>
    `J’ai pris ${euros(amount)} comme la somme due : dans le bâtiment, un sous-traitant facture d’ordinaire sans TVA (autoliquidation). Si votre facture porte de la TVA, donnez-moi le montant TTC.`,
  commerceStep: (late: LateInterest): string =>
    `Entre entreprises, à défaut d’un autre taux dans le contrat : taux BCE + ${points(late)}, et ${euros(late.flat.number)} par facture.`,
  publicStep: (late: LateInterest): string =>
    `Acheteur public : taux BCE + ${points(late)}, et ${euros(late.flat.number)} par facture.`,
  afterTime: (late: LateInterest): string =>
    `En cas de retard : intérêts au taux BCE + ${points(late)}, et ${euros(late.flat.number)} par facture.`,
  whoOwes:
    'Votre débiteur est-il un acheteur public ? Le taux des intérêts de retard en dépend : je ne compte pas la somme avant de le savoir.',
  consumer: 'Un particulier suit encore d’autres règles.',
  ofConsumer:
    'Je ne compte pas cette somme : les intérêts et l’indemnité que je calcule sont dus par les acheteurs publics, et un particulier suit d’autres règles.',
  partly:
    'Les intérêts se comptent sur la seule somme payée en retard, et vous parlez d’une partie de la facture. Il me manque la somme TTC qui reste en retard.',
  several:
    'Vous parlez de plusieurs sommes. Il me manque le nombre de factures en retard, et leur montant TTC additionné.',
  whichLeft: 'Quelle somme TTC reste en retard ? Écrivez « TTC » suivi de la somme.',
  whichTogether:
    'Combien de factures, et quel montant TTC en tout ? Écrivez « … factures pour un total de … € TTC ».',
  each: (
    count: number,
    each: number,
    all: { readonly value: number; readonly tax?: 'HT' | 'TTC' | undefined },
  ): string => `Factures : ${count} × ${euros(each, all.tax)} = ${euros(all.value, all.tax)}.`,
  rate: (late: LateInterest, bankRate: number): string =>
    late.full
      ? `Taux : ${percent(bankRate)} (BCE) + ${points(late)} = ${percent(late.full.rate)} par an.`
      : '',
  interest: (late: LateInterest, amount: Sum, days: number): string =>
    late.full
      ? `Intérêts : ${euros(amount.value, amount.tax)} × ${percent(late.full.rate)} × ${dayCount(days)} ÷ ${dayCount(INTEREST_YEAR)} = ${euros(late.full.interest)}.`
      : '',
  openInterest: (late: LateInterest, amount: Sum | undefined, days: number | undefined): string =>
    `Intérêts : ${amount === undefined ? 'montant TTC' : euros(amount.value, amount.tax)} × (taux BCE + ${points(late)}) × ${days === undefined ? 'jours de retard' : dayCount(days)} ÷ ${dayCount(INTEREST_YEAR)}.`,
  floor: (late: LateInterest, amount: Sum, days: number): string =>
    `Les ${points(late)} à eux seuls : ${euros(amount.value, amount.tax)} × ${percent(late.margin.number)} × ${dayCount(days)} ÷ ${dayCount(INTEREST_YEAR)} = ${euros(late.marginInterest)}.`,
  compensation: (late: LateInterest, invoices: number): string =>
    `Indemnité forfaitaire : ${euros(late.flat.number)} par facture × ${invoices} = ${euros(late.compensation)}.`,
  daysLate: (due: IsoDate, paid: IsoDate, days: number, unpaid: boolean): string =>
    `Retard : du ${frenchDate(due)} (dernier jour pour payer) au ${frenchDate(paid)}${unpaid ? ' (aujourd’hui)' : ''} = ${dayCount(days)}.`,
  sum: ({ full, compensation }: LateInterest): string =>
    full ? `Total : ${euros(full.interest)} + ${euros(compensation)} = ${euros(full.total)}.` : '',
  year: `Intérêts simples, comptés sur ${dayCount(INTEREST_YEAR)} par an : c’est une hypothèse.`,
  half: (from: IsoDate): string =>
    `Le taux de la BCE à prendre est celui du premier jour du semestre ; je suppose le semestre où commence le retard (${from.slice(5, 7) === '01' ? 'premier' : 'second'} semestre ${from.slice(0, 4)}).`,
  halfUnknown:
    'Le taux de la BCE à prendre est celui du premier jour du semestre : vérifiez-le sur son site.',
  rateSaid: 'J’ai pris le taux de la BCE que vous donnez : vérifiez-le.',
  taxAssumed: (amount: number): string =>
    `Je suppose que ${euros(amount)} est le montant TTC : les intérêts se calculent sur le TTC.`,
  daysAssumed: (days: number): string =>
    `J’ai compté ${dayCount(days)} de retard. S’ils partent du jour où vous avez envoyé la facture, dites-le-moi : le délai de paiement s’en retire.`,
  exclTax: (amount: number): string =>
    `Les intérêts se calculent sur le montant TTC, pas sur ${euros(amount, 'HT')}.`,
  monthsStep: (months: number | undefined, days: number): string =>
    months === undefined ? '' : `Retard : ${months} mois, à 30 jours pour 1 mois = ${dayCount(days)}.`,
  months: 'J’ai compté un mois pour 30 jours : le nombre exact de jours change un peu le résultat.',
  invoices: (count: number): string =>
    `L’indemnité forfaitaire est due pour chacune des ${count} factures en retard.`,
  publicAssumed: (days: number): string =>
    `Je suppose un acheteur public avec le délai de paiement ordinaire de ${dayCount(days)}.`,
  public: 'Je suppose un acheteur public ; un client privé suit d’autres règles.',
  automatic: 'Ces sommes sont dues sans avoir à les réclamer, et y renoncer est sans effet.',
  contractRate: ({ least }: LateInterest): string =>
    `Si votre contrat ou vos conditions de vente fixent un autre taux de pénalités, c’est lui qui joue, ${
      least
        ? `jamais moins de ${formatValue('fois', least.number)} le taux d’intérêt légal`
        : 'avec un plancher légal'
    }.`,
  clarify: 'Qui vous paie en retard ?',
  whichRate: 'Quel est le taux de la BCE à prendre ? Écrivez « taux BCE » suivi du chiffre et du signe %.',
  whichDays:
    'Combien de jours de retard ? Donnez-moi le nombre de jours, ou les dates de la facture et du paiement.',
  whichTtc: 'Quel est le montant TTC ? Écrivez « TTC » suivi de la somme.',
};
