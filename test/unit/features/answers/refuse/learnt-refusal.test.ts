import { describe, expect, it } from 'vitest';
import { learntRefusal } from '#src/features/answers/refuse/learnt-refusal.ts';

const said = (wish: string, probability: number) => [
  { wish, probability },
  { wish: 'question', probability: 1 - probability },
];

describe('A refusal that was learnt from examples', () => {
  it('says what it cannot help with, and that there may be another way', () => {
    expect(learntRefusal(said('harmful', 0.95))?.sentence).toMatch(/ne peux pas aider.*chemin permis/);
    expect(learntRefusal(said('injection', 0.95))?.sentence).toMatch(/rôle/);
    expect(learntRefusal(said('out-of-scope', 0.97))?.sentence).toMatch(/sort de mon domaine/);
  });

  it('accuses nobody where it is less sure, and leaves a way to ask what is allowed', () => {
    expect(learntRefusal(said('harmful', 0.85))).toMatchObject({ isSure: false });
    expect(learntRefusal(said('harmful', 0.85))?.sentence).toMatch(/pas sûr.*ai-je le droit/);
    expect(learntRefusal(said('harmful', 0.95))).toMatchObject({ isSure: true });
  });

  it('is none where it is not sure: an honest question may look like it', () => {
    for (const wish of ['harmful', 'injection', 'out-of-scope'])
      expect(learntRefusal(said(wish, 0.7))).toBeUndefined();
  });

  it('suspects what may be one of several harms, and accuses nobody of what is likelier a question', () => {
    const harms = [
      { reason: 'forgery', probability: 0.4 },
      { reason: 'harmful', probability: 0.35 },
    ];
    expect(learntRefusal(said('unanswerable', 0.6), harms)).toMatchObject({ isSure: false });
    expect(learntRefusal(said('unanswerable', 0.6), harms.slice(1))).toBeUndefined();
    expect(learntRefusal([{ wish: 'question', probability: 0.6 }], harms)).toBeUndefined();
  });

  it('is none for a question, a wish, nor where nothing was read', () => {
    expect(learntRefusal(said('question', 0.99))).toBeUndefined();
    expect(learntRefusal(said('expert.ask', 0.99))).toBeUndefined();
    expect(learntRefusal([])).toBeUndefined();
  });
});
