import { describe, expect, test } from 'vitest';
import { mendSpelling } from '#src/reader/spelling/mend-spelling.ts';
import { readMended } from '#src/reader/spelling/read-mended.ts';
import { understand } from '#src/reader/understand.ts';
import { SpellingRepair } from '#src/retrieval/keyword/spelling.ts';

const TODAY = '2026-11-24';
const WORDS = [
  'nettoyage',
  'marche',
  'public',
  'mairie',
  'concurrence',
  'retenue',
  'garantie',
  'acheter',
  'acheteur',
];
const spelling = new SpellingRepair(new Map(WORDS.map((word) => [word, 5])));
const read = (question: string) => readMended(understand(question, undefined, TODAY), spelling, TODAY);

describe('a mistyped question', () => {
  test.each([
    ['la mairei peut acheter du netoyage ?', 'la mairie peut acheter du nettoyage ?'],
    ['c’est obligatiore ?', 'c’est obligatoire ?'],
    ['la mairie doit faire koi, cmt acheter', 'la mairie doit faire quoi, comment acheter'],
    ['combein de retenue de garantei', 'combien de retenue de garantie'],
  ])('« %s » reads « %s »', (typed, meant) => {
    expect(mendSpelling(typed, spelling)).toBe(meant);
  });

  test.each([
    'la mairie de Toulon peut acheter du nettoyage ?',
    'article R2122-8, 52 000 € HT',
    'le DCE est payant ?',
  ])('« %s » stays as it is', (question) => {
    expect(mendSpelling(question, spelling)).toBe(question);
  });

  test('still tells who buys and that it wants a yes or a no', () => {
    const { understanding, mended } = read('la mairei est obligee de publier, c’est obligatiore ?');
    expect(understanding.case.buyer).toBe('local');
    expect(understanding.polarity?.modality).toBe('obligatoire');
    expect(mended?.question).toContain('mairie');
    expect(understanding.asked).toContain('mairei');
  });

  test('well typed, is read once', () => {
    const asked = understand('la mairie peut acheter du nettoyage ?', undefined, TODAY);
    expect(readMended(asked, spelling, TODAY)).toEqual({ understanding: asked, mended: undefined });
  });
});

test('letters beside a digit name a form', () => {
  expect(mendSpelling('le dc4 et le dc1, dc on signe ?', spelling)).toBe('le dc4 et le dc1, donc on signe ?');
});
