import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { button, choices, words } from '#src/channel/make-blocks.ts';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import { addOutboundMessage, type OutboundContent } from '#src/conversation/store/messages.ts';
import { gatherQuestions } from '#src/features/unanswered/gather.ts';
import { whyNotTold } from '#src/features/unanswered/rules/may-tell.ts';
import { questionsToAsk, saveAsked } from '#src/features/unanswered/store/answers.ts';
import { badRatingsOf, doubtsOf, listGroups } from '#src/features/unanswered/store/groups.ts';
import {
  answeredOf,
  approvedTelling,
  approvedTellings,
  approveTelling,
  askStaffAgain,
  noteTold,
} from '#src/features/unanswered/store/tellings.ts';
import { REGISTER } from '#src/features-together.ts';
import { stopNews } from '#src/person/store/news-stops.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { holdUnsent } from '#src/platform/database/backup/after-restore.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import { completeSets } from '#src/platform/database/personal-data/person-sets.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { CountedCases } from '#support/store/seeds/counted-cases.ts';
import { ask, conversationOf, T0 } from '#support/store/seeds/stored-messages.ts';

const MINUTE = 60_000;
/** A reader to which all questions with « avance » mean the same, and all others something else. */
const meanings = async (texts: readonly string[]) => ({
  reader: 'made-up',
  vectors: texts.map((text) => new Float32Array(text.includes('avance') ? [1, 0] : [0, 1])),
});
const ANSWER = {
  blocks: words('Oui.'),
  standsOn: [{ kind: 'section', reference: 'guides/avance#droit', version: '1' } as const],
};

