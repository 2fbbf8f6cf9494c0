import { euros } from '#src/calculators/texts-amounts.ts';
import type { BidderProfile } from '#src/features/opportunities/matching/profiles.ts';
import { tradeOf } from '#src/features/opportunities/matching/trades/trades.ts';
import { WEEKDAYS } from '#src/platform/calendar/iso-date.ts';
import { frenchTime } from '#src/platform/french/moments.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import type { Cadence } from './rules/cadence.ts';
import { type Times, USUAL_TIMES } from './rules/times.ts';
import type { Named, Wanted } from './rules/wanted.ts';

const MOST_NAMED = 4;

/** « A », « A et B », « A, B et C »; « A, B, C, D et 3 autres » */
export function listed(parts: readonly string[], last = 'et'): string {
  const named = parts.length > MOST_NAMED + 1 ? parts.slice(0, MOST_NAMED) : parts;
  const more = parts.length - named.length;
  const all = more > 0 ? [...named, `${more} autres`] : named;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;
}

/** « entre 18 h et 21 h » */
export const hoursSaid = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `entre ${frenchTime(from)} et ${frenchTime(to)}`;

/** How often, and when: « Chaque matin », « Chaque jour ouvré entre 18 h et 21 h », « Chaque mardi et jeudi matin ». */
export function rhythmSaid(cadence: Cadence, { hours, days = [1] }: Times): string {
  const when = hours && hoursSaid(hours);
  switch (cadence) {
    case 'at-once':
      return when === undefined ? 'Dès qu’un avis paraît' : `Dès qu’un avis paraît, ${when}`;
    case 'daily':
      return when === undefined ? 'Chaque matin' : `Chaque jour ouvré ${when}`;
    case 'weekly':
      return `Chaque ${listed(days.map((day) => WEEKDAYS[day] ?? ''))} ${when ?? 'matin'}`;
    default:
      return cadence satisfies never;
  }
}

const tradeNames = (ids: readonly string[]): string[] => ids.flatMap((id) => tradeOf(id)?.label ?? []);
/** « le 13 », « le 2A » */
const inDepartments = (codes: readonly string[]): string =>
  listed(codes.map((code) => `le ${departmentOf(code)?.code ?? code}`));

/** What words name, as it is said back: « peinture, dans le 93 ». */
export const namedSaid = ({ trades, departments, most }: Named): string =>
  [
    listed(tradeNames(trades)),
    departments.length > 0 ? `dans ${inDepartments(departments)}` : '',
    most === undefined ? '' : `jusqu’à ${euros(most)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');

/** What is sent, in one sentence: « Chaque matin, le nettoyage de locaux, dans le 13 et ses voisins. » */
export function wantedSentence(
  { cadence, times = USUAL_TIMES }: { readonly cadence: Cadence; readonly times?: Times | undefined },
  wanted: Wanted,
  { own, bidder }: Pick<BidderProfile, 'own' | 'bidder'>,
): string {
  const what = own.length > 0 ? listed(own.map(({ label }) => label)) : 'ce que dit votre fiche';
  const parts = [rhythmSaid(cadence, times), what, placesSaid(wanted, bidder)];
  if (wanted.most !== undefined) parts.push(`jusqu’à ${euros(wanted.most)}`);
  const left = leftOut(wanted);
  if (left !== '') parts.push(`sans ${left}`);
  return `${parts.join(', ')}.`;
}

function placesSaid(
  wanted: Wanted,
  bidder: Pick<BidderProfile['bidder'], 'departments' | 'everywhere'>,
): string {
  const { departments, alsoDepartments = [], withNeighbours } = wanted;
  const also = alsoDepartments.filter((code) => !departments?.includes(code));
  if (departments === undefined)
    return bidder.everywhere
      ? 'dans toute la France'
      : `dans vos territoires (${listed(bidder.departments)})`;
  const around =
    withNeighbours && departments.length > 0 ? ` et ${departments.length > 1 ? 'leurs' : 'ses'} voisins` : '';
  const beside = also.length > 0 ? `, avec ${inDepartments(also)}` : '';
  return `dans ${inDepartments(departments)}${around}${beside}`;
}

/** What is left out, as it was told. */
function leftOut({ withoutTrades = [], withoutDepartments = [] }: Wanted): string {
  const trades = tradeNames(withoutTrades);
  const places = withoutDepartments.length > 0 ? [inDepartments(withoutDepartments)] : [];
  return listed([...trades, ...places], 'ni');
}

/** Trades by their names. */
export const tradesSaid = (ids: readonly string[]): string => listed(tradeNames(ids));
/** Departments by their names: « Bouches-du-Rhône (13) ». */
export const departmentsSaid = (codes: readonly string[]): string =>
  listed(codes.map((code) => `${departmentOf(code)?.name ?? code} (${code})`));
