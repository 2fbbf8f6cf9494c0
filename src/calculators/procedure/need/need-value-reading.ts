import type { Category } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { mayBeSocial } from '#src/calculators/procedure/possible-cases.ts';
import {
  procedureOfYears,
  withToldObject,
} from '#src/calculators/procedure/procurement-procedure-reading.ts';
import { opened } from '#src/calculators/procedure/procurement-procedure-texts.ts';
import { kindName, caveats as procedureCaveats, steps } from '#src/calculators/procedure/texts-lines.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { askedPart } from '#src/calculators/reading/asked-part.ts';
import { onPermission } from '#src/calculators/reading/verdicts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { categoryOfKind, objectsIn } from '#src/reader/purchases/objects.ts';
import { estimateOf } from './estimate.ts';
import { type NeedParts, needParts } from './need-parts.ts';
import {
  needValueCaveats as caveats,
  needValueHeadline as headlines,
  NEED_VALUE_TITLE,
} from './need-value-texts.ts';

/** « ils prennent 48 000 ou les trois ans ? », « quel montant on compare au seuil ? » */
const ASKS_VALUE =
  /\b(?:prennent|prend|prendre|retien\w*|retenir|compt\w+|compar\w+|additionn\w*|cumul\w*|calcul\w*|regard\w+|estim\w+|valeur|base)\b/;
const OF_THRESHOLD = /\bseuils?\b|\bpalier|\bprocedure|\bmontant\b|\bbesoin\b|\btotal\w*/;
const OTHER =
  /\bavances?\b|factur|\bpay|retenue|avenant|chiffre d'affaires|penalite|\blots?\b|insertion|sous-?traitan|attestation|assurance|\bttc\b/;
const ONE_YEAR =
  /\bqu'un an\b|\bqu'une (?:seule )?annee|\bune seule annee|\bseulement (?:un an|une annee|la premiere)/;
const MUST = /\b(?:doit|doivent|faut|oblig\w+)\b/;

/** The section that asks whether one year is counted, or all. */
const PAGES = new Set([
  'guides/estimation-du-besoin#marche-de-plusieurs-annees-quel-montant-compter-une-annee-ou-toutes',
]);

/** What the code adds up to compare with a threshold: renewals, trades of an operation, a need cut in contracts. */
export const NEED_VALUE: Computation = {
  id: 'need-value',
  title: NEED_VALUE_TITLE,
  onPages: {
    keys: PAGES,
    isFirstOnly: true,
    compute: (input) =>
      (ASKS_VALUE.test(input.quantities.text) ? undefined : procedureOfYears(input)) ?? yearsAnswer(input),
  },
  compute(input) {
    const { quantities, understanding } = input;
    const { text } = quantities;
    const { regime, buyer } = understanding.case;
    if (['private', 'concession', 'defence'].includes(regime) || buyer === 'private') return undefined;
    if (OTHER.test(text)) return undefined;
    const said = amountsSaid(input, input.today);
    const parts = needParts(quantities, said);
    if (parts?.kind === 'split') return splitAnswer(input, parts);
    if (!ASKS_VALUE.test(text) || !OF_THRESHOLD.test(text)) return undefined;
    if (parts) return partsAnswer(parts);
    return renewalsAnswer(input);
  },
};

const ht = (value: number): string => formatValue('€ HT', value);
const articleOf = (parts: NeedParts): string =>
  parts.kind === 'operation' || parts.category === 'works' ? 'R2121-5' : 'R2121-6';

/** « 4 contrats de 50 000 € pour éviter l'appel d'offres »: only when each would pass alone and all together would not. */
function splitAnswer(
  { figures, understanding }: ComputationInput,
  parts: NeedParts,
): ComputedAnswer | undefined {
  const limit = figures.get(
    parts.category === 'works' ? 'dispense-travaux' : 'dispense-fournitures-services',
  );
  const [each = 0] = parts.parts;
  if (!parts.category || !limit || each >= limit.number || parts.total < limit.number) return undefined;
  const verdict = onPermission(
    understanding.polarity && { ...understanding.polarity, without: false },
    false,
  );
  return {
    headline: opened(
      verdict,
      headlines.split(verdict, ht(parts.total), formatValue(limit.figure.unit, limit.number)),
    ),
    steps: [steps.added(parts.parts.map(ht), ht(parts.total), 'split')],
    caveats: [caveats.parts, caveats.estimate],
    articles: ['R2121-4', articleOf(parts), 'R2122-8'],
    figures: [limit],
    verdict,
  };
}

