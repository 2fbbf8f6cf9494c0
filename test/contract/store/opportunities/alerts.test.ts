import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addConsent } from '#src/company/store/consents.ts';
import type { Cadence } from '#src/features/opportunities/alerts/rules/cadence.ts';
import { ALL_OF_FILE, type Wanted } from '#src/features/opportunities/alerts/rules/wanted.ts';
import {
  dropWaiting,
  dueFollowed,
  findAlertNotice,
  followedBy,
  followNotice,
  haveWait,
  lastSentTo,
  markSent,
  noteFollowed,
  noticeIdsIn,
  refuseNotice,
  setState,
  unfollowNotice,
} from '#src/features/opportunities/store/alert-notices.ts';
import {
  ALERTS_CONSENT,
  countUnreachable,
  dueAlerts,
  findAlert,
  keepWish,
  moveAlerts,
  NO_END,
  noteLooked,
  noteReach,
  noteTurn,
  setPause,
  setRhythm,
  setWanted,
  startAlert,
  stopAlert,
  subscribers,
  takeWish,
} from '#src/features/opportunities/store/alerts.ts';
import { companiesWithAlerts } from '#src/features/opportunities/store/bidders.ts';
import { forgetNotices } from '#src/features/opportunities/store/forget.ts';
import { findNotice } from '#src/features/opportunities/store/notices.ts';
import { writeOpportunity } from '#src/features/opportunities/store/written.ts';
import { stopNews } from '#src/person/store/news-stops.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';

const NOW = Date.parse('2026-11-30T09:00:00Z');
const DAY = 86_400_000;
const TIMES = { hours: { from: '18:00', to: '21:00' }, days: [1, 4] };

