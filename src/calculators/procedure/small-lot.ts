import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { exemptionId, formalId, type Need } from './procurement-procedure.ts';

/** A lot and all the lots of its contract, in € HT. */
export interface SmallLot extends Omit<Need, 'amount'> {
  readonly lot: number;
  /** All lots together; undefined when the question does not say it. */
  readonly total?: number | undefined;
}

/**
 * How a lot may leave the procedure of its contract. `whole`: the contract itself is under the limit; `too-big`: the
 * lot is not a small one; `over-share`: by itself it weighs more than all small lots may; `if-share`: possible as long
 * as all small lots together stay within `room`; `unsaid`: small enough, the total decides; `only-whole`: too big for a
 * small lot, unless the whole contract, whose total is unsaid, stays under its own limit.
 */
export type LotOutcome = 'whole' | 'too-big' | 'over-share' | 'if-share' | 'unsaid' | 'only-whole';

/** What a small lot may do, with the figures that decide it. */
export interface SmallLotResult {
  readonly outcome: LotOutcome;
  /** The amount under which the whole contract would follow that lighter way. */
  readonly wholeLimit: KnownFigure;
  /** The amount under which a lot is a small one. */
  readonly lotLimit: KnownFigure;
  /** The share of all lots that small lots may weigh, in percent (R2123-1 2° b). */
  readonly share: KnownFigure;
  /** That share of the total, in € HT: what all small lots together may reach. */
  readonly room?: number | undefined;
}

/**
 * Whether a lot may be bought without publicity nor competition (R2122-8, R2122-9-1, R2322-14).
 * @returns undefined when a figure is unknown on the date
 */
export function directLot(lot: SmallLot, figures: FiguresAt): SmallLotResult | undefined {
  return outcomeOf(lot, figures, exemptionId(lot), directLotId(lot));
}

/**
 * Whether a lot of a formal contract may follow an adapted procedure (R2123-1 2°).
 * @returns undefined when a figure is unknown on the date, or for a defence contract, whose lots have rules of their own
 */
export function adaptedLot(lot: SmallLot, figures: FiguresAt): SmallLotResult | undefined {
  if (lot.defence) return undefined;
  const id = lot.category === 'works' ? 'petits-lots-travaux' : 'petits-lots-fournitures-services';
  return outcomeOf(lot, figures, formalId(lot), id);
}

function directLotId(lot: SmallLot): string {
  const kind = lot.category === 'works' ? 'travaux' : 'fournitures-services';
  if (lot.nature === 'innovative') return `dispense-innovants-${lot.defence ? 'defense-' : ''}lots-${kind}`;
  return lot.defence ? 'dispense-defense-lots' : exemptionId(lot);
}

function outcomeOf(
  { lot, total }: SmallLot,
  figures: FiguresAt,
  wholeId: string,
  lotId: string,
): SmallLotResult | undefined {
  const wholeLimit = figures.get(wholeId);
  const lotLimit = figures.get(lotId);
  const share = figures.get('petits-lots-part');
  if (!wholeLimit || !lotLimit || !share) return undefined;
  const room = total === undefined ? undefined : (total * share.number) / 100;
  const known = { wholeLimit, lotLimit, share, room };
  if (total !== undefined && total < wholeLimit.number) return { outcome: 'whole', ...known };
  if (lot >= lotLimit.number) {
    // Without the total, a lot as large as the whole's limit makes the total at least as large.
    const certain = total !== undefined || lot >= wholeLimit.number;
    return { outcome: certain ? 'too-big' : 'only-whole', ...known };
  }
  if (room === undefined) return { outcome: 'unsaid', ...known };
  return { outcome: lot > room ? 'over-share' : 'if-share', ...known };
}