function partsAnswer(parts: NeedParts): ComputedAnswer {
  const headline = parts.kind === 'operation' ? headlines.operation : headlines.alike;
  return {
    headline: opened(undefined, headline(ht(parts.total))),
    steps: [steps.added(parts.parts.map(ht), ht(parts.total), parts.kind)],
    caveats: [caveats.estimate],
    articles: [articleOf(parts), 'R2121-1', 'R2121-4'],
    figures: [],
  };
}

/** A headline after « Oui, ». */
const agreed = (headline: string): string =>
  opened('oui', headline.charAt(0).toLowerCase() + headline.slice(1));

/** « on additionne bien les trois années ? » */
const ADDS = /\badditionn\w*|\bcumul\w*|\btotal\w*|\bcompar\w*|\bcompt\w*/;

/** The same, where the page is asked by its meaning; what is bought may leave another procedure open. */
function yearsAnswer(input: ComputationInput): ComputedAnswer | undefined {
  const counted = renewalsAnswer(input);
  if (!counted) return undefined;
  const { quantities, understanding } = input;
  const { polarity, told } = understanding;
  const asking = askedPart(quantities)?.asking ?? '';
  const agrees =
    counted.verdict === undefined &&
    polarity !== undefined &&
    polarity.modality !== 'interdit' &&
    !polarity.negated &&
    !polarity.without &&
    ADDS.test(asking) &&
    !ONE_YEAR.test(quantities.text);
  const bought = withToldObject(quantities.text, told);
  return {
    ...counted,
    ...(agrees && { headline: agreed(counted.headline), verdict: 'oui' as const }),
    caveats: [...(mayBeSocial(bought) ? [procedureCaveats.perhapsSocial] : []), ...counted.caveats],
  };
}

function renewalsAnswer(input: ComputationInput): ComputedAnswer | undefined {
  const { quantities, understanding } = input;
  const estimate = estimateOf(quantities, amountsSaid(input, input.today));
  const { yearly } = estimate ?? {};
  if (estimate?.form !== 'exact' || !yearly?.years || yearly.years <= 1) return undefined;
  const years = formatValue('ans', yearly.years);
  const limits = limitsOf(input);
  const asking = askedPart(quantities)?.asking ?? '';
  const { polarity } = understanding;
  const verdict =
    polarity?.modality === 'permis' && ONE_YEAR.test(quantities.text)
      ? 'non'
      : polarity?.modality === 'obligatoire' && MUST.test(asking) && /\breconduction|\btotal\w*/.test(asking)
        ? 'oui'
        : undefined;
  return {
    headline: opened(verdict, headlines.renewals(ht(estimate.said), years)),
    steps: [steps.yearly(ht(yearly.each), years, ht(estimate.said))],
    caveats: [
      ...limits.map(({ category, limit }) =>
        caveats.compared(
          ht(estimate.said),
          formatValue(limit.figure.unit, limit.number),
          kindOf(category),
          estimate.said < limit.number,
        ),
      ),
      caveats.estimate,
      ...(estimate.taxSaid ? [] : [caveats.tax(formatValue('€', yearly.each))]),
    ],
    articles: ['R2121-1', 'R2121-4', 'R2122-8'],
    figures: limits.map(({ limit }) => limit),
    verdict,
    found: [{ value: estimate.said, unit: '€' }],
  };
}

/** Below which nothing is to be published, in the category that is bought, or in each where it is not told. */
function limitsOf({ figures, understanding, quantities: { text } }: ComputationInput) {
  const { regime, category, buyer } = understanding.case;
  if (regime !== 'ordinary' || buyer === 'private') return [];
  const named = objectsIn(text);
  const told = understanding.told?.category;
  const kinds = new Set(named.map(({ kind }) => categoryOfKind(kind)));
  // What is kept up is a service, whatever the thing is.
  const isKept = /\b(?:entretien|maintenance|location)\b/.test(text);
  const own = isKept ? 'supplies-services' : (category ?? (kinds.size === 1 ? [...kinds][0] : told));
  return (['supplies-services', 'works'] as const)
    .filter((one) => own === undefined || one === own)
    .flatMap((one) => {
      const limit = figures.get(one === 'works' ? 'dispense-travaux' : 'dispense-fournitures-services');
      return limit ? [{ category: one, limit }] : [];
    });
}

const kindOf = (category: Category): string => kindName({ category, nature: 'ordinary', defence: false });
