import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Form } from '#src/company/form/form.ts';
import { MatchIndex } from '#src/features/opportunities/matching/match-index.ts';
import { profilesOfNotice } from '#src/features/opportunities/matching/profiles.ts';
import { type Encode, Meanings } from '#src/features/opportunities/meanings.ts';
import { haveWait } from '#src/features/opportunities/store/alert-notices.ts';
import { noteLooked, type Subscriber, subscribers } from '#src/features/opportunities/store/alerts.ts';
import {
  type KeptNotice,
  type NoticePlace,
  noticesChangedAfter,
  openNotices,
} from '#src/features/opportunities/store/notices.ts';
import { unpublishedOf } from '#src/features/opportunities/store/publishing.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { readSetting, saveSetting } from '#src/platform/database/settings.ts';
import type { Logger } from '#src/platform/logger.ts';
import { matchedIn } from './company.ts';
import type { Matched } from './rules/select.ts';
import { isLeftOut } from './rules/wanted.ts';

/** How far the notices that come and change were held against companies. */
const PLACE = 'alerts_place';
const placeSchema = z.object({ at: z.number(), id: z.string() });
/** What was written within so long may still be under way in another transaction. */
const SETTLE_MS = MINUTE_MS;
/** Notices that are looked at together; others use the thread between. */
const AT_ONCE = 100;
/** Notices after which others use the thread, within these. */
const BETWEEN = 10;
/** Companies that all that is open is held against together: those that begin wait for no more than these. */
const COMPANIES_AT_ONCE = 200;

/** What notices are held against companies with. */
export interface MatchParts {
  readonly db: Database;
  /** The sign-up form, which has the brackets of sizes. */
  readonly form: () => Promise<Form>;
  /** By which the reader reads; absent, words serve alone. */
  readonly encode?: Encode | undefined;
  readonly logger?: Logger | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A company as it was last read. */
interface Known {
  readonly changedAt: number;
  readonly form: Form;
  /** Undefined where its file does not tell enough. */
  readonly as: Matched | undefined;
}

/** When something is looked at, and what ends it. */
interface Looking {
  readonly at: number;
  readonly signal: AbortSignal;
  readonly meanings: Meanings;
}

/**
 * Finds the companies of each notice that comes or changes, and the open notices of each company that begins, or whose file
 * or wishes change. What is found waits to be sent; a stop in the middle is gone on from.
 */
export class Matching {
  readonly #parts: MatchParts;
  /** Companies are read once, and again where they changed. */
  readonly #known = new Map<string, Known>();
  readonly #meanings: Meanings;

  constructor(parts: MatchParts) {
    this.#parts = parts;
    this.#meanings = new Meanings(parts);
  }

  async look(signal: AbortSignal): Promise<void> {
    const { db, now } = this.#parts;
    const form = await this.#parts.form();
    const meanings = this.#meanings;
    for (const id of await meanings.readCompanies(form, signal)) this.#known.delete(id);
    const looking = { at: now(), signal, meanings };
    const all = await subscribers(db);
    const companies = await this.#read(all, form, signal);
    await lookAtChanged(db, companies, looking);
    const anew = all.filter((one) => one.lookedAt <= one.changedAt).map(({ alert }) => alert.companyId);
    const matched = anew.flatMap((id) => {
      const as = companies.get(id);
      return as ? [[id, as] as const] : [];
    });
    for (let first = 0; first < matched.length; first += COMPANIES_AT_ONCE)
      await lookAtOpen(db, new Map(matched.slice(first, first + COMPANIES_AT_ONCE)), looking);
  }

  /** The companies by their ids; one whose file does not tell enough is left out. */
  async #read(
    all: readonly Subscriber[],
    form: Form,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Matched>> {
    const found = new Map<string, Matched>();
    const ids = new Set<string>();
    for (const one of all) {
      ids.add(one.alert.companyId);
      const as = await this.#readOne(one, form);
      signal.throwIfAborted();
      if (as) found.set(one.alert.companyId, as);
    }
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
    return found;
  }