describe.each(engines)('Questions that had no answer, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const reply = async (conversationId: string, text: string, content: OutboundContent, now = T0) => {
    const asked = await ask(db, conversationId, text, now);
    const said = await db.tx((tx) =>
      addOutboundMessage(tx, { conversationId, content, replyTo: asked.id, now }),
    );
    return { asked: asked.id, said: said.id };
  };
  const refuse = (conversationId: string, text: string, now = T0) =>
    reply(conversationId, text, { blocks: words('Je ne sais pas.'), kind: 'refusal' }, now);
  const gather = (at = T0 + MINUTE) => gatherQuestions(db, { meanings }, at);
  const groups = () => listGroups(db, { from: 0, to: T0 + 1e9 });

  it('are found by what was said of them, and grouped by what they mean', async () => {
    const anne = await conversationOf(db, 'anne');
    const bruno = await conversationOf(db, 'bruno');
    await refuse(anne, 'une avance ?');
    const rated = await reply(bruno, 'avance sur marché', { blocks: words('Oui.'), kind: 'answer' });
    const offered = [button('is-for:training', 'Vous inscrire'), button('is-for:directory', 'Chercher')];
    const doubted = await reply(anne, 'annuaire', {
      blocks: [...words('Vous voulez… ?'), choices(...offered)],
      kind: 'doubt',
    });
    await ask(db, anne, 'Chercher', T0 + 1);
    const handed = await reply(bruno, 'mon cas est compliqué', { blocks: words('Oui.'), kind: 'answer' });
    await new CountedCases(db).case(bruno, T0 + 2);
    expect(await gather()).toBe(3);
    // Rated since: it is one more of the same group.
    const rating = { conversationId: bruno, messageId: rated.said, rating: 'down', reason: 'hors sujet' };
    await db.tx((tx) => saveFeedback(tx, { ...rating, now: T0 + MINUTE }));
    expect(await gather(T0 + 2 * MINUTE)).toBe(1);
    expect(await gather(T0 + 3 * MINUTE)).toBe(0);
    const found = await groups();
    const said = found.map(({ questions }) =>
      questions.map(({ text, misses }) => [text, ...misses]).toSorted(),
    );
    expect(said.toSorted((one, other) => one.length - other.length || 0)).toEqual(
      expect.arrayContaining([
        [
          ['avance sur marché', 'disliked'],
          ['une avance ?', 'refused'],
        ],
        [
          ['annuaire', 'doubted'],
          ['mon cas est compliqué', 'handed_over'],
        ],
      ]),
    );
    const of = (messageId: string) =>
      found.find(({ questions }) => questions.some((one) => one.messageId === messageId))?.id ?? '';
    expect(await doubtsOf(db, of(doubted.asked))).toEqual([
      { messageId: doubted.asked, offered: ['Vous inscrire', 'Chercher'], chosen: 'Chercher' },
    ]);
    expect(await badRatingsOf(db, of(rated.asked))).toMatchObject([{ reason: 'hors sujet' }]);
    expect(of(handed.asked)).toBe(of(doubted.asked));
  });

  it('are asked again of each index, and told once to whom staff decided, with the answer that they saw', async () => {
    const anne = await conversationOf(db, 'anne');
    const { asked } = await refuse(anne, 'une avance ?');
    await gather();
    const [group] = await groups();
    const id = group?.id ?? '';
    expect(await questionsToAsk(db, 'g1', 10)).toEqual([{ messageId: asked, text: 'une avance ?' }]);
    await saveAsked(db, { messageId: asked, generation: 'g1', answer: undefined });
    expect(await questionsToAsk(db, 'g1', 10)).toEqual([]);
    expect(await answeredOf(db, id)).toEqual([]);
    await saveAsked(db, { messageId: asked, generation: 'g2', answer: ANSWER });
    const [answered] = await answeredOf(db, id);
    expect(answered).toMatchObject({ question: 'une avance ?', answer: ANSWER });
    const by = { key: 'web:lea', name: 'Léa' };
    const seen = { messageId: asked, digest: answered?.digest ?? '' };
    await db.tx((tx) => approveTelling(tx, { ...seen, digest: 'another' }, by, T0));
    expect(await approvedTellings(db, '', 10)).toEqual([]);
    await db.tx((tx) => approveTelling(tx, seen, by, T0));
    expect(await approvedTellings(db, '', 10)).toEqual([asked]);
    await saveAsked(db, { messageId: asked, generation: 'g3', answer: { ...ANSWER, blocks: words('Non.') } });
    const approved = await db.tx((tx) => approvedTelling(tx, asked));
    expect([approved?.generation, approved?.digest === approved?.approved]).toEqual(['g3', false]);
    await db.tx((tx) => askStaffAgain(tx, asked));
    // A copy that is restored does not know whom it had told since: whoever waited is told no more.
    const undone = new Error('undone');
    const restored = db.tx(async (tx) => {
      const [one] = await answeredOf(tx, id);
      await approveTelling(tx, { messageId: asked, digest: one?.digest ?? '' }, by, T0);
      expect(await approvedTellings(tx, '', 10)).toEqual([asked]);
      await holdUnsent(tx, T0);
      expect([await approvedTellings(tx, '', 10), await answeredOf(tx, id)]).toEqual([[], []]);
      throw undone;
    });
    await expect(restored).rejects.toBe(undone);
    expect(await answeredOf(db, id)).toHaveLength(1);
    await db.tx((tx) => noteTold(tx, { messageId: asked, groupId: id }, T0));
    expect(await answeredOf(db, id)).toEqual([]);
    expect((await groups())[0]?.told).toBe(1);
    // The same person asks the same in vain once more: they were told.
    const again = await refuse(anne, 'avance', T0 + 1);
    await gather();
    await saveAsked(db, { messageId: again.asked, generation: 'g3', answer: ANSWER });
    const [second] = await answeredOf(db, id);
    expect(second?.asker.wasTold).toBe(true);
  });

  it('know, of who asked, the stop that they said, wherever it was', async () => {
    const anne = await conversationOf(db, 'anne');
    const { id } = await db.tx((tx) => openPerson(tx, { channel: 'slack', key: 'anne', now: T0 }));
    await db.query("UPDATE conversation SET person_id = $1, channel = 'slack'", [id]);
    const { asked } = await refuse(anne, 'une avance ?');
    await gather();
    await saveAsked(db, { messageId: asked, generation: 'g', answer: ANSWER });
    const why = async () => {
      const [one] = await answeredOf(db, (await groups())[0]?.id ?? '');
      return one && whyNotTold(one.asker);
    };
    expect(await why()).toBeUndefined();
    await db.tx((tx) => stopNews(tx, id, T0));
    expect(await why()).toBe('stopped');
  });

  it('go with what was said: changed, erased', async () => {
    const anne = await conversationOf(db, 'anne');
    const bruno = await conversationOf(db, 'bruno');
    await refuse(anne, 'une avance ?');
    const { asked } = await refuse(bruno, 'un secret ?');
    await gather();
    expect(await groups()).toHaveLength(2);
    await db.query('UPDATE message SET changed_at = $2 WHERE id = $1', [asked, T0]);
    await gather();
    expect(await groups()).toHaveLength(1);
    await db.tx(async (tx) => {
      await eraseRows(tx, await completeSets(tx, { conversations: [anne] }), T0, REGISTER);
    });
    expect(await groups()).toEqual([]);
    await gather();
    expect(await db.query('SELECT id FROM question_group')).toEqual([]);
  });
});
