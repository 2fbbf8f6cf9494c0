import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** The least that the holder of a large contract entrusts to SMEs or craftspeople. */
export interface SmeShare {
  /** The share, in percent, dated. */
  readonly share: KnownFigure;
  /** That share of the amount, rounded to the cent; undefined without an amount. */
  readonly minimum?: number | undefined;
  /** Whether what is entrusted reaches the minimum; undefined when it isn't said. */
  readonly enough?: boolean | undefined;
}

/**
 * The part of a global contract (R2171-23) or of a partnership contract, its financing left out (R2213-5), that a
 * holder who is no SME entrusts to SMEs or craftspeople.
 * @param entrusted what it entrusts, as an amount or as a share in percent
 * @returns undefined when the share is unknown on the date
 */
export function smeShare(
  contract: { kind: 'global' | 'partnership'; amount?: number | undefined },
  figures: FiguresAt,
  entrusted: { amount?: number | undefined; percent?: number | undefined } = {},
): SmeShare | undefined {
  const share = figures.get(contract.kind === 'global' ? 'part-pme-marche-global' : 'part-pme-partenariat');
  if (!share) return undefined;
  const minimum =
    contract.amount === undefined ? undefined : Math.round(contract.amount * share.number) / 100;
  return { share, minimum, enough: enoughOf(share.number, minimum, entrusted) };
}

function enoughOf(
  share: number,
  minimum: number | undefined,
  { amount, percent }: { amount?: number | undefined; percent?: number | undefined },
): boolean | undefined {
  if (percent !== undefined) return percent >= share;
  return amount === undefined || minimum === undefined ? undefined : amount >= minimum;
}
