import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { dayIn } from '#src/features/opportunities/notice/closing.ts';
import { tedNumber } from '#src/features/opportunities/notice/keys.ts';
import {
  type FetchBounds,
  fetchText,
  jsonOf,
  PAGE_BOUNDS,
} from '#src/features/opportunities/sources/fetch.ts';
import {
  type NoticeSource,
  type ReadNotice,
  refused,
  type SourcePage,
  SourceTrouble,
} from '#src/features/opportunities/sources/source.ts';
import { refusalTexts, troubleTexts } from '#src/features/opportunities/sources/texts.ts';
import { addDays, type IsoDate, isIsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { readTedXml } from './read-ted.ts';

/** The service takes up to 250; the XML of each is then read, one after the other. */
const PAGE = 50;
const XML_BOUNDS: FetchBounds = { timeoutMs: 30_000, mostBytes: 12_000_000 };
/** Between two files. */
const PAUSE_MS = 300;
const FIRST_DAYS = 30;
const AGAIN_DAYS = 1;

const cursorSchema = z.object({
  day: z.string().refine(isIsoDate),
  token: z.string().max(4_000).optional(),
  /** Notices of that day that were read. */
  read: z.number().int().min(0),
});
type Cursor = z.output<typeof cursorSchema>;

const noticeSchema = z.object({
  'publication-number': z.union([z.string(), z.array(z.string()).transform(([first]) => first ?? '')]),
  'publication-date': z.string().nullish(),
  links: z.object({ xml: z.record(z.string(), z.string()).nullish() }).nullish(),
});
const answerSchema = z.object({
  notices: z.array(z.unknown()),
  totalNoticeCount: z.number().nullish(),
  iterationNextToken: z.string().nullish(),
  timedOut: z.boolean().nullish(),
});

/**
 * TED, by its search API v3, without a key: `POST {base}/v3/notices/search` with an expert query, in mode ITERATION;
 * `links.xml` of each notice is then read. Only notices of French buyers are asked for. It is read day by day of
 * publication. A token may stand beside the last page: an empty page, or all that was announced, ends a day.
 * Not checked against the live service.
 * @param now epoch milliseconds
 * @see https://docs.ted.europa.eu/api/latest/search.html
 */
export function tedSource(base: string, now: () => number, pauseMs: number = PAUSE_MS): NoticeSource {
  const root = base.replace(/(?<!\/)\/+$/, '');
  return {
    id: 'ted',
    page: async (kept, signal) => {
      const today = parisDay(now());
      const at = cursorOf(kept, today);
      const found = await searched(root, at, signal);
      if (found === 'expired')
        return { read: [], cursor: JSON.stringify({ day: at.day, read: 0 }), isLast: false };
      const read: ReadNotice[] = [];
      for (const notice of found.notices) {
        if (read.length > 0) await sleep(pauseMs, undefined, { signal });
        read.push(await noticeOf(notice, root, signal));
      }
      return nextAfter(at, { ...found, read }, today);
    },
  };
}

function cursorOf(kept: string | undefined, today: IsoDate): Cursor {
  const first = { day: addDays(today, -FIRST_DAYS), read: 0 };
  if (kept === undefined) return first;
  try {
    return cursorSchema.parse(JSON.parse(kept));
  } catch {
    return first;
  }
}

interface Found {
  readonly notices: readonly unknown[];
  readonly total: number | undefined;
  readonly token: string | undefined;
}

/** A page of the notices of a day; `expired` where the service does not know its own token any more. */
async function searched(
  root: string,
  { day, token }: Cursor,
  signal: AbortSignal,
): Promise<Found | 'expired'> {
  const compact = day.replaceAll('-', '');
  const body = {
    query: `PD>=${compact} AND PD<=${compact} AND buyer-country IN (FRA)`,
    fields: ['publication-number', 'publication-date', 'notice-title', 'links'],
    limit: PAGE,
    scope: 'ALL',
    paginationMode: 'ITERATION',
    ...(token === undefined ? {} : { iterationNextToken: token }),
  };
  const { status, text } = await fetchText(
    `${root}/v3/notices/search`,
    {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    },
    signal,
    PAGE_BOUNDS,
  );
  if (status === 400 && token !== undefined) return 'expired';
  if (status !== 200) throw new SourceTrouble('malformed', troubleTexts.status(status));
  const answer = answerSchema.safeParse(jsonOf(text));
  if (!answer.success) throw new SourceTrouble('malformed', troubleTexts.malformed);
  if (answer.data.timedOut) throw new SourceTrouble('busy', troubleTexts.timedOut);
  const { notices, totalNoticeCount, iterationNextToken } = answer.data;
  return { notices, total: totalNoticeCount ?? undefined, token: iterationNextToken ?? undefined };
}

/** The XML of a notice, read; what one file cannot give, the others still do. */
async function noticeOf(found: unknown, root: string, signal: AbortSignal): Promise<ReadNotice> {
  const notice = noticeSchema.safeParse(found);
  const number = notice.success ? tedNumber(notice.data['publication-number']) : undefined;
  if (!notice.success || number === undefined) return refused(number, refusalTexts.noReference);
  const { links } = notice.data;
  const address = links?.xml?.MUL ?? links?.xml?.FRA ?? Object.values(links?.xml ?? {})[0];
  if (address === undefined || !isOfTed(address, root)) return refused(number, refusalTexts.noXml);
  const { status, text } = await fetchText(
    address,
    { headers: { Accept: 'application/xml' } },
    signal,
    XML_BOUNDS,
  );
  if (status !== 200) return refused(number, refusalTexts.notFetched(status));
  return readTedXml(text, number, dayIn(notice.data['publication-date'] ?? undefined));
}

/** An answer leads nowhere but to the service itself. */
function isOfTed(address: string, root: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, hostname } = new URL(address);
  const own = new URL(root);
  return (
    (protocol === own.protocol && host === own.host) ||
    (protocol === 'https:' && /(?:^|\.)ted\.europa\.eu$/.test(hostname))
  );
}

function nextAfter(
  { day, read: before }: Cursor,
  { read, token, total }: Found & { read: readonly ReadNotice[] },
  today: IsoDate,
): SourcePage {
  const reached = before + read.length;
  const isDayOver = read.length === 0 || token === undefined || (total !== undefined && reached >= total);
  if (!isDayOver) return { read, cursor: JSON.stringify({ day, token, read: reached }), isLast: false };
  const isLast = day >= today;
  const next: Cursor = { day: isLast ? addDays(today, -AGAIN_DAYS) : addDays(day, 1), read: 0 };
  return { read, cursor: JSON.stringify(next), isLast };
}
