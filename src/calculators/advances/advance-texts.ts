import type { KnownFigure } from '#src/calculators/known.ts';
import { euros, listed, monthCount, opened, percent } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { AdvanceBasis, AdvanceRates, AdvanceRight } from './advance.ts';

export const ADVANCE_TITLE = 'Calcul de l’avance';

const threshold = (right: AdvanceRight): string => euros(right.amountThreshold.number, 'HT');
const duration = (right: AdvanceRight): string => monthCount(right.durationThreshold.number);
const sized = (size: KnownFigure): string => formatValue(size.figure.unit, size.number).replace("d'", 'd’');

/** Who is asked about: « vous n’avez pas droit… », « l’acheteur n’est pas obligé… »; or the buyer itself asks. */
export type AdvanceSide = 'company' | 'buyer' | 'us';

const NO_RIGHT: Readonly<Record<AdvanceSide, string>> = {
  company: 'vous n’avez pas de droit à une avance',
  buyer: 'l’acheteur n’est pas obligé de verser une avance',
  us: 'vous n’êtes pas obligé de verser une avance',
};
const RIGHT: Readonly<Record<AdvanceSide, string>> = {
  company: 'vous avez droit à une avance',
  buyer: 'l’acheteur doit vous verser une avance',
  us: 'vous devez verser une avance au titulaire',
};
const noRight = (side: AdvanceSide): string => NO_RIGHT[side];
const right = (side: AdvanceSide): string => RIGHT[side];

/** Sentences on the right to an advance. */
export const advanceRightTexts = {
  amountUnder: (
    verdict: 'oui' | 'non' | undefined,
    side: AdvanceSide,
    amount: string,
    asked: AdvanceRight,
  ): string =>
    opened(
      verdict,
      `${noRight(side)} : elle n’est due qu’au-dessus de ${threshold(asked)}, et le marché fait ${amount}.`,
    ),
  durationUnder: (
    verdict: 'oui' | 'non' | undefined,
    side: AdvanceSide,
    said: string,
    asked: AdvanceRight,
  ): string =>
    opened(
      verdict,
      `${noRight(side)} : elle n’est due que si le marché dure plus de ${duration(asked)}, et le vôtre dure ${said}.`,
    ),
  buyerFree: (verdict: 'oui' | 'non' | undefined, side: AdvanceSide): string =>
    opened(
      verdict,
      `${noRight(side)} : chez cet acheteur, quel que soit le montant, c’est une simple faculté.`,
    ),
  due: (verdict: 'oui' | 'non' | undefined, side: AdvanceSide, asked: AdvanceRight): string =>
    opened(verdict, `${right(side)} : le marché dépasse ${threshold(asked)} et ${duration(asked)}.`),
  conditions: (
    verdict: 'oui' | 'non' | undefined,
    side: AdvanceSide,
    conditions: readonly string[],
  ): string => opened(verdict, `${right(side)}, ${listed(conditions)}.`),
  ifAmount: (asked: AdvanceRight): string => `si le montant dépasse ${threshold(asked)}`,
  ifDuration: (asked: AdvanceRight): string => `si le marché dure plus de ${duration(asked)}`,
  ifBuyer:
    'si l’acheteur est l’État, une collectivité ou l’un de leurs établissements publics tenus à l’avance',
  step: (
    asked: AdvanceRight,
    amount: string | undefined,
    time: { readonly months?: number | undefined; readonly duration?: string | undefined },
  ): string[] => [
    ...(amount ? [`Montant : ${amount}, seuil à dépasser : ${threshold(asked)}.`] : []),
    ...(time.months === undefined || !time.duration
      ? []
      : [
          `Durée : ${time.duration}${time.duration === monthCount(time.months) ? '' : `, ${/an/.test(time.duration) ? 'soit' : 'environ'} ${monthCount(time.months)}`}, durée à dépasser : ${duration(asked)}.`,
        ]),
  ],
};

