import { type Label, linesOf } from './adapt.ts';

const CLASSES = ['utile', 'presque', 'non'] as const;
const keyOf = ({ company, notice, lot }: Label): string => `${company} ${notice} ${lot}`;

/** How two hands agree on the pairs that both have labelled. */
export interface Agreement {
  readonly pairs: number;
  /** Share of pairs with the same label, 0 to 1. */
  readonly observed: number;
  /** Cohen's κ (1960) over the three labels: what they agree on beyond chance. */
  readonly kappa: number;
  /** Pairs of which one hand at least did not say « non », and those among them with the same label: chance agrees little there. */
  readonly disputable: number;
  readonly disputableSame: number;
}

/** What the second hand says of the first one's labels; it had seen none of them. */
export function agreement(): Agreement {
  const first = new Map(linesOf<Label>('labels.jsonl').map((one) => [keyOf(one), one.label]));
  const both = linesOf<Label>('labels-second-hand.jsonl').flatMap((one) => {
    const label = first.get(keyOf(one));
    return label ? [[label, one.label] as const] : [];
  });
  const share = (holds: (pair: readonly [string, string]) => boolean): number =>
    both.filter(holds).length / both.length;
  const observed = share(([a, b]) => a === b);
  const expected = CLASSES.map((name) => share(([a]) => a === name) * share(([, b]) => b === name)).reduce(
    (sum, one) => sum + one,
    0,
  );
  const disputable = both.filter((pair) => pair.some((label) => label !== 'non'));
  return {
    pairs: both.length,
    observed,
    kappa: (observed - expected) / (1 - expected),
    disputable: disputable.length,
    disputableSame: disputable.filter(([a, b]) => a === b).length,
  };
}
