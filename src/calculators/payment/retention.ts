import type { Buyer } from '#src/calculators/buyers.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** The highest share that a buyer may keep. */
export interface RetentionCeiling {
  readonly ceiling: KnownFigure;
  /** The lower ceiling that could apply, when something unsaid decides it. */
  readonly ifReduced?: { readonly ceiling: KnownFigure; readonly size: KnownFigure } | undefined;
}

/**
 * Ceiling of the performance retention, in percent (R2191-33): 5 %; 3 % when the contractor is a SME and the buyer is
 * the State, or has over 60 M€ of running costs among local authorities and the State's agencies, health left out.
 * @returns undefined when a ceiling that may apply is unknown at the date
 */
export function retentionCeiling(
  asked: {
    readonly buyer?: Buyer | undefined;
    readonly sme?: boolean | undefined;
    readonly large?: boolean | undefined;
  },
  figures: FiguresAt,
): RetentionCeiling | undefined {
  const ceiling = figures.get('retenue-garantie');
  const reduced = figures.get('retenue-garantie-pme');
  const size = figures.get('fonctionnement-grand-acheteur');
  const { buyer, sme, large } = asked;
  const possible = buyer === undefined || buyer === 'state' || buyer === 'local' || buyer === 'state-agency';
  if (ceiling && (sme === false || !possible)) return { ceiling };
  if (!ceiling || !reduced || !size) return undefined;
  const concerned = buyer === 'state' || (buyer !== undefined && large === true);
  if (sme && concerned) return { ceiling: reduced };
  return buyer !== undefined && buyer !== 'state' && large === false
    ? { ceiling }
    : { ceiling, ifReduced: { ceiling: reduced, size } };
}