describe.each(engines)('Alerts on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let companyId: string;
  let personId: string;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    companyId = await company('anne');
    personId = await db.tx(
      async (tx) => (await openPerson(tx, { channel: 'memory', key: 'anne', now: NOW })).id,
    );
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const company = (key: string) =>
    listCompany(
      db,
      {
        name: key,
        said: 'nettoyage',
        sectors: [],
        departments: ['93'],
        engagements: [],
        member: { channel: 'memory', key },
      },
      NOW - DAY,
    );
  const begin = (told: { cadence?: Cadence; wanted?: Wanted; now?: number } = {}) =>
    db.tx((tx) =>
      startAlert(tx, {
        companyId,
        personId,
        conversationId: 'c1',
        cadence: told.cadence ?? 'daily',
        wanted: told.wanted ?? ALL_OF_FILE,
        now: told.now ?? NOW,
      }),
    );
  const written = async (reference: string) => {
    const wrote = await db.tx((tx) =>
      writeOpportunity(
        tx,
        {
          reference,
          title: `Nettoyage ${reference}`,
          kind: 'contrat privé',
          publisher: 'CCI',
          closingDay: '2026-12-20',
          closingTime: '12:00',
          departments: '93',
        },
        NOW,
      ),
    );
    if (!wrote.ok) throw new Error(wrote.mistakes.map(({ message }) => message).join());
    return wrote.noticeId as string;
  };

  it('are one a company, begun again in the place of what they were', async () => {
    expect(await findAlert(db, companyId)).toBeUndefined();
    await begin({ wanted: { departments: ['93'] } });
    expect(await findAlert(db, companyId)).toMatchObject({
      isOn: true,
      cadence: 'daily',
      wanted: { departments: ['93'] },
      nextAt: NOW,
    });
    await db.tx(async (tx) => {
      await setPause(tx, companyId, { from: NOW, until: NO_END });
      await setWanted(tx, companyId, { wanted: { most: 5 }, before: { departments: ['93'] }, now: NOW + 1 });
      await setRhythm(tx, companyId, { cadence: 'weekly', times: TIMES, nextAt: NOW + DAY });
    });
    expect(await findAlert(db, companyId)).toMatchObject({
      cadence: 'weekly',
      times: TIMES,
      wanted: { most: 5 },
      wantedBefore: { departments: ['93'] },
      tunedAt: NOW + 1,
      pausedUntil: NO_END,
    });
    await begin({ now: NOW + 2 });
    const again = await findAlert(db, companyId);
    expect(again).toMatchObject({ isOn: true, times: {}, wanted: {}, askedAt: NOW + 2 });
    expect([again?.pausedUntil, again?.wantedBefore]).toEqual([undefined, undefined]);
  });

  it('are off once they are stopped, by « stop » to all, by an agreement taken back, or by leaving the company', async () => {
    const isOn = async () => {
      const alert = await findAlert(db, companyId);
      // Staff count them so.
      expect((await companiesWithAlerts(db)).has(companyId)).toBe(alert?.isOn);
      return alert?.isOn;
    };
    await begin();
    await db.tx((tx) => stopAlert(tx, companyId));
    expect(await isOn()).toBe(false);

    await begin({ now: NOW + 10 });
    expect(await isOn()).toBe(true);
    await db.tx((tx) => stopNews(tx, personId, NOW + 20));
    expect(await isOn()).toBe(false);
    expect(await subscribers(db)).toEqual([]);
    await begin({ now: NOW + 30 });
    expect(await isOn()).toBe(true);
    // A second « stop » counts as the first did.
    await db.tx((tx) => stopNews(tx, personId, NOW + 40));
    expect(await isOn()).toBe(false);

    await begin({ now: NOW + 50 });
    await db.tx((tx) =>
      addConsent(tx, {
        personId,
        companyId,
        purpose: ALERTS_CONSENT,
        version: '1',
        given: false,
        at: NOW + 60,
      }),
    );
    expect(await isOn()).toBe(false);

    await begin({ now: NOW + 70 });
    expect(await isOn()).toBe(true);
    await db.query('DELETE FROM company_member');
    expect(await isOn()).toBe(false);
  });

  it('are due in their turn, not while they are paused, and at once only where something waits', async () => {
    const due = (at: number) => dueAlerts(db, at, 10);
    const begun = async (told: Parameters<typeof begin>[0] = {}) => {
      await begin(told);
      // Not before what is open was looked at.
      expect(await due(NOW)).toEqual([]);
      await db.tx((tx) => noteLooked(tx, companyId, NOW + 1));
    };
    await begun();
    expect(await due(NOW - 1)).toEqual([]);
    expect(await due(NOW)).toEqual([companyId]);
    await db.tx((tx) => setPause(tx, companyId, { from: NOW, until: NOW + DAY }));
    expect(await due(NOW)).toEqual([]);
    expect(await due(NOW + DAY)).toEqual([companyId]);
    await db.tx((tx) => setPause(tx, companyId, undefined));
    await db.tx((tx) => noteTurn(tx, companyId, { nextAt: NOW + DAY, sent: { at: NOW, seq: 4 } }));
    expect(await due(NOW)).toEqual([]);
    expect(await findAlert(db, companyId)).toMatchObject({ sentAt: NOW, sentSeq: 4 });
    await begun({ cadence: 'at-once' });
    expect(await due(NOW)).toEqual([]);
    await db.tx((tx) => haveWait(tx, [{ companyId, noticeId: 'n1' }], NOW));
    expect(await due(NOW)).toEqual([companyId]);
  });

  it('are looked at anew where the file, or what is wanted, changed', async () => {
    await begin();
    expect(await subscribers(db)).toMatchObject([{ lookedAt: 0, changedAt: NOW }]);
    await db.tx((tx) => noteLooked(tx, companyId, NOW + 1));
    expect(await subscribers(db)).toMatchObject([{ lookedAt: NOW + 1 }]);
    await db.tx((tx) => setWanted(tx, companyId, { wanted: {}, before: undefined, now: NOW + 2 }));
    expect(await subscribers(db)).toMatchObject([{ lookedAt: 0, changedAt: NOW + 2 }]);
  });

  it('know since when a company can’t be reached', async () => {
    await begin();
    await db.tx((tx) => noteReach(tx, companyId, NOW));
    await db.tx((tx) => noteReach(tx, companyId, NOW + DAY));
    expect((await findAlert(db, companyId))?.unreachableAt).toBe(NOW);
    expect(await countUnreachable(db)).toBe(1);
    await db.tx((tx) => noteReach(tx, companyId, undefined));
    expect(await countUnreachable(db)).toBe(0);
  });

  it('never have the same notice wait twice for a company, from whichever server', async () => {
    const found = [{ companyId, noticeId: 'n1' }];
    const other = await store.connect();
    const added = await Promise.all(
      [db, other, db, other].map((one) => one.tx((tx) => haveWait(tx, found, NOW))),
    );
    expect(added.reduce((sum, one) => sum + one, 0)).toBe(1);
    await db.tx((tx) => markSent(tx, companyId, ['n1'], NOW));
    expect(await db.tx((tx) => haveWait(tx, found, NOW))).toBe(0);
    expect(await noticeIdsIn(db, companyId, 'waiting', 10)).toEqual([]);
    // What was only dropped may come back.
    await db.tx((tx) => haveWait(tx, [{ companyId, noticeId: 'n2' }], NOW));
    await db.tx((tx) => dropWaiting(tx, companyId, ['n1', 'n2']));
    expect(await db.tx((tx) => haveWait(tx, [...found, { companyId, noticeId: 'n2' }], NOW))).toBe(1);
  });

  it('keep what was sent, only counted, refused and followed', async () => {
    const ids = ['n1', 'n2', 'n3'];
    await db.tx(async (tx) => {
      await haveWait(
        tx,
        ids.map((noticeId) => ({ companyId, noticeId })),
        NOW,
      );
      await markSent(tx, companyId, ['n1', 'n2'], NOW);
      await setState(tx, companyId, ['n3'], 'summed');
    });
    expect(await noticeIdsIn(db, companyId, 'summed', 10)).toEqual(['n3']);
    await db.tx((tx) =>
      followNotice(tx, companyId, { noticeId: 'n2', version: 1, remindAt: NOW + DAY, now: NOW }),
    );
    expect((await followedBy(db, companyId, 10)).map(({ noticeId }) => noticeId)).toEqual(['n2']);
    await db.tx((tx) => refuseNotice(tx, companyId, { noticeId: 'n2', refusal: 'far', now: NOW }));
    expect(await findAlertNotice(db, companyId, 'n2')).toMatchObject({
      state: 'sent',
      refused: 'far',
      followedAt: undefined,
      remindAt: undefined,
    });
    expect((await lastSentTo(db, companyId, 10)).map(({ noticeId }) => noticeId)).toEqual(['n1']);
  });

  it('wait once, however many are found together', async () => {
    const found = Array.from({ length: 601 }, (_, index) => ({ companyId, noticeId: `n${index}` }));
    expect(await db.tx((tx) => haveWait(tx, [], NOW))).toBe(0);
    expect(await db.tx((tx) => haveWait(tx, found.slice(0, 3), NOW))).toBe(3);
    expect(await db.tx((tx) => haveWait(tx, found, NOW))).toBe(598);
    expect(await noticeIdsIn(db, companyId, 'waiting', 1_000)).toHaveLength(601);
  });

  it('are due of what is followed once it changed, or its reminder is', async () => {
    await begin();
    const noticeId = await written('a');
    await db.tx((tx) => haveWait(tx, [{ companyId, noticeId }], NOW));
    const due = (at: number) => dueFollowed(db, at, { limit: 10 });
    const follow = { noticeId, version: 1, remindAt: NOW + DAY, now: NOW };
    await db.tx((tx) => followNotice(tx, companyId, follow));
    expect(await due(NOW)).toEqual([]);
    expect(await due(NOW + DAY)).toEqual([{ companyId, noticeId }]);
    expect(await dueFollowed(db, NOW + DAY, { after: { companyId, noticeId }, limit: 10 })).toEqual([]);
    await db.tx((tx) => noteFollowed(tx, companyId, { noticeId, version: 0, remindAt: undefined }));
    expect(await due(NOW)).toEqual([{ companyId, noticeId }]);
    await db.tx((tx) => stopAlert(tx, companyId));
    expect(await due(NOW)).toEqual([]);
    await begin();
    await db.tx((tx) => unfollowNotice(tx, companyId, noticeId));
    expect(await due(NOW)).toEqual([]);
  });

  it('go with the notice, and along with the person', async () => {
    await begin();
    const noticeId = await written('b');
    await db.tx((tx) => haveWait(tx, [{ companyId, noticeId }], NOW));
    await db.query('UPDATE notice SET forget_at = 1');
    await db.tx((tx) => forgetNotices(tx, NOW, 10));
    expect([await findNotice(db, noticeId), await findAlertNotice(db, companyId, noticeId)]).toEqual([
      undefined,
      undefined,
    ]);
    const wish = {
      personId,
      conversationId: 'c1',
      cadence: 'weekly',
      times: TIMES,
      wanted: { most: 4 },
    } as const;
    await db.tx((tx) => keepWish(tx, wish, NOW));
    await db.tx((tx) => moveAlerts(tx, personId, 'p2'));
    expect((await findAlert(db, companyId))?.personId).toBe('p2');
    expect(await db.tx((tx) => takeWish(tx, personId))).toBeUndefined();
    expect(await db.tx((tx) => takeWish(tx, 'p2'))).toEqual({ ...wish, personId: 'p2' });
    expect(await db.tx((tx) => takeWish(tx, 'p2'))).toBeUndefined();
  });
});
