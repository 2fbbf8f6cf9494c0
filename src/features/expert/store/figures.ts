import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises';
import {
  countedHours,
  countReplies,
  type ReplyFigures,
  sumFigures,
} from '#src/conversation/store/figures/replies.ts';
import { figuresTexts } from '#src/features/expert/figures/texts.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { nextSize } from '#src/platform/database/in-parts.ts';
import { HotlineError } from '#src/platform/errors.ts';

/** A stretch of time that figures are wanted of, in epoch milliseconds: `from` included, `to` not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How long something took, in milliseconds of working time: by the nearest rank, so each is a time that was measured. */
export interface Durations {
  readonly count: number;
  readonly medianMs: number;
  readonly p90Ms: number;
}

/** Good and bad ratings. */
export interface Ratings {
  readonly up: number;
  readonly down: number;
}

/** What was counted in a span. What never happened is 0, and what was never measured is undefined. */
export interface SpanFigures {
  /** Cases opened, by reason. */
  readonly opened: Readonly<Record<string, number>>;
  /** Of those opened, how many an expert has answered by now. */
  readonly answered: number;
  /** Cases closed, by what ended them. */
  readonly closed: Readonly<Record<string, number>>;
  /** Wait for the first answer, of cases opened in the span. */
  readonly firstAnswer: Durations | undefined;
  /** From opening to end, of cases closed in the span that an expert had answered and that did not expire. */
  readonly resolution: Durations | undefined;
  /** Questions of companies that the bot replied to. */
  readonly questions: number;
  /** Those that it answered, and that no case took up or came from. */
  readonly answeredByBot: number;
  /** Of the help of experts. */
  readonly caseRatings: Ratings;
  /** Of the bot's answers. */
  readonly botRatings: Ratings;
}

/** Cases by state, as they stand. */
export async function casesByState(db: Queryable): Promise<Record<string, number>> {
  // Each by an index that has no more than it needs.
  const rows = await db.query(
    `SELECT state, COUNT(*) AS count FROM expert_case WHERE state <> 'closed' GROUP BY state
     UNION ALL SELECT 'closed', COUNT(*) FROM expert_case WHERE state = 'closed' HAVING COUNT(*) > 0`,
  );
  return Object.fromEntries(rows.map((row) => [String(row.state), Number(row.count)]));
}

/** Lets others be served: SQLite answers in the thread that asks. */
const others = (): Promise<void> => nextRound();

/** Cases read at once. */
const AT_ONCE = 2_000;

