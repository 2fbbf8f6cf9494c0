import type { Buyer } from '#src/calculators/buyers.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** The highest share that a buyer may keep. */
export interface RetentionCeiling {
  readonly ceiling: KnownFigure;
  /** The lower ceiling that could apply, when something unsaid decides it. */
  readonly ifReduced?: { readonly ceiling: KnownFigure; readonly size: KnownFigure } | undefined;
}

/**
 * Buyers that the ceiling does not bind (L2191-1, R2191-1, R2100-1): public housing offices and private landlords, SEM,
 * SPL and the State's industrial bodies, associations. A contracting entity is bound or not by what it is.
 */
const OUTSIDE: readonly Buyer[] = ['social-housing', 'public-company', 'private-body', 'network'];

/**
 * Ceiling of the performance retention, in percent (R2191-33): 5 %; 3 % when the contractor is a SME and the buyer is
 * the State, or has over 60 M€ of running costs among local authorities and the State's agencies, health left out.
 * @returns undefined when the code sets the buyer no ceiling, or one that may apply is unknown at the date
 */
export function retentionCeiling(
  asked: {
    readonly buyer?: Buyer | undefined;
    readonly sme?: boolean | undefined;
    readonly large?: boolean | undefined;
  },
  figures: FiguresAt,
): RetentionCeiling | undefined {
  const { buyer, sme, large } = asked;
  if (buyer && OUTSIDE.includes(buyer)) return undefined;
  const ceiling = figures.get('retenue-garantie');
  // The State's own is older than that of the other large buyers.
  const reduced = figures.get(buyer === 'state' ? 'retenue-garantie-pme-etat' : 'retenue-garantie-pme');
  const size = figures.get('fonctionnement-grand-acheteur');
  const possible = buyer === undefined || buyer === 'state' || buyer === 'local' || buyer === 'state-agency';
  if (ceiling && (sme === false || !possible)) return { ceiling };
  if (!ceiling || !reduced || !size) return undefined;
  const concerned = buyer === 'state' || (buyer !== undefined && large === true);
  if (sme && concerned) return { ceiling: reduced };
  return buyer !== undefined && buyer !== 'state' && large === false
    ? { ceiling }
    : { ceiling, ifReduced: { ceiling: reduced, size } };
}
