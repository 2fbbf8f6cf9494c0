import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import { categoryOf } from '#src/calculators/procedure/possible-cases.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { dayCount, euros, percent } from '#src/calculators/texts-amounts.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { LATE_PENALTIES_TITLE, latePenaltiesTexts as texts } from './late-penalties-texts.ts';

/** What a penalty is counted by: « 50 € par retard », « 80 € la livraison », « 100 € par jour ». */
const EACH_AFTER =
  /^ ?(?:ht |ttc )?(?:de penalites? )?(?:par|le|la|chaque|pour chaque|\/) ?(?:jours? de )?(?:retards?|livraisons?|jours?|manquements?|passages?|absences?)(?!\p{L})/u;
/** How many times it is late: « 6 retards », « 6 fois », « en retard 6 jours ». */
const TIMES =
  /(?<![\d.,/])(\d{1,3}) (?:fois|retards?|livraisons?(?: en retard| tardives?)?|jours?(?: de retard)?|manquements?|passages?)(?!\p{L})/u;
/** Days that would not count: « si on enlève les 8 jours de pluie ». */
const LESS =
  /\b(?:enlev\w*|retir\w*|dedui\w*|otant|ote|sans compter|compte pas|moins|sauf|hors) (?:les |ces |mes |des )?(\d{1,3}) jours?(?!\p{L})/u;
const TOTAL_BEFORE = /\b(?:soit|donc|total\w*|en tout|=|ca fait) (?:de |a |: ?)?$/;
/** Penalties of another kind have rules of their own. */
const OTHER =
  /\binsertion\b|\benvironn\w*|\bsocial\w*|\bconfidential\w*|\binterets?\b|\bfactur\w*|\bpaiement\w*|\bpaye\w*/;

/** A few late deliveries at so much each, against what the CCAG exempts and its ceiling (CCAG FCS 14.1). */
export const LATE_PENALTIES: Computation = {
  id: 'late-penalties',
  title: LATE_PENALTIES_TITLE,
  // So much for each delay, and how many of them, beside a CCAP: nothing else is told so.
  isUnmistakable: true,
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    const { regime } = understanding.case;
    if (!/\bretards?\b|\btard\b/.test(text) || OTHER.test(text)) return undefined;
    if (!/\bpenalites?\b|\bccag\b|\bccap\b/.test(text)) return undefined;
    if (['private', 'concession', 'defence'].includes(regime)) return undefined;
    const said = penaltiesIn(input);
    const limit = figures.get('penalites-retard-exoneration-ccag');
    const share = figures.get('penalites-retard-maximum-ccag');
    const days = figures.get('penalites-retard-reponse-ccag');
    if (!said || !limit || !share || !days) return undefined;
    const total = euros(said.total);
    const most = euros(limit.number);
    const isWorks = (categoryOf(text) ?? understanding.case.category) === 'works';
    const less = said.without;
    return {
      headline: said.total <= limit.number ? texts.exempt(total, most) : texts.due(total, most),
      steps: sentences(
        texts.count(said.count, euros(said.each), total),
        less && texts.without(less.days, less.left, euros(said.each), euros(less.total)),
        texts.limit(most),
        said.price !== undefined &&
          texts.cap(
            percent(share.number),
            euros(said.price),
            euros(roundToCents((said.price * share.number) / 100)),
          ),
      ),
      caveats: [texts.explain(dayCount(days.number)), texts.notice, texts.own],
      articles: isWorks ? ['CCAG Travaux 19.2'] : ['CCAG FCS 14.1.3', 'CCAG FCS 14.1.1', 'CCAG FCS 14.1.2'],
      // « et si on enlève les 8 jours de pluie ? » is counted with the rest.
      ...(less && { isOfAll: true }),
      figures: [limit, days, ...(said.price === undefined ? [] : [share])],
    };
  },
};

/** How much each time, how many times, and perhaps the price of what is bought. */
function penaltiesIn({ quantities: { text, amounts } }: ComputationInput) {
  const money = amounts.filter(({ money: isMoney, tax }) => isMoney && tax !== 'TTC');
  const each = money.find(({ end }) => EACH_AFTER.test(text.slice(end)));
  if (!each) return undefined;
  const rest = text.slice(0, each.at) + ' '.repeat(each.end - each.at) + text.slice(each.end);
  const count = Number(TIMES.exec(rest)?.[1] ?? 0);
  if (count < 1) return undefined;
  const total = roundToCents(each.value * count);
  const taken = Number(LESS.exec(rest)?.[1] ?? 0);
  const without =
    taken > 0 && taken < count
      ? { days: taken, left: count - taken, total: roundToCents(each.value * (count - taken)) }
      : undefined;
  const others = money.filter((one) => one !== each && !isTotal(text, one, total));
  const [price, ...more] = others;
  // Of several other sums, nothing says which one is the price.
  if (more.length > 0) return undefined;
  return {
    each: each.value,
    count,
    total,
    without,
    price: price && price.value > total ? price.value : undefined,
  };
}

const isTotal = (text: string, { value, at }: Amount, total: number): boolean =>
  value === total || TOTAL_BEFORE.test(text.slice(0, at));
