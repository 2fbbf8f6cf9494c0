import { withMargin } from '#src/calculators/offers/cost-price.ts';
import { marginTexts } from '#src/calculators/offers/cost-price-texts.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import type { SaidNumber } from '#src/reader/numbers/numbers-said.ts';
import type { SumSaid } from '#src/reader/numbers/sums-said.ts';
import { type Counted, type Found, only, taxOf } from './counted.ts';
import { shown, ownTexts as texts } from './own-texts.ts';
import { type Crew, crewCost, percentOf, shareOf, yearlyWear } from './sums.ts';

const PAGE = 'guides/cout-de-revient';
const money = (value: number): Found => ({ value, unit: '€' });

/** What each piece costs, of all that is spent. */
export function unit(sum: SumSaid): Counted | undefined {
  const spent = sum.of('spent');
  const pieces = only(sum.of('pieces'));
  if (spent.length === 0 || !pieces || pieces.value <= 0) return undefined;
  const { total, each } = eachOf(spent, pieces);
  return {
    said: texts.each(euros(each)),
    found: [money(each), ...(spent.length > 1 ? [money(total)] : [])],
    steps: eachSteps(spent, pieces),
    caveats: [texts.costOnly],
    page: PAGE,
  };
}

function eachOf(spent: readonly SaidNumber[], { value: pieces }: SaidNumber) {
  const total = roundToCents(spent.reduce((all, { value }) => all + value, 0));
  return { total, each: roundToCents(total / pieces) };
}

function eachSteps(spent: readonly SaidNumber[], pieces: SaidNumber): string[] {
  const { total, each } = eachOf(spent, pieces);
  return [
    ...(spent.length > 1
      ? [
          texts.sumStep(
            spent.map(({ value }) => euros(value)),
            euros(total),
          ),
        ]
      : []),
    texts.eachStep(euros(total), pieces.value, euros(each)),
  ];
}

/** A price with its margin, counted both ways; the cost is counted first where it is told of what. */
export function margin(sum: SumSaid): Counted | undefined {
  const rate = only(sum.of('margin'));
  const [cost, pieces, spent] = [only(sum.of('cost')), only(sum.of('pieces')), sum.of('spent')];
  const isCounted = spent.length > 0 && pieces !== undefined && pieces.value > 0;
  const each = isCounted ? eachOf(spent, pieces).each : cost?.value;
  if (!rate || each === undefined || rate.value <= 0 || rate.value >= 100) return undefined;
  if (sum.of('cost').length > 1 && !isCounted) return undefined;
  const { onPrice, onCost } = withMargin(each, rate.value);
  const said = marginTexts.headline({ onPrice, onCost }, rate.value).replace(/\.$/, '');
  return {
    said: isCounted ? `${texts.costChecked(euros(each))}. Avec votre marge : ${said}` : said,
    found: [...(isCounted ? [money(each)] : []), money(onPrice), money(onCost)],
    steps: [
      ...(isCounted ? eachSteps(spent, pieces) : []),
      marginTexts.onCost(each, rate.value, onCost),
      marginTexts.onPrice(each, rate.value, onPrice),
    ],
    caveats: [marginTexts.choose],
    page: PAGE,
  };
}

/** What is kept of a price, over what it costs: in euros, of the price and of the cost. */
export function gain(sum: SumSaid): Counted | undefined {
  const [sold, cost] = [only(sum.of('sold')), only(sum.of('cost'))];
  if (!sold || !cost || sold.value <= cost.value || cost.value <= 0 || taxOf(sold) !== taxOf(cost))
    return undefined;
  const kept = roundToCents(sold.value - cost.value);
  const [ofPrice, ofCost] = [shareOf(kept, sold.value), shareOf(kept, cost.value)];
  return {
    said: texts.gain(euros(kept), ofPrice, ofCost),
    found: [money(kept), { value: ofPrice, unit: '%' }, { value: ofCost, unit: '%' }],
    steps: [
      texts.minusStep(euros(sold.value), euros(cost.value), euros(kept)),
      texts.gainStep(euros(kept), euros(sold.value), ofPrice, 'du prix de vente'),
      texts.gainStep(euros(kept), euros(cost.value), ofCost, 'du coût'),
    ],
    caveats: [marginTexts.choose],
    page: PAGE,
  };
}

