import { describe, expect, test } from 'vitest';
import { asHeading } from '#src/reader/questions/asked-pieces.ts';
import { cutOutside, withoutDangling } from '#src/reader/questions/cut.ts';
import { clausesOf } from '#src/reader/wanted-parts.ts';

describe('a remark in brackets', () => {
  const MESSAGE =
    'Je veux figurer chez vous (menuiserie, Nord, on est douze dont 4 en insertion) et suivre la session. C’est gratuit ?';

  test('is never cut, and leaves no tail', () => {
    const clauses = clausesOf(MESSAGE);
    expect(clauses).toContain(
      'Je veux figurer chez vous (menuiserie, Nord, on est douze dont 4 en insertion)',
    );
    expect(clauses.every((one) => one.split('(').length === one.split(')').length)).toBe(true);
  });

  test('that nothing closes holds back no cut', () => {
    expect(cutOutside('un (deux, trois, quatre', /, /)).toEqual(['un (deux', 'trois', 'quatre']);
    expect(cutOutside('un (deux, trois), quatre', /, /)).toEqual(['un (deux, trois)', 'quatre']);
  });

  test.each([
    ['5 permanents) Comment on fait', '5 permanents Comment on fait'],
    ['faut-il signer (en ligne) ?', 'faut-il signer (en ligne) ?'],
    ['le prix (HT ?', 'le prix HT ?'],
  ])('dangles in no heading: « %s »', (words, clean) => {
    expect(withoutDangling(words)).toBe(clean);
  });

  test('is read in a time that grows as the message does', () => {
    const started = performance.now();
    for (const piece of ['(', '( ', '«(', '), ']) cutOutside(piece.repeat(20_000 / piece.length), /, /);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test.each([
  ['et le nom de l’indice svp (je sais calculer)', 'Le nom de l’indice ?'],
  ['j’ai reçu la lettre jeudi. combien de jours me reste-t-il ?', 'Combien de jours me reste-t-il ?'],
])('a heading is what is asked, in its author’s words: « %s »', (question, heading) => {
  expect(asHeading(question)).toBe(heading);
});
