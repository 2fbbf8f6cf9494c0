import { dayCount, euros, percent } from '#src/calculators/texts-amounts.ts';
import { formatValue, frenchNumber } from '#src/knowledge/model/figures.ts';
import type { Ccag, CcagPenalty } from './ccag-penalties.ts';

/** French sentences on what a delay costs by the CCAG that a contract cites. */
export const CCAG_PENALTIES_TITLE = 'Calcul des pénalités de retard d’un CCAG';

const NAMES: Readonly<Record<Ccag, string>> = {
  works: 'CCAG travaux',
  'supplies-services': 'CCAG fournitures courantes et services',
  'studies-industry': 'CCAG études ou marchés industriels',
  architect: 'CCAG maîtrise d’œuvre',
};
/** What the penalty is counted on. */
const BASES: Readonly<Record<Ccag, string>> = {
  works: 'le montant hors taxes du marché, de la tranche ou du bon de commande en retard',
  'supplies-services': 'la valeur de ce qui est en retard',
  'studies-industry': 'la valeur de ce qui est en retard',
  architect: 'la valeur de l’élément de mission en retard',
};
const ifCited = (ccag: Ccag): string => `si le contrat cite le ${NAMES[ccag]} et n’écrit rien d’autre`;
const ht = (amount: number): string => euros(amount, 'HT');

export const ccagPenaltiesTexts = {
  due: ({ ccag, due = 0 }: CcagPenalty): string => `${euros(due)} de pénalités de retard, ${ifCited(ccag)}.`,
  free: ({ ccag, due = 0, figures: { free } }: CcagPenalty): string =>
    `Rien n’est dû, ${ifCited(ccag)} : le calcul donne ${euros(due)}, et rien n’est dû tant que le total ne dépasse pas ${formatValue('€', free.number)}.`,
  capped: ({ ccag, due = 0, cap }: CcagPenalty): string =>
    `${euros(cap)} de pénalités de retard au plus, ${ifCited(ccag)} : le calcul donne ${euros(due)}, au-dessus du plafond.`,
  each: ({ ccag, each }: CcagPenalty): string => `${euros(each)} par jour de retard, ${ifCited(ccag)}.`,
  either: (branches: readonly string[]): string => `Cela dépend du CCAG cité : ${branches.join(' ; ')}.`,
  branch: ({ ccag, due, each, cap, outcome }: CcagPenalty): string => {
    const name = ccag === 'works' ? 'en travaux' : 'en fournitures ou services';
    if (due === undefined) return `${euros(each)} par jour ${name}`;
    if (outcome === 'free') return `rien ${name} (le calcul donne ${euros(due)})`;
    return outcome === 'capped' ? `${euros(cap)} ${name}, le plafond` : `${euros(due)} ${name}`;
  },
  amountWanted: ({ ccag }: CcagPenalty): string => `Il me manque le montant pour finir : ${BASES[ccag]}.`,
  amountStep: ({ ccag, divisor }: CcagPenalty, days: number): string =>
    `${NAMES[ccag]}, s’il est cité et que rien d’autre n’est écrit : montant HT ÷ ${frenchNumber(divisor)} × ${dayCount(days)}.`,
  exclWanted: 'Les pénalités se comptent hors taxes : il me manque le montant HT.',
  step: (amount: number, { divisor, due = 0 }: CcagPenalty, days: number): string =>
    `${ht(amount)} ÷ ${frenchNumber(divisor)} × ${dayCount(days)} = ${euros(due)}.`,
  eachStep: (amount: number, { divisor, each }: CcagPenalty): string =>
    `${ht(amount)} ÷ ${frenchNumber(divisor)} = ${euros(each)} par jour.`,
  freeStep: ({ figures: { free }, due = 0 }: CcagPenalty): string =>
    due > free.number
      ? `Au-dessus de ${formatValue('€', free.number)} : la somme est due dès le premier euro.`
      : `Rien n’est dû jusqu’à ${formatValue('€', free.number)} en tout.`,
  freeDaysStep: ({ figures: { free }, freeDays }: CcagPenalty): string =>
    freeDays > 0
      ? `Rien n’est dû jusqu’à ${formatValue('€', free.number)} en tout, ici jusqu’à ${dayCount(freeDays)} de retard.`
      : `Rien n’est dû jusqu’à ${formatValue('€', free.number)} en tout : un jour suffit ici à les dépasser.`,
  capStep: (amount: number, { figures: { cap }, cap: most }: CcagPenalty): string =>
    `Plafond : ${percent(cap.number)} × ${ht(amount)} = ${euros(most)}.`,
  base: ({ ccag }: CcagPenalty): string | false =>
    ccag !== 'works' && `Le calcul porte sur ${BASES[ccag]} : prenez ce montant s’il est plus petit.`,
  taxAssumed: (amount: number): string => `Je suppose que ${euros(amount)} est le montant hors taxes.`,
  monthsStep: (months: number, each: number, days: number): string =>
    `${formatValue('mois', months)} × ${each} jours = ${dayCount(days)}, si chaque mois en a ${each} : prenez les jours exacts, samedis et dimanches compris.`,
  charged: (charged: number, isRight: boolean, said: string): string =>
    isRight
      ? `${euros(charged)} : c’est bien le compte. ${said}`
      : `Le compte n’est pas de ${euros(charged)}. ${said} Demandez sur quelle clause la somme est calculée.`,
  explain: ({ figures: { answer } }: CcagPenalty): string =>
    `Avant toute pénalité, l’acheteur invite l’entreprise par écrit à s’expliquer : elle a ${dayCount(answer.number)} pour répondre. Un retard qui vient de l’acheteur ne compte pas.`,
  ccap: 'Si le CCAP prévoit un autre montant, ou écarte le plafond, c’est lui qui compte. Sans CCAG cité et sans clause, aucune pénalité n’est prévue.',
  whichAmount: 'Quel est le montant hors taxes de ce qui est en retard ?',
  whichCcag: 'Est-ce un marché de travaux, ou de fournitures et services ?',
} as const;
