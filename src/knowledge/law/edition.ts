import { holdsOn, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { canonicalNumber, type LawVersion, orderVersions, referenceOf } from './version.ts';

/** An edition of one code or more: the wordings of each article, oldest first, by the reference that pages cite. */
export type LawEdition = ReadonlyMap<string, readonly LawVersion[]>;

/** Puts the wordings of codes in an edition; those without a number that can be cited are left out. Pure. */
export function editionOf(versions: Iterable<LawVersion>): LawEdition {
  const cited = orderVersions(versions).flatMap((version) => {
    const reference = referenceOf({ ...version, num: canonicalNumber(version.num) });
    return reference ? [{ reference, version }] : [];
  });
  const groups = Map.groupBy(cited, ({ reference }) => reference);
  return new Map([...groups].map(([reference, found]) => [reference, found.map(({ version }) => version)]));
}

/** The wording of an article that is the law on a day. */
export const wordingOn = (edition: LawEdition, article: string, day: IsoDate): LawVersion | undefined =>
  edition.get(article)?.find((version) => holdsOn(version, day));
