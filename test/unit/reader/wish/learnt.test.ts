import { describe, expect, it } from 'vitest';
import { learntMeaning, SURE } from '#src/reader/wish/learnt.ts';

const meaning = (wish: string, probability: number) =>
  learntMeaning([
    { wish, probability },
    { wish: 'question', probability: 1 - probability },
  ]);

describe('What was learnt of a message', () => {
  it('is nothing below what is sure, nor where nothing was read', () => {
    expect(learntMeaning([])).toEqual([]);
    expect(meaning('thanks', SURE - 0.01)).toEqual([]);
    expect(meaning('thanks', SURE)).toHaveLength(1);
  });

  it.each(['question', 'unanswerable', 'out-of-scope', 'harmful', 'injection', 'small-answer'])(
    'is no wish where it is « %s »',
    (wish) => {
      expect(meaning(wish, 0.99)).toEqual([]);
    },
  );

  it.each([
    ['expert.ask', 'handoff'],
    ['needs-human', 'handoff'],
    ['appointment.book', 'handoff'],
    ['referencing.update', 'referencing'],
    ['referencing.leave', 'privacy'],
    ['alerts.tune', 'alerts'],
    ['privacy.export', 'privacy'],
    ['training.ask-status', 'status'],
    ['thanks', 'help'],
    ['handout.get', 'handout.get'],
    ['directory.search', 'directory.search'],
    ['distress', 'distress'],
    ['simpler', 'last-answer'],
    ['again-or-more', 'last-answer'],
    ['form.skip', 'form'],
  ])('is « %s », heard as « %s », as sure as it is', (act, wish) => {
    expect(meaning(act, 0.83)).toEqual([{ wish, act, probability: 0.83 }]);
  });

  it('adds up acts that are heard as one wish, and names one where it is plain', () => {
    const wanting = (callBack: number, ask: number) =>
      learntMeaning([
        { wish: 'expert.call-back', probability: callBack },
        { wish: 'question', probability: 1 - callBack - ask },
        { wish: 'expert.ask', probability: ask },
      ]);
    expect(wanting(0.5, 0.25)).toEqual([{ wish: 'handoff', act: 'expert.call-back', probability: 0.75 }]);
    expect(wanting(0.3, 0.25)).toEqual([]);
    expect(wanting(0.4, 0.35)).toEqual([{ wish: 'handoff', act: undefined, probability: 0.75 }]);
  });

  it('opens no case for a day that looks like an appointment, in a message that may need a person', () => {
    const scores = [
      { wish: 'needs-human', probability: 0.48 },
      { wish: 'appointment.book', probability: 0.29 },
      { wish: 'expert.ask', probability: 0.2 },
    ];
    expect(learntMeaning(scores)).toEqual([]);
    expect(meaning('appointment.move', 0.7)).toMatchObject([{ wish: 'handoff', act: 'appointment.move' }]);
  });

  it('never takes a complaint for thanks', () => {
    const scores = [
      { wish: 'thanks', probability: 0.4 },
      { wish: 'complaint', probability: 0.35 },
      { wish: 'question', probability: 0.25 },
    ];
    expect(learntMeaning(scores)).toEqual([]);
  });

  it('is nothing where several wishes are as likely', () => {
    const scores = [
      { wish: 'alerts.stop', probability: 0.4 },
      { wish: 'privacy.erase', probability: 0.35 },
      { wish: 'thanks', probability: 0.25 },
    ];
    expect(learntMeaning(scores)).toEqual([]);
  });

  it('is the best alone', () => {
    const both = [
      { wish: 'question', probability: 0.6 },
      { wish: 'thanks', probability: 0.4 },
    ];
    expect(learntMeaning(both)).toEqual([]);
  });
});
