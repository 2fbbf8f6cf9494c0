import { describe, expect, it } from 'vitest';
import { words } from '#src/channel/make-blocks.ts';
import type { Act, Feature, Reading } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { prepareReading } from '#src/conversation/workers/prepare.ts';
import { PRECEDENCE } from '#src/hotline-features.ts';
import { Talk } from '#support/world/talk/talk.ts';

/** Answers what it knows; of what it does not know, it says so, in a line or not at all where something else is heard. */
const clerk: Feature<string, Act> = {
  name: 'clerk',
  memory: NO_MEMORY,
  knows: async () => undefined,
  hears: ({ parts }) =>
    parts.map(({ text }, part) => ({ turn: text, ground: 'answer', probability: 0.5, part })),
  prepare: async (text) => {
    if (text.startsWith('prix')) return { act: 'say', data: text };
    const besideHeard = text.length > 3 ? { act: 'say', data: `pas compris : ${text}` } : 'nothing';
    return { act: 'say', data: 'hors sujet', besideHeard };
  },
  act: async (_tx, { data }) => ({ blocks: words(String(data)), kind: 'clerk' }),
  pending: () => undefined,
};

const reading = (...texts: readonly string[]): Reading => ({
  content: { type: 'text', text: texts.join(' ') },
  text: texts.join(' '),
  folded: texts.join(' '),
  button: undefined,
  typed: undefined,
  closing: { passing: undefined, given: undefined, question: '', questionBeside: '' },
  parts: texts.map((text) => ({ text, meant: [] })),
  shown: { kind: undefined, choices: [] },
});

async function saidTo(...texts: readonly string[]): Promise<unknown[]> {
  await using talk = await Talk.start([clerk]);
  const conversation = await talk.db.tx((tx) => lockConversation(tx, talk.id));
  if (!conversation) throw new Error('no conversation');
  const { acts } = await prepareReading(
    { db: talk.db, features: [clerk], precedence: PRECEDENCE },
    { conversation, now: Date.UTC(2026, 10, 24, 10), message: reading(...texts) },
  );
  return acts.map(({ prepared }) => prepared.data);
}

describe('What was not understood', () => {
  it('is refused where nothing else is said', async () => {
    expect(await saidTo('météo demain')).toEqual(['hors sujet']);
  });

  it('is one line beside what is answered, in its place', async () => {
    expect(await saidTo('météo demain', 'prix du pain')).toEqual([
      'pas compris : météo demain',
      'prix du pain',
    ]);
  });

  it('is left out beside what is answered, where it holds nothing', async () => {
    expect(await saidTo('prix du pain', 'hé')).toEqual(['prix du pain']);
  });
});
