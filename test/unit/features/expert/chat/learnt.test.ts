import { describe, expect, it } from 'vitest';
import { learntAs, type Setting, taker } from '#support/store/read-here.ts';

const heard = (text: string, act: string, setting: Setting = {}) =>
  taker({ type: 'text', text }, { ...setting, learnt: learntAs(act, 0.9) });

describe('What is asked of the experts, by what was learnt', () => {
  it.each([
    ['expert.ask', 'faudrait que je cause à un être vivant', 0.9],
    ['expert.call-back', 'mon numéro c’est le 06, sonnez-moi', 0.9],
    ['needs-human', 'mon offre a été rejetée hier et je ne sais plus quoi faire', 0.9],
    ['appointment.book', 'bloquez-moi un moment jeudi', 0.81],
    ['appointment.move', 'finalement jeudi je ne peux pas, plus tard ?', 0.81],
  ])('« %s » opens a case: %s', async (act, text, probability) => {
    const taken = await heard(text, act);
    expect(taken).toMatchObject({ feature: 'expert', ground: 'meant', turn: { type: 'open', text } });
    expect(taken?.probability).toBeCloseTo(probability);
  });

  it('« expert.take-back » ends what waits, and nothing else', async () => {
    const text = 'finalement je me débrouille, ne dérangez personne';
    expect(await heard(text, 'expert.take-back', { mode: 'waiting' })).toMatchObject({
      feature: 'expert',
      turn: { type: 'request', request: 'end' },
    });
    expect(await heard(text, 'expert.take-back')).not.toMatchObject({ feature: 'expert' });
  });

  it('« expert.status » is told with all that waits', async () => {
    expect(await heard('et mon dossier, il avance ?', 'expert.status')).toMatchObject({
      feature: 'smalltalk',
      turn: { wish: 'status' },
    });
  });

  it('hears nothing while one of them holds the conversation', async () => {
    expect(await heard('sonnez-moi', 'expert.call-back', { mode: 'human' })).toBeUndefined();
  });
});
