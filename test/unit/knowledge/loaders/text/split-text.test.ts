import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '#src/knowledge/loaders/text/split-text.ts';

const sentence = (words: number) => `Une phrase ${'du texte '.repeat(words)}qui finit.`;
const squeeze = (text: string) => text.replace(/\s+/g, '');

describe('cutting a long text into passages', () => {
  it('leaves a short text whole', () => {
    expect(splitText('Un mot.\n\nUn autre.')).toEqual(['Un mot.\n\nUn autre.']);
  });

  it('gives nothing for an empty text', () => {
    expect(splitText('')).toEqual([]);
  });

  it('cuts at paragraph ends, without joining beyond 900 characters', () => {
    const paragraphs = Array.from({ length: 6 }, () => sentence(45));
    const passages = splitText(paragraphs.join('\n\n'));
    expect(passages).toHaveLength(3);
    for (const passage of passages)
      expect(passage.split('\n\n').every((part) => paragraphs.includes(part))).toBe(true);
  });

  it('cuts a long paragraph at sentence ends', () => {
    const sentences = Array.from({ length: 12 }, (_, at) => sentence(20 + at));
    for (const passage of splitText(sentences.join(' '))) {
      expect(passage).toMatch(/^Une phrase /);
      expect(passage).toMatch(/qui finit\.$/);
    }
  });

  it('does not take the point of « R. 2122-8 » or « 1.500 » inside a word for an end', () => {
    const text = `${sentence(60)} Voir R.2122-8 pour 1.500 lots. ${sentence(120)}`;
    expect(splitText(text).some((passage) => passage.includes('Voir R.2122-8 pour 1.500 lots.'))).toBe(true);
  });

  it('cuts a sentence without end at spaces, and a word without end where it must', () => {
    for (const passage of splitText('mot '.repeat(2_000))) {
      expect(passage.length).toBeLessThanOrEqual(1_400);
      expect(passage).toMatch(/^mot.*mot$/s);
    }
    expect(splitText('x'.repeat(5_000)).every((passage) => passage.length <= 1_400)).toBe(true);
  });

  it('loses and repeats nothing, and never makes a passage too long or empty', () => {
    const piece = fc.oneof(
      fc.constantFrom('. ', '! ', '\n', '\n\n', ' … ', 'R. 2122-8', '60 000 €', '« Oui. » '),
      fc.string({ maxLength: 12 }),
      fc.nat(300).map((length) => 'ab '.repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const passages = splitText(text);
        expect(squeeze(passages.join(''))).toBe(squeeze(text));
        for (const passage of passages) expect(passage.length).toBeLessThanOrEqual(1_400);
      }),
      { numRuns: 200 },
    );
  });
});
