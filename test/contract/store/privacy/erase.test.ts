import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companyBrief } from '#src/company/brief.ts';
import { companyBySiren, companyFields } from '#src/company/store/companies.ts';
import { membersOf } from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import {
  addInboundMessage,
  addOutboundMessage,
  markHandled,
  messagesAfter,
} from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { findCase } from '#src/features/expert/store/cases.ts';
import { spanFigures } from '#src/features/expert/store/figures.ts';
import { eraseFirstWords, erasePerson } from '#src/features/privacy/erasure/erase-person.ts';
import { erasureEnd } from '#src/features/privacy/erasure/jobs.ts';
import { cancelErasure, findErasure, scheduleErasure } from '#src/features/privacy/store/erasures.ts';
import { rowsOfPerson } from '#src/features/privacy/store/export-person.ts';
import { merging, othersDo } from '#src/features-together.ts';
import { mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { tracesInTables } from '#support/store/find-traces.ts';
import {
  COLLEAGUE,
  MATHILDE,
  MATHILDE_WORDS,
  somebodyWhoDidEverything,
} from '#support/store/seeds/somebody.ts';
import { conversationOf, T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 86_400_000;

describe.each(engines)('A person who is erased, on $name', (engine) => {
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

  const schedule = async (dueAt = T0) =>
    (await db.tx((tx) => scheduleErasure(tx, { personId: who.person, askedBy: 'person', dueAt, now: T0 })))
      .erasure;
  const erase = async (id: string, now = T0 + 1_000, on = db) =>
    on.tx(async (tx) =>
      erasePerson(
        tx,
        {
          surfaces: ['slack'],
          mailIsOn: true,
          others: othersDo,
          hours: await loadWorkingHours(tx),
          now,
        },
        id,
      ),
    );
  /** Says that all that waits to leave has left. */
  const deliverAll = async () => {
    await db.tx((tx) =>
      tx.query("UPDATE outbox SET status = 'sent', sent_at = $1 WHERE status = 'open'", [T0]),
    );
    await db.tx((tx) =>
      tx.query("UPDATE job SET status = 'done', finished_at = $1 WHERE kind = 'mail'", [T0]),
    );
  };
  const end = async (now: number) => {
    const effects = await erasureEnd({ db, others: othersDo, now: () => now }).run(
      {} as never,
      new AbortController().signal,
    );
    if (effects) await db.tx(effects);
  };

  it('is everywhere before, and nowhere in any column of any table once the last words have left', async () => {
    const before = await tracesInTables(db, MATHILDE_WORDS);
    const tables = new Set(before.map((trace) => trace.split('.')[0]));
    for (const table of [
      'message',
      'person',
      'contact',
      'company_field',
      'expert_case',
      'case_event',
      'job',
      'file',
    ])
      expect(tables).toContain(table);
    const erasure = await schedule();
    expect(await erase(erasure.id)).toBe(true);
    // What is left is what the last words need: where she writes, and the address of the mail.
    const left = await tracesInTables(db, MATHILDE_WORDS);
    expect(
      left.filter((trace) => !/^(?:conversation\.(?:address|channel_key)|job\.payload):/.test(trace)),
    ).toEqual([]);
    await deliverAll();
    await end(T0 + 8 * DAY);
    expect(await tracesInTables(db, [...MATHILDE_WORDS, who.person])).toEqual([]);
    expect((await findErasure(db, erasure.reference))?.state).toBe('ended');
  });

  it('leaves the colleague’s words and the file that they hold together, without the person', async () => {
    await erase((await schedule()).id);
    await deliverAll();
    await end(T0 + 8 * DAY);
    const shown = (await companyFields(db, who.shared)).map((one) => one.shown);
    expect(shown).toEqual([COLLEAGUE.company]);
    expect((await membersOf(db, who.shared)).map(({ personId }) => personId)).toEqual([who.colleague]);
    expect(await companyBySiren(db, MATHILDE.siren)).toBeUndefined();
    const kept = await tracesInTables(db, [COLLEAGUE.sentence, COLLEAGUE.name]);
    expect(kept).toEqual(
      expect.arrayContaining([`message.content: ${COLLEAGUE.sentence}`, `person.name: ${COLLEAGUE.name}`]),
    );
    expect(await companyBrief(db, who.colleague)).toMatchObject({ name: COLLEAGUE.company });
  });

  it('has the case closed with its reason, its figures kept and its words gone', async () => {
    await erase((await schedule()).id);
    const row = await findCase(db, who.caseId);
    expect(row).toMatchObject({ state: 'closed', endReason: 'erased', number: 1, lastSaid: '' });
    expect(row?.owner?.name).toBe('Nadia Benali');
    expect(row?.firstAnswerMs).toBe(0);
    expect(row?.brief).toEqual({ summary: '', tried: [] });
    expect(await messagesAfter(db, row?.conversationId ?? '', 0)).toEqual([]);
    // The card in the experts' place is changed to say so, and the thread asks to be deleted.
    const said = await db.query<{ content: string }>(
      `SELECT content FROM message JOIN conversation ON conversation.id = message.conversation_id
       WHERE conversation.kind = 'desk' ORDER BY seq`,
    );
    expect(said.map(({ content }) => content).join('\n')).toMatch(/"replaces":"/);
    for (const { content } of said) expect(content).toContain('Supprimez ce fil');
  });

  it('keeps the proof of what was agreed to, under the reference and no name', async () => {
    const { id, reference } = await schedule();
    await erase(id);
    const proofs = await db.query('SELECT person_id, company_id, purpose, wording, channel FROM consent');
    expect(proofs).toEqual([
      {
        person_id: reference,
        company_id: null,
        purpose: 'consent-file',
        wording: 'Acceptez-vous ?',
        channel: 'web',
      },
    ]);
  });

  it('is erased once, when it is due, and not after it was called off', async () => {
    const { id } = await schedule(T0 + DAY);
    expect(await erase(id, T0 + DAY - 1)).toBe(false);
    expect(await erase(id, T0 + DAY)).toBe(true);
    expect(await erase(id, T0 + DAY)).toBe(false);
  });

  it('is erased by one of two servers that begin at once', async () => {
    const { id, reference } = await schedule();
    const other = await store.connect();
    const done = await Promise.all([db, other].map((on) => erase(id, T0 + 1_000, on)));
    expect(done.toSorted()).toEqual([false, true]);
    expect((await findErasure(other, reference))?.state).toBe('erased');
  });

  it('waits for last words that have not left, but not for ever', async () => {
    const { id, reference } = await schedule();
    await erase(id);
    await end(T0 + 3_600_000);
    expect((await findErasure(db, reference))?.state).toBe('erased');
    await end(T0 + 8 * DAY);
    expect((await findErasure(db, reference))?.state).toBe('ended');
    expect(await tracesInTables(db, MATHILDE_WORDS)).toEqual([]);
  });

  it('who writes again before the last words are taken away is somebody new, and keeps what they write', async () => {
    await erase((await schedule()).id);
    const now = T0 + 2_000;
    const again = await db.tx(async (tx) => {
      for (const [channel, key] of [
        ['web', MATHILDE.webKey],
        ['slack', MATHILDE.slackKey],
      ] as const) {
        const { id } = await openPerson(tx, { channel, key, now });
        await openConversation(tx, { channel, channelKey: key, address: {}, personId: id, now });
      }
      return (await openPerson(tx, { channel: 'web', key: MATHILDE.webKey, now })).id;
    });
    await deliverAll();
    await end(T0 + 8 * DAY);
    const { tables } = await rowsOfPerson(db, again, othersDo.register);
    expect(tables.get('conversation')).toHaveLength(1);
    expect(tables.get('expert_case')).toEqual([]);
    expect(await tracesInTables(db, [MATHILDE.sentence, MATHILDE.name])).toEqual([]);
  });

  it('what was asked for one of two channels holds for both once they are linked', async () => {
    const erasure = await schedule();
    await db.tx((tx) => mergePersons(tx, who.person, who.colleague, merging));
    expect((await findErasure(db, erasure.reference))?.personId).toBe(who.colleague);
    expect(await erase(erasure.id)).toBe(true);
    await end(T0 + 8 * DAY);
    expect(await tracesInTables(db, [...MATHILDE_WORDS, COLLEAGUE.name, COLLEAGUE.sentence])).toEqual([]);
  });

  it('is given all that is theirs, and neither notes of experts nor others’ contact details', async () => {
    const { tables, notes } = await rowsOfPerson(db, who.person, othersDo.register);
    expect(notes).toBe(1);
    const given = JSON.stringify([...tables]);
    for (const word of MATHILDE_WORDS) expect(given, word).toContain(word);
    expect(given).not.toContain('est à bout');
    expect(given).not.toContain(COLLEAGUE.name);
    expect(given).not.toContain(COLLEAGUE.sentence);
    const theirs = JSON.stringify([...(await rowsOfPerson(db, who.colleague, othersDo.register)).tables]);
    expect(theirs).toContain(COLLEAGUE.company);
    // What the hotline told the colleague of her is in the colleague's conversation, and nowhere else.
    const fields = JSON.stringify(
      (await rowsOfPerson(db, who.colleague, othersDo.register)).tables.get('company_field'),
    );
    expect(fields).not.toContain(MATHILDE.phone);
  });

  it('goes little by little when they wrote for years, also when that is cut short; what is theirs elsewhere waits for the end', async () => {
    const long = await conversationOf(db, 'long');
    await db.query('UPDATE conversation SET person_id = $1 WHERE id = $2', [who.person, long]);
    await db.tx(async (tx) => {
      for (let turn = 0; turn < 300; turn += 1) {
        const asked = newId(T0);
        const content = { type: 'text', text: `${MATHILDE.sentence} ${turn}` } as const;
        await addInboundMessage(tx, { id: asked, conversationId: long, content, now: T0 });
        await markHandled(tx, [asked], T0);
        const blocks = [{ type: 'paragraph', text: [{ text: MATHILDE.name }] } as const];
        const said = { conversationId: long, content: { blocks, kind: 'answer' }, replyTo: asked, now: T0 };
        await addOutboundMessage(tx, said);
      }
    });
    const { id } = await schedule();
    const part = () => db.tx((tx) => eraseFirstWords(tx, id, { size: 10, now: T0 + 1_000 }));
    const left = async () =>
      Number(
        (
          await db.query<{ n: number }>('SELECT COUNT(*) AS n FROM message WHERE conversation_id = $1', [
            long,
          ])
        )[0]?.n,
      );
    expect(await left()).toBe(600);
    expect(await part()).toBe(true);
    // Cut short here: the next try goes on, and nobody calls it off any more.
    expect(await left()).toBeLessThan(600);
    expect(await db.tx((tx) => cancelErasure(tx, who.person, T0 + 1_000))).toBeUndefined();
    while (await part());
    const rest = await left();
    expect(rest).toBeLessThanOrEqual(200);
    expect((await tracesInTables(db, [MATHILDE.email])).length).toBeGreaterThan(0);
    expect(await erase(id)).toBe(true);
    expect(await part()).toBe(false);
    await deliverAll();
    await end(T0 + 8 * DAY);
    expect(await tracesInTables(db, MATHILDE_WORDS)).toEqual([]);
    // What was counted of it stays.
    const [figures] = await spanFigures(db, [{ from: T0 - DAY, to: T0 + DAY }]);
    expect(figures?.questions).toBeGreaterThanOrEqual(300);
  });

  it('has nothing taken away before it is due, nor once it was called off', async () => {
    const { id } = await schedule(T0 + DAY);
    const part = (now: number) => db.tx((tx) => eraseFirstWords(tx, id, { size: 1_000, now }));
    const before = await tracesInTables(db, MATHILDE_WORDS);
    expect(await part(T0)).toBe(false);
    expect(await db.tx((tx) => cancelErasure(tx, who.person, T0))).toMatchObject({ id });
    expect(await part(T0 + 2 * DAY)).toBe(false);
    expect(await tracesInTables(db, MATHILDE_WORDS)).toEqual(before);
  });
});
