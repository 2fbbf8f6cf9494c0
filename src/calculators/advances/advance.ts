import { BUYER_RULES, type Buyer } from '#src/calculators/buyers.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { roundToCents } from '#src/calculators/rounding.ts';

/** Whether a contract opens a right to an advance. `unknown`: a threshold is not compared, for want of the value. */
export interface AdvanceRight {
  readonly amountThreshold: KnownFigure;
  readonly durationThreshold: KnownFigure;
  readonly amount: 'over' | 'under' | 'unknown';
  readonly duration: 'over' | 'under' | 'unknown';
  /** Whether this kind of buyer owes advances at all; undefined when the buyer is not said. */
  readonly buyerOwes: boolean | undefined;
  /** The right, when all that decides it is known. */
  readonly due: boolean | undefined;
}

/**
 * Right to an advance (L2191-1, R2191-3): more than 50 000 € HT and more than 2 months, from a buyer who owes it.
 * @param asked.amountExclTax contract amount, € HT, or undefined when only a TTC amount is known
 * @param asked.ceiling,asked.floor amounts between which the HT amount surely lies, when it is not said
 */
export function advanceRight(
  asked: {
    readonly amountExclTax?: number | undefined;
    readonly ceiling?: number | undefined;
    readonly floor?: number | undefined;
    readonly months?: number | undefined;
    readonly buyer?: Exclude<Buyer, 'private'> | undefined;
    /** Overrides the kind of buyer: the Caisse des dépôts is a central authority that owes no advance. */
    readonly buyerOwes?: boolean | undefined;
  },
  figures: FiguresAt,
): AdvanceRight | undefined {
  const amountThreshold = figures.get('avance-seuil-montant');
  const durationThreshold = figures.get('avance-seuil-duree');
  if (!amountThreshold || !durationThreshold) return undefined;
  const over = (value: number | undefined, threshold: number) =>
    value === undefined ? 'unknown' : value > threshold ? 'over' : 'under';
  const amount = over(asked.amountExclTax ?? bound(asked, amountThreshold.number), amountThreshold.number);
  const duration = over(asked.months, durationThreshold.number);
  const buyerOwes = asked.buyerOwes ?? (asked.buyer && BUYER_RULES[asked.buyer].advanceDue);
  const refused = amount === 'under' || duration === 'under' || buyerOwes === false;
  const granted = amount === 'over' && duration === 'over' && buyerOwes === true;
  const due = refused ? false : granted ? true : undefined;
  return { amountThreshold, durationThreshold, amount, duration, buyerOwes, due };
}

/** The bound that settles the comparison, when one does. */
function bound(
  { ceiling, floor }: { readonly ceiling?: number | undefined; readonly floor?: number | undefined },
  threshold: number,
): number | undefined {
  if (ceiling !== undefined && ceiling <= threshold) return ceiling;
  return floor !== undefined && floor > threshold ? floor : undefined;
}

/** Least rates of an advance for a buyer who owes it. */
export interface AdvanceRates {
  readonly minimum: KnownFigure;
  /** The rate of a large buyer (over 60 M€ of running costs), when its size is not said and would change the rate. */
  readonly ifLarge?: { readonly rate: KnownFigure; readonly size: KnownFigure } | undefined;
  readonly maximum: KnownFigure;
}

/**
 * Least and ordinary highest rates (R2191-7): a SME has 30 % from the State; 10 % from local authorities and the
 * State's agencies over 60 M€ of running costs, health left out; 5 % elsewhere, as any other company.
 * @returns undefined when a figure is unknown at the date
 */
export function advanceRates(
  asked: {
    readonly buyer: Exclude<Buyer, 'private'>;
    readonly sme: boolean;
    readonly large?: boolean | undefined;
  },
  figures: FiguresAt,
): AdvanceRates | undefined {
  const floor = figures.get('avance-taux-minimal');
  const maximum = figures.get('avance-taux-maximal');
  if (!floor || !maximum) return undefined;
  const { buyer, sme, large } = asked;
  if (sme && buyer === 'state') {
    const minimum = figures.get('avance-taux-pme-etat');
    return minimum && { minimum, maximum };
  }
  if (!sme || (buyer !== 'local' && buyer !== 'state-agency') || large === false)
    return { minimum: floor, maximum };
  const rate = figures.get('avance-taux-pme-grand-acheteur');
  const size = figures.get('fonctionnement-grand-acheteur');
  if (!rate || !size) return undefined;
  return large ? { minimum: rate, maximum } : { minimum: floor, ifLarge: { rate, size }, maximum };
}

/** What the rate applies to, € TTC. */
export interface AdvanceBasis {
  readonly basis: number;
  /** Amount less what subcontractors are paid directly. */
  readonly net: number;
  /** Present when the contract is longer than a year: the multiplier over the months. */
  readonly yearly?: { readonly multiplier: KnownFigure; readonly months: number } | undefined;
}

/**
 * Basis of an advance (R2191-6, R2191-7): the TTC amount less what is paid directly to subcontractors; over 12 months,
 * 12 times that amount divided by the months.
 * @returns undefined when a figure is unknown at the date
 */
export function advanceBasis(
  asked: { readonly amount: number; readonly subcontracted: number; readonly months: number },
  figures: FiguresAt,
): AdvanceBasis | undefined {
  const over = figures.get('avance-annualisation-seuil');
  const multiplier = figures.get('avance-annualisation-multiplicateur');
  if (!over || !multiplier) return undefined;
  const net = roundToCents(Math.max(0, asked.amount - asked.subcontracted));
  if (asked.months <= over.number) return { basis: net, net };
  const basis = roundToCents((multiplier.number * net) / asked.months);
  return { basis, net, yearly: { multiplier, months: asked.months } };
}
