import { describe, expect, it } from 'vitest';
import { FILE_PURPOSE } from '#src/features/privacy/rules/request.ts';
import { learntAs, taker } from '#support/store/read-here.ts';

const WANTS = [
  ['privacy.erase', 'je veux que rien de moi ne reste chez vous', { type: 'erase' }],
  ['privacy.export', 'sortez-moi tout ce que vous avez noté', { type: 'export' }],
  ['privacy.consent', 'à quoi j’ai dit oui, au juste ?', { type: 'consents' }],
  [
    'referencing.leave',
    'je ne veux plus être chez vous, ôtez mon entreprise',
    { type: 'change', purpose: FILE_PURPOSE, given: false },
  ],
] as const;

describe('What is asked of one’s data, by what was learnt', () => {
  it.each(WANTS)('« %s » is heard: %s', async (act, text, turn) => {
    expect(await taker({ type: 'text', text }, { learnt: learntAs(act) })).toMatchObject({
      feature: 'privacy',
      ground: 'right',
      turn,
    });
  });

  it.each(WANTS)('« %s » is for the expert who holds the conversation: %s', async (act, text) => {
    expect(await taker({ type: 'text', text }, { mode: 'human', learnt: learntAs(act) })).toBeUndefined();
  });

  it('is what its words say, where they say it', async () => {
    const text = 'supprimez mes données';
    expect(await taker({ type: 'text', text }, { learnt: learntAs('privacy.consent') })).toMatchObject({
      turn: { type: 'erase' },
    });
  });
});
