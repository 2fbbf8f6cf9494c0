import type { Block } from '#src/channel/blocks.ts';
import { channelNames } from '#src/channel/texts.ts';
import type { StoredMessage } from '#src/conversation/store/messages.ts';
import { type Brief, cut } from '#src/features/expert/case/brief.ts';
import { wordsOf } from '#src/features/expert/case/message-lines.ts';
import { type Urgency, urgencyOf } from '#src/features/expert/case/urgency.ts';
import type { CaseEventRow } from '#src/features/expert/store/case-events.ts';
import type { CaseRow, KeptDeadline, KeptExpert } from '#src/features/expert/store/cases.ts';
import type { DeskHours } from '#src/platform/calendar/check-hours.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';

/** A case as the queue of the desk shows it. Times are epoch milliseconds; state and reasons are codes. */
export interface QueueItem {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly owner?: KeptExpert | undefined;
  readonly company?: string | undefined;
  readonly channel: string;
  readonly reason: string;
  readonly endReason?: string | undefined;
  readonly summary: string;
  readonly lastSaid: string;
  readonly deadline?: KeptDeadline | undefined;
  readonly level: Urgency['level'];
  /** The smaller, the sooner in the queue. */
  readonly sortKey: number;
  /** When the company should have heard from a person; absent while it does not wait. */
  readonly answerBy?: number | undefined;
  readonly waitingSince?: number | undefined;
  readonly openedAt: number;
  readonly updatedAt: number;
  readonly closedAt?: number | undefined;
  readonly rating?: string | undefined;
}

/** A piece of a message, as plain words. */
type MessagePart =
  | { readonly type: 'text' | 'note'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'buttons'; readonly labels: readonly string[] }
  | { readonly type: 'file'; readonly name: string }
  | {
      readonly type: 'sources';
      readonly items: readonly {
        readonly title: string;
        readonly section: string;
        readonly articles: readonly string[];
        readonly url?: string | undefined;
      }[];
    };

/** A message as the desk shows it. */
export interface MessageView {
  readonly id: string;
  readonly seq: number;
  readonly at: number;
  readonly author: 'company' | 'bot' | 'expert';
  readonly by?: KeptExpert | undefined;
  readonly kind?: string | undefined;
  readonly parts: readonly MessagePart[];
  /** The bot wrote it, and nobody was told. */
  readonly withheld?: true | undefined;
  readonly rating?: string | undefined;
}

/** A line of a case's history. */
export interface EventView {
  readonly id: string;
  readonly at: number;
  readonly type: string;
  readonly actor?: KeptExpert | undefined;
  readonly data: unknown;
}

const SUMMARY = 160;

/** What the queue shows of a case at `now`. */
export function queueItem(row: CaseRow, now: number, hours: DeskHours): QueueItem {
  const { deadline, openedAt, waitingSince } = row;
  const moments = { deadlineAt: deadline?.at, openedAt, waitingSince };
  const { level, sortKey, answerBy } = urgencyOf(moments, now, hours, hours.targetMinutes * MINUTE_MS);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    owner: row.owner,
    company: row.personName,
    channel: channelNames[row.channel] ?? row.channel,
    reason: row.openReason,
    endReason: row.endReason,
    lastSaid: row.lastSaid,
    deadline,
    level,
    sortKey,
    summary: cut((row.brief as Brief).summary, SUMMARY),
    ...(waitingSince !== undefined && { answerBy, waitingSince }),
    openedAt,
    updatedAt: row.updatedAt,
    closedAt: row.closedAt,
    rating: row.rating,
  };
}

/** What the desk shows of a message. */
export function messageView(message: StoredMessage): MessageView {
  const { id, seq, at, author } = message;
  if (author === 'company') return { id, seq, at, author, parts: [{ type: 'text', text: wordsOf(message) }] };
  const { by, kind, blocks } = message.content;
  // An expert's message opens with who speaks, which the desk shows by itself.
  const parts = (by ? blocks.slice(1) : blocks).flatMap(partOf);
  const withheld = message.withheld === true ? true : undefined;
  return { id, seq, at, author, by, kind, parts, withheld, rating: message.rating };
}

/** What happened, without what only moves the row: the words themselves say it. */
export function eventViews(events: readonly CaseEventRow[]): EventView[] {
  return events
    .filter(({ type }) => !SILENT.has(type))
    .map(({ id, at, type, actor, data }) => ({ id, at, type, actor, data }));
}

const SILENT: ReadonlySet<string> = new Set(['said', 'reply', 'company_wrote', 'withheld']);

function partOf(block: Block): MessagePart[] {
  switch (block.type) {
    case 'paragraph':
      return [{ type: 'text', text: block.text.map(({ text }) => text).join('') }];
    case 'note':
      return [{ type: 'note', text: block.text.map(({ text }) => text).join('') }];
    case 'list':
      return [{ type: 'list', items: block.items.map((item) => item.map(({ text }) => text).join('')) }];
    case 'choices':
      return [{ type: 'buttons', labels: block.choices.map(({ label }) => label) }];
    case 'file':
      return [{ type: 'file', name: block.name }];
    case 'sources':
      return [
        {
          type: 'sources',
          items: block.items.map(({ title, section, articles, url }) => ({ title, section, articles, url })),
        },
      ];
    case 'answer-field':
    case 'rating':
      return [];
    default:
      return block satisfies never;
  }
}