/** Rows of cases by a time of theirs, oldest first, a few at a time. */
async function* casesBy<R extends { at: number; id: string }>(
  db: Queryable,
  { column, columns, where = '1 = 1' }: { column: string; columns: string; where?: string },
  { from, to }: Span,
): AsyncGenerator<R> {
  for (let [at, id] = [from, '']; ; ) {
    const rows = await db.query<R>(
      `SELECT ${column} AS at, id, ${columns} FROM expert_case
       WHERE ${column} IS NOT NULL AND ${column} < $1 AND (${column}, id) > ($2, $3) AND ${where}
       ORDER BY ${column}, id LIMIT ${AT_ONCE}`,
      [to, at, id],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    [at, id] = [Number(last.at), last.id];
    await others();
  }
}

/** What is being counted of a span. */
class Counting {
  readonly span: Span;
  readonly opened = new Map<string, number>();
  readonly closed = new Map<string, number>();
  readonly firstAnswers: number[] = [];
  readonly resolutions: number[] = [];
  readonly caseRatings = new Map<string, number>();
  replies: ReplyFigures = { questions: 0, alone: 0, up: 0, down: 0 };

  constructor(span: Span) {
    this.span = span;
  }

  holds(at: number): boolean {
    return at >= this.span.from && at < this.span.to;
  }

  get figures(): SpanFigures {
    return {
      opened: Object.fromEntries(this.opened),
      answered: this.firstAnswers.length,
      closed: Object.fromEntries(this.closed),
      firstAnswer: toDurations(this.firstAnswers),
      resolution: toDurations(this.resolutions),
      questions: this.replies.questions,
      answeredByBot: this.replies.alone,
      caseRatings: { up: this.caseRatings.get('up') ?? 0, down: this.caseRatings.get('down') ?? 0 },
      botRatings: { up: this.replies.up, down: this.replies.down },
    };
  }
}

const countOne = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

function toDurations(measured: readonly number[]): Durations | undefined {
  const sorted = Float64Array.from(measured).sort();
  const rank = (tenths: number) => sorted[Math.ceil((sorted.length * tenths) / 10) - 1];
  const medianMs = rank(5);
  const p90Ms = rank(9);
  if (medianMs === undefined || p90Ms === undefined) return undefined;
  return { count: sorted.length, medianMs, p90Ms };
}

/**
 * Counts what happened in each of some spans, which may overlap. Only companies’ conversations count. It reads little at
 * a time, and lets others be served in between.
 * @param patienceMs how long hours that the hourly count has not reached may be counted here; no limit by default
 * @throws HotlineError `busy` when they take longer: the count that runs by itself is to be waited for
 */
export async function spanFigures(
  db: Queryable,
  spans: readonly Span[],
  { patienceMs = Number.POSITIVE_INFINITY }: { readonly patienceMs?: number } = {},
): Promise<SpanFigures[]> {
  if (spans.length === 0) return [];
  const whole: Span = {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
  const counting = spans.map((span) => new Counting(span));
  await countOpened(db, whole, counting);
  await countClosed(db, whole, counting);
  await countRated(db, whole, counting);
  await countRepliesIn(db, whole, counting, patienceMs);
  return counting.map(({ figures }) => figures);
}

interface OpenedRow {
  at: number;
  id: string;
  open_reason: string;
  first_answer_ms: number | null;
}

async function countOpened(db: Queryable, whole: Span, counting: readonly Counting[]): Promise<void> {
  const read = { column: 'opened_at', columns: 'open_reason, first_answer_ms' };
  for await (const row of casesBy<OpenedRow>(db, read, whole))
    for (const one of counting) {
      if (!one.holds(Number(row.at))) continue;
      countOne(one.opened, row.open_reason);
      if (row.first_answer_ms !== null) one.firstAnswers.push(Number(row.first_answer_ms));
    }
}

interface ClosedRow {
  at: number;
  id: string;
  end_reason: string | null;
  first_answer_ms: number | null;
  resolved_ms: number | null;
}

/** A case that expired waited for a company that had gone, and one that was erased was cut short: how long says nothing of the help. */
const isMeasured = ({ end_reason, first_answer_ms }: ClosedRow): boolean =>
  first_answer_ms !== null && end_reason !== null && end_reason !== 'expired' && end_reason !== 'erased';

async function countClosed(db: Queryable, whole: Span, counting: readonly Counting[]): Promise<void> {
  const columns = 'end_reason, first_answer_ms, resolved_ms';
  const read = { column: 'closed_at', columns, where: "state = 'closed'" };
  for await (const row of casesBy<ClosedRow>(db, read, whole))
    for (const one of counting) {
      if (!one.holds(Number(row.at))) continue;
      countOne(one.closed, row.end_reason ?? '');
      if (row.resolved_ms !== null && isMeasured(row)) one.resolutions.push(Number(row.resolved_ms));
    }
}

async function countRated(db: Queryable, whole: Span, counting: readonly Counting[]): Promise<void> {
  const read = { column: 'rated_at', columns: 'rating' };
  for await (const row of casesBy<{ at: number; id: string; rating: string }>(db, read, whole))
    for (const one of counting) if (one.holds(Number(row.at))) countOne(one.caseRatings, row.rating);
}

/** Hours that are counted from the messages first, where they were not counted before; then as many as are quick. */
const HOURS_AT_ONCE = 2;
/** Hours of nights, and those to come, cost nothing. */
const AT_NO_COST_MS = 2;
/** After a quiet stretch may come a busy one, which is read at once: this much of it is quick. */
const HOURS_AT_MOST = 16;

async function countRepliesIn(
  db: Queryable,
  whole: Span,
  counting: readonly Counting[],
  patienceMs: number,
): Promise<void> {
  const note = (at: number, figures: ReplyFigures) => {
    for (const one of counting.filter((counted) => counted.holds(at)))
      one.replies = sumFigures(one.replies, figures);
  };
  const hours = { from: Math.floor(whole.from / HOUR_MS), to: Math.ceil(whole.to / HOUR_MS) };
  const known = await countedHours(db, hours);
  await others();
  // Where a span begins or ends within an hour, that hour is counted in two.
  const edges = new Set(
    counting.flatMap(({ span }) => [span.from, span.to]).filter((at) => at % HOUR_MS !== 0),
  );
  const cut = new Set([...edges].map((at) => Math.floor(at / HOUR_MS)));
  const isWhole = (hour: number) => !known.has(hour) && !cut.has(hour);
  let size = HOURS_AT_ONCE;
  let waitedMs = 0;
  for (let hour = hours.from; hour < hours.to; ) {
    const counted = known.get(hour);
    if (cut.has(hour)) await countCutHour(db, hour, edges, note);
    else if (counted) note(hour * HOUR_MS, counted);
    if (!isWhole(hour)) {
      hour += 1;
      continue;
    }
    if (waitedMs > patienceMs) throw new HotlineError('busy', figuresTexts.beingCounted);
    const end = endOfRun(hour, Math.min(hours.to, hour + size), isWhole);
    const began = performance.now();
    const found = await countReplies(db, { from: hour * HOUR_MS, to: end * HOUR_MS });
    for (const [at, figures] of found) note(at * HOUR_MS, figures);
    hour = end;
    const heldMs = performance.now() - began;
    size = Math.min(HOURS_AT_MOST, heldMs < AT_NO_COST_MS ? size * 4 : nextSize(size, heldMs));
    // Whoever looks at what was never counted waits for it, and nobody else.
    await (heldMs < AT_NO_COST_MS ? others() : sleep(heldMs));
    waitedMs += performance.now() - began;
  }
}

/** The first hour after this one that is not whole and uncounted, or the last one allowed. */
function endOfRun(hour: number, last: number, isWhole: (hour: number) => boolean): number {
  let end = hour + 1;
  while (end < last && isWhole(end)) end += 1;
  return end;
}

async function countCutHour(
  db: Queryable,
  hour: number,
  edges: ReadonlySet<number>,
  note: (at: number, figures: ReplyFigures) => void,
): Promise<void> {
  for (const span of partsOfHour(hour, edges)) {
    const found = await countReplies(db, span);
    for (const figures of found.values()) note(span.from, figures);
  }
}

/** An hour cut where spans begin or end within it. */
function partsOfHour(hour: number, edges: ReadonlySet<number>): Span[] {
  const within = [...edges].filter((at) => Math.floor(at / HOUR_MS) === hour).toSorted((a, b) => a - b);
  const bounds = [hour * HOUR_MS, ...within, (hour + 1) * HOUR_MS];
  return bounds.slice(0, -1).map((from, place) => ({ from, to: bounds[place + 1] ?? from }));
}
