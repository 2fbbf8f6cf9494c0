import type { ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { formatValue, frenchNumber } from '#src/knowledge/model/figures.ts';
import { turnoverCap } from './turnover-cap.ts';
import { turnoverSteps } from './turnover-cap-texts.ts';
import { type GroupTurnover, groupTurnover } from './turnover-group.ts';
import { groupCaveats, groupHeadline, groupSteps } from './turnover-group-texts.ts';
import type { TurnoverSaid } from './turnover-said.ts';
import { allTaken, namesOf } from './turnover-taken.ts';
import { wholeOf } from './whole-contract.ts';

/** What is asked of each member, of years together, or of who only works for the group: the sum says nothing of it. */
const OTHER_SUBJECT =
  /\b(?:chacune?s?|chaque|par (?:membre|entreprise|boite|cotraitant\w*)|filiale|sous-?trait\w+|franchise|impots?|moyenne|[23] (?:derniers? |dernieres? )?(?:ans|annees|exercices))\b/;

const euros = (value: number): string => formatValue('€', value);

/**
 * The turnover of companies that answer together, against what is required, else against the most that may be.
 * @returns undefined where one of them is not told, or where there is nothing to compare with
 */
export function groupAnswer(input: ComputationInput, said: TurnoverSaid): ComputedAnswer | undefined {
  if (OTHER_SUBJECT.test(input.quantities.text)) return undefined;
  const { required, own, partners, together } = said;
  const group = groupTurnover({
    own: own?.value,
    partners: partners.map(({ value }) => value),
    together: together?.value,
  });
  const cap = capOf(input, said);
  if (!group || cap === 'unclear' || !(required || cap)) return undefined;
  const total = euros(group.total);
  const compared = required
    ? againstRequired(group, required.value, own?.value)
    : againstCap(group, cap?.cap ?? 0);
  const isOver = required && cap && required.value > cap.cap;
  return {
    headline: noted(said, opened(undefined, compared.headline)),
    steps: [
      groupSteps.taken(namesOf(allTaken(said))),
      ...(group.parts.length > 0 ? [groupSteps.sum(group.parts.map(euros), total)] : []),
      ...compared.steps,
      ...(cap?.years ? [turnoverSteps.years(euros(cap.years.each), cap.years.count, euros(cap.amount))] : []),
      ...(cap
        ? [turnoverSteps.product(frenchNumber(cap.times.number), euros(cap.amount), euros(cap.cap))]
        : []),
    ],
    caveats: [
      ...(isOver ? [groupCaveats.exceeded(euros(required.value), euros(cap.cap))] : []),
      ...(compared.isCovered ? [] : [groupCaveats.help]),
      groupCaveats.mend,
    ],
    articles: ['R2142-25', 'R2142-7', ...(compared.isCovered ? [] : ['R2142-3'])],
    figures: cap ? [cap.times] : [],
  };
}

interface Compared {
  readonly headline: string;
  readonly steps: readonly string[];
  readonly isCovered: boolean;
}

function againstRequired(group: GroupTurnover, required: number, own: number | undefined): Compared {
  const [total, asked] = [euros(group.total), euros(required)];
  const sum = summed(group);
  const alone = own === undefined ? [] : [groupSteps.alone(euros(own), asked, own >= required)];
  if (group.total >= required)
    return {
      headline: groupHeadline.covered(sum, asked),
      steps: [groupSteps.compared(total, asked, true), ...alone],
      isCovered: true,
    };
  const lacking = euros(Math.round((required - group.total) * 100) / 100);
  return {
    headline: groupHeadline.short(sum, asked, lacking),
    steps: [groupSteps.lacking(asked, total, lacking), ...alone],
    isCovered: false,
  };
}

function againstCap(group: GroupTurnover, cap: number): Compared {
  const isCovered = group.total >= cap;
  const say = isCovered ? groupHeadline.coversCap : groupHeadline.underCap;
  return { headline: say(summed(group), euros(cap)), steps: [], isCovered };
}

/** « 210 000 € + 180 000 € = 390 000 € » */
const summed = ({ parts, total }: GroupTurnover): string =>
  parts.length > 0 ? `${parts.map(euros).join(' + ')} = ${euros(total)}` : euros(total);

/** The most that may be required, where one contract or lot is told. */
function capOf({ quantities, figures }: ComputationInput, { contracts, lots }: TurnoverSaid) {
  const [said, ...others] = lots.length > 0 ? lots : contracts;
  if (!said) return undefined;
  const contract = wholeOf(said, quantities);
  const result =
    contract && others.length === 0 && contract.tax !== 'TTC' && turnoverCap(contract.value, figures);
  return contract && result ? { ...result, amount: contract.value, years: contract.years } : 'unclear';
}

/** A correction is said back before the result. */
const noted = ({ mended }: TurnoverSaid, headline: string): string =>
  mended.length > 0 ? `${groupHeadline.noted(namesOf(mended))} ${headline}` : headline;