  async #readOne({ alert, changedAt }: Subscriber, form: Form): Promise<Matched | undefined> {
    const last = this.#known.get(alert.companyId);
    if (last?.changedAt === changedAt && last.form === form) return last.as;
    const as = await matchedIn(this.#parts.db, alert, form);
    this.#known.set(alert.companyId, { changedAt, form, as });
    // Thousands may begin together: others use the thread between.
    await nextTurn();
    return as;
  }
}

/** Holds all that is open against some companies: each notice is read once for all of them. */
async function lookAtOpen(
  db: Database,
  companies: ReadonlyMap<string, Matched>,
  looking: Looking,
): Promise<void> {
  const { at, signal, meanings } = looking;
  const index = new MatchIndex([...companies.values()].map(({ profile }) => profile));
  let after: NoticePlace | number = at;
  for (;;) {
    signal.throwIfAborted();
    const page: KeptNotice[] = await openNotices(db, after, { limit: AT_ONCE });
    const told = await meanings.ofNotices(await toldOf(db, page), signal);
    const found = await companiesOf(told, index, { companies, looking });
    if (found.length > 0) await db.tx((tx) => haveWait(tx, found, at));
    const last = page.at(-1);
    if (!last || page.length < AT_ONCE) break;
    after = { at: last.openUntil, id: last.id };
    await nextTurn();
  }
  await db.tx(async (tx) => {
    for (const companyId of companies.keys()) await noteLooked(tx, companyId, at + 1);
  });
}

/** Those of some notices that companies may be told of. */
async function toldOf(db: Database, notices: readonly KeptNotice[]): Promise<KeptNotice[]> {
  const held = await unpublishedOf(
    db,
    notices.map(({ id }) => id),
  );
  return notices.filter(({ id }) => !held.has(id));
}

/** Holds what came or changed since the last time against all companies. */
async function lookAtChanged(
  db: Database,
  companies: ReadonlyMap<string, Matched>,
  looking: Looking,
): Promise<void> {
  const { at, signal, meanings } = looking;
  const settled = at - SETTLE_MS;
  let place = placeIn(await readSetting(db, PLACE));
  // Who begins later is held against all that is open then.
  if (!place || companies.size === 0) return saveSetting(db, PLACE, JSON.stringify({ at: settled, id: '' }));
  let index: MatchIndex | undefined;
  for (;;) {
    signal.throwIfAborted();
    const page = await noticesChangedAfter(db, place, AT_ONCE);
    const ready = page.filter(({ changedAt }) => changedAt <= settled);
    const last = ready.at(-1);
    if (!last) return;
    index ??= new MatchIndex([...companies.values()].map(({ profile }) => profile));
    // Those that wait to be published too: staff see whom they fit.
    const read = await meanings.ofNotices(ready, signal);
    const found = await companiesOf(await toldOf(db, read), index, { companies, looking });
    place = { at: last.changedAt, id: last.id };
    const next = JSON.stringify(place);
    await db.tx(async (tx) => {
      await haveWait(tx, found, at);
      await saveSetting(tx, PLACE, next);
    });
    if (ready.length < AT_ONCE) return;
    await nextTurn();
  }
}

/** The companies that each of some notices fits, as they want it. Others use the thread between. */
async function companiesOf(
  page: readonly KeptNotice[],
  index: MatchIndex,
  {
    companies,
    looking: { at, signal },
  }: { readonly companies: ReadonlyMap<string, Matched>; readonly looking: Looking },
): Promise<{ readonly companyId: string; readonly noticeId: string }[]> {
  const found = [];
  for (const [place, { id: noticeId, notice, vectors }] of page.entries()) {
    if (place > 0 && place % BETWEEN === 0) {
      await nextTurn();
      signal.throwIfAborted();
    }
    const lots = profilesOfNotice(notice, vectors);
    const byId = new Map(lots.map((lot) => [lot.lot.id, lot]));
    const fitting = index.matchNotice(lots, at).filter(({ verdict, bidderId, lotId }) => {
      const lot = byId.get(lotId);
      const wanted = companies.get(bidderId)?.wanted;
      return verdict === 'useful' && lot !== undefined && wanted !== undefined && !isLeftOut(lot, wanted);
    });
    for (const companyId of new Set(fitting.map(({ bidderId }) => bidderId)))
      found.push({ companyId, noticeId });
  }
  return found;
}

function placeIn(kept: string | undefined): NoticePlace | undefined {
  if (kept === undefined) return undefined;
  return placeSchema.safeParse(JSON.parse(kept)).data;
}