/** So many of a thing at so much, with the tax where its rate is told. */
export function product(sum: SumSaid): Counted | undefined {
  const [count, price, vat] = [only(sum.of('count')), only(sum.of('price')), only(sum.of('vat'))];
  if (!count || !price || (sum.of('vat').length > 0 && !vat)) return undefined;
  const total = roundToCents(count.value * price.value);
  const isIncl = taxOf(price) === 'TTC';
  const step = texts.productStep(shown(count), shown(price, true), euros(total, taxOf(price)));
  if (!vat || isIncl)
    return {
      said: texts.product(euros(total, taxOf(price))),
      found: [money(total)],
      steps: [step],
      caveats: [],
      page: PAGE,
    };
  const added = percentOf(total, vat.value);
  const incl = roundToCents(total + added);
  return {
    said: texts.inclTax(euros(incl, 'TTC'), euros(added)),
    found: [money(incl), money(total), money(added)],
    steps: [
      step,
      texts.rateStep(euros(total, 'HT'), vat.value, euros(added)),
      texts.plusStep(euros(total, 'HT'), euros(added), euros(incl, 'TTC')),
    ],
    caveats: [texts.vatRate],
    page: PAGE,
  };
}

/** Workers of several rates: each with the people before the rate, and the hours after it, or those told once for all. */
export function crew(sum: SumSaid): Counted | undefined {
  const wages = sum.of('wage');
  const hours = sum.of('hours');
  if (wages.length < 2) return undefined;
  const crews = wages.map((wage, index): Crew | undefined => {
    const [from, to] = [wages[index - 1]?.at ?? -1, wages[index + 1]?.at ?? Number.POSITIVE_INFINITY];
    const own = sum.of('people').filter(({ at }) => at > from && at < wage.at);
    const worked = hours.length === 1 ? hours[0] : only(hours.filter(({ at }) => at > wage.at && at < to));
    if (own.length > 1 || !worked) return undefined;
    return { people: own[0]?.value ?? 1, wage: wage.value, hours: inHours(worked) };
  });
  if (!crews.every((one) => one !== undefined)) return undefined;
  const costs = crews.map(crewCost);
  const total = roundToCents(costs.reduce((all, one) => all + one, 0));
  return {
    said: texts.crew(euros(total)),
    found: [money(total)],
    steps: [
      ...crews.map((one, index) => texts.crewStep(one, costs[index] as number)),
      texts.sumStep(
        costs.map((one) => euros(one)),
        euros(total),
      ),
    ],
    caveats: [texts.charged, texts.costOnly],
    page: PAGE,
  };
}

const inHours = ({ value, unit }: SaidNumber): number => (unit === 'minutes' ? value / 60 : value);

/** A distance at so much a kilometre; there and back may be told as one, or as two. */
export function trip(sum: SumSaid, text: string): Counted | undefined {
  const [km, scale] = [only(sum.of('km')), only(sum.of('scale'))];
  const trips = sum.of('trips').length > 0 ? only(sum.of('trips')) : ONCE;
  if (!km || !scale || !trips) return undefined;
  const all = trips.value * km.value;
  const cost = roundToCents(all * scale.value);
  const twice = roundToCents(all * 2 * scale.value);
  const isBothWays = /\baller/.test(text);
  const say = euros(scale.value);
  return {
    said: isBothWays ? texts.tripBoth(euros(cost), euros(twice), km.value) : texts.trip(euros(cost)),
    found: [money(cost), ...(isBothWays ? [money(twice)] : [])],
    steps: [
      ...(trips.value > 1 ? [texts.kmStep(trips.value, km.value, all)] : []),
      texts.tripStep(all, say, euros(cost)),
      ...(isBothWays ? [texts.bothWays(all, all * 2), texts.tripStep(all * 2, say, euros(twice))] : []),
    ],
    caveats: [texts.tripScale],
    page: PAGE,
  };
}
const ONCE = { value: 1 } as const;

/** What a thing that lasts some years costs each year, and each hour or kilometre of it. */
export function wear(sum: SumSaid): Counted | undefined {
  const [bought, years] = [only(sum.of('bought')), only(sum.of('years'))];
  const use = only(sum.of('use'));
  if (!bought || !years || years.value <= 0 || (use && use.value <= 0)) return undefined;
  const yearly = yearlyWear(bought.value, years.value);
  const step = texts.wearStep(euros(bought.value), years.value, euros(yearly));
  const unit = use?.unit === 'heures' || use?.unit === 'km' ? use.unit : undefined;
  if (!use || !unit) {
    if (use) return undefined;
    return {
      said: texts.wear(euros(yearly)),
      found: [money(yearly)],
      steps: [step],
      caveats: [texts.wearOnly],
      page: PAGE,
    };
  }
  const cost = roundToCents(bought.value / years.value / use.value);
  return {
    said: texts.wearUse(euros(cost), unit),
    found: [money(cost), money(yearly)],
    steps: [step, texts.wearUseStep(euros(yearly), shown(use), euros(cost))],
    caveats: [texts.wearOnly],
    page: PAGE,
  };
}
