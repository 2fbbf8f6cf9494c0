import { euros, listed } from '#src/calculators/texts-amounts.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import type { Hired, JobCost, Labour } from './job-cost.ts';
import type { Pieces } from './job-pieces.ts';
import type { Output } from './job-said.ts';

export const JOB_COST_TITLE = 'Calcul du coût d’une prestation';
export const UNIT_COST_TITLE = 'Calcul d’un coût à l’unité';

const NBSP = '\u00A0';
const counted = (value: number, name: string): string =>
  `${frenchNumber(value)}${NBSP}${name}${value < 2 ? '' : 's'}`;
const people = (value: number): string => counted(value, 'personne');
const hours = (value: number): string => counted(value, 'heure');
const days = (value: number): string => counted(value, 'jour');

/** Sentences on what a job costs by its parts. */
export const jobCostTexts = {
  headline: ({ total }: JobCost, hasMore: boolean): string =>
    `${euros(total)} de coût direct${hasMore ? '' : ' de main-d’œuvre'}, avec vos chiffres. Ce n’est pas encore votre prix : il reste à y ajouter vos frais et votre marge.`,
  time: (each: number, daily: number, count: number): string =>
    `Temps de chacun : ${days(count)} × ${hours(daily)} = ${hours(each)}.`,
  labour: ({ people: count, hours: each, rate }: Labour, cost: number): string =>
    `Main-d’œuvre : ${people(count)} × ${hours(each)} × ${euros(rate)} = ${euros(cost)}.`,
  hired: ({ daily, days: count }: Hired, cost: number): string =>
    `À la journée : ${euros(daily)} × ${days(count)} = ${euros(cost)}.`,
  pieces: ({ count, units, price }: Pieces, cost: number): string =>
    `Pour chacun : ${frenchNumber(count)}${NBSP}${units} × ${euros(price)} = ${euros(cost)}.`,
  each: ({ count, unit }: Pieces, total: number): string =>
    `Par ${unit} : ${euros(total)} ÷ ${frenchNumber(count)} = ${smallEuros(total / count)}.`,
  bought: (each: readonly number[]): string =>
    `Achats et frais : ${each.map((one) => euros(one)).join(' + ')}.`,
  total: (parts: readonly number[], total: number): string =>
    `Total : ${parts.map((one) => euros(one)).join(' + ')} = ${euros(total)}.`,
  charged: (rate: number): string =>
    `Vérifiez que ${euros(rate)} de l’heure est bien le coût chargé : salaire, charges, congés et absences compris.`,
  more: `Ce que l’on oublie le plus souvent : ${listed([
    'les trajets et le carburant',
    'la préparation, les visites et les réunions',
    'les consommables et l’évacuation des déchets',
    'les assurances et les frais généraux',
    'une réserve pour les imprévus',
  ])}. La marge vient au-dessus.`,
  whichHours: 'Combien d’heures par jour ?',
  open: 'Il me manque le nombre d’heures par jour pour finir le calcul.',
  openLabour: ({ people: count, rate }: Omit<Labour, 'hours'>, of: number): string =>
    `Main-d’œuvre : ${people(count)} × ${days(of)} × heures par jour × ${euros(rate)}.`,
} as const;

/** The hours of a day that are offered as buttons: « 7 heures par jour ». */
export const HOURS_OF_A_DAY = [7, 8].map((each) => ({
  label: hours(each),
  value: `${each} heures par jour`,
}));

const DECIMALS = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
/** What one costs: to the cent, or to a tenth of a cent where it is less than one euro. */
export const smallEuros = (value: number): string =>
  value >= 1 ? euros(Math.round(value * 100) / 100) : `${DECIMALS.format(value)}${NBSP}€`;

/** Sentences on what one square metre, or one meal, costs. */
export const unitCostTexts = {
  headline: (cost: number, unit: string): string =>
    `${smallEuros(cost)} par ${unit} : c’est un coût, avant vos frais et votre marge.`,
  monthly: (cost: number, unit: string, all: number | undefined): string =>
    `${smallEuros(cost)} par ${unit} et par mois${all === undefined ? '' : `, soit ${euros(all)} par mois en tout`} : c’est un coût, avant vos frais et votre marge.`,
  once: (rate: number, { perHour, unit, units }: Output, cost: number): string =>
    `Coût d’une heure ÷ ce qui est fait en une heure : ${euros(rate)} ÷ ${frenchNumber(perHour)}${NBSP}${units} = ${smallEuros(cost)} par ${unit}.`,
  perMonth: (times: number, passages: string): string =>
    `Passages par mois : ${frenchNumber(times)} par semaine × 52 semaines ÷ 12 mois = ${passages}.`,
  month: (rate: number, perHour: number, passages: string, cost: number): string =>
    `Par mois : ${euros(rate)} ÷ ${frenchNumber(perHour)} × ${passages} = ${smallEuros(cost)}.`,
  whole: (cost: string, surface: number, all: number): string =>
    `Toute la surface : ${cost} × ${frenchNumber(surface)}${NBSP}m² = ${euros(all)} par mois, calculé sans arrondir.`,
  passages: 'Comptez les passages réels : jours fériés, vacances et fermetures changent le mois.',
  more: 'Ajoutez les produits, le matériel, les trajets, l’encadrement, les frais généraux, puis votre marge.',
} as const;
