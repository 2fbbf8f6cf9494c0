import { findMessage, type StoredMessage } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { cut } from '#src/features/expert/case/brief.ts';
import { wordsOf } from '#src/features/expert/case/message-lines.ts';
import { type CaseEventRow, caseEventsSince } from '#src/features/expert/store/case-events.ts';
import {
  type CaseMessage,
  caseMessagesSince,
  findCase,
  liveCases,
} from '#src/features/expert/store/cases.ts';
import type { Database } from '#src/platform/database/database.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import {
  type EventView,
  eventViews,
  type MessageView,
  messageView,
  type QueueItem,
  queueItem,
} from './view.ts';

/** What is new of a case: enough for a page to show it without asking again. */
export interface DeskChange {
  readonly row: QueueItem;
  /** New messages, and those that changed. */
  readonly messages: readonly MessageView[];
  readonly events: readonly EventView[];
}

/** What pages are told: changes, or that too much was missed and all must be read again. */
export type DeskSignal =
  | { readonly type: 'changes'; readonly changes: readonly DeskChange[] }
  | { readonly type: 'refresh' };

/** Under which replicas tell each other that something happened. */
const TOPIC = 'desk';
/** Hints may be lost: so often the store is asked anyway. */
const POLL_MS = 2_000;
/** A transaction that commits late writes rows that are older than those already read: looked at again for so long. */
const OVERLAP_MS = 10_000;
/** Urgency also changes because time goes by. */
const SWEEP_MS = 60_000;
const MOST = 1_000;
const LAST_SAID = 200;

/**
 * Follows what happens to all cases, for the pages of this process: one reader, however many pages, that reads nothing
 * while nobody listens. What comes is read from the history of the cases and from their conversations, so that nothing
 * depends on who wrote it, or on which replica.
 */
export class DeskFeed {
  readonly #parts: { readonly db: Database; readonly logger: Logger; readonly now: () => number };
  readonly #listeners = new Set<(signal: DeskSignal) => void>();
  /** Ids of the rows already told, with their time. */
  readonly #told = new Map<string, number>();
  readonly #levels = new Map<string, string>();
  /** All that was written before is told. */
  #readAt = 0;
  #sweptAt = 0;
  #running: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #stopHearing: (() => void) | undefined;

  constructor(parts: { db: Database; logger: Logger; now: () => number }) {
    this.#parts = parts;
  }

