import shipped from '#src/reader/weights/numbers.json' with { type: 'json' };
import { numberFeatures } from './number-features.ts';
import { numbersSaid, type SaidNumber } from './numbers-said.ts';

/** What a number is in a sum that somebody counts or wants counted; `none` for any other. */
export type NumberRole =
  | 'part'
  | 'whole'
  | 'target'
  | 'claim'
  | 'base'
  | 'cut'
  | 'raise'
  | 'vat'
  | 'cost'
  | 'sold'
  | 'margin'
  | 'spent'
  | 'pieces'
  | 'count'
  | 'price'
  | 'penalty'
  | 'permille'
  | 'delay'
  | 'order'
  | 'step'
  | 'grade'
  | 'weight'
  | 'people'
  | 'wage'
  | 'hours'
  | 'trips'
  | 'km'
  | 'scale'
  | 'bought'
  | 'years'
  | 'use'
  | 'from'
  | 'to'
  | 'none';

/** A number of a message, with how likely it is to be each thing. */
export interface RoleOfNumber {
  readonly number: SaidNumber;
  /** The likelihood of a role: between 0 and 1, all of them one together. */
  likelihood(role: NumberRole): number;
}

/** What each thing that is told of a number says of each role: one row a feature, one column a role. */
export interface NumberWeights {
  readonly roles: readonly string[];
  readonly rows: ReadonlyMap<string, number>;
  readonly values: Int8Array | Float64Array;
  /** What a value is multiplied by. */
  readonly scale: number;
}

/** Weights as they are shipped. */
export interface ShippedWeights {
  readonly roles: readonly string[];
  readonly scale: number;
  readonly features: string;
  readonly values: string;
}

/** Reads weights as they are shipped. */
export function unpacked({ roles, scale, features, values }: ShippedWeights): NumberWeights {
  const bytes = Buffer.from(values, 'base64');
  return {
    roles,
    rows: new Map(features.split('\n').map((feature, row) => [feature, row])),
    values: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    scale,
  };
}

let read: NumberWeights | undefined;
const weights = (): NumberWeights => {
  read ??= unpacked(shipped);
  return read;
};

/** More is a table, or a text that was pasted: nobody wants its numbers counted. */
const [MOST_NUMBERS, LONGEST] = [16, 1_000];

/** Every number of a folded text, with what it is likely to be; none of a text that is too long to ask for a sum. */
export function rolesOfNumbers(text: string, by: NumberWeights = weights()): RoleOfNumber[] {
  if (text.length > LONGEST) return [];
  const numbers = numbersSaid(text);
  if (numbers.length > MOST_NUMBERS) return [];
  return numberFeatures(text, numbers).map((features, index) => {
    const likelihoods = likelihoodsOf(features, by);
    return {
      number: numbers[index] as SaidNumber,
      likelihood: (role) => likelihoods[by.roles.indexOf(role)] ?? 0,
    };
  });
}

/** The likelihood of each role, by what is told of a number (multinomial logistic regression). */
export function likelihoodsOf(
  features: readonly string[],
  { roles, rows, values, scale }: NumberWeights,
): Float64Array {
  const scores = new Float64Array(roles.length);
  for (const feature of features) {
    const row = rows.get(feature);
    if (row === undefined) continue;
    for (let role = 0; role < roles.length; role += 1)
      scores[role] = (scores[role] as number) + (values[row * roles.length + role] as number) * scale;
  }
  const most = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - most));
  const sum = raised.reduce((all, one) => all + one, 0);
  return raised.map((one) => one / sum);
}
