import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import { type SumKind, type SumSaid, sumSaid } from '#src/reader/numbers/sums-said.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { isClaimRight } from './claim.ts';
import { crew, margin, product, trip, unit, wear } from './costs.ts';
import type { Counted } from './counted.ts';
import { OWN_FIGURES_TITLE } from './own-texts.ts';
import { penalty } from './penalties.ts';
import { change, discount, grade, share, tax } from './shares.ts';

type Count = (sum: SumSaid, text: string, figures: ComputationInput['figures']) => Counted | undefined;

const COUNTS: Readonly<Record<SumKind, Count>> = {
  share,
  discount,
  tax,
  margin,
  unit,
  product,
  penalty,
  grade,
  crew,
  trip,
  wear,
  change,
};

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
    const own = quantitiesIn(understanding.asked, today).text;
    return answerOn(own, input) ?? (understanding.followsUp ? answerOn(quantities.text, input) : undefined);
  },
};

function answerOn(text: string, { figures, understanding }: ComputationInput): ComputedAnswer | undefined {
  const sum = sumSaid(text);
  const counted = sum && COUNTS[sum.kind](sum, text, figures);
  if (!sum || !counted) return undefined;
  const claims = sum.of('claim');
  const verdict = verdictOn(counted, claims, understanding.polarity !== undefined);
  return {
    headline: `${opened(verdict, counted.said)}.`,
    steps: counted.steps,
    caveats: counted.caveats,
    articles: [],
    figures: sum.kind === 'penalty' ? LIMITS.map(figures.get).filter((one) => one !== undefined) : [],
    page: counted.page,
    verdict,
    found: counted.found,
    isOfAll: true,
  };
}

/** Whether the one result that is claimed is right; else whether what was found is enough, where that is asked. */
function verdictOn(
  { found, isEnough }: Counted,
  claims: ReturnType<SumSaid['of']>,
  isYesNo: boolean,
): 'oui' | 'non' | undefined {
  const [claim, ...others] = claims;
  const holds = claim ? (others.length === 0 ? isClaimRight(claim, found) : undefined) : isEnough;
  if (holds === undefined || (!claim && !isYesNo)) return undefined;
  return holds ? 'oui' : 'non';
}
