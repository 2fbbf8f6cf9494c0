import { euros, listed, percent } from '#src/calculators/texts-amounts.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import type { NumberUnit, SaidNumber } from '#src/reader/numbers/numbers-said.ts';
import { isMoney, taxOf } from './counted.ts';
import type { Crew } from './sums.ts';

export const OWN_FIGURES_TITLE = 'Calcul avec vos chiffres';

const NBSP = '\u00A0';
const UNITS: Partial<Record<NumberUnit, string>> = {
  '%': '%',
  points: 'points',
  heures: 'heures',
  minutes: 'minutes',
  jours: 'jours',
  semaines: 'semaines',
  mois: 'mois',
  ans: 'ans',
  km: 'km',
};

/** A number with its unit, as it was said. */
export function shown(number: SaidNumber, asMoney = isMoney(number)): string {
  if (asMoney) return euros(number.value, taxOf(number));
  return counted(number.value, UNITS[number.unit]);
}
const counted = (value: number, unit: string | undefined): string =>
  `${frenchNumber(value)}${unit ? `${NBSP}${value < 2 ? unit.replace(/s$/, unit === 'mois' ? 's' : '') : unit}` : ''}`;
const plain = (value: number): string => frenchNumber(value);

/** Sentences on what somebody's own numbers come to. */
export const ownTexts = {
  base: 'Vérifiez dans le dossier sur quoi cette part se compte : c’est sa base qui décide.',
  share: (part: string, whole: string, share: number): string =>
    `${part} sur ${whole}, cela fait ${percent(share)}`,
  shareAndRest: (part: string, whole: string, share: number, rest: number): string =>
    `${part} sur ${whole}, cela fait ${percent(share)}, et il reste ${percent(rest)}`,
  restStep: (share: number, rest: number): string => `100 % − ${percent(share)} = ${percent(rest)}.`,
  shareStep: (part: string, whole: string, share: number): string =>
    `${part} ÷ ${whole} = ${percent(share)}.`,
  reached: (target: number): string => `vous atteignez ${percent(target)}`,
  notReached: (target: number, needed: string): string =>
    `vous n’atteignez pas ${percent(target)} : il faudrait ${needed}`,
  needed: (target: number, whole: string, needed: string): string =>
    `${percent(target)} de ${whole} font ${needed}`,
  neededStep: (target: number, whole: string, needed: string): string =>
    `${percent(target)} × ${whole} = ${needed}.`,
  cut: (rate: number, left: string, off: string): string =>
    `${left} après ${percent(rate)} de remise, soit ${off} de moins`,
  raised: (rate: number, more: string, added: string): string =>
    `${more} avec ${percent(rate)} de plus, soit ${added} d’augmentation`,
  rateStep: (base: string, rate: number, found: string): string => `${base} × ${percent(rate)} = ${found}.`,
  minusStep: (base: string, off: string, left: string): string => `${base} − ${off} = ${left}.`,
  plusStep: (base: string, added: string, more: string): string => `${base} + ${added} = ${more}.`,
  discountPaid: 'Une remise se prend sur votre marge : vérifiez que le prix couvre encore vos coûts.',
  inclTax: (incl: string, vat: string): string => `${incl}, dont ${vat} de TVA`,
  exclTax: (excl: string, vat: string): string => `${excl}, et ${vat} de TVA`,
  exclStep: (incl: string, rate: number, excl: string): string =>
    `${incl} ÷ (1 + ${percent(rate)}) = ${excl}.`,
  vatStep: (incl: string, excl: string, vat: string): string => `${incl} − ${excl} = ${vat} de TVA.`,
  eitherTax: (base: string, incl: string, excl: string): string =>
    `${incl} si ${base} est hors taxes, ${excl} si ${base} est taxes comprises`,
  vatRate: 'Le taux de TVA est celui que vous donnez : vérifiez que c’est bien le vôtre.',
  change: (rate: number): string => `${percent(Math.abs(rate))} de ${rate < 0 ? 'moins' : 'plus'}`,
  changeStep: (from: string, to: string, rate: number): string =>
    rate < 0
      ? `(${from} − ${to}) ÷ ${from} = ${percent(-rate)}.`
      : `(${to} − ${from}) ÷ ${from} = ${percent(rate)}.`,
  grade: (grade: number, outOf: number): string => `${plain(grade)} sur ${outOf}`,
  gradeStep: (notes: readonly { grade: number; weight: number }[], found: number): string =>
    `${notes.map(({ grade, weight }) => `${plain(grade)} × ${percent(weight)}`).join(' + ')} = ${plain(found)}.`,
  gradeRule: 'Le règlement peut noter autrement : cherchez sa méthode.',
  each: (cost: string): string => `${cost} pour chacun`,
  sumStep: (spent: readonly string[], total: string): string => `${spent.join(' + ')} = ${total}.`,
  eachStep: (total: string, pieces: number, cost: string): string => `${total} ÷ ${plain(pieces)} = ${cost}.`,
  costOnly:
    'C’est un coût : ajoutez ce qui n’y est pas (trajets, frais généraux, imprévus), puis votre marge.',
  product: (total: string): string => `${total} en tout`,
  productStep: (count: string, price: string, total: string): string => `${count} × ${price} = ${total}.`,
  crew: (total: string): string => `${total} de main-d’œuvre`,
  crewStep: ({ people, wage, hours }: Crew, cost: number): string =>
    `${plain(people)}${NBSP}personne${people < 2 ? '' : 's'} × ${plain(hours)}${NBSP}heure${hours < 2 ? '' : 's'} × ${euros(wage)} = ${euros(cost)}.`,
  charged: 'Vérifiez que chaque taux horaire est bien chargé : salaire, charges, congés et absences compris.',
  trip: (cost: string): string => `${cost} de déplacements`,
  tripStep: (km: number, scale: string, cost: string): string => `${counted(km, 'km')} × ${scale} = ${cost}.`,
  kmStep: (trips: number, km: number, all: number): string =>
    `${plain(trips)} × ${counted(km, 'km')} = ${counted(all, 'km')}.`,
  tripBoth: (once: string, twice: string, km: number): string =>
    `${once} si ${counted(km, 'km')} comptent l’aller et le retour, ${twice} si c’est l’aller seul`,
  bothWays: (all: number, twice: number): string =>
    `Aller et retour : ${counted(all, 'km')} × 2 = ${counted(twice, 'km')}.`,
  tripScale: 'Le barème est celui que vous donnez ; ajoutez le temps de route, s’il est payé.',
  wear: (yearly: string): string => `${yearly} par an`,
  wearStep: (bought: string, years: number, yearly: string): string =>
    `${bought} ÷ ${plain(years)}${NBSP}an${years < 2 ? '' : 's'} = ${yearly} par an.`,
  wearUse: (cost: string, unit: 'heures' | 'km'): string =>
    unit === 'km' ? `${cost} par kilomètre` : `${cost} par heure`,
  wearUseStep: (yearly: string, use: string, cost: string): string => `${yearly} ÷ ${use} = ${cost}.`,
  wearOnly: 'C’est l’usure seule : ajoutez l’entretien, le carburant et l’assurance.',
  gain: (kept: string, ofPrice: number, ofCost: number): string =>
    `${kept} de marge, soit ${percent(ofPrice)} du prix de vente, ou ${percent(ofCost)} du coût`,
  gainStep: (kept: string, whole: string, share: number, of: string): string =>
    `${kept} ÷ ${whole} = ${percent(share)} ${of}.`,
  costChecked: (cost: string): string => `${cost} pour chacun`,
  penalty: (due: string): string => `${due} de pénalités, par le calcul du contrat`,
  penaltyBoth: (whole: string, begun: string, period: string): string =>
    `${whole} en ne comptant que les périodes entières (${period}), ${begun} si une période commencée compte en entier`,
  penaltyBothRule: 'Lisez le CCAP : il dit si une période commencée compte en entier.',
  capped: (most: string, due: string): string =>
    `au plus ${most} si un CCAG de 2021 s’applique sans dérogation. Sinon : ${due}`,
  penaltyStep: (many: number, period: string, each: string, due: string): string =>
    `${plain(many)} × ${each} ${period} = ${due}.`,
  permilleStep: (order: string, per: number, days: number, due: string): string =>
    `${order} ÷ ${plain(per)} × ${plain(days)}${NBSP}jour${days < 2 ? '' : 's'} = ${due}.`,
  ceilingStep: (rate: number, order: string, most: string): string =>
    `Plafond d’un CCAG de 2021 : ${percent(rate)} × ${order} = ${most}.`,
  ceiling: (most: string, free: string): string =>
    `Si le marché cite un CCAG de 2021 sans y déroger : les pénalités de retard s’arrêtent à ${most}, et rien n’est dû tant que leur total ne dépasse pas ${free}.`,
  ceilingRate: (rate: string, free: string): string =>
    `Si le marché cite un CCAG de 2021 sans y déroger : les pénalités de retard s’arrêtent à ${rate} du montant HT, et rien n’est dû tant que leur total ne dépasse pas ${free}.`,
  ccap: 'Le CCAP peut supprimer ces deux protections : lisez sa dernière page.',
  listed,
} as const;
