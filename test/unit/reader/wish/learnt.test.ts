import { describe, expect, it } from 'vitest';
import { learntMeaning, SURE } from '#src/reader/wish/learnt.ts';

const meaning = (wish: string, probability: number) => learntMeaning([{ wish, probability }]);

describe('What was learnt of a message', () => {
  it('is nothing below what is sure, nor where nothing was read', () => {
    expect(learntMeaning([])).toEqual([]);
    expect(meaning('thanks', SURE - 0.01)).toEqual([]);
    expect(meaning('thanks', SURE)).toHaveLength(1);
  });

  it('is nothing where a question is nearly as likely', () => {
    const beside = (question: number) =>
      learntMeaning([
        { wish: 'directory.search', probability: 0.6 },
        { wish: 'question', probability: question },
      ]);
    expect(beside(0.15)).toHaveLength(1);
    expect(beside(0.3)).toEqual([]);
  });

  it('names the likelier of a doubt about an answer and the wish for its conclusion, which add up', () => {
    const scores = [
      { wish: 'answer-yes-no', probability: 0.45 },
      { wish: 'answer-sure', probability: 0.35 },
    ];
    expect(learntMeaning(scores)).toMatchObject([{ wish: 'last-answer', act: 'answer-yes-no' }]);
    expect(learntMeaning([{ wish: 'answer-source', probability: 0.45 }, ...scores.slice(1)])).toEqual([]);
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
      { wish: 'alerts.stop', probability: 0.38 },
      { wish: 'privacy.erase', probability: 0.36 },
      { wish: 'thanks', probability: 0.26 },
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
