import { describe, expect, it } from 'vitest';
import { wrapText } from '#src/platform/mail/rules/wrap-text.ts';

describe('The text of a mail', () => {
  const long = 'La procédure adaptée laisse l’acheteur libre de ses règles de publicité. '.repeat(6);

  it('has lines that are read everywhere, and all its words in order', () => {
    const wrapped = wrapText(long);
    expect(Math.max(...wrapped.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(wrapped.replaceAll('\n', ' ')).toBe(long.trimEnd());
  });

  it('keeps its paragraphs, its lists, and an address whole', () => {
    const link = `https://hotline.exemple.fr/${'chemin/'.repeat(15)}`;
    expect(wrapText(`Un\r\n\r\n- deux\n  - trois\n${link} fin`)).toBe(
      `Un\n\n- deux\n  - trois\n${link}\nfin`,
    );
  });

  it('never cuts an amount from its unit', () => {
    const amount = '40\u202f000\u00a0€\u00a0HT';
    expect(wrapText(`${'mot '.repeat(17)}${amount}`)).toBe(`${'mot '.repeat(17).trim()}\n${amount}`);
  });
});
