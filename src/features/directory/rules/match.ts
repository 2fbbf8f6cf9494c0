import { analyse } from '#src/platform/french/text-analysis.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import type { Criteria, WantedPlace } from './criteria.ts';
import type { WantedFamily } from './families.ts';
import type { PublicCard, PublicTerritory } from './public-card.ts';

/** Why a company answers what was asked. */
export type Reason =
  | { readonly type: 'sector'; readonly sectors: readonly string[] }
  /** Its own words name what was asked. */
  | { readonly type: 'offer' }
  /** A trade that no sector names, or one beside what was asked. */
  | { readonly type: 'trade' | 'trade-beside'; readonly trade: string }
  /** It works next to where it is wanted: codes of departments. */
  | { readonly type: 'beside'; readonly departments: readonly string[] }
  | { readonly type: 'everywhere' }
  | { readonly type: 'place'; readonly place: string }
  /** It is said to work around a town of the department: whether it comes that far is to be asked. */
  | { readonly type: 'radius'; readonly km: number; readonly around: string; readonly place: string }
  | {
      readonly type: 'family';
      readonly family: string;
      readonly kind?: string | undefined;
      readonly isVerified: boolean;
    };

/** What was asked and a company does not say of itself. */
type Missing = 'activity' | 'place' | 'family';

/** A company beside what was asked. */
export interface Match {
  readonly card: PublicCard;
  readonly reasons: readonly Reason[];
  readonly missing: readonly Missing[];
}

/** How a company answers what is asked. Pure. */
export function matchCard(card: PublicCard, asked: Criteria): Match {
  const activity = activityReason(card, asked);
  const places = asked.places.map((place) => placeReason(card.territory, place));
  const families = asked.families.map((wanted) => familyReason(card, wanted));
  const asksActivity = asked.sectors.length + asked.stems.length > 0;
  // Several places or families: who serves one of the places answers, who asks for two families wants both.
  const served = places.filter((one) => one !== undefined);
  const missing: Missing[] = [
    ...(asksActivity && !activity ? (['activity'] as const) : []),
    ...(places.length > 0 && served.length === 0 ? (['place'] as const) : []),
    ...(families.some((one) => one === undefined) ? (['family'] as const) : []),
  ];
  const reasons = [activity, ...served, ...families].filter((one) => one !== undefined);
  return { card, reasons, missing };
}

function activityReason(card: PublicCard, { sectors, stems }: Criteria): Reason | undefined {
  const common = sectors.filter((id) => card.sectors.includes(id));
  if (common.length > 0) return { type: 'sector', sectors: common };
  if (stems.length === 0) return undefined;
  const offered = new Set(analyse(`${card.offer} ${card.name}`).map(({ stem }) => stem));
  return stems.every((stem) => offered.has(stem)) ? { type: 'offer' } : undefined;
}

function placeReason(territory: PublicTerritory | undefined, place: WantedPlace): Reason | undefined {
  if (!territory) return undefined;
  if (territory.everywhere) return { type: 'everywhere' };
  const asked = place.region
    ? { regions: [place.region], departments: [] }
    : {
        regions: place.departments.flatMap((code) => departmentOf(code)?.region ?? []),
        departments: place.departments,
      };
  const { radius } = territory;
  // A circle names its department too: it does not cover the whole of it.
  if (radius) {
    const isNear = radius.department !== undefined && isIn(radius.department, place);
    if (!isNear) return undefined;
    return { type: 'radius', km: radius.km, around: radius.around, place: place.name };
  }
  const serves =
    territory.regions.some((region) => asked.regions.includes(region)) ||
    territory.departments.some((code) => isIn(code, place));
  return serves ? { type: 'place', place: place.name } : undefined;
}

const isIn = (code: string, place: WantedPlace): boolean =>
  place.region ? departmentOf(code)?.region === place.region : place.departments.includes(code);

function familyReason(card: PublicCard, wanted: WantedFamily): Reason | undefined {
  const own = card.families.find(({ family }) => family === wanted.family);
  if (!own) return undefined;
  const { kind } = wanted;
  // Which kind of structure it is may not be said.
  if (kind && own.kinds.length > 0 && !own.kinds.includes(kind)) return undefined;
  const known = kind && own.kinds.includes(kind) ? kind : undefined;
  return { type: 'family', family: own.family, kind: known, isVerified: own.isVerified };
}

/** The companies that answer all that is asked, and, when none does, those that answer part of it. */
export function searchCards(
  cards: readonly PublicCard[],
  asked: Criteria,
): { readonly found: readonly Match[]; readonly partial: readonly Match[] } {
  const all = cards.map((card) => matchCard(card, asked));
  const found = all.filter(({ missing }) => missing.length === 0).sort(byStrength);
  if (found.length > 0) return { found, partial: [] };
  const asksActivity = asked.sectors.length + asked.stems.length > 0;
  // Another trade in the same place is of no use to who looks for this one.
  const partial = all
    .filter(({ missing, reasons }) => reasons.length > 0 && !(asksActivity && missing.includes('activity')))
    .sort((a, b) => lack(a) - lack(b) || byStrength(a, b));
  return { found, partial };
}

/** Who does not come where they are wanted is further from it than who lacks a commitment. */
const lack = ({ missing }: Match): number => 2 * missing.length + (missing.includes('place') ? 1 : 0);

/** Checked commitments first, a circle that may not reach there last, then by name. */
export function byStrength(a: Match, b: Match): number {
  return strength(b) - strength(a) || a.card.name.localeCompare(b.card.name, 'fr');
}
const strength = ({ reasons }: Match): number =>
  reasons.reduce(
    (sum, one) => sum + (one.type === 'family' && one.isVerified ? 1 : one.type === 'radius' ? -1 : 0),
    0,
  );
