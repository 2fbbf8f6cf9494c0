import type { Polarity } from './polarity.ts';
import { type AskedProposition, type VerdictFeatures, verdictFeatures } from './verdict-features.ts';
import shipped from './verdict-weights.json' with { type: 'json' };

/** A logistic regression over named features; a name that is absent weighs nothing. */
export interface FittedVerdict {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** Written by `npm run calibrate:verdict`: that the question asks the proposition, or its contrary. */
const SHIPPED: { readonly same: FittedVerdict; readonly contrary: FittedVerdict } = shipped;
/** A verdict is said from this probability: the calibration's table shows what it says, and how often it is right. */
const SURE = 0.7;

/**
 * The verdict that a yes/no question wants of a page's proposition, its own or the contrary; undefined when neither is
 * sure enough.
 */
export function likelyVerdict(
  question: string,
  polarity: Polarity,
  asked: AskedProposition,
): 'oui' | 'non' | undefined {
  const features = verdictFeatures(question, polarity, asked);
  const { verdict } = asked.proposition;
  if (chance(SHIPPED.same, features) >= SURE) return verdict;
  if (chance(SHIPPED.contrary, features) >= SURE) return verdict === 'oui' ? 'non' : 'oui';
  return undefined;
}

function chance({ bias, weights }: FittedVerdict, features: VerdictFeatures): number {
  let sum = bias;
  for (const [name, value] of features) sum += (weights[name] ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}
