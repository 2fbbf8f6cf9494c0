import { describe, expect, it } from 'vitest';
import { packWords, shippedCounts, unpackWords } from '#src/reader/words/counts-file.ts';
import { countWords } from '#src/reader/words/naive-bayes.ts';
import { makeSectionBayes, SHIPPED_WORDS } from '#src/retrieval/vectors/section-words.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

/** A section that ships. */
const SHIPPED = 'guides/sous-traitance-regles#puis-je-sous-traiter-la-totalite-du-marche';

describe('The words of what people said of a section', () => {
  const counted = new Map([
    [
      'a#1',
      new Map([
        ['avance', 3],
        ['droit', 1],
      ]),
    ],
    ['é#2', new Map([['penali', 70_000]])],
  ]);

  it('are read as they were written, each section its own', () => {
    const words = unpackWords(packWords(counted));
    expect(words.keys).toEqual(['a#1', 'é#2']);
    expect([...(words.of('a#1') ?? [])]).toEqual([
      ['avance', 3],
      ['droit', 1],
    ]);
    expect(words.of('b#3')).toBeUndefined();
  });

  it('are counted up to what two bytes hold', () => {
    expect(unpackWords(packWords(counted)).of('é#2')?.get('penali')).toBe(65_535);
  });

  it('that are cut short are refused', () => {
    expect(() => unpackWords(packWords(counted).subarray(0, -1))).toThrow('cut short');
  });

  it('find the section that people say so, and one that nobody wrote for by its own questions', () => {
    const passages = passagesFrom(
      `## Ai-je droit à une avance ?\n\nUne somme est versée tôt.`,
      `## Quel est le délai de paiement ?\n\nTrente jours.\n\nOn demande aussi : ma facture traîne`,
    );
    const said = new Map([
      [passages[0]?.key ?? '', countWords(['des sous au démarrage', 'un acompte au début'])],
    ]);
    const { scores } = makeSectionBayes(passages, { of: (key) => said.get(key) });
    const firstOf = (text: string) => [...scores(text)].indexOf(Math.max(...scores(text)));
    expect(firstOf('je veux des sous au début')).toBe(0);
    expect(firstOf('elle traîne ma facture')).toBe(1);
  });

  it('are shipped for the shipped pages', () => {
    const words = shippedCounts(SHIPPED_WORDS)?.of(SHIPPED);
    expect(words?.get('tout')).toBeGreaterThan(5);
  });
});
