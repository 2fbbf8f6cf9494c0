import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import { type SumKind, type SumSaid, sumSaid } from '#src/reader/numbers/sums-said.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { checked, isClaimRight } from './claim.ts';
import { crew, gain, margin, product, trip, unit, wear } from './costs.ts';
import type { Counted } from './counted.ts';
import { daysLate } from './days-between.ts';
import { OWN_FIGURES_TITLE } from './own-texts.ts';
import { penalty } from './penalties.ts';
import { change, discount, grade, share, tax } from './shares.ts';

type Count = (sum: SumSaid, text: string, figures: ComputationInput['figures']) => Counted | undefined;

const COUNTS: Readonly<Record<SumKind, Count>> = {
  share,
  discount,
  tax,
  margin,
  gain,
  unit,
  product,
  penalty,
  grade,
  crew,
  trip,
  wear,
  change,
};

/** « y a un plafond, je crois 10 % »: a rule that somebody has heard of, and no result of their own numbers. */
const RULE_BEFORE = /\b(?:plafonds?|limites?|maxi(?:mum)?|seuils?)\b[^.;:?!\d]{0,25}$/;

/** A sum is wanted, beside a yes or no. */
const HOW_MUCH = /\bcombien\b|\bcb\b|\bquel/;

/** The penalty's limits are of the register. */
const LIMITS = ['penalites-retard-maximum-ccag', 'penalites-retard-exoneration-ccag'];

/** A sum of somebody's own numbers, whatever it is of: what each number is, is learnt from examples. */
export const OWN_FIGURES: Computation = {
  id: 'own-figures',
  title: OWN_FIGURES_TITLE,
  isUnmistakable: true,
  compute(input) {
    const { understanding, quantities, today } = input;
    if (!asksSomething(understanding.asked)) return undefined;
    // A message that goes on may say all by itself; else what was said before completes it.
    const own = understanding.followsUp ? quantitiesIn(understanding.asked, today).text : undefined;
    return (own && answerOn(own, input)) || (answerOn(quantities.text, input) ?? lateAnswer(input));
  },
};

function lateAnswer(input: ComputationInput): ComputedAnswer | undefined {
  const late = daysLate(input);
  const isRight = late && isClaimRight(late.claim, late.found);
  if (!late || isRight === undefined) return undefined;
  return {
    ...late,
    headline: checked(`${late.said}.`, late.claim, isRight),
    articles: [],
    figures: [],
    verdict: wordOf(isRight),
    isOfAll: true,
  };
}

function answerOn(text: string, { figures, understanding }: ComputationInput): ComputedAnswer | undefined {
  const sum = sumSaid(text);
  const counted = sum && COUNTS[sum.kind](sum, text, figures);
  if (!sum || !counted || sum.of('claim').some(({ at }) => RULE_BEFORE.test(text.slice(0, at))))
    return undefined;
  const { isRight, claim } = claimed(counted, sum);
  const isAsked = claim === undefined && understanding.polarity !== undefined;
  const verdict = isRight ?? (isAsked ? counted.isEnough : undefined);
  // « 30 % de sous-traitance sur 100 000 €, il faut le déclarer ? » wants a yes or no, and a sum says neither.
  const isSum = sum.of('claim').length > 0 || HOW_MUCH.test(text);
  if (understanding.polarity && verdict === undefined && !isSum) return undefined;
  const said = `${opened(undefined, counted.said)}.`;
  return {
    headline: claim && isRight !== undefined ? checked(said, claim, isRight) : opened(wordOf(verdict), said),
    steps: counted.steps,
    caveats: counted.caveats,
    articles: [],
    figures: sum.kind === 'penalty' ? LIMITS.map(figures.get).filter((one) => one !== undefined) : [],
    page: counted.page,
    verdict: wordOf(verdict),
    found: counted.found,
    isOfAll: true,
  };
}

const wordOf = (holds: boolean | undefined): 'oui' | 'non' | undefined => {
  if (holds === undefined) return undefined;
  return holds ? 'oui' : 'non';
};

/** The one number that is claimed to be what was found, and whether it is; of two, « 11,64 ou 12,12 », neither is. */
function claimed({ found }: Counted, sum: SumSaid) {
  const [claim, ...others] = sum.of('claim');
  // « 582 pour 60 plateaux, ça fait 9,70 c'est ça ? et avec 20 % de marge, 11,64 ou 12,12 ? »
  const [cost] = sum.of('pieces').length > 0 ? sum.of('cost') : [];
  if (cost) return { claim: cost, isRight: isClaimRight(cost, found.slice(0, 1)) };
  if (!claim || others.length > 0) return {};
  const isRight = isClaimRight(claim, found);
  // It may be of a number that nobody told the place of: then it is not said to be wrong.
  return { claim, isRight: isRight === false && sum.of('none').length > 0 ? undefined : isRight };
}
