import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { roundToCents } from '#src/calculators/rounding.ts';

/** The standard clauses that a contract may cite, by the work that they are made for. */
export type Ccag = 'works' | 'supplies-services' | 'studies-industry' | 'architect';

/** Id of each one's penalty by day late, in the register. */
const RATES: Readonly<Record<Ccag, string>> = {
  works: 'penalites-retard-taux-travaux',
  'supplies-services': 'penalites-retard-taux-fcs-tic',
  'studies-industry': 'penalites-retard-taux-pi-mi',
  architect: 'penalites-retard-taux-moe',
};
/** The register counts a penalty in parts of the amount: how many of them make it all. */
const PARTS: Readonly<Record<string, number>> = { millième: 1_000, 'trois-millième': 3_000 };

/** What a delay costs by the standard clauses that a contract cites, where it says nothing else. */
export interface CcagPenalty {
  readonly ccag: Ccag;
  /** What the amount is divided by for each day. */
  readonly divisor: number;
  /** € for a day, and for the days late where they are said. */
  readonly each: number;
  readonly due?: number | undefined;
  /** The most that it may come to, €. */
  readonly cap: number;
  /** The days up to which nothing is due. */
  readonly freeDays: number;
  /** What is asked in the end: nothing up to what is let off, at most the cap. */
  readonly outcome?: 'free' | 'due' | 'capped' | undefined;
  readonly figures: {
    readonly rate: KnownFigure;
    readonly cap: KnownFigure;
    readonly free: KnownFigure;
    readonly answer: KnownFigure;
  };
}

/**
 * The penalty of one of the CCAG of 2021 for an amount and the days late, against what it lets off and its ceiling.
 * @param asked.amount of the contract, its part or the order that is late, without tax
 * @returns undefined when a figure is unknown at the date
 */
export function ccagPenalty(
  asked: { readonly ccag: Ccag; readonly amount: number; readonly days?: number | undefined },
  figures: FiguresAt,
): CcagPenalty | undefined {
  const rate = figures.get(RATES[asked.ccag]);
  const divided = rate && PARTS[rate.figure.unit];
  const cap = figures.get('penalites-retard-maximum-ccag');
  const free = figures.get('penalites-retard-exoneration-ccag');
  const answer = figures.get('penalites-retard-reponse-ccag');
  if (!rate || !divided || !cap || !free || !answer || asked.amount <= 0) return undefined;
  const divisor = divided / rate.number;
  const most = roundToCents((asked.amount * cap.number) / 100);
  const due = asked.days === undefined ? undefined : roundToCents((asked.amount * asked.days) / divisor);
  return {
    ccag: asked.ccag,
    divisor,
    each: roundToCents(asked.amount / divisor),
    due,
    cap: most,
    freeDays: Math.floor((free.number * divisor) / asked.amount),
    outcome: due === undefined ? undefined : due <= free.number ? 'free' : due > most ? 'capped' : 'due',
    figures: { rate, cap, free, answer },
  };
}
