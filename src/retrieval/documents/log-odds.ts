/** The log-odds of a probability; those of one that is nearly 0 or 1 stay finite. */
export const logOdds = (probability: number): number => {
  const kept = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(kept / (1 - kept));
};

/** The probability of log-odds. */
export const fromLogOdds = (odds: number): number => 1 / (1 + Math.exp(-odds));
