import { amountOf, oneAmount } from '#src/features/opportunities/notice/amount.ts';
import { dayIn } from '#src/features/opportunities/notice/closing.ts';
import type {
  Amount,
  Clause,
  Lot,
  Nature,
  Place,
  Reserved,
} from '#src/features/opportunities/notice/notice.ts';
import { distinctPlaces, placeOf } from '#src/features/opportunities/notice/place.ts';
import { OPEN_TO_ALL, reservedSaid, SHELTERED } from '#src/features/opportunities/notice/reserved.ts';
import { saidText } from '#src/features/opportunities/notice/words.ts';
import {
  all,
  anywhere,
  attributeOf,
  one,
  rawAt,
  rawText,
  type Tree,
} from '#src/features/opportunities/sources/tree.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';
import { cpvCodeIn } from '#src/reference/cpv.ts';
import { textIn } from './said-in.ts';

/** The lots of a notice; where there is but one, it is the whole. @param title of the notice */
export function lotsIn(root: Tree, title: string): Lot[] {
  const project = one(root, 'ProcurementProject');
  const whole = scopeOf(project);
  const lots = all(root, 'ProcurementProjectLot').filter(isLot);
  if (lots.length === 0) return [{ id: '-', title, ...whole }];
  return lots.map((lot, at) => lotOf(lot, { at, count: lots.length, title, whole }));
}

/** Groups of lots are none: they are told beside the lots that they hold. Parts of an announcement are. */
const isLot = (lot: Tree): boolean => attributeOf(one(lot, 'ID'), 'schemeName') !== 'LotsGroup';

type Scope = Pick<Lot, 'natures' | 'cpv' | 'places' | 'clauses'>;

function lotOf(
  lot: Tree,
  { at, count, title, whole }: { at: number; count: number; title: string; whole: Scope },
): Lot {
  const project = one(lot, 'ProcurementProject');
  const own = scopeOf(project);
  const id = rawAt(lot, 'ID') ?? String(at + 1);
  return {
    id,
    number: count === 1 ? undefined : numberOf(id, at),
    title: textIn(project, 'Name') ?? title,
    description: saidText(textIn(project, 'Description') && rawAt(project, 'Description')),
    natures: own.natures.length > 0 ? own.natures : whole.natures,
    cpv: own.cpv.length > 0 ? own.cpv : whole.cpv,
    places: own.places.length > 0 ? own.places : whole.places,
    amount: estimateIn(project),
    months: monthsOf(project),
    reserved: reservedIn(lot),
    clauses: clausesIn(lot) ?? whole.clauses,
  };
}

/** « LOT-0012 » → « 12 » */
function numberOf(id: string, at: number): string {
  const digits = /^(?:LOT|PAR)-(\d{1,9})$/.exec(id)?.[1];
  return String(digits === undefined ? at + 1 : Number(digits));
}

const NATURES: Readonly<Record<string, Nature>> = {
  works: 'works',
  supplies: 'supplies',
  services: 'services',
};

/** What and where, of the whole or of a lot. */
function scopeOf(project: Tree | undefined): Scope {
  const natures = [
    rawAt(project, 'ProcurementTypeCode'),
    ...all(project, 'ProcurementAdditionalType').flatMap((node) =>
      codesOf(node, 'ProcurementTypeCode', 'contract-nature'),
    ),
  ];
  return {
    natures: [...new Set(natures.flatMap((code) => NATURES[code ?? ''] ?? []))],
    cpv: cpvIn(project),
    places: placesIn(project),
    clauses: undefined,
  };
}

function cpvIn(project: Tree | undefined): string[] {
  const nodes = [
    ...all(project, 'MainCommodityClassification', 'ItemClassificationCode'),
    ...all(project, 'AdditionalCommodityClassification', 'ItemClassificationCode'),
  ];
  return [...new Set(nodes.flatMap((node) => cpvCodeIn(rawText(node) ?? '') ?? []))];
}

/** BT-5071 and on; « anywhere in the country » (BT-727) is the whole of it. */
function placesIn(project: Tree | undefined): Place[] {
  return distinctPlaces(
    all(project, 'RealizedLocation').map((location) => {
      const address = one(location, 'Address');
      const country = rawAt(address, 'Country', 'IdentificationCode');
      const isAnywhere = rawAt(address, 'Region') === 'anyw-cou' && (country ?? 'FRA') === 'FRA';
      return placeOf({
        nuts: isAnywhere ? 'FR' : rawAt(address, 'CountrySubentityCode'),
        commune: rawAt(address, 'CityName'),
        postcode: rawAt(address, 'PostalZone'),
        country,
        words: rawAt(location, 'Description'),
      });
    }),
  );
}