  /**
   * Hears what happens from the moment that the promise resolves.
   * @returns a function that ends it
   */
  async listen(listener: (signal: DeskSignal) => void): Promise<() => void> {
    if (this.#listeners.size === 0) await this.#begin();
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.poke(), POLL_MS);
    this.#stopHearing ??= this.#parts.db.listen(TOPIC, () => this.poke());
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#rest();
    };
  }

  /** Something happened here: the pages of this process, and of the other replicas, are told at once. */
  announce(): void {
    this.poke();
    this.#parts.db.notify(TOPIC, '').catch(() => undefined);
  }

  /** Something happened, or may have: looks now. */
  poke(): void {
    if (this.#listeners.size === 0) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    const run = this.#look()
      .catch((error) => this.#parts.logger.warn({ err: errorText(error) }, 'the desk cannot reach the store'))
      .then(() => {
        this.#running = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.poke();
      });
    this.#running = run;
  }

  /** Waits for what is being read; nobody is told anything more. */
  async stop(): Promise<void> {
    this.#listeners.clear();
    this.#rest();
    await this.#running;
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#stopHearing?.();
    this.#stopHearing = undefined;
  }

  /** What stands already is no news: pages read it themselves. */
  async #begin(): Promise<void> {
    await this.#running;
    this.#told.clear();
    this.#levels.clear();
    this.#readAt = this.#parts.now();
    await this.#read();
    await this.#sweep();
  }

  async #look(): Promise<void> {
    const { events, messages, isAll } = await this.#read();
    if (!isAll) return this.#tell({ type: 'refresh' });
    const changes = await this.#changesOf(events, messages);
    // The clock may have been set back meanwhile.
    const due = Math.abs(this.#parts.now() - this.#sweptAt) >= SWEEP_MS ? await this.#sweep() : [];
    const all = [...changes, ...due];
    if (all.length > 0) this.#tell({ type: 'changes', changes: all });
  }

  #tell(signal: DeskSignal): void {
    for (const listener of this.#listeners) listener(signal);
  }

  /** Reads what is new since the last time, and takes it as told. */
  async #read(): Promise<{ events: CaseEventRow[]; messages: CaseMessage[]; isAll: boolean }> {
    const { db, now } = this.#parts;
    const begun = now();
    const from = this.#readAt - OVERLAP_MS;
    const [events, messages] = await Promise.all([
      caseEventsSince(db, from, MOST),
      caseMessagesSince(db, from, MOST),
    ]);
    const isAll = events.length < MOST && messages.length < MOST;
    const isNew = (id: string, at: number) => {
      if (this.#told.has(id)) return false;
      this.#told.set(id, at);
      return true;
    };
    const fresh = {
      events: events.filter(({ id, at }) => isNew(id, at)),
      messages: messages.filter(({ message }) => isNew(message.id, message.at)),
      isAll,
    };
    this.#readAt = begun;
    for (const [id, at] of this.#told) if (at < begun - 2 * OVERLAP_MS) this.#told.delete(id);
    return fresh;
  }

  async #changesOf(events: readonly CaseEventRow[], messages: readonly CaseMessage[]): Promise<DeskChange[]> {
    const ids = new Set([...events, ...messages].map(({ caseId }) => caseId));
    if (ids.size === 0) return [];
    const { db, now } = this.#parts;
    const hours = await loadWorkingHours(db);
    const changes: DeskChange[] = [];
    for (const id of ids) {
      const row = await findCase(db, id);
      if (!row) continue;
      const own = events.filter(({ caseId }) => caseId === id);
      const said = messages
        .filter(({ caseId }) => caseId === id)
        .map(({ message }) => message)
        .sort((a, b) => a.seq - b.seq);
      const mended = await Promise.all(own.flatMap(changedIn).map((one) => findMessage(db, one)));
      const item = withLastWords(queueItem(row, now(), hours), said);
      this.#levels.set(id, keyOf(item));
      changes.push({
        row: item,
        messages: [...said, ...mended].flatMap((message) => (message ? [messageView(message)] : [])),
        events: eventViews(own),
      });
    }
    return changes;
  }

  /** The cases whose place in the queue changed because time went by. */
  async #sweep(): Promise<DeskChange[]> {
    const { db, now } = this.#parts;
    this.#sweptAt = now();
    const hours = await loadWorkingHours(db);
    const items = (await liveCases(db)).map((row) => queueItem(row, now(), hours));
    const moved = items.filter(
      (item) => this.#levels.has(item.id) && this.#levels.get(item.id) !== keyOf(item),
    );
    this.#levels.clear();
    for (const item of items) this.#levels.set(item.id, keyOf(item));
    return moved.map((row) => ({ row, messages: [], events: [] }));
  }
}

/** Words that just came show in the queue at once; the case itself learns of them when they are handled. */
function withLastWords(item: QueueItem, said: readonly StoredMessage[]): QueueItem {
  const last = said.findLast(({ author }) => author === 'company');
  if (!last || last.at < item.updatedAt) return item;
  return { ...item, lastSaid: cut(wordsOf(last), LAST_SAID), updatedAt: last.at };
}

const keyOf = ({ level, sortKey }: QueueItem): string => `${level} ${sortKey}`;

/** Messages that an event says were changed, or left unsaid. */
function changedIn({ type, data }: CaseEventRow): string[] {
  if (type !== 'corrected' && type !== 'withheld') return [];
  const { messageId, messageIds = [] } = data as { messageId?: string; messageIds?: string[] };
  return messageId === undefined ? messageIds : [messageId];
}
