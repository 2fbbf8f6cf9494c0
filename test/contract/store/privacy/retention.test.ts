import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCompany } from '#src/company/store/companies.ts';
import { addConsent } from '#src/company/store/consents.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addInboundMessage, messagesAfter } from '#src/conversation/store/messages.ts';
import { heldCounts } from '#src/conversation/store/outbox/held.ts';
import { talks } from '#src/conversation/store/sweeps.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import {
  addIntroduction,
  endIntroduction,
  findIntroduction,
  introductionRecords,
} from '#src/features/directory/store/introductions.ts';
import { actOnCase } from '#src/features/expert/act-on-case.ts';
import { findCase } from '#src/features/expert/store/cases.ts';
import { startAlert } from '#src/features/opportunities/store/alerts.ts';
import {
  noteStaffAct,
  publishingOf,
  publishNotice,
  staffActsOf,
  unpublishedOf,
} from '#src/features/opportunities/store/publishing.ts';
import { writeOpportunity } from '#src/features/opportunities/store/written.ts';
import {
  dryRetention,
  retentionJob,
  runRetention,
  type Swept,
} from '#src/features/privacy/retention/sweep.ts';
import { periodsWith } from '#src/features/privacy/rules/periods.ts';
import { apply } from '#src/features/training/admissions.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import { REGISTER } from '#src/features-together.ts';
import { stopNews } from '#src/person/store/news-stops.ts';
import { findPerson } from '#src/person/store/persons.ts';
import { holdUnsent } from '#src/platform/database/backup/after-restore.ts';
import { insertRows } from '#src/platform/database/bulk-insert.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { housekeeping } from '#src/platform/database/jobs/housekeeping.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import {
  GOING,
  type Limits,
  type SweepContext,
  type SweptPart,
} from '#src/platform/database/personal-data/sweep.ts';
import { createLogger } from '#src/platform/logger.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import { around } from '#support/store/around-retention.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { tablesOf, tracesInTables } from '#support/store/find-traces.ts';
import { introduce } from '#support/store/seeds/introduced.ts';
import { MATHILDE, MATHILDE_WORDS, somebodyWhoDidEverything } from '#support/store/seeds/somebody.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';
import { decideAbout, openSession } from '#support/store/seeds/training-session.ts';

const DAY = 86_400_000;
const PERIODS = periodsWith({});

