import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedText } from '#src/conversation/rules/bounded-text.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { ROOT } from '#support/repository/source-files.ts';

/** Characters that are read of a message. */
const LONGEST_READ = 20_000;

describe('what is left as it was typed', () => {
  it.each([
    'non non non',
    'Non !!!',
    'Le marché fait 1 000 000 000 000 € HT, ou 1.000.000,00 €',
    'Mon SIRET : 111 111 111 11111',
    '00000000000000',
    'FR76 0000 0000 0000 0000 0000 000',
    '06 06 06 06 06, ou +33 6 00 00 00 00',
    '01/01/2026 01/01/2026 01/01/2026 01/01/2026',
    'lot 1 10 € 10 € 10 € 10 € 10 €',
    'AAAA Services, de la part de Bla Bla Bla',
    'Ça ferme le 12/12/2026 à 12 h 12…',
    'https://www.exemple.fr/aaa/bbb?c=1&d=2222222222',
    '- un\n- deux\n\n- trois',
    '👩‍👩‍👧‍👧 merci 👍👍👍',
  ])('%s', (text) => {
    expect(boundedText(text)).toBe(text);
  });

  it('a clause of some pages, with the question after it', () => {
    const guide = readFileSync(join(ROOT, 'knowledge/README.md'), 'utf8').slice(0, 14_000);
    const paste = `${guide}\n\nEst-ce que je dois répondre à cette clause sociale ?`;
    expect(cleanQuestion(boundedText(paste))).toEqual(cleanQuestion(paste));
    expect(cleanQuestion(boundedText(paste)).text).toContain('cette clause sociale');
  });

  it('any text in which nothing repeats, its spaces aside', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-zà-ÿ]{1,12}\d?[.?!]?$/), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, (said) => {
        // A word may itself stretch (« aaaaaaaa »): that one is another matter.
        fc.pre(said.every((word) => boundedText(word) === word));
        fc.pre(new Set(said.map((word) => word.replace(/\W/g, ''))).size === said.length);
        expect(boundedText(said.join('   '))).toBe(said.join(' '));
      }),
    );
  });
});

describe('what is shortened', () => {
  it.each([
    [`${'non '.repeat(40)}?`, 'non non non ?'],
    ['NON, non, Non non non… non ?', 'NON, non, non ?'],
    ['noooooooooon', 'nooon'],
    ['quoi ?!?!?!?!?!?!?!', 'quoi ?!?!?!'],
    ['!!!!!!!!!!!!!!!!', '!!!'],
    ['hahahahahahahahaha', 'hahaha'],
    ['a    b \t c', 'a b c'],
    ['un\r\n\r\n\r\n   \r\n\r\ndeux  \n trois', 'un\n\ndeux\ntrois'],
    ['ça ferme quand '.repeat(50).trim(), 'ça ferme quand ça ferme quand ça ferme quand'],
    ['_'.repeat(300), '___'],
    [`e${'\u0301'.repeat(500)}`, `e${'\u0301'.repeat(3)}`],
    ['a\u200b'.repeat(100), 'a\u200b'.repeat(3)],
    ['1'.repeat(20_000), '111'],
  ])('%#', (text, expected) => {
    expect(boundedText(text)).toBe(expected);
  });

  it('a text too long for anybody, to its beginning and its end', () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `ligne ${line} du contrat`);
    const read = boundedText(`Bonjour.\n${lines.join('\n')}\nAi-je droit à une avance ?`);
    expect(read.length).toBeLessThanOrEqual(LONGEST_READ);
    expect(read).toMatch(/^Bonjour\.\nligne 0/);
    expect(read).toMatch(/Ai-je droit à une avance \?$/);
  });

  it('a whole file, to its beginning and its end too', () => {
    const lines = Array.from({ length: 200_000 }, (_, line) => `ligne ${line} du contrat`);
    const read = boundedText(`Bonjour.\n${lines.join('\n')}\nAi-je droit à une avance ?`);
    expect(read.length).toBeLessThanOrEqual(LONGEST_READ);
    expect(read).toMatch(/^Bonjour\.\nligne 0/);
    expect(read).toMatch(/Ai-je droit à une avance \?$/);
  });
});

describe('whatever is sent', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '?', '1', 'é', '\u0301'), maxLength: 60 }),
    fc.constantFrom('non ', 'oui, ', '!?', '000 ', '\ud800', '👍', '\r\n', '\u0000', '\u2028', '- '),
  );
  const hostile = fc
    .array(fc.tuple(pieces, fc.integer({ min: 1, max: 300 })), { maxLength: 8 })
    .map((parts) => parts.map(([text, times]) => text.repeat(times)).join(''));

  it('is no longer than it was, nor than what is read, and whole', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = boundedText(text);
        expect(read.length).toBeLessThanOrEqual(Math.min(LONGEST_READ, text.length));
        expect(read.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('repeats no word and no sign more than a person does', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = boundedText(text);
        expect(read).not.toMatch(/([^\p{N}])\1{5}/u);
        expect(read).not.toMatch(/(?:^|\s)(\p{L}+)(?:\s\1){4}(?:\s|$)/u);
        expect(read).not.toMatch(/\n{3}| {2}/);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a time that grows as it does', () => {
    const seeds = ['non ', 'a', 'ab', 'a b ', '?!', '1 ', 'x\n', ' ', '\n', 'é', 'abc def ghi jkl '];
    for (const seed of seeds) {
      const begun = performance.now();
      boundedText(seed.repeat(400_000 / seed.length));
      // A hundred times what it takes; what grew as the square would take minutes.
      expect(performance.now() - begun, JSON.stringify(seed)).toBeLessThan(20_000);
    }
  });
});
