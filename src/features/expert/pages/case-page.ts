import { type CompanyBrief, companyBrief } from '#src/company/brief.ts';
import { personOf } from '#src/conversation/store/conversations.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import type { Brief } from '#src/features/expert/case/brief.ts';
import { caseEvents } from '#src/features/expert/store/case-events.ts';
import { type CaseRow, casesOf, closedCases, findCase, liveCases } from '#src/features/expert/store/cases.ts';
import { confirmedEmailIn } from '#src/person/store/contacts.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import {
  type EventView,
  eventViews,
  type MessageView,
  messageView,
  type QueueItem,
  queueItem,
} from './view.ts';

/** Another case of the same conversation. */
interface CaseLink {
  readonly id: string;
  readonly number: number;
}

/** All that the desk shows of a case. */
export interface CasePage {
  readonly row: QueueItem;
  readonly brief: Brief;
  readonly messages: readonly MessageView[];
  readonly events: readonly EventView[];
  /** The case that this one reopens, and the one that reopens it. */
  readonly previous?: CaseLink | undefined;
  readonly next?: CaseLink | undefined;
  /** The address that the company confirmed, where it is written to when its page is closed. */
  readonly mail?: string | undefined;
  /** The file of the company that asks, in brief, where it is referenced. */
  readonly company?: CompanyBrief | undefined;
}

/** Lines before the case that show what it was about. */
const BEFORE = 8;
const MESSAGES = 1_000;
const CLOSED_SHOWN = 200;

/** A case with its exchange, from a few lines before it was opened; undefined when there is no such case. */
export async function readCasePage(db: Queryable, id: string, now: number): Promise<CasePage | undefined> {
  const row = await findCase(db, id);
  if (!row) return undefined;
  const [hours, messages, events, all, mail, personId] = await Promise.all([
    loadWorkingHours(db),
    messagesOf(db, row, Math.max(0, row.openedSeq - BEFORE)),
    caseEvents(db, id),
    casesOf(db, row.conversationId),
    confirmedEmailIn(db, row.conversationId),
    personOf(db, row.conversationId),
  ]);
  const link = (found: CaseRow | undefined): CaseLink | undefined =>
    found && { id: found.id, number: found.number };
  return {
    row: queueItem(row, now, hours),
    brief: row.brief as Brief,
    messages,
    events: eventViews(events),
    previous: link(all.find((one) => one.id === row.previousId)),
    next: link(all.find((one) => one.previousId === row.id)),
    mail,
    company: personId ? await companyBrief(db, personId) : undefined,
  };
}

/** What was said in a case after a place in its conversation; undefined when there is no such case. */
export async function readCaseMessages(
  db: Queryable,
  id: string,
  afterSeq: number,
): Promise<MessageView[] | undefined> {
  const row = await findCase(db, id);
  return row && messagesOf(db, row, Math.max(afterSeq, row.openedSeq - BEFORE, 0));
}

async function messagesOf(db: Queryable, row: CaseRow, afterSeq: number): Promise<MessageView[]> {
  const messages = await messagesAfter(db, row.conversationId, afterSeq, MESSAGES);
  const until = row.closedSeq ?? Number.POSITIVE_INFINITY;
  return messages.filter(({ seq }) => seq <= until).map(messageView);
}

/** The cases that are open, the most urgent first, or the last ones that were closed. */
export async function readQueue(db: Queryable, which: 'live' | 'closed', now: number): Promise<QueueItem[]> {
  const hours = await loadWorkingHours(db);
  const rows = which === 'closed' ? await closedCases(db, CLOSED_SHOWN) : await liveCases(db);
  const items = rows.map((row) => queueItem(row, now, hours));
  return which === 'closed' ? items : items.sort((a, b) => a.sortKey - b.sortKey);
}
