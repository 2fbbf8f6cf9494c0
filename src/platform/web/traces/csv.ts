import { parisTime } from '#src/platform/calendar/paris-time.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { CSV_MARK, csvLine } from '#src/platform/web/csv.ts';
import { findTraces, type TraceQuery } from '#src/platform/web/traces/store/traces.ts';
import { actName, tracesTexts } from './texts.ts';

/** Lines read at once: a table of a million is never in memory, and nobody waits for it. */
const AT_ONCE = 1_000;

/** Traces as a table that a French spreadsheet opens by itself, the last first, piece by piece. */
export async function* tracesCsv(db: Queryable, query: Omit<TraceQuery, 'limit'>): AsyncGenerator<string> {
  yield `${CSV_MARK}${csvLine(tracesTexts.csvColumns)}`;
  for (let { after } = query; ; ) {
    const traces = await findTraces(db, { ...query, after, limit: AT_ONCE });
    const lines = traces.map(({ at, actor, actorName, act, objectKind, objectId }) => {
      const { day, time } = parisTime(at);
      const seconds = new Date(at).toISOString().slice(17, 19);
      return csvLine([
        `${day} ${time}:${seconds}`,
        actor,
        actorName,
        actName(act),
        act,
        objectKind,
        objectId,
      ]);
    });
    if (lines.length > 0) yield lines.join('');
    if (traces.length < AT_ONCE) return;
    after = traces.at(-1)?.id;
  }
}
