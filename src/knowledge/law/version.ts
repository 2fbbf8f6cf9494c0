import { z } from 'zod';
import { addDays, type IsoDate, isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { normalizeArticle } from '#src/reference/article-number.ts';
import { CCP, LAW_CODES } from './codes.ts';

/** One wording of an article of a code and the days on which it is the law (inclusive, open when absent). */
export interface LawVersion {
  /** Légifrance's id of this very wording: « LEGIARTI… ». */
  readonly id: string;
  /** Légifrance's id of the code. */
  readonly code: string;
  /** Number as cited: « R2122-8 », « annexe 2 »; as written when it has no such form. */
  readonly num: string;
  /** Headings above it, from the widest. */
  readonly path: readonly string[];
  /** One paragraph a line. */
  readonly text: string;
  /** What Légifrance notes of its entry into force. */
  readonly nota?: string | undefined;
  readonly from?: IsoDate | undefined;
  readonly until?: IsoDate | undefined;
  /** Day of the data it comes from; absent when not known. */
  readonly asOf?: IsoDate | undefined;
}

const day = z
  .string()
  .nullish()
  .transform((value) => value || undefined)
  .refine((value) => value === undefined || isIsoDate(value));
const lineSchema = z.object({
  id: z.string().min(1),
  code: z.string().default(CCP),
  num: z.string().min(1),
  path: z.array(z.string()).default([]),
  text: z.string().min(1),
  nota: z
    .string()
    .nullish()
    .transform((value) => value || undefined),
  from: day,
  version_date: day,
  until: day,
  as_of: day,
  stale: z.unknown().optional(),
});

/** What a line of a law file gives: a version, nothing because it says itself that it is out of date, or a fault. */
export type LawLine = { readonly version: LawVersion } | { readonly stale: true } | undefined;

/**
 * Reads a line of our own format: JSON with `id`, `num`, `text`, and where known `code`, `path`, `nota`, `from` (or
 * `version_date`), `until`, `as_of`. A `stale` that says anything marks a wording known to be behind the law.
 * @returns undefined when the line is not readable
 */
export function parseLawLine(text: string): LawLine {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = lineSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const { stale, version_date, as_of, num, from: said, ...rest } = parsed.data;
  if (stale) return { stale: true };
  const from = said ?? version_date;
  if (from && rest.until && rest.until < from) return undefined;
  return { version: { ...rest, num: canonicalNumber(num), from, asOf: as_of } };
}

/** The line that {@link parseLawLine} reads back. */
export const lawLine = ({ asOf, ...version }: LawVersion): string =>
  JSON.stringify({ ...version, as_of: asOf });

/** « R. 2122-8 », « R*2122-8 » → « R2122-8 »; « Annexe n° 2 » → « annexe 2 »; anything else as it is written. */
export function canonicalNumber(written: string): string {
  const plain = written.replace(/\bn[°o]\s*/i, '').trim();
  return normalizeArticle(plain) ?? written.trim();
}

/** The reference by which answers cite a version: « R2122-8 », « C. trav. D8222-5 »; undefined for an odd number. */
export function referenceOf({ num, code }: Pick<LawVersion, 'num' | 'code'>): string | undefined {
  if (normalizeArticle(num) !== num) return undefined;
  const prefix = LAW_CODES.get(code)?.prefix;
  return prefix ? `${prefix} ${num}` : num;
}

/** Public address of a version on Légifrance; undefined when its id is not Légifrance's. */
export const legifranceUrl = (id: string): string | undefined =>
  /^LEGIARTI\d{12}$/.test(id) ? `https://www.legifrance.gouv.fr/codes/article_lc/${id}` : undefined;

/**
 * Versions in order of number and time, where a later wording ends the one before it: two wordings of one article
 * never hold on one day.
 */
export function orderVersions(versions: Iterable<LawVersion>): LawVersion[] {
  const key = ({ code, num }: LawVersion) => `${code} ${num}`;
  const sorted = [...versions].sort(
    (a, b) =>
      a.code.localeCompare(b.code) ||
      a.num.localeCompare(b.num, 'fr', { numeric: true }) ||
      (a.from ?? '').localeCompare(b.from ?? '') ||
      a.id.localeCompare(b.id),
  );
  return sorted.flatMap((version, index) => {
    const next = sorted[index + 1];
    if (!next || key(next) !== key(version)) return [version];
    // Of two wordings that begin on one day, the later identifier is the one in service.
    if (!next.from || next.from === version.from) return [];
    const until = addDays(next.from, -1);
    return [version.until && version.until <= until ? version : { ...version, until }];
  });
}
