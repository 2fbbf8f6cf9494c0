/** What the usual formula needs (no law fixes the rate, nor the hourly cost). */
export interface InsertionInputs {
  /** Amount of the contract or lot, € HT. */
  readonly amount: number;
  /** Share of labour in the price, in percent. */
  readonly labourShare: number;
  /** Share of that labour kept for people far from work, in percent. */
  readonly rate: number;
  /** Cost of an hour of work, wages and contributions, in €. */
  readonly hourlyCost: number;
}

/** The hours and each step that leads to them, rounded to the cent and to the hundredth of an hour. */
export interface InsertionHours {
  readonly labour: number;
  readonly insertion: number;
  readonly hours: number;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * Hours of work of an insertion clause: amount × labour share × rate ÷ hourly cost.
 * @returns undefined when a value is out of its range (a share over 100 %, a cost of nothing)
 */
export function insertionHours({
  amount,
  labourShare,
  rate,
  hourlyCost,
}: InsertionInputs): InsertionHours | undefined {
  const isShare = (share: number) => share > 0 && share <= 100;
  if (!(amount > 0 && hourlyCost > 0 && isShare(labourShare) && isShare(rate))) return undefined;
  const labour = (amount * labourShare) / 100;
  const insertion = (labour * rate) / 100;
  return { labour: round(labour), insertion: round(insertion), hours: round(insertion / hourlyCost) };
}