/** BT-27, or the most of a framework agreement (BT-271). */
export function estimateIn(project: Tree | undefined): Amount | undefined {
  const total = one(project, 'RequestedTenderTotal');
  const estimated = one(total, 'EstimatedOverallContractAmount');
  const most = anywhere(total, 'FrameworkMaximumAmount')[0];
  return (
    oneAmount('estimate', rawText(estimated), attributeOf(estimated, 'currencyID')) ??
    amountOf('maximum', { high: rawText(most) }, attributeOf(most, 'currencyID'))
  );
}

/** BT-36 and on: a length, or two days. */
function monthsOf(project: Tree | undefined): number | undefined {
  const period = one(project, 'PlannedPeriod');
  const measure = one(period, 'DurationMeasure');
  const length = Number(rawText(measure));
  const perUnit: Readonly<Record<string, number>> = { YEAR: 12, MONTH: 1, WEEK: 7 / 30.4, DAY: 1 / 30.4 };
  const unit = perUnit[attributeOf(measure, 'unitCode')?.toUpperCase() ?? ''];
  if (unit !== undefined && length > 0) return likelyMonths(length * unit);
  const [from, until] = [dayIn(rawAt(period, 'StartDate')), dayIn(rawAt(period, 'EndDate'))];
  return from && until && from < until ? likelyMonths(daysBetween(from, until) / 30.4) : undefined;
}

/** Whole months, of less than a century. */
const likelyMonths = (months: number): number | undefined => {
  const whole = Math.max(1, Math.round(months));
  return whole < 1_200 ? whole : undefined;
};

/** The codes that an element holds under a name and a list. */
const codesOf = (tree: Tree | undefined, name: string, list: string): string[] =>
  all(tree, name)
    .filter((node) => attributeOf(node, 'listName') === list)
    .flatMap((node) => rawText(node) ?? []);

/** BT-71, told more by the words beside it; BT-736 makes no reservation, it is a clause. */
function reservedIn(lot: Tree): Reserved | undefined {
  const required = all(lot, 'TenderingTerms', 'TendererQualificationRequest', 'SpecificTendererRequirement');
  const codes = required.flatMap((node) =>
    codesOf(node, 'TendererRequirementTypeCode', 'reserved-procurement'),
  );
  const words = [...required, ...all(lot, 'ProcurementProject')].flatMap((node) => [
    rawAt(node, 'Description'),
    rawAt(node, 'Note'),
    rawAt(node, 'Name'),
  ]);
  const said = reservedSaid(words.filter((text) => text !== undefined).join('. '));
  if (codes.includes('res-pub-ser')) return said ?? { for: ['ess'] };
  if (codes.includes('res-ws')) return said ?? { for: SHELTERED };
  if (!codes.includes('none')) return said;
  // Words that reserve a lot whose form says that it is open: neither is sure.
  return said === undefined ? OPEN_TO_ALL : undefined;
}

/** What a lot aims at beside its object (BT-06, BT-774, BT-775), and whom it asks to employ (BT-736). */
function clausesIn(lot: Tree): Clause[] | undefined {
  const aims = all(lot, 'ProcurementProject', 'ProcurementAdditionalType');
  const strategic = aims.flatMap((node) => codesOf(node, 'ProcurementTypeCode', 'strategic-procurement'));
  const named = ['environmental-impact', 'social-objective'].map((list) =>
    aims
      .flatMap((node) => codesOf(node, 'ProcurementTypeCode', list))
      .filter((code) => !/^(?:none|other)$/.test(code)),
  );
  const demands = all(lot, 'TenderingTerms', 'ContractExecutionRequirement');
  const employs = demands.flatMap((node) => codesOf(node, 'ExecutionRequirementCode', 'reserved-execution'));
  const isSocial = strategic.includes('soc-obj') || (named[1]?.length ?? 0) > 0 || employs.includes('yes');
  const isGreen = strategic.includes('env-imp') || (named[0]?.length ?? 0) > 0;
  if (isSocial || isGreen)
    return [...(isSocial ? (['social'] as const) : []), ...(isGreen ? (['environmental'] as const) : [])];
  return strategic.includes('none') ? [] : undefined;
}
