import type { Category } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { steps } from '#src/calculators/procedure/texts-lines.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { stemsOf } from '#src/platform/french/text-analysis.ts';
import { categoryOfKind, objectsIn } from '#src/reader/purchases/objects.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { Purchase } from '#src/reader/told.ts';
import { needValueCaveats } from './need-value-texts.ts';
import { SEPARATE_NEEDS_TITLE, separateNeedsTexts as texts } from './separate-needs-texts.ts';

const PAGE = 'guides/estimation-du-besoin';
/** The sections that ask what is added to what. */
const PAGES = new Set(
  [
    'comment-s-additionnent-les-travaux-d-un-meme-chantier',
    'quelles-fournitures-ou-quels-services-l-acheteur-doit-il-additionner',
    'marche-de-plusieurs-annees-quel-montant-compter-une-annee-ou-toutes',
  ].map((id) => `${PAGE}#${id}`),
);
/** Stems of what adds one need to another. */
const ADDS = stemsOf('ajouter ajoute additionner additionne cumuler cumule regrouper ensemble');
/** Before the name of a thing, what makes a service of it. */
const KEPT = /\b(?:entretien|maintenance|contrat|location) (?:de |d'|du |des )?(?:la |l'|les? )?$/;

/** Folded characters in which that stands. */
const BEFORE = 30;

/** Works, and services or supplies: two needs that are compared each with its own threshold. */
export const SEPARATE_NEEDS: Computation = {
  id: 'separate-needs',
  title: SEPARATE_NEEDS_TITLE,
  onPages: { keys: PAGES, isFirstOnly: true, compute: separate },
  compute: () => undefined,
};

/** What comes back each year, over the years that are told: the one sum of a message that is said so. */
function yearlyIn({ understanding: { asked }, today }: ComputationInput) {
  const { amounts, durations } = quantitiesIn(asked, today);
  const [each, ...others] = amounts.filter(({ per }) => per === 'an');
  const [time, ...more] = durations.filter(({ unit }) => unit === 'ans');
  if (!each || !time || others.length > 0 || more.length > 0 || each.tax === 'TTC') return undefined;
  return { each: each.value, years: time.value, total: roundToCents(each.value * time.value) };
}

interface Need {
  readonly id: string;
  readonly said: string;
  readonly category: Category;
  /** What it comes to over all its years, without tax, where that was told. */
  readonly worth?: number | undefined;
}

function separate(input: ComputationInput): ComputedAnswer | undefined {
  const { understanding, figures } = input;
  if (![...stemsOf(understanding.asked)].some((stem) => ADDS.has(stem))) return undefined;
  const [one, other, ...more] = needsIn(input);
  if (!one || !other || more.length > 0 || one.category === other.category) return undefined;
  const [works, services] = one.category === 'works' ? [one, other] : [other, one];
  const [ofWorks, ofServices] = ['dispense-travaux', 'dispense-fournitures-services'].map(figures.get);
  if (!ofWorks || !ofServices) return undefined;
  const [high, low] = [ofWorks, ofServices].map(({ figure, number }) => formatValue(figure.unit, number)) as [
    string,
    string,
  ];
  const { polarity } = understanding;
  const verdict = polarity?.modality === 'obligatoire' && !polarity.negated ? 'non' : undefined;
  const yearly = yearlyOf(services, { number: ofServices.number, said: low }, input);
  return {
    headline: [opened(verdict, texts.headline(services.said, works.said)), ...yearly.headline].join(' '),
    steps: [...yearly.steps, texts.works(works.said, high), texts.services(services.said, low)],
    caveats: [...yearly.caveats, texts.sameProject],
    articles: ['R2121-5', 'R2121-6'],
    figures: [ofWorks, ofServices],
    verdict,
    page: PAGE,
    ...(yearly.headline.length > 0 && { isOfAll: true as const }),
  };
}

/** What the services come to over all their years, where that is told, and its threshold. */
function yearlyOf(
  { said: services, worth }: Need,
  limit: { readonly number: number; readonly said: string },
  input: ComputationInput,
): Record<'headline' | 'steps' | 'caveats', readonly string[]> {
  const yearly = yearlyIn(input);
  const total = yearly?.total ?? worth;
  if (total === undefined) return { headline: [], steps: [], caveats: [] };
  const all = formatValue('€ HT', total);
  return {
    headline: [texts.yearly(services, all)],
    steps: [
      yearly
        ? steps.yearly(formatValue('€ HT', yearly.each), formatValue('ans', yearly.years), all)
        : texts.told(services, all),
    ],
    caveats: [needValueCaveats.compared(all, limit.said, texts.kind, total < limit.number)],
  };
}

/** The needs that a question names, and those that were told of where it names one only. */
function needsIn({ quantities: { text }, understanding: { told } }: ComputationInput): Need[] {
  const known = [told, ...(told?.others ?? [])].flatMap((purchase) => needOf(purchase) ?? []);
  const named = objectsIn(text).map(({ id, said, kind, at }): Need => {
    const isKept = KEPT.test(text.slice(Math.max(0, at - BEFORE), at));
    const before = known.find((one) => one.id === id);
    if (isKept) return { id, said, category: 'supplies-services' };
    return before ?? { id, said, category: categoryOfKind(kind) };
  });
  const all = new Map(named.map((one) => [one.id, one]));
  if (all.size < 2) for (const one of known) all.set(one.id, all.get(one.id) ?? one);
  return [...all.values()];
}

function needOf(purchase: Purchase | undefined): Need | undefined {
  const { object, category } = purchase ?? {};
  const own = category ?? (object?.kind && categoryOfKind(object.kind));
  const worth = purchase?.worth?.tax === 'TTC' ? undefined : purchase?.worth?.value;
  return object && own && { id: object.id, said: object.said, category: own, worth };
}
