import { euros } from '#src/calculators/texts-amounts.ts';
import type { Amount, Closing, Lot, Notice, Place } from '#src/features/opportunities/notice/notice.ts';
import { departmentsOfPlace, isWholeCountry } from '#src/features/opportunities/notice/place.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import { kindNames, publisherNames, writtenPageTexts as texts } from './texts-written.ts';

const MOST_PLACES = 6;

/** « 30 novembre 2026 à 12 h » */
export const closingText = (closing: Closing | undefined): string =>
  closing === undefined
    ? texts.noClosing
    : closing.time === undefined
      ? frenchDate(closing.day)
      : fullMoment(closing.at);

/** « de 40 000 € à 90 000 € » */
export function amountText(amount: Amount | undefined): string | undefined {
  if (amount?.currency !== 'EUR') return undefined;
  const { low, high } = amount;
  if (low !== undefined && high !== undefined)
    return low === high ? euros(low) : `de ${euros(low)} à ${euros(high)}`;
  return low === undefined ? `jusqu’à ${euros(high ?? 0)}` : `à partir de ${euros(low)}`;
}

/** « Nord (59), Lens (62) » */
export function placesText(places: readonly Place[]): string | undefined {
  if (places.some(isWholeCountry)) return texts.wholeCountry;
  const names = [...new Set(places.flatMap(placeNames))];
  if (names.length === 0) return undefined;
  const more = names.length - MOST_PLACES;
  return [...names.slice(0, MOST_PLACES), ...(more > 0 ? [texts.otherPlaces(more)] : [])].join(', ');
}

function placeNames(place: Place): string[] {
  const codes = departmentsOfPlace(place);
  if (place.commune !== undefined) return [codes[0] ? `${place.commune} (${codes[0]})` : place.commune];
  return codes.map((code) => `${departmentOf(code)?.name ?? code} (${code})`);
}

/** All the places of the lots of a notice. */
export const placesOf = ({ lots }: Notice): Place[] => lots.flatMap((lot) => lot.places);

/** « Contrat privé » */
export const kindText = ({ written }: Notice): string =>
  written ? kindNames[written.kind] : kindNames['public-contract'];

/** « CCI Nord (CCI) » */
export const publisherText = ({ written, buyer }: Notice): string => {
  if (!written) return buyer?.name ?? '';
  const { publisher, publisherKind } = written;
  const isSaid = publisherKind === 'other' || publisher.includes(publisherNames[publisherKind]);
  return isSaid ? publisher : `${publisher} (${publisherNames[publisherKind]})`;
};

/** A lot's number, as people say it. */
export const lotName = ({ number, title }: Lot): string =>
  number === undefined ? title : texts.lot(number, title);
