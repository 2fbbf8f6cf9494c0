import { describe, expect, test } from 'vitest';
import { packTagger, shippedTagger, unpackTagger } from '#src/reader/acts/acts-file.ts';
import { actsReader } from '#src/reader/acts/said-acts.ts';
import { SIZES, STATE } from '#src/reader/acts/tagger.ts';
import { messageWords } from '#src/reader/acts/words.ts';
import { type CutMessage, labelledWords, messageOf } from '#src/reader/training/acts.ts';
import { fitTagger } from '#src/reader/training/fit-tagger.ts';

/** An encoder that has nothing of any word: acts are told by the words alone. */
const nothing = (message: string) => new Float32Array(messageWords(message).length * STATE);

const CUT: readonly CutMessage[] = [
  ['bonjour', 'je suis peintre à Lens', 'faut-il un Kbis ?'],
  ['merci', 'je suis maçon à Pau', 'faut-il un DUME ?'],
  ['salut', 'je suis couvreur à Auch', 'faut-il une caution ?'],
].map(([talk = '', tell = '', ask = '']) => ({
  acts: [
    ['talk', talk],
    ['tell', tell],
    ['ask', ask],
  ],
  writer: 'test',
}));
const fitted = () =>
  fitTagger(
    CUT.map((cut) => ({ ...labelledWords(cut), states: nothing(messageOf(cut)) })),
    12,
  );

describe('the words of a message', () => {
  test('keep the sign that ends them, also where no space follows it, and stand where they are written', () => {
    const message = 'Ok,donc 12 400 € HT ?\nMerci (bien) 🙂';
    const words = messageWords(message);
    expect(words.map(({ word, sign }) => `${word}${sign}`)).toEqual([
      'ok,',
      'donc',
      '0',
      '0',
      '€',
      'ht\n',
      'merci',
      'bien)',
    ]);
    for (const { start, end } of words)
      expect(message.slice(start, end)).toBe(message.slice(start, end).trim());
  });

  test('are none of an empty message, nor of signs alone', () => {
    expect(messageWords('')).toEqual([]);
    expect(messageWords(' ').length).toBe(0);
  });
});

describe('what a message does', () => {
  test('is learnt from messages cut by hand, and heard in others', async () => {
    const read = actsReader(async (message) => nothing(message), fitted);
    expect(await read('bonjour je suis plombier à Nice faut-il un extrait ?')).toEqual([
      { act: 'talk', text: 'bonjour' },
      { act: 'tell', text: 'je suis plombier à Nice' },
      { act: 'ask', text: 'faut-il un extrait ?' },
    ]);
  });

  test('is nothing where the encoder stops, or nothing is said', async () => {
    const stopped = actsReader(async () => {
      throw new Error('stopped');
    }, fitted);
    expect(await stopped('faut-il un Kbis ?')).toEqual([]);
    expect(await actsReader(async () => new Float32Array(0), fitted)('')).toEqual([]);
  });

  test('is read of words that the encoder has nothing of, beyond what it reads', async () => {
    const read = actsReader(async () => new Float32Array(STATE), fitted);
    const acts = await read('bonjour je suis maçon à Lens faut-il un Kbis ?');
    expect(acts.map(({ text }) => text).join(' ')).toBe('bonjour je suis maçon à Lens faut-il un Kbis ?');
  });
});

describe('the file of what was learnt', () => {
  test('is read as it was written, but for what eight bits hold', () => {
    const weights = fitted();
    const read = unpackTagger(packTagger(weights, 'abc'), 'abc');
    let most = 0;
    for (const value of weights.words) most = Math.max(most, Math.abs(value));
    for (let at = 0; at < SIZES.words; at += 997)
      expect(Math.abs((read.words[at] as number) - (weights.words[at] as number))).toBeLessThanOrEqual(
        most / 127,
      );
    expect(read.next[0]).toBeCloseTo(weights.next[0] as number, 4);
  });

  test('is told from one that is cut short, or of another encoder', () => {
    const file = packTagger(fitted(), 'abc');
    expect(() => unpackTagger(file.subarray(0, 100), 'abc')).toThrow('cut short');
    expect(() => unpackTagger(file, 'abd')).toThrow('another encoder');
  });

  test('ships', () => {
    expect(shippedTagger().states).toHaveLength(SIZES.states);
  });
});
