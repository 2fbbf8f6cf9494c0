import type { Lot, Notice } from '#src/features/opportunities/notice/notice.ts';
import { safeInstant } from '#src/features/opportunities/notice/notice.ts';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { frenchDate, WEEKDAYS } from '#src/platform/calendar/iso-date.ts';
import { parisTime } from '#src/platform/calendar/paris-time.ts';
import { frenchTime } from '#src/platform/french/moments.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import type { ToldByNotice } from './ports.ts';
import { closingOf } from './rules/go.ts';

/** What a notice, and the lots that are answered, tell of what documents are filled with. */
export function toldByNotice(
  notice: Notice,
  places: readonly number[],
): Omit<ToldByNotice, 'company' | 'lessons'> {
  const lots = places.flatMap((at) => notice.lots[at] ?? []);
  const [only, ...others] = lots;
  const lot = others.length === 0 ? only : undefined;
  const closing = closingOf(notice, places);
  const at = safeInstant(closing);
  const worth = eurosOf(
    lot?.amount ?? (places.length === 0 || notice.lots.length === 1 ? notice.amount : undefined),
  );
  return {
    closing:
      at === undefined ? undefined : { at, said: momentSaid(at), certain: closing?.time !== undefined },
    purchase: {
      object: lot && notice.lots.length > 1 ? `${notice.title} (${lot.title})` : notice.title,
      buyer: notice.buyer?.name,
      place: placeOf(lot ?? notice.lots[0]),
      lot:
        lots.length === 0
          ? undefined
          : lots.map(({ number }, index) => number ?? String((places[index] ?? 0) + 1)).join(', '),
    },
    contract: worth === undefined ? undefined : { worth: { value: worth, tax: 'HT' } },
    words: factsOf(notice, lots.length > 0 ? lots : notice.lots),
  };
}

/** The facts of the case, in the words by which models know them. */
function factsOf({ procedure }: Notice, lots: readonly Lot[]): string {
  const facts: string[] = [];
  if (procedure === 'adapted') facts.push('procédure adaptée');
  if (procedure === 'open' || procedure === 'restricted' || procedure === 'negotiated')
    facts.push('procédure formalisée');
  if (lots.some(({ reserved }) => (reserved?.for.length ?? 0) > 0)) facts.push('lot réservé');
  if (lots.length > 0 && lots.every(({ natures }) => natures.includes('works'))) facts.push('travaux');
  return facts.join('. ');
}

const eurosOf = (amount: Lot['amount']): number | undefined =>
  amount?.currency === 'EUR' ? (amount.high ?? amount.low) : undefined;

function placeOf(lot: Lot | undefined): string | undefined {
  const [place] = lot?.places ?? [];
  if (!place) return undefined;
  const department = place.department === undefined ? undefined : departmentOf(place.department)?.name;
  return place.commune ?? place.words ?? department;
}

/** « le lundi 21 décembre 2026 à 12 h » */
function momentSaid(at: number): string {
  const { day, time } = parisTime(at);
  return `le ${WEEKDAYS[weekdayOf(day)]} ${frenchDate(day)} à ${frenchTime(time)}`;
}