describe.each(engines)('What is kept no longer than its period, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let who: Awaited<ReturnType<typeof somebodyWhoDidEverything>>;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    who = await somebodyWhoDidEverything(db, T0);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const closeCase = (now = T0) =>
    db.tx(async (tx) => {
      const context = { surfaces: [], hours: await loadWorkingHours(tx), now };
      await actOnCase(tx, context, who.caseId, {
        type: 'close',
        by: { key: 'k', name: 'Nadia' },
        outcome: 'answered',
      });
      await tx.query("UPDATE outbox SET status = 'sent', sent_at = $1", [now]);
    });
  const counts = async () => {
    const found = new Map<string, number>();
    for (const table of (await tablesOf(db)).keys())
      found.set(table, Number((await db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n));
    return found;
  };
  const tablesIn = (swept: readonly Swept[], id: string) => [
    ...(swept.find(({ period }) => period.id === id)?.removed.keys() ?? []),
  ];

  it('a dry run tells what would go, table by table, and takes nothing', async () => {
    await closeCase();
    const before = await counts();
    const now = T0 + 800 * DAY;
    const { swept: would, isPartial } = await dryRetention(db, around(PERIODS, now));
    expect(isPartial).toBe(false);
    expect(await counts()).toEqual(before);
    expect(tablesIn(would, 'conversations')).toEqual(
      expect.arrayContaining(['message', 'conversation', 'feedback']),
    );
    expect(tablesIn(would, 'forms')).toEqual(['referencing_draft', 'diagnosis_draft']);
    const did = await runRetention(db, around(PERIODS, now));
    const flat = (swept: readonly Swept[]) =>
      Object.fromEntries(swept.map(({ period, removed }) => [period.id, Object.fromEntries(removed)]));
    expect(flat(did)).toEqual(flat(would));
    const after = await counts();
    expect(after.get('message')).toBe(0);
  });

  it('keeps all that is in use', async () => {
    const before = await counts();
    const swept = await runRetention(db, around(PERIODS, T0 + 20 * DAY));
    // Codes alone are over by then.
    expect(swept.filter(({ removed }) => removed.size > 0).map(({ period }) => period.id)).toEqual(['codes']);
    const after = await counts();
    for (const table of ['message', 'company', 'consent', 'expert_case', 'file', 'person'])
      expect(after.get(table), table).toBe(before.get(table));
  });

  it('keeps a conversation that somebody came back to, and one whose case is open', async () => {
    const now = T0 + 400 * DAY;
    await db.tx(async (tx) => {
      const { id } = await openConversation(tx, {
        channel: 'web',
        channelKey: 'colleague',
        address: {},
        now,
      });
      await addInboundMessage(tx, {
        id: 'again',
        conversationId: id,
        content: { type: 'text', text: 'me revoilà' },
        now,
      });
    });
    await runRetention(db, around(PERIODS, now));
    const left = await tracesInTables(db, ['me revoilà', MATHILDE.sentence, MATHILDE.slackKey]);
    expect(left).toContain('message.content: me revoilà');
    expect(left).toContain(`message.content: ${MATHILDE.sentence}`);
    // Her talk on Slack, which no case is about, is gone.
    expect(left.filter((trace) => trace.startsWith('conversation.'))).not.toContainEqual(
      expect.stringContaining(MATHILDE.slackKey),
    );
  });

  it('empties a case of its words after its own period, and keeps its figures', async () => {
    await closeCase();
    const [before] = await db.query('SELECT number, opened_at, closed_at, first_answer_ms FROM expert_case');
    await runRetention(db, around(PERIODS, T0 + 731 * DAY));
    const [after] = await db.query('SELECT number, opened_at, closed_at, first_answer_ms FROM expert_case');
    expect(after).toEqual(before);
    expect((await findCase(db, who.caseId))?.brief).toEqual({ summary: '', tried: [] });
    // What her company was told of itself goes with the company, later.
    const left = await tracesInTables(db, [MATHILDE.sentence]);
    expect(left.filter((trace) => !/^(?:diagnosis|bid)\./.test(trace))).toEqual([]);
  });

  it('lets a company without activity go after its members, then the persons: nothing is left of anybody', async () => {
    await closeCase();
    await runRetention(db, around(PERIODS, T0 + 1_000 * DAY));
    expect(await findCompany(db, who.alone)).toBeDefined();
    await runRetention(db, around(PERIODS, T0 + 1_096 * DAY));
    expect(await findCompany(db, who.alone)).toBeUndefined();
    await runRetention(db, around(PERIODS, T0 + 1_097 * DAY));
    expect(await findPerson(db, who.person)).toBeUndefined();
    expect(await tracesInTables(db, MATHILDE_WORDS)).toEqual([]);
    expect((await counts()).get('expert_case')).toBe(1);
  });

  it('lets a buyer’s wish go when the operator’s period for conversations is over since its end', async () => {
    const id = await db.tx(async (tx) => {
      const asked = { companyId: who.alone, personId: who.colleague, conversationId: 'c', buyer: {} };
      const made = await addIntroduction(tx, { ...asked, expiresAt: T0 + 7 * DAY, now: T0 });
      await endIntroduction(tx, { id: made, state: 'expired', at: T0 + 7 * DAY });
      return made;
    });
    const periods = periodsWith({ conversations: 100 });
    await runRetention(db, around(periods, T0 + 106 * DAY));
    expect(await findIntroduction(db, id)).toBeDefined();
    await runRetention(db, around(periods, T0 + 108 * DAY));
    expect(await findIntroduction(db, id)).toBeUndefined();
    expect(await introductionRecords(db, id)).toEqual([]);
  });

  it('keeps a buyer’s wish as long as the operator says, also longer than a year', async () => {
    const { id } = await introduce(db, { name: 'quiches', answer: 'no', now: T0 });
    const periods = periodsWith({ conversations: 800 });
    const nights = async (day: number) => {
      const now = T0 + day * DAY;
      const effects = await housekeeping(() => now).run({} as never, new AbortController().signal);
      if (effects) await db.tx(effects);
      await runRetention(db, around(periods, now));
    };
    await nights(790);
    expect(await findIntroduction(db, id)).toBeDefined();
    await nights(801);
    expect(await findIntroduction(db, id)).toBeUndefined();
  });

  it('ends a company whose period is over as one that its people end: who waits for it hears it', async () => {
    const { buyer, company } = await introduce(db, { name: 'quiches', now: T0 });
    const next = await introduce(db, { name: 'tartes', now: T0 });
    const sessionId = await openSession(db, { name: 'Printemps', places: 1, now: T0 });
    for (const [index, { id: companyId, person: personId }] of [company, next.company].entries()) {
      const asked = { sessionId, companyId, personId, diagnosisId: undefined };
      await db.tx((tx) => apply(tx, asked, { by: 'Nadia', now: T0 + index }));
      await decideAbout(db, { sessionId, index, decision: index === 0 ? 'admit' : 'hold', now: T0 });
    }
    const now = T0 + 5 * DAY;
    await db.query('UPDATE company SET updated_at = $1 WHERE id = $2', [now, next.company.id]);
    await runRetention(db, around(periodsWith({ companies: 4 }), now));
    expect(await findCompany(db, company.id)).toBeUndefined();
    expect((await applicationsOf(db, next.company.id)).map(({ state }) => state)).toEqual(['admitted']);
    const last = async (conversationId: string) =>
      JSON.stringify((await messagesAfter(db, conversationId, 0)).slice(-3));
    expect(await last(buyer.conversation)).toContain('n’est plus dans l’annuaire');
    expect(await last(next.company.conversation)).toContain('une place s’est libérée');
    expect(await last(company.conversation)).toContain('comme le prévoit la durée de conservation');
  });

  it('keeps the agreement that holds, however old, and forgets those that were replaced', async () => {
    const consent = { personId: who.colleague, purpose: 'consent-alerts', version: '1', at: T0 };
    await db.tx(async (tx) => {
      await addConsent(tx, { ...consent, given: false });
      await addConsent(tx, { ...consent, given: true, at: T0 + 1 });
    });
    await runRetention(db, around(periodsWith({ companies: 3_650, conversations: 3_650 }), T0 + 1_900 * DAY));
    const left = await db.query('SELECT purpose, given FROM consent ORDER BY purpose');
    expect(left).toEqual([
      { purpose: 'consent-alerts', given: 1 },
      { purpose: 'consent-file', given: 1 },
    ]);
  });

  it.each(['by « stop »', 'by taking the agreement back'])(
    'keeps a conversation in which alerts are told, however long nobody wrote there, until they are stopped %s',
    async (how) => {
      const { id } = await db.tx((tx) =>
        openConversation(tx, {
          channel: 'memory',
          channelKey: 'reader',
          address: {},
          personId: who.person,
          now: T0,
        }),
      );
      await db.tx((tx) =>
        startAlert(tx, {
          companyId: who.shared,
          personId: who.person,
          conversationId: id,
          cadence: 'daily',
          wanted: {},
          now: T0,
        }),
      );
      const isKept = async () =>
        (await db.query('SELECT id FROM conversation WHERE id = $1', [id])).length === 1;
      await runRetention(db, around(PERIODS, T0 + 800 * DAY));
      expect(await isKept()).toBe(true);
      const end = async (tx: Transaction) => {
        const refused = { personId: who.person, purpose: 'consent-alerts', version: '1', given: false };
        if (how === 'by « stop »') await stopNews(tx, who.person, T0 + 801 * DAY);
        else await addConsent(tx, { ...refused, at: T0 + 801 * DAY });
      };
      await db.tx(end);
      await runRetention(db, around(PERIODS, T0 + 802 * DAY));
      expect(await isKept()).toBe(false);
    },
  );

  it('forgets who wrote and published a notice, and not that it was: it stays as it is told', async () => {
    const by = { key: 'web:awa', name: 'Awa Diallo' };
    const fields = { title: 'Linge du festival', kind: 'Contrat privé', publisher: 'CCI' };
    const wrote = await db.tx((tx) => writeOpportunity(tx, fields, T0 + 790 * DAY));
    const noticeId = (wrote.ok && wrote.noticeId) || '';
    await db.tx(async (tx) => {
      for (const act of ['written', 'corrected'] as const)
        await noteStaffAct(tx, { noticeId, act, by, now: T0 });
    });
    const publishing = { noticeId, by, version: 1, companies: 2, now: T0 };
    await runRetention(db, around(PERIODS, T0 + 800 * DAY));
    expect(await staffActsOf(db, noticeId)).toEqual([{ act: 'written', byName: '', at: T0 }]);
    expect(await unpublishedOf(db, [noticeId])).toEqual(new Set([noticeId]));
    await db.tx((tx) => publishNotice(tx, publishing));
    await runRetention(db, around(PERIODS, T0 + 800 * DAY));
    expect(await publishingOf(db, noticeId)).toMatchObject({ byName: '', companies: 2 });
    expect(await unpublishedOf(db, [noticeId])).toEqual(new Set());
  });

  it('takes few conversations at once, however many were passed over before', async () => {
    const old = Array.from({ length: 3 * GOING }, (_, index) => ({
      id: `old-${index}`,
      channel: 'web',
      channel_key: `old-${index}`,
      address: 'null',
      mode: 'bot',
      state: '{}',
      last_seq: 0,
      created_at: T0,
      updated_at: T0 + index,
    }));
    await db.tx((tx) => insertRows(tx, 'conversation', old));
    const now = T0 + 400 * DAY;
    const { beforeCompany } = around(PERIODS, now);
    const limits = { cases: T0 - DAY, conversations: now, visits: now } as Limits;
    const context: SweepContext = {
      limits,
      now,
      beforeCompany,
      eraseRows: (tx, sets) => eraseRows(tx, sets, now, REGISTER),
    };
    let after: SweptPart['next'];
    const taken: number[] = [];
    do {
      const part = await db.tx((tx) => talks(tx, context, { size: 5_000, after }));
      taken.push(part.removed.get('conversation') ?? 0);
      after = part.next;
    } while (after);
    expect(Math.max(...taken)).toBeLessThanOrEqual(GOING);
    expect(await db.query("SELECT id FROM conversation WHERE id LIKE 'old-%'")).toEqual([]);
  });

  it('leaves staff the time to say of what a restore kept back whether it leaves', async () => {
    await db.tx((tx) => queueMail(tx, { id: 'm', to: 'a@b.example', subject: 's', text: 't' }, T0));
    const restoredAt = T0 + 350 * DAY;
    const kept = await db.tx((tx) => holdUnsent(tx, restoredAt));
    expect(Math.min(kept.messages, kept.mails)).toBeGreaterThan(0);
    const periods = periodsWith({ conversations: 3_650, cases: 3_650, companies: 3_650 });
    await runRetention(db, around(periods, restoredAt + 100 * DAY));
    expect(await heldCounts(db)).toEqual(kept);
    await runRetention(db, around(periods, restoredAt + 181 * DAY));
    expect(await heldCounts(db)).toEqual({ messages: 0, mails: 0 });
  });

  it('takes nothing the first night after a jump of the clock, and all that is over once it has stayed so', async () => {
    await closeCase();
    const { beforeCompany } = around(PERIODS, T0);
    const night = async (now: number) => {
      const logger = createLogger('silent');
      const parts = {
        db,
        periods: PERIODS,
        register: REGISTER,
        beforeCompany,
        wake: () => undefined,
        logger,
      };
      const job = retentionJob({ ...parts, now: () => now });
      const effects = await job.run({} as never, new AbortController().signal);
      if (effects) await db.tx(effects);
      return (await counts()).get('message') ?? 0;
    };
    const all = await night(T0 + DAY);
    expect(all).toBeGreaterThan(0);
    // Years ahead, then put right: nothing is lost.
    expect(await night(T0 + 2_000 * DAY)).toBe(all);
    expect(await night(T0 + 2_000 * DAY + DAY / 4)).toBe(all);
    expect(await night(T0 + 2 * DAY)).toBe(all);
    // Off for years: a day is lost.
    expect(await night(T0 + 2_000 * DAY)).toBe(all);
    expect(await night(T0 + 2_001 * DAY)).toBe(0);
  });

  it('goes on where it was when it is cut short, and takes what is left', async () => {
    await closeCase();
    const parts = around(PERIODS, T0 + 2_000 * DAY);
    const stop = new AbortController();
    let seen = 0;
    const onPart = () => {
      seen += 1;
      // In the middle of what is old: forms and cases are gone, conversations are not.
      if (seen === 5) stop.abort();
    };
    await expect(runRetention(db, parts, { signal: stop.signal, onPart })).rejects.toThrow();
    const between = await counts();
    expect(between.get('referencing_draft')).toBe(0);
    expect(between.get('message')).toBeGreaterThan(0);
    await runRetention(db, parts);
    const after = await counts();
    expect([after.get('message'), after.get('person'), after.get('company')]).toEqual([0, 0, 0]);
    const again = await runRetention(db, parts);
    expect(again.flatMap(({ removed }) => [...removed])).toEqual([]);
  });
});
