import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseOldest } from '#src/conversation/store/erase-oldest.ts';
import { messagesStandingOn, type Support, saveSupports } from '#src/conversation/store/supports.ts';
import { REGISTER } from '#src/features-together.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import { completeSets } from '#src/platform/database/personal-data/person-sets.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { ask, conversationOf, say, T0 } from '#support/store/seeds/stored-messages.ts';

const SECTION = { kind: 'section', reference: 'guides/avance#ai-je-droit' } as const;
const FIGURE: Support = { kind: 'figure', reference: 'avance-seuil', version: '50000' };

describe.each(engines)('What answers stood on, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const answered = async (key: string, version: string, now: number) => {
    const conversationId = await conversationOf(db, key);
    const { id: replyTo } = await ask(db, conversationId, 'Ai-je droit à une avance ?', now);
    const { id: messageId } = await say(db, conversationId, 'Oui.', { replyTo, now });
    await db.tx((tx) => saveSupports(tx, messageId, [{ ...SECTION, version }, FIGURE]));
    return { conversationId, messageId };
  };
  const standing = (on: Pick<Support, 'kind' | 'reference'> = SECTION) => messagesStandingOn(db, on, 10);

  it('finds again those that stood on a section, the newest first, each with its version', async () => {
    const first = await answered('a', 'v1', T0);
    const second = await answered('b', 'v2', T0 + 1_000);
    expect(await standing()).toEqual([
      { ...second, saidAt: T0 + 1_000, version: 'v2' },
      { ...first, saidAt: T0, version: 'v1' },
    ]);
    expect(await standing(FIGURE)).toHaveLength(2);
    expect(await standing({ kind: 'section', reference: 'avance-seuil' })).toEqual([]);
  });

  it('goes with the conversation that is erased, or with its oldest messages', async () => {
    const gone = await answered('a', 'v1', T0);
    const cut = await answered('b', 'v1', T0);
    await db.tx(async (tx) => {
      const sets = await completeSets(tx, { conversations: [gone.conversationId] });
      await eraseRows(tx, sets, T0, REGISTER);
    });
    expect((await standing()).map(({ messageId }) => messageId)).toEqual([cut.messageId]);
    await db.tx((tx) => eraseOldest(tx, [cut.conversationId], 1));
    expect(await standing()).toEqual([]);
  });
});
