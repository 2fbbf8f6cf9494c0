/** What must be in the envelope and what must be tried, in the order in which it is asked for; « deposit » is the last. */
export const STEPS = [
  'candidacy',
  'prices',
  'memoir',
  'agreement',
  'reserved',
  'platform',
  'signature',
  'deposit',
] as const;
export type Step = (typeof STEPS)[number];

/** What of a call decides of its steps. */
export interface EnvelopeFacts {
  /** A technical memorandum is to be written. */
  readonly isHeavy: boolean;
  /** Of the lots that are answered, one is reserved: its proof goes in. */
  readonly isReserved: boolean;
  /** Contracts between companies have no forms of the public ones. */
  readonly isPublic: boolean;
}

/** The steps of an answer. Pure. */
export const stepsFor = ({ isHeavy, isReserved, isPublic }: EnvelopeFacts): Step[] =>
  STEPS.filter((step) => {
    if (step === 'memoir') return isHeavy;
    if (step === 'reserved') return isReserved;
    if (step === 'candidacy' || step === 'agreement' || step === 'signature') return isPublic;
    return true;
  });

/** The one thing to do next, and how far it is. */
export interface NextStep {
  readonly step: Step;
  /** From 1. */
  readonly place: number;
  readonly count: number;
}

/**
 * The next thing to do; undefined once all is done. What is left for later comes back after the others.
 * @param after the step that was just ticked or left for later
 */
export function nextStep(
  steps: readonly Step[],
  done: ReadonlySet<string>,
  after?: Step | undefined,
): NextStep | undefined {
  const from = after === undefined ? 0 : steps.indexOf(after) + 1;
  const inTurn = [...steps.slice(from), ...steps.slice(0, from)];
  const left = inTurn.filter((step) => !done.has(step));
  // The deposit is for when all else is done.
  const step = left.find((one) => one !== 'deposit') ?? left[0];
  return step && { step, place: steps.indexOf(step) + 1, count: steps.length };
}

/** The step that a button names. */
export const stepNamed = (name: string | undefined): Step | undefined => STEPS.find((step) => step === name);
