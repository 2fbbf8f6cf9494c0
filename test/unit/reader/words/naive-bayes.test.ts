import { describe, expect, it } from 'vitest';
import { countWords, makeNaiveBayes } from '#src/reader/words/naive-bayes.ts';

const ADVANCE = [
  'j’ai droit à une avance ?',
  'l’avance, on me la verse quand',
  'une avance de 5 % au démarrage',
];
const PENALTY = [
  'on me retire une pénalité',
  'les pénalités de retard c’est plafonné ?',
  'pénalité de 100 € par jour',
];

describe('Which class a text is of, by its words', () => {
  const { scores } = makeNaiveBayes([countWords(ADVANCE), countWords(PENALTY)]);
  const firstOf = (text: string) => {
    const [advance = 0, penalty = 0] = scores(text);
    return advance === penalty ? undefined : advance > penalty ? 'advance' : 'penalty';
  };

  it('is the one whose texts hold its words, accents and endings aside', () => {
    expect(firstOf('mes AVANCES elles arrivent ?')).toBe('advance');
    expect(firstOf('penalites trop fortes')).toBe('penalty');
  });

  it('is read from every word, each counted once', () => {
    expect(firstOf('pénalité, on me la verse au démarrage ?')).toBe('advance');
    expect(scores('avance avance avance avance, pénalité')).toEqual(scores('avance, pénalité'));
  });

  it('stays open for words that nobody said', () => {
    expect([...scores('bonjour monsieur')]).toEqual([0, 0]);
    expect([...scores('')]).toEqual([0, 0]);
  });

  it('does not care which number is told', () => {
    expect(scores('avance de 30 %')).toEqual(scores('avance de 12 %'));
  });

  it('is no surer of a text because the same is said twice as long', () => {
    const [short = 0] = scores('avance');
    const [long = 0] = scores('une avance, l’avance on me la verse au démarrage');
    expect(Math.abs(long)).toBeLessThan(4 * Math.abs(short));
  });

  it('has no class to put first where none was counted', () => {
    expect([...makeNaiveBayes([]).scores('avance')]).toEqual([]);
  });
});
