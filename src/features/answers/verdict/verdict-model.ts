import type { Polarity } from '#src/reader/polarity.ts';
import { type AskedProposition, type VerdictFeatures, verdictFeatures } from './verdict-features.ts';
import shipped from './verdict-weights.json' with { type: 'json' };

/** A logistic regression over named features; a name that is absent weighs nothing. */
export interface FittedVerdict {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** That a question asks a page's proposition, and that it asks the contrary. */
export interface VerdictModel {
  readonly same: FittedVerdict;
  readonly contrary: FittedVerdict;
}

/** Written by `npm run calibrate:verdict`. */
export const SHIPPED_VERDICTS: VerdictModel = shipped;
/**
 * A verdict is said from this probability. Of wordings half of which turn the rule round, 8 % get the contrary from 0.7,
 * and 2.5 % from here.
 */
const SURE = 0.85;

/** How likely a yes/no question asks a page's proposition, and its contrary, each 0 to 1. */
export interface Stance {
  readonly same: number;
  readonly contrary: number;
}

/** What a question is to a page's proposition, by the words of both. */
export function stanceOn(
  question: string,
  polarity: Polarity,
  asked: AskedProposition,
  model: VerdictModel = SHIPPED_VERDICTS,
): Stance {
  const features = verdictFeatures(question, polarity, asked);
  return { same: chance(model.same, features), contrary: chance(model.contrary, features) };
}

/**
 * The verdict that a yes/no question wants of a page's proposition, its own or the contrary; undefined when neither is
 * sure enough.
 * @param sure probability from which it is said, 0 to 1
 */
export function likelyVerdict(
  question: string,
  polarity: Polarity,
  asked: AskedProposition,
  { model, sure = SURE }: { readonly model?: VerdictModel | undefined; readonly sure?: number } = {},
): 'oui' | 'non' | undefined {
  const { same, contrary } = stanceOn(question, polarity, asked, model);
  const { verdict } = asked.proposition;
  if (same >= sure) return verdict;
  if (contrary >= sure) return verdict === 'oui' ? 'non' : 'oui';
  return undefined;
}

function chance({ bias, weights }: FittedVerdict, features: VerdictFeatures): number {
  let sum = bias;
  for (const [name, value] of features) sum += (weights[name] ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}
