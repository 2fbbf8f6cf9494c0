import { expect, test } from 'vitest';
import { offersOf } from '#src/features/answers/supports.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const passages = passagesFrom(
  '## Ai-je droit à une avance ?\n\nOui, dès 50 000 €.\n\nRéférences : R2191-3',
  '## Quand suis-je payé ?\n\nSous trente jours.\n\nRéférences : R2192-10',
);

test('what a doubt hesitates between is kept by its keys, each as it is then', () => {
  const [one, two] = passages;
  const offers = offersOf([two?.key ?? ''], { passages });
  expect(offers).toHaveLength(1);
  expect(offers[0]).toMatchObject({ kind: 'offered', reference: two?.key });
  expect(offers[0]?.version).not.toBe('');
  expect(offersOf([one?.key ?? '', two?.key ?? ''], { passages }).map(({ reference }) => reference)).toEqual([
    one?.key,
    two?.key,
  ]);
});

test('an answer that is no doubt offers nothing', () => {
  expect(offersOf(undefined, { passages })).toEqual([]);
});
