import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { fetchText, jsonOf, PAGE_BOUNDS } from '#src/features/opportunities/sources/fetch.ts';
import {
  type NoticeSource,
  type SourcePage,
  SourceTrouble,
} from '#src/features/opportunities/sources/source.ts';
import { troubleTexts } from '#src/features/opportunities/sources/texts.ts';
import { addDays, type IsoDate, isIsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { readBoampRecord } from './read-record.ts';

const DATASET = '/api/explore/v2.1/catalog/datasets/boamp';
/** The most that a page may have, and the last record that pages may reach (Opendatasoft Explore v2.1). */
const PAGE = 100;
const WINDOW = 10_000;
/** A day in one file, where pages do not reach its end. */
const EXPORT_BOUNDS = { timeoutMs: 300_000, mostBytes: 400_000_000 };
/** Between two pages: nobody hurries. */
const PAUSE_MS = 250;
/** How far back the first run looks, and how many days each run reads again: some notices are filed late. */
const FIRST_DAYS = 30;
const AGAIN_DAYS = 1;

const cursorSchema = z.object({ day: z.string().refine(isIsoDate), offset: z.number().int().min(0) });
type Cursor = z.output<typeof cursorSchema>;
const pageSchema = z.object({ total_count: z.number(), results: z.array(z.unknown()) });

/**
 * BOAMP, by its open-data API, without a key: `GET {base}/api/explore/v2.1/catalog/datasets/boamp/records`, with `where`,
 * `order_by`, `limit` up to 100 and `offset`, their sum up to 10,000; beyond, `/exports/json`. 429 when it is asked too
 * much. It is read day by day of publication, so that an outage of weeks is caught up without a gap, and a day is read
 * again until it is over.
 * Not checked against the live service.
 * @param now epoch milliseconds
 * @see https://help.opendatasoft.com/apis/ods-explore-v2/
 */
export function boampSource(base: string, now: () => number, pauseMs: number = PAUSE_MS): NoticeSource {
  const root = `${base.replace(/(?<!\/)\/+$/, '')}${DATASET}`;
  return {
    id: 'boamp',
    page: async (kept, signal) => {
      const today = parisDay(now());
      const at = cursorOf(kept, today);
      if (at.offset > 0) await sleep(pauseMs, undefined, { signal });
      const { total, records } = await recordsOf(root, at, signal);
      const read = records.map(readBoampRecord);
      return nextAfter(at, { read, total, count: records.length }, today);
    },
  };
}

/** Where a run begins: a month back at first. A cursor that does not read begins anew. */
function cursorOf(kept: string | undefined, today: IsoDate): Cursor {
  const first = { day: addDays(today, -FIRST_DAYS), offset: 0 };
  if (kept === undefined) return first;
  try {
    return cursorSchema.parse(JSON.parse(kept));
  } catch {
    return first;
  }
}

/** Some records of a day; all that are left of it once pages do not reach further. */
async function recordsOf(root: string, { day, offset }: Cursor, signal: AbortSignal) {
  const where = `dateparution = date'${day}'`;
  if (offset + PAGE > WINDOW) {
    const query = new URLSearchParams({ where, order_by: 'idweb' });
    const { status, text } = await fetchText(`${root}/exports/json?${query}`, HEADERS, signal, EXPORT_BOUNDS);
    const all = z.array(z.unknown()).safeParse(answered(status, text));
    if (!all.success) throw new SourceTrouble('malformed', troubleTexts.malformed);
    return { total: all.data.length, records: all.data.slice(offset) };
  }
  const query = new URLSearchParams({
    where,
    order_by: 'idweb',
    limit: String(PAGE),
    offset: String(offset),
  });
  const { status, text } = await fetchText(`${root}/records?${query}`, HEADERS, signal, PAGE_BOUNDS);
  const page = pageSchema.safeParse(answered(status, text));
  if (!page.success) throw new SourceTrouble('malformed', troubleTexts.malformed);
  return { total: page.data.total_count, records: page.data.results };
}

const HEADERS = { headers: { Accept: 'application/json' } };

/** The JSON of an answer; mistakes are told as `{ "error_code", "message" }`. */
function answered(status: number, text: string): unknown {
  if (status === 200) return jsonOf(text);
  const said = z.object({ message: z.string() }).safeParse(status < 500 ? safeJson(text) : undefined);
  throw new SourceTrouble(
    'malformed',
    said.success ? troubleTexts.query(said.data.message.slice(0, 200)) : troubleTexts.status(status),
  );
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** On to the rest of the day, or to the next day; once today is read, from yesterday on the next time. */
function nextAfter(
  { day, offset }: Cursor,
  { read, total, count }: { read: SourcePage['read']; total: number; count: number },
  today: IsoDate,
): SourcePage {
  const reached = offset + count;
  const isLast = day >= today && (count === 0 || reached >= total);
  const next: Cursor =
    count > 0 && reached < total
      ? { day, offset: reached }
      : { day: isLast ? addDays(today, -AGAIN_DAYS) : addDays(day, 1), offset: 0 };
  return { read, cursor: JSON.stringify(next), isLast };
}
