import { expect, test } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { doubtfulWish } from '#src/features/answers/compose/wish-doubt.ts';
import { understand } from '#src/reader/understand.ts';

const asked = understand('jveux plus rien de vous la', undefined, '2026-11-24');
const scores = (...all: readonly (readonly [string, number])[]) =>
  all.map(([wish, probability]) => ({ wish, probability }));

test('what may be wished is offered, three at most, in words that a person would say', () => {
  const doubt = doubtfulWish(
    asked,
    scores(['alerts.stop', 0.3], ['privacy.erase', 0.25], ['referencing.leave', 0.15], ['help', 0.1]),
  );
  expect(plainText(doubt?.blocks ?? [])).toMatch(/pas sûr d’avoir compris/);
  expect(doubt?.followUps.map(({ label }) => label)).toEqual([
    'Arrêter les alertes',
    'Supprimez mes données',
    'Retirer ma fiche de chez vous',
  ]);
  expect(doubt?.verdict).toBeNull();
  expect(doubt?.citations).toEqual([]);
});

test('what is hardly likely gets no button', () => {
  const doubt = doubtfulWish(asked, scores(['alerts.stop', 0.5], ['privacy.erase', 0.05]));
  expect(doubt?.followUps).toHaveLength(1);
});

test.each([
  ['a question', scores(['alerts.stop', 0.4], ['question', 0.35], ['privacy.erase', 0.2])],
  ['what is no business of ours', scores(['alerts.stop', 0.6], ['out-of-scope', 0.1])],
  ['a bare courtesy', scores(['thanks', 0.6], ['goodbye-or-ok', 0.3])],
  ['nothing that is likely', scores(['alerts.stop', 0.2], ['privacy.erase', 0.1])],
])('nothing is offered where it may be %s', (_, all) => {
  expect(doubtfulWish(asked, all)).toBeUndefined();
});