/** Sentences on the amount of an advance. */
export const advanceTexts = {
  mayBeAsked: 'Vous pouvez demander une avance dans votre devis, mais c’est l’acheteur qui décide.',
  wanted: (amount: number, tax: 'HT' | 'TTC' | undefined, share: number, sum: number): string =>
    `Ce que vous demandez : ${percent(share)} × ${euros(amount, tax)} = ${euros(sum, tax)}.`,
  beforeWork:
    'De l’argent versé avant le travail s’appelle une avance ; un acompte paie le travail déjà fait. Faites écrire le taux dans le marché, avant de signer.',
  guaranteeMayBe: 'Une commune peut demander une garantie avant de la verser.',
  amount: (least: number, rate: number, sme: boolean | undefined): string =>
    `Au moins ${euros(least)} d’avance : ${percent(rate)} de la base de calcul${sme === undefined ? ', si vous êtes une PME' : ''}.`,
  range: (least: number, most: number, rates: AdvanceRates): string =>
    `Entre ${euros(least)} et ${euros(most)} d’avance : de ${percent(rates.minimum.number)} à ${percent(rates.maximum.number)} de la base de calcul, selon le marché.`,
  twoSizes: (least: number, large: number, rates: AdvanceRates): string =>
    rates.ifLarge
      ? `Au moins ${euros(least)} d’avance (${percent(rates.minimum.number)}) ; au moins ${euros(large)} (${percent(rates.ifLarge.rate.number)}) pour une PME, si l’acheteur dépasse ${sized(rates.ifLarge.size)} de dépenses de fonctionnement.`
      : '',
  saidRate: (amount: number, rate: number): string =>
    `${euros(amount)} d’avance : ${percent(rate)} de la base de calcul.`,
  rateOnly: (rate: string): string => `Taux minimal, sur votre montant TTC : ${rate}.`,
  rateWords: (rates: AdvanceRates): string =>
    rates.ifLarge
      ? `${percent(rates.minimum.number)}, ou ${percent(rates.ifLarge.rate.number)} pour une PME si l’acheteur dépasse ${sized(rates.ifLarge.size)} de dépenses de fonctionnement`
      : percent(rates.minimum.number),
  net: (amount: number, subcontracted: number, net: number): string =>
    `Base sans la part payée directement aux sous-traitants : ${euros(amount, 'TTC')} − ${euros(subcontracted)} = ${euros(net, 'TTC')}.`,
  basis: ({ basis, net, yearly }: AdvanceBasis): string =>
    yearly
      ? `Marché de plus d’un an, base ramenée à l’année : ${yearly.multiplier.number} × ${euros(net, 'TTC')} ÷ ${monthCount(yearly.months)} = ${euros(basis, 'TTC')}.`
      : `Base de calcul : ${euros(basis, 'TTC')}.`,
  product: (rate: number, basis: number, result: number): string =>
    `${percent(rate)} × ${euros(basis, 'TTC')} = ${euros(result, 'TTC')}.`,
  recurring: ({
    each,
    per,
    times,
    total,
  }: {
    readonly each: { readonly value: number; readonly tax?: 'HT' | 'TTC' | undefined };
    readonly per: 'an' | 'mois';
    readonly times: number;
    readonly total: number;
  }): string =>
    `${euros(each.value, each.tax)} par ${per} × ${formatValue(per === 'an' ? 'ans' : 'mois', times)} = ${euros(total, each.tax)}.`,
  withTax: (excl: number, rate: number, incl: number): string =>
    `TVA à ${percent(rate)}, comme vous le dites : ${euros(excl, 'HT')} + ${percent(rate)} = ${euros(incl, 'TTC')}.`,
  taxUnsaid: (amount: number): string =>
    `J’ai calculé comme si ${euros(amount)} était votre montant TTC : l’avance se calcule sur le TTC. Si ce montant est HT, donnez-moi le TTC.`,
  needsTtc:
    'L’avance se calcule sur le montant TTC : écrivez-moi « TTC » suivi de la somme, ou dites-moi votre taux de TVA.',
  durationAssumed: (months: string): string =>
    `Calculé pour un marché de ${months} au plus ; au-delà, la base est ramenée à l’année.`,
  sme: 'Une PME s’entend au sens européen, entreprises liées comprises : une filiale de groupe n’en est pas une.',
  minimum: 'C’est un minimum : le taux exact est écrit dans le marché.',
  belowMinimum: (rate: number, minimum: number, sme: boolean): string =>
    `Attention : ${percent(rate)} est moins que le taux minimal de ${percent(minimum)} chez cet acheteur${sme ? ' pour une PME' : ''}.`,
  refund: (start: string): string =>
    `Si le marché n’en dit rien, l’avance se rembourse à partir de ${start} d’avancement de vos prestations.`,
  refundAtOnce: (pivot: string): string =>
    `Si le marché n’en dit rien, une avance de plus de ${pivot} se rembourse dès votre première demande de paiement.`,
  subcontractors: 'Retirez de la base les parts payées directement à vos sous-traitants.',
  optionalForUs:
    'Vous pouvez tout de même en prévoir une, si vous l’écrivez dans le contrat avant de signer.',
  optional: 'L’acheteur peut tout de même en prévoir une : lisez le marché ou posez-lui la question.',
  agency:
    'Un établissement public industriel et commercial de l’État (EPIC) ou la Caisse des dépôts ne sont pas tenus à l’avance.',
  networkBody:
    'Si l’acheteur est une collectivité ou un établissement public local, l’avance lui est imposée.',
  otherBuyers:
    'Chez un office public de l’habitat, un bailleur, une SEM, une SPL ou une association, l’avance est une simple faculté.',
};

export const advanceClarify = {
  duration: 'Combien de temps dure le marché ?',
  durations: [
    { label: '2 mois ou moins', value: 'durée 2 mois' },
    { label: 'De 3 à 12 mois', value: 'durée 12 mois' },
    { label: '2 ans', value: 'durée 24 mois' },
    { label: '3 ans', value: 'durée 36 mois' },
    { label: '4 ans', value: 'durée 48 mois' },
  ],
  buyer: 'Qui est l’acheteur ?',
  size: (size: KnownFigure): string =>
    `L’acheteur dépasse-t-il ${sized(size)} de dépenses de fonctionnement ?`,
  isLarge: { label: 'Oui, c’est un grand acheteur', value: 'un grand acheteur' },
  isSmall: { label: 'Non, c’est un petit acheteur', value: 'un petit acheteur' },
  sme: 'Êtes-vous une PME ?',
  smeOfHolder: 'L’entreprise titulaire est-elle une PME ?',
  holderIsSme: { label: 'Oui, c’est une PME', value: 'le titulaire est une PME' },
  holderIsNotSme: { label: 'Non', value: 'le titulaire n’est pas une PME' },
  isSme: { label: 'Oui, je suis une PME', value: 'je suis une PME' },
  isNotSme: { label: 'Non, pas une PME', value: 'je ne suis pas une PME' },
  vat: 'Quel est votre taux de TVA ?',
  vatRates: [
    { label: 'TVA 20 %', value: 'TVA 20 %' },
    { label: 'TVA 10 %', value: 'TVA 10 %' },
    { label: 'TVA 5,5 %', value: 'TVA 5,5 %' },
    { label: 'Pas de TVA', value: 'sans TVA' },
  ],
};
