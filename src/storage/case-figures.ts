import type { Queryable, SqlValue } from './database.ts';

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

type Row = Readonly<Record<string, SqlValue>>;

/** Cases by state, as they stand. */
export async function casesByState(db: Queryable): Promise<Record<string, number>> {
  const rows = await db.query('SELECT state, COUNT(*) AS count FROM expert_case GROUP BY state');
  return Object.fromEntries(rows.map((row) => [String(row.state), Number(row.count)]));
}

/** Counts what happened in each of some spans, which may overlap. Only companies' conversations count. */
export async function spanFigures(db: Queryable, spans: readonly Span[]): Promise<SpanFigures[]> {
  if (spans.length === 0) return [];
  const cte = `WITH span (n, start_at, end_at) AS (${spans
    .map(
      (_, index) =>
        `SELECT CAST($${index * 3 + 1} AS BIGINT), CAST($${index * 3 + 2} AS BIGINT), CAST($${index * 3 + 3} AS BIGINT)`,
    )
    .join(' UNION ALL ')})`;
  const bound = spans.flatMap(({ from, to }, index) => [index, from, to]);
  const ask = (sql: string) => db.query(`${cte}${sql}`, bound);
  const opened = await ask(OPENED);
  const closed = await ask(CLOSED);
  const firstAnswers = await ask(durations('first_answer_ms', 'opened_at', ''));
  const resolutions = await ask(durations('resolved_ms', 'closed_at', ANSWERED_AND_ENDED));
  const questions = await ask(QUESTIONS);
  const caseRatings = await ask(CASE_RATINGS);
  const botRatings = await ask(BOT_RATINGS);
  return spans.map((_, n) => {
    const of = (rows: readonly Row[]) => rows.filter((row) => Number(row.n) === n);
    const one = (rows: readonly Row[]) => of(rows)[0];
    return {
      opened: counts(of(opened)),
      answered: of(opened).reduce((sum, row) => sum + Number(row.answered), 0),
      closed: counts(of(closed)),
      firstAnswer: toDurations(one(firstAnswers)),
      resolution: toDurations(one(resolutions)),
      questions: Number(one(questions)?.asked ?? 0),
      answeredByBot: Number(one(questions)?.alone ?? 0),
      caseRatings: toRatings(one(caseRatings)),
      botRatings: toRatings(one(botRatings)),
    };
  });
}

const counts = (rows: readonly Row[]): Record<string, number> =>
  Object.fromEntries(rows.map((row) => [String(row.name), Number(row.count)]));
const toDurations = (row: Row | undefined): Durations | undefined =>
  row && { count: Number(row.total), medianMs: Number(row.median), p90Ms: Number(row.p90) };
const toRatings = (row: Row | undefined): Ratings => ({
  up: Number(row?.up ?? 0),
  down: Number(row?.down ?? 0),
});

const OPENED = ` SELECT n, open_reason AS name, COUNT(*) AS count,
    SUM(CASE WHEN first_answer_ms IS NULL THEN 0 ELSE 1 END) AS answered
  FROM span JOIN expert_case ON opened_at >= start_at AND opened_at < end_at GROUP BY n, open_reason`;

const CLOSED = ` SELECT n, COALESCE(end_reason, '') AS name, COUNT(*) AS count
  FROM span JOIN expert_case ON closed_at >= start_at AND closed_at < end_at AND state = 'closed'
  GROUP BY n, end_reason`;

/** A case that expired waited for a company that had gone, and one that was erased was cut short: how long says nothing of the help. */
const ANSWERED_AND_ENDED =
  "AND state = 'closed' AND first_answer_ms IS NOT NULL AND end_reason NOT IN ('expired', 'erased')";

const durations = (column: string, at: string, only: string): string => `, ranked AS (
    SELECT n, ${column} AS ms, ROW_NUMBER() OVER (PARTITION BY n ORDER BY ${column}) AS place,
      COUNT(*) OVER (PARTITION BY n) AS total
    FROM span JOIN expert_case ON ${at} >= start_at AND ${at} < end_at WHERE ${column} IS NOT NULL ${only})
  SELECT n, total, MIN(CASE WHEN place * 2 >= total THEN ms END) AS median,
    MIN(CASE WHEN place * 10 >= total * 9 THEN ms END) AS p90
  FROM ranked GROUP BY n, total`;

/** The kind of a message, in its JSON: words that people wrote have their quotation marks escaped there. */
const IS_ANSWER = `said.content LIKE '%"kind":"answer"%'`;
const IS_REFUSAL = `said.content LIKE '%"kind":"refusal"%'`;

/** A case belongs to the question that it followed, and to all those asked until it ended. */
const QUESTIONS = `, reply AS (
    SELECT said.conversation_id, said.created_at, question.seq AS asked_seq,
      CASE WHEN ${IS_ANSWER} THEN 1 ELSE 0 END AS answered,
      LEAD(question.seq) OVER (PARTITION BY said.conversation_id ORDER BY said.seq) AS next_seq
    FROM message AS said
    JOIN message AS question ON question.id = said.reply_to
    JOIN conversation ON conversation.id = said.conversation_id AND conversation.kind = 'company'
    WHERE said.author = 'bot' AND said.withheld_at IS NULL AND (${IS_ANSWER} OR ${IS_REFUSAL})
      AND said.created_at >= (SELECT MIN(start_at) FROM span))
  SELECT n, COUNT(*) AS asked, SUM(CASE WHEN answered = 1 AND NOT EXISTS (
      SELECT 1 FROM expert_case WHERE expert_case.conversation_id = reply.conversation_id
        AND (reply.next_seq IS NULL OR expert_case.opened_seq < reply.next_seq)
        AND (expert_case.closed_seq IS NULL OR expert_case.closed_seq >= reply.asked_seq)
    ) THEN 1 ELSE 0 END) AS alone
  FROM span JOIN reply ON reply.created_at >= start_at AND reply.created_at < end_at GROUP BY n`;

const UP_AND_DOWN = (column: string): string =>
  `SUM(CASE WHEN ${column} = 'up' THEN 1 ELSE 0 END) AS up, SUM(CASE WHEN ${column} = 'down' THEN 1 ELSE 0 END) AS down`;

const CASE_RATINGS = ` SELECT n, ${UP_AND_DOWN('rating')}
  FROM span JOIN expert_case ON rated_at >= start_at AND rated_at < end_at GROUP BY n`;

const BOT_RATINGS = ` SELECT n, ${UP_AND_DOWN('feedback.rating')}
  FROM span JOIN feedback ON feedback.created_at >= start_at AND feedback.created_at < end_at
  JOIN message AS said ON said.id = feedback.message_id AND said.author = 'bot' AND (${IS_ANSWER} OR ${IS_REFUSAL})
  JOIN conversation ON conversation.id = said.conversation_id AND conversation.kind = 'company'
  GROUP BY n`;
