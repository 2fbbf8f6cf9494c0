import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboundContent } from '#src/channel/port.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { prepareTurn } from '#src/conversation/workers/prepare.ts';
import type { ReadingParts } from '#src/conversation/workers/prepared.ts';
import type { SupportedAnswer } from '#src/features/answers/answerer.ts';
import { PRECEDENCE } from '#src/hotline-features.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { featuresOn } from '#support/store/read-here.ts';

const NOW = Date.UTC(2026, 10, 30, 9);
const ANSWER: SupportedAnswer = {
  kind: 'answer',
  blocks: [],
  citations: [],
  composer: 'extractive',
  verdict: null,
  followUps: [],
  thread: { question: '' },
  standsOn: [],
};

describe('What is read of a message', () => {
  let db: Database;
  const asked: string[] = [];

  beforeEach(async () => {
    db = await openSqlite(':memory:');
    await migrate(db);
    asked.length = 0;
  });
  afterEach(() => db.close());

  const opened = { channel: 'web', channelKey: 'k', address: null, now: NOW };
  const read = async (content: InboundContent, more: Partial<ReadingParts> = {}) => {
    const conversation = await db.tx((tx) => openConversation(tx, opened));
    const answer = async (text: string) => {
      asked.push(text);
      return ANSWER;
    };
    const features = featuresOn(db, {
      answerer: () => ({ answer, again: async () => undefined, otherwise: async () => undefined }),
    });
    const parts = { db, features, precedence: PRECEDENCE, ...more };
    await prepareTurn(parts, { conversation, content, at: NOW });
    return asked;
  };

  it('is what a person reads of it: no run of spaces, of signs or of words reaches an answer', async () => {
    const text = `Ai-je droit${' '.repeat(6_000)}à une une une une une une avance ${'?'.repeat(6_000)}`;
    expect(await read({ type: 'text', text })).toEqual(['Ai-je droit à une une une avance ???']);
  });

  it('is all that a button sends, as it was made, even where the same words typed say two things', async () => {
    const value = 'Le courrier date du 20 novembre, est-il encore temps ? C’est un MAPA';
    const asTwo = { asked: async (text: string) => text.split(/(?<=\?) /).map((one) => ({ text: one })) };
    await db.tx(async (tx) => {
      const { id } = await openConversation(tx, opened);
      const shown = { id: 'mapa', kind: 'ask', label: 'Procédure adaptée (MAPA)', value } as const;
      const blocks = [{ type: 'choices', choices: [shown] } as const];
      await addOutboundMessage(tx, { conversationId: id, content: { blocks, kind: 'answer' }, now: NOW });
    });
    expect(await read({ type: 'text', text: value }, asTwo)).toEqual([value]);
    asked.length = 0;
    expect(await read({ type: 'text', text: 'C’est fini ? C’est un MAPA' }, asTwo)).toEqual([
      'C’est fini ?',
      'C’est un MAPA',
    ]);
  });

  it('is all of an ordinary one, as it was typed', async () => {
    const text = 'Ai-je droit à une avance sur un marché de 1 000 000 € HT ?';
    expect(await read({ type: 'text', text })).toEqual([text]);
  });
});
