import shipped from '#src/reader/weights/turnover.json' with { type: 'json' };
import { likelihoodsOf, type NumberWeights, unpacked } from './number-roles.ts';
import { type Place, turnoverFeatures } from './turnover-features.ts';

/**
 * What an amount is where a company's turnover is spoken of: what the contract or the lot is worth, the turnover that is
 * required, one's own, that of who answers with one, that of all of them together; `none` for any other.
 */
export type TurnoverRole = 'contract' | 'lot' | 'required' | 'own' | 'partner' | 'together' | 'none';

/** What an amount most likely is, and how likely: between 0 and 1. */
export interface RoleOfAmount {
  readonly role: TurnoverRole;
  readonly likelihood: number;
}

let read: NumberWeights | undefined;
const weights = (): NumberWeights => {
  read ??= unpacked(shipped);
  return read;
};

/** More is a table, or a text that was pasted. */
const [MOST_AMOUNTS, LONGEST] = [12, 1_000];

/** What each amount of a folded text is; nothing of a text that is too long to be read so. */
export function turnoverRoles(
  text: string,
  places: readonly Place[],
  by: NumberWeights = weights(),
): RoleOfAmount[] | undefined {
  if (text.length > LONGEST || places.length > MOST_AMOUNTS) return undefined;
  return turnoverFeatures(text, places).map((features) => {
    const likelihoods = likelihoodsOf(features, by);
    const likelihood = Math.max(...likelihoods);
    return { role: by.roles[likelihoods.indexOf(likelihood)] as TurnoverRole, likelihood };
  });
}
