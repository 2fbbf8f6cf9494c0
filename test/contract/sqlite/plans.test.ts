import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseOldest } from '#src/conversation/store/erase-oldest.ts';
import { countHours } from '#src/conversation/store/figures/count-hours.ts';
import { deadLetters, repeatedMessages, watchedCounts } from '#src/conversation/store/outbox/attention.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { shapeFigures, spansOf, weeksUntil } from '#src/features/expert/figures/figures.ts';
import { casesByState, spanFigures } from '#src/features/expert/store/figures.ts';
import { readBoampRecord } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { forgetNotices, forgetReadings } from '#src/features/opportunities/store/forget.ts';
import {
  changesAfter,
  changesSince,
  closedNotices,
  noticesChangedAfter,
  openNotices,
} from '#src/features/opportunities/store/notices.ts';
import { savePublication } from '#src/features/opportunities/store/save.ts';
import { lastRefusals, lastRuns } from '#src/features/opportunities/store/sources.ts';
import { eraseFirstWords, erasePerson } from '#src/features/privacy/erasure/erase-person.ts';
import { erasureEnd } from '#src/features/privacy/erasure/jobs.ts';
import { runRetention } from '#src/features/privacy/retention/sweep.ts';
import { periodsWith } from '#src/features/privacy/rules/periods.ts';
import { scheduleErasure } from '#src/features/privacy/store/erasures.ts';
import { leaveCompany } from '#src/features/privacy/store/leave-company.ts';
import { othersDo, REGISTER } from '#src/features-together.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { cancellationRecord, fnsRecord } from '#support/notices/records.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { around } from '#support/store/around-retention.ts';
import { planned } from '#support/store/query-plans.ts';
import { introduce } from '#support/store/seeds/introduced.ts';
import { somebodyWhoDidEverything } from '#support/store/seeds/somebody.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 86_400_000;

/**
 * What may be read from end to end, for it stays small: erasures under way and work that still says whom it is about, each
 * by an index that has nothing else, what belongs to the team, and what few people ask for.
 */
const SMALL = [
  /^SCAN erasure USING (?:COVERING )?INDEX erasure_erased$/,
  /^SCAN job USING (?:COVERING )?INDEX job_(?:words|open)$/,
  // What one side of a wish to be put in touch was told of the other: a few messages a wish.
  /^SCAN message USING INDEX message_about$/,
  /^SCAN (?:company_import|staff_member|working_hours|lease|entry_link)\b/,
  // Codes of the last day, and what became of them.
  /^SCAN link_(?:code|request)\b/,
  // The current hours of the desk.
  /^SCAN later USING COVERING INDEX working_hours_last$/,
];

describe('Plans of SQLite, in a store of any size', () => {
  let folder: TempFolder;
  let opened: Database;
  let db: Database;
  let scans: Map<string, string>;

  beforeEach(async () => {
    folder = tempFolder();
    opened = await openSqlite(`${folder.path}/hotline.db`);
    await migrate(opened);
    ({ db, scans } = planned(opened));
  });
  afterEach(async () => {
    await opened.close();
    folder[Symbol.dispose]();
  });

  /** What was read from end to end and grows with the people who write. */
  const grown = () => [...scans].filter(([detail]) => !SMALL.some((one) => one.test(detail)));

  it('are told where a table has no index: a row that goes is looked up in all that may refer to it', async () => {
    await opened.query('DROP INDEX outbox_conversation');
    await somebodyWhoDidEverything(opened, T0);
    await runRetention(db, around(periodsWith({}), T0 + 2_000 * DAY));
    expect(grown().map(([detail]) => detail)).toContain('SCAN outbox');
  });

  it('read nothing that grows from end to end in a night that takes everything', async () => {
    await introduce(opened, { name: 'quiches', answer: 'yes', now: T0 });
    await somebodyWhoDidEverything(opened, T0);
    await runRetention(db, around(periodsWith({}), T0 + 2_000 * DAY));
    expect(grown()).toEqual([]);
  });

  it('read nothing that grows from end to end when a person is erased, or leaves a company', async () => {
    const { buyer } = await introduce(opened, { name: 'quiches', answer: 'yes', now: T0 });
    const who = await somebodyWhoDidEverything(opened, T0);
    const leaving = { personId: who.colleague, companyId: who.shared, alone: false, now: T0 };
    await db.tx((tx) => leaveCompany(tx, leaving, REGISTER));
    for (const personId of [who.person, buyer.person])
      await db.tx(async (tx) => {
        const wish = { personId, askedBy: 'person', dueAt: T0, now: T0 } as const;
        const { erasure } = await scheduleErasure(tx, wish);
        const now = T0 + 1_000;
        await eraseFirstWords(tx, erasure.id, { size: 1, now });
        const context = {
          surfaces: ['slack'],
          mailIsOn: true,
          others: othersDo,
          hours: await loadWorkingHours(tx),
          now,
        };
        expect(await erasePerson(tx, context, erasure.id)).toBe(true);
      });
    const now = () => T0 + 8 * DAY;
    const effects = await erasureEnd({ db, others: othersDo, now }).run(
      {} as never,
      new AbortController().signal,
    );
    if (effects) await db.tx(effects);
    expect(grown()).toEqual([]);
  });

  it('read nothing that grows from end to end when a long conversation goes in parts', async () => {
    const { buyer } = await introduce(opened, { name: 'quiches', answer: 'yes', now: T0 });
    await db.tx((tx) => eraseOldest(tx, [buyer.conversation], 1));
    expect(grown()).toEqual([]);
  });

  it('read nothing that grows from end to end for the figures of a year, and for what staff watch', async () => {
    await somebodyWhoDidEverything(opened, T0);
    const weeks = weeksUntil(T0, 52);
    await countHours(db, { now: T0 + 2 * DAY, weeks: 1 });
    shapeFigures(weeks, await spanFigures(db, spansOf(weeks)), T0);
    await casesByState(db);
    await deadLetters(db, 10);
    await repeatedMessages(db, 10);
    await watchedCounts(db);
    // Live cases, and what staff watch, by indexes that have nothing else.
    const live = /USING (?:COVERING )?INDEX (?:expert_case_live|expert_case_closed|outbox_watched)$/;
    expect(grown().filter(([detail]) => !live.test(detail))).toEqual([]);
  });

  it('read nothing that grows from end to end when notices come, change, are read and go', async () => {
    const filed = { idweb: '26-1', day: '2026-11-10', closing: '2026-12-15T12:00:00' };
    const follows = { idweb: '26-2', day: '2026-11-12', follows: '26-1' };
    for (const found of [fnsRecord(filed), cancellationRecord(follows, 'Sans suite')]) {
      const read = readBoampRecord(found);
      if (!read.ok) throw new Error(read.why);
      await db.tx((tx) => savePublication(tx, read.publication, T0));
    }
    const [kept] = await noticesChangedAfter(db, { at: 0, id: '' }, 10);
    await changesAfter(db, kept?.id ?? '');
    await changesSince(db, 0, 10);
    await openNotices(db, T0, { limit: 10 });
    await closedNotices(db, T0, { limit: 10 });
    await lastRuns(db, 'boamp');
    await lastRefusals(db);
    await db.tx((tx) => forgetReadings(tx, T0, 10));
    expect(await db.tx((tx) => forgetNotices(tx, Date.parse('2030-01-01'), 10))).toBe(1);
    // Read in order, and no further than the limit.
    const ordered = /^SCAN notice_refusal USING INDEX notice_refusal_at$/;
    expect(grown().filter(([detail]) => !ordered.test(detail))).toEqual([]);
  });
});
