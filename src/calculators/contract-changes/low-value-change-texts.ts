import { capitalised } from '#src/platform/french/capitals.ts';
/** French sentences on changes of low value (avenants). Amounts and shares come with their unit. */

export const CHANGE_TITLE = 'Calcul d’une modification de faible montant';

interface ChangeWords {
  /** « 12 000 € », « 8 % ». */
  readonly change: string;
  /** « 12 % du marché initial », or nothing when the change is said as a share. */
  readonly percent: string;
  readonly limit: string;
  /** « 15 000 € », when the contract's amount is said. */
  readonly room?: string | undefined;
  readonly kind: string;
  readonly threshold?: string | undefined;
}

const limitText = (w: ChangeWords): string => `${w.limit} en ${w.kind}${w.room ? `, soit ${w.room}` : ''}`;
const ofContract = (w: ChangeWords): string =>
  w.percent === w.change
    ? `${w.change} du marché initial`
    : `${w.change}, soit ${w.percent} du marché initial,`;

export const changeHeadline = {
  within: (w: ChangeWords): string =>
    `${ofContract(w)} restent sous la limite des modifications de faible montant : ${limitText(w)}. L’acheteur peut modifier le marché sans nouvelle mise en concurrence.`,
  withinPartial: (w: ChangeWords): string =>
    `${ofContract(w)} restent sous la limite des modifications de faible montant (${limitText(w)}), si les avenants précédents ne la font pas dépasser : donnez-moi leur montant.`,
  withinShare: (w: ChangeWords): string =>
    `${ofContract(w)} restent sous la limite des modifications de faible montant (${limitText(w)}). Le montant doit aussi rester sous le seuil européen du marché.`,
  atLimit: (w: ChangeWords): string =>
    `${ofContract(w)} sont exactement à la limite des modifications de faible montant (${limitText(w)}). Le code dit « inférieur à » : faites confirmer par l’acheteur avant de compter dessus.`,
  over: (w: ChangeWords): string =>
    `${ofContract(w)} dépassent la limite des modifications de faible montant : ${limitText(w)}. L’acheteur doit s’appuyer sur un autre cas de modification, ou relancer une mise en concurrence.`,
  overThreshold: (w: ChangeWords): string =>
    `${ofContract(w)} atteignent le seuil européen (${w.threshold}) : ce n’est pas une modification de faible montant.`,
  depends: (change: string, percent: string, branches: readonly string[]): string =>
    `${change === percent ? change : `${change}, soit ${percent}`} du marché initial : cela dépend de la nature du marché. ${capitalised(branches.join(' ; '))}.`,
  dependsOnBuyer: (w: ChangeWords, branches: readonly string[]): string =>
    `${ofContract(w)} restent sous la limite de ${limitText(w)}. Reste le seuil européen, qui dépend de l’acheteur : ${branches.join(' ; ')}.`,
} as const;

/** « pour l’État, il est atteint (140 000 € HT) » */
export const thresholdBranch = (buyer: string, threshold: string, under: boolean): string =>
  `pour ${buyer}, il ${under ? 'n’est pas' : 'est'} atteint (${threshold})`;

/** « En travaux : sous la limite de 15 % » */
export const changeBranch = {
  within: (kind: string, limit: string): string => `en ${kind}, c’est sous la limite de ${limit}`,
  'at-limit': (kind: string, limit: string): string => `en ${kind}, c’est exactement la limite de ${limit}`,
  over: (kind: string, limit: string): string => `en ${kind}, c’est plus que la limite de ${limit}`,
} as const;

export const changeKinds = { works: 'travaux', 'supplies-services': 'fournitures et services' } as const;

export const changeSteps = {
  sum: (changes: readonly string[], total: string): string =>
    `Total des modifications : ${changes.join(' + ')} = ${total}.`,
  increase: (after: string, before: string, change: string): string => `${after} − ${before} = ${change}.`,
  percent: (change: string, contract: string, percent: string): string =>
    `${change} ÷ ${contract} = ${percent}.`,
  limit: (limit: string, kind: string, contract: string, room: string): string =>
    `Limite en ${kind} : ${limit} × ${contract} = ${room}.`,
  threshold: (change: string, threshold: string, under: boolean): string =>
    `Seuil européen : ${change}, ${under ? 'moins que' : 'au moins'} ${threshold}.`,
} as const;

export const changeCaveats = {
  cumulated: 'Toutes les modifications de faible montant s’additionnent : ajoutez les avenants déjà signés.',
  otherCases:
    'D’autres cas de modification existent, avec leurs conditions : l’acheteur doit dire lequel il utilise.',
  otherCasesTo: (ceiling: string): string =>
    `Un imprévu, ou un travail en plus devenu nécessaire ? D’autres cas permettent chaque fois jusqu’à ${ceiling} du marché initial chez la plupart des acheteurs, à leurs conditions : l’acheteur dit lequel il utilise.`,
  initial: 'Le pourcentage se calcule sur le montant du marché initial.',
} as const;
