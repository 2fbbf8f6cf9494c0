/** An amount in euros to the cent, half up; the nudge keeps binary noise from rounding 1.005 down. */
export const roundToCents = (euros: number): number =>
  Math.round((euros + Number.EPSILON * euros) * 100) / 100;
