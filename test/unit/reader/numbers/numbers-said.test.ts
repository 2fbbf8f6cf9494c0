import { describe, expect, it } from 'vitest';
import { numbersSaid } from '#src/reader/numbers/numbers-said.ts';
import { claimsSaid, sumSaid } from '#src/reader/numbers/sums-said.ts';

const read = (text: string) => numbersSaid(text).map(({ value, unit }) => [value, unit]);

describe('The numbers of a message', () => {
  it.each([
    ['1 h 10 de retard', [[70, 'minutes']]],
    ['1/3000 par jour', [[1 / 3000, 'permille']]],
    ['18/20 en prix', [[18, 'grade']]],
    [
      '7 sur 20 salaries',
      [
        [7, ''],
        [20, ''],
      ],
    ],
    [
      '27 €/h et 12 400 ht',
      [
        [27, 'hour-rate'],
        [12400, '€ HT'],
      ],
    ],
    [
      '20 pour cent de 3,5 k€',
      [
        [20, '%'],
        [3500, '€'],
      ],
    ],
    [
      "en 2024 j'ai 2 jours",
      [
        [2024, ''],
        [2, 'jours'],
      ],
    ],
    ['l2191-1 et r2122-8', []],
  ])('« %s »', (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });

  it('are told apart by what they are', () => {
    const sum = sumSaid('j ai 3 € de bio sur 12 € d achats, ils demandent 30 %, c est bon ?');
    expect(sum?.kind).toBe('share');
    expect(sum?.of('whole').map(({ value }) => value)).toEqual([12]);
    expect(sum?.of('target').map(({ value }) => value)).toEqual([30]);
  });

  it('are claims where somebody says that they found them', () => {
    expect(
      claimsSaid('prix 45 points. moins disant 31 000, moi 38 750. ca me fait 36 points, j ai bon ?'),
    ).toMatchObject([{ value: 36, unit: 'points' }]);
  });

  it.each(['1 200 € ', '1/1000 ', '3 h ', '20 % de ', '12,'])(
    'of a long text are read at once: « %s »',
    (piece) => {
      const text = piece.repeat(20_000 / piece.length);
      const start = performance.now();
      numbersSaid(text);
      expect(sumSaid(text)).toBeUndefined();
      expect(performance.now() - start).toBeLessThan(1_000);
    },
  );
});
