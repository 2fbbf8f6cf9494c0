import type { ComputedAnswer } from '#src/calculators/computation.ts';
import { checked, isClaimRight } from '#src/calculators/own-figures/claim.ts';
import type { Found } from '#src/calculators/own-figures/counted.ts';
import type { Reached } from '#src/features/answers/compute.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { numbersSaid, type SaidNumber } from '#src/reader/numbers/numbers-said.ts';
import { claimsSaid } from '#src/reader/numbers/sums-said.ts';
import type { Understanding } from '#src/reader/understand.ts';

/** Computations whose result is a sum, and no limit: a number that somebody found is that one, or is wrong. */
const SUMS: ReadonlySet<string> = new Set([
  'price-score',
  'late-interest',
  'payment-due',
  'retention',
  'advance',
  'need-value',
  'job-cost',
  'unit-cost',
  'hourly-cost',
  'margin',
  'insertion-hours',
  'reserved-share',
  'own-figures',
]);

/** A limit, that a message of its own may only want confirmed: « donc 127 500, j'ai bon ? ». */
const LIMITS: ReadonlySet<string> = new Set(['turnover-cap']);

/** A question without what is claimed to be its result, and the claims: nothing is counted with them. */
export interface Unclaimed {
  readonly understanding: Understanding;
  readonly claims: readonly SaidNumber[];
}

/** Reads apart the numbers that a message says it has found: « donc 40 jours de retard ? », « 36 points, j'ai bon ? ». */
export function withoutClaims(understanding: Understanding): Unclaimed | undefined {
  const { question, asked } = understanding;
  const claims = claimsSaid(aligned(asked) ?? '');
  if (claims.length === 0 || claims.length > 2) return undefined;
  const [whole, own] = [question, asked].map((text) => without(text, claims));
  return whole !== undefined && own !== undefined
    ? { claims, understanding: { ...understanding, question: whole, asked: own, isChecked: true } }
    : undefined;
}

/** A text folded, where each place stays where it was. */
function aligned(text: string): string | undefined {
  const folded = fold(text);
  return folded.length === text.length ? folded : undefined;
}

function without(text: string, claims: readonly SaidNumber[]): string | undefined {
  let rest = text;
  for (const { written } of claims) {
    const at = aligned(rest)?.lastIndexOf(written) ?? -1;
    if (at < 0) return undefined;
    rest = rest.slice(0, at) + rest.slice(at + written.length);
  }
  return rest;
}

/**
 * What was computed, saying first whether what is claimed is right; of two claims, « 9 000 ou 36 000 ? », the result says
 * which. Undefined where no sum was found that it may be compared with.
 */
export function againstClaims(
  reached: Reached,
  { claims, understanding }: Unclaimed,
  { isOnlyClaim = false }: { readonly isOnlyClaim?: boolean } = {},
): Reached | undefined {
  const { computation, result } = reached;
  const { id } = computation;
  if (!SUMS.has(id) && !(isOnlyClaim && LIMITS.has(id))) return undefined;
  const found = result.found ?? foundIn(result, understanding.question);
  const [claim, ...others] = claims;
  const isRight = claim && isClaimRight(claim, found);
  if (!claim || found.length === 0) return undefined;
  const isOneOf = others.length > 0 && claims.some((one) => isClaimRight(one, found));
  if (others.length > 0)
    return isOneOf ? { ...reached, result: { ...result, ...withoutVerdict(result) } } : undefined;
  if (isRight === undefined) return undefined;
  const headline = checked(result.headline, claim, isRight);
  // What is claimed may be of a step alone: « 5 % × 26 400 € = 1 320 € ».
  const step = stepFound(result, isRight ? [{ value: claim.value }] : found);
  const said = step
    ? {
        headline: checked(step, claim, isRight),
        caveats: [result.headline.replace(/^(?:Oui|Non), /, ''), ...result.caveats],
      }
    : { headline };
  return { ...reached, result: { ...result, ...said, verdict: isRight ? 'oui' : 'non', isOfAll: true } };
}

/** The first step that comes to what was found, where the headline says it nowhere. */
function stepFound(
  { headline, steps }: ComputedAnswer,
  found: readonly Pick<Found, 'value'>[],
): string | undefined {
  const said = numbersSaid(fold(headline));
  const isSaid = found.some(({ value }) => said.some((one) => one.value === value));
  return isSaid
    ? undefined
    : steps.find((step) => numbersSaid(fold(step)).some(({ value }) => value === found[0]?.value));
}

function withoutVerdict({ headline }: ComputedAnswer): Pick<ComputedAnswer, 'headline' | 'verdict'> {
  const own = headline.replace(/^(?:Oui|Non), /, '');
  return { headline: own.charAt(0).toUpperCase() + own.slice(1), verdict: undefined };
}

/** What the steps of a computation come to, each after its last « = » or « : », and that the question does not tell. */
function foundIn({ steps }: ComputedAnswer, question: string): Found[] {
  const told = new Set(numbersSaid(fold(question)).map(({ value }) => value));
  return steps.flatMap((step): Found[] => {
    const end = fold(step).split(/ = | : /);
    const [number] = end.length > 1 ? numbersSaid(end.at(-1) ?? '') : [];
    if (!number || told.has(number.value)) return [];
    const { unit, value } = number;
    return [{ value, unit: unit === '%' ? '%' : /^€/.test(unit) ? '€' : 'other' }];
  });
}
