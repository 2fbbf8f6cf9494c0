import { describe, expect, it } from 'vitest';
import { PhraseTable, phraseWords, replacePhrases } from '#src/retrieval/keyword/phrases.ts';

const table = new PhraseTable([
  ['appel d’offres', 'procédure formalisée'],
  ['appel', 'coup de fil'],
  ['gré à gré', 'sans publicité'],
  ['DCE', 'dossier de consultation'],
  ['à', 'rien'],
  ['', 'rien'],
]);
const found = (text: string) =>
  table.find(phraseWords(text)).map(({ at, length, value }) => [at, length, value]);

describe('finding phrases', () => {
  it('finds them whatever the accents, capitals, apostrophes and hyphens', () => {
    expect(found('le Gre a gre ?')).toEqual([[1, 3, 'sans publicité']]);
    expect(found("Un APPEL D'OFFRES")).toContainEqual([1, 3, 'procédure formalisée']);
    expect(found('gré-à-gré')).toEqual([[0, 3, 'sans publicité']]);
  });

  it('gives the longest first where several begin', () => {
    expect(found('appel d’offres')).toEqual([
      [0, 3, 'procédure formalisée'],
      [0, 1, 'coup de fil'],
    ]);
  });

  it('takes whole words only', () => {
    expect(found('les rappels et le dcee')).toEqual([]);
  });

  it('never finds a single letter or nothing at all', () => {
    expect(found('à à à')).toEqual([]);
    expect(table.find([])).toEqual([]);
  });

  it('finds a phrase each time it stands', () => {
    expect(found('dce contre dce')).toHaveLength(2);
  });
});

describe('replacing phrases', () => {
  it('puts the longest in place, left to right, and keeps the rest', () => {
    const words = phraseWords('mon appel d’offres en gré à gré sans DCE');
    expect(replacePhrases(words, table).join(' ')).toBe(
      'mon procedure formalisee en sans publicite sans dossier de consultation',
    );
  });

  it('changes nothing when nothing stands there', () => {
    expect(replacePhrases(['une', 'avance'], table)).toEqual(['une', 'avance']);
  });
});
