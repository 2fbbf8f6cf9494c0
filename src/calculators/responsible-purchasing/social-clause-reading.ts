import { BUYER_RULES, type Category } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { amountText } from '#src/calculators/procedure/answer.ts';
import { type Estimate, estimateOf } from '#src/calculators/procedure/need/estimate.ts';
import { categoryOf, type PublicBuyer } from '#src/calculators/procedure/possible-cases.ts';
import { buyerName, formalKindName, slots } from '#src/calculators/procedure/texts-lines.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { asksWhen } from '#src/calculators/reading/verdicts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { Polarity } from '#src/reader/polarity.ts';
import type { Quantities } from '#src/reader/quantities.ts';
import { type Duration, monthsOf } from '#src/reader/quantities.ts';
import { type SocialClause, socialClause } from './social-clause.ts';
import { SOCIAL_CLAUSE_TITLE, socialClauseTexts as texts } from './social-clause-texts.ts';

const CLAUSE =
  /\bclauses? (?:sociales?|d'insertion|sociale d'insertion)\b|\bconditions? (?:d'execution )?(?:sociales?|d'emploi)\b|\bconsiderations? sociales?\b/;
const DUE = /oblig\w*|\bdoi[ts]\b|doivent|\bdevait\b|\bfaut\b|impose\w*|forcement|\bdue\b/;
const SKIP =
  /\bsaut\w*|(?:se |s'en )?pass\w{0,20} d|s'en passer|dispens\w*|echapp\w*|exempt\w*|\btombe\b|\bderog\w*|\bsans clause|\bzapp\w*|eviter/;
/** Services of annex 3 by their names, meals, training, guarding, law: which threshold decides for them is not settled. */
const OF_ANNEX =
  /\b(?:repas|cantines?|restauration (?:scolaire|collective)|traiteurs?|formations?|gardiennage|conseil juridique|avocats?)\b/;
/** Its hours, its penalties, its content; a lot; annex 3, whose own threshold may decide. */
const OTHER =
  /\bheures?\b|\btaux\b|pourcentage|penalite|facilitateur|attestation|reserv\w*|\bannexe 3\b|services? (?:sociaux|specifiques?)|c'est quoi|dans quel(?:s)? cas|repond\w{0,20} non|refus\w*|critere|\blots?\b/;
/** Buyers tried when none is said: their thresholds for supplies and services differ. */
const NETWORK: readonly PublicBuyer[] = ['network'];
const ORDINARY = ['state', 'local'] as const satisfies readonly PublicBuyer[];

/** Whether a contract must hold a social or employment condition (L2112-2-1). */
export const SOCIAL_CLAUSE: Computation = {
  id: 'social-clause',
  title: SOCIAL_CLAUSE_TITLE,
  isOfContract: true,
  compute(input) {
    if (speaksOfAnotherTime(input)) return undefined;
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    const { regime, buyer } = understanding.case;
    if (['private', 'concession', 'defence'].includes(regime) || buyer === 'private' || buyer === 'defence')
      return undefined;
    if (!asksOfClause(text)) return undefined;
    const estimate = estimateOf(quantities, amountsSaid(input, input.today));
    const category = categoryOf(text);
    const said = timeOf(quantities);
    if (!said || !estimate || !category || (estimate.yearly && estimate.yearly.years === undefined))
      return undefined;
    const { time, months } = said;
    const unsaid = regime === 'utilities' ? NETWORK : ORDINARY;
    const buyers: readonly PublicBuyer[] = buyer ? [buyer] : unsaid;
    const found = buyers.map((one) => ({
      buyer: one,
      clause: socialClause({ ...estimate, months, category, buyer: BUYER_RULES[one] }, figures),
    }));
    const [first] = found;
    if (!first?.clause) return undefined;
    if (found.some(({ clause }) => clause?.outcome !== first.clause?.outcome))
      return eitherBuyer(estimate, found);
    if (first.clause.outcome === 'unsure') return undefined;
    // Whoever the buyer is: reached, the highest threshold shows it; not reached, the lowest.
    const shown = (first.clause.outcome === 'due' ? found.at(-1) : first) ?? first;
    return answer(input, estimate, {
      ...shown,
      clause: shown.clause ?? first.clause,
      category,
      time,
      said: buyer,
    });
  },
};

const asksOfClause = (text: string): boolean =>
  CLAUSE.test(text) && !OTHER.test(text) && !OF_ANNEX.test(text) && (DUE.test(text) || SKIP.test(text));

/** The time of the contract; « moins de 6 mois » quotes the rule, and counts when no other is said. Undefined with several. */
function timeOf({
  text,
  durations,
}: Quantities): { time: Duration | undefined; months: number | undefined } | undefined {
  const times = durations.filter(({ unit }) => unit !== 'heures');
  const own = times.filter(({ at }) => !/\bmoins de $/.test(text.slice(0, at)));
  const [time, ...more] = own.length > 0 ? own : times;
  if (more.length > 0) return undefined;
  if (own.length > 0 || !time) return { time, months: time && monthsOf(time) };
  return { time: undefined, months: monthsOf(time) - 0.01 };
}

/** The threshold of one buyer is reached, that of another is not. */
function eitherBuyer(
  estimate: Estimate,
  found: readonly { readonly buyer: PublicBuyer; readonly clause: SocialClause | undefined }[],
): ComputedAnswer | undefined {
  const { question, choices } = slots.buyer;
  const known = found.flatMap(({ buyer, clause }) => (clause ? [{ buyer, clause }] : []));
  if (known.length !== ORDINARY.length) return undefined;
  const amount = amountText(estimate);
  return {
    headline: texts.dependsOnBuyer(
      amount,
      known.map(({ buyer, clause }) => texts.branch(buyerName(buyer), clause)),
    ),
    steps: known.map(({ clause }) => texts.threshold(amount, clause, clause.outcome !== 'below')),
    caveats: [texts.network],
    articles: ['L2112-2-1', 'annexe 2'],
    figures: known.map(({ clause }) => clause.threshold),
    clarify: {
      question,
      choices: ORDINARY.map((id) => ({ id: `buyer-${id}`, kind: 'ask', ...choices[id] })),
    },
  };
}

interface Found {
  readonly buyer: PublicBuyer;
  readonly clause: SocialClause;
  readonly category: Category;
  readonly time: Duration | undefined;
  readonly said: string | undefined;
}

function answer(
  { quantities, understanding: { polarity } }: ComputationInput,
  estimate: Estimate,
  { buyer, clause, category, time, said }: Found,
): ComputedAnswer {
  const { text } = quantities;
  const { outcome } = clause;
  const due = outcome === 'due';
  const skips = SKIP.test(text);
  // A duration that is not said might exempt the works.
  const sure = !(due && category === 'works' && time === undefined);
  const verdict = sure && !asksWhen(quantities) ? verdictOn(polarity, due, skips) : undefined;
  const amount = amountText(estimate);
  const kind = formalKindName({ category, buyer, defence: false });
  const shortService =
    due && category !== 'works' && time !== undefined && monthsOf(time) < clause.shortWorks.number;
  const words = time && formatValue(time.unit, time.value);
  return {
    headline: shortService
      ? texts.dueShortService(verdict, clause, amount, kind)
      : outcomeLine(verdict, clause, amount, kind),
    steps: sentences(
      texts.threshold(amount, clause, outcome !== 'below'),
      outcome !== 'below' &&
        category === 'works' &&
        words &&
        texts.works(words, clause, outcome === 'exempt'),
      shortService && words && texts.service(words),
    ),
    caveats: sentences(
      due && category === 'works' && !time && texts.durationUnsaid(clause),
      due && texts.others,
      !said && category !== 'works' && due && texts.network,
      !estimate.taxSaid && estimate.form === 'exact' && texts.tax(formatValue('€', estimate.said)),
    ),
    articles: ['L2112-2-1', 'annexe 2'],
    figures: [clause.threshold, clause.shortWorks],
    verdict,
  };
}

function outcomeLine(
  verdict: ComputedAnswer['verdict'],
  clause: SocialClause,
  amount: string,
  kind: string,
): string {
  if (clause.outcome === 'exempt') return texts.exempt(verdict, clause);
  return (clause.outcome === 'below' ? texts.below : texts.due)(verdict, clause, amount, kind);
}

/** « elle saute ? », « c'est interdit de s'en passer ? », « elle est obligatoire ? » */
function verdictOn(polarity: Polarity | undefined, due: boolean, skips: boolean): 'oui' | 'non' | undefined {
  if (!polarity || (!skips && polarity.modality === 'interdit')) return undefined;
  const holds = skips && polarity.modality !== 'interdit' ? !due : due;
  return polarity.negated && holds ? undefined : holds ? 'oui' : 'non';
}
