import { describe, expect, it } from 'vitest';
import { amountsThatStand } from '#src/reader/numbers/amounts-denied.ts';
import { turnoverRoles } from '#src/reader/numbers/turnover-roles.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { readTurnover } from '#src/reader/training/numbers/turnover-examples.ts';

/** Messages that nobody learnt from, each amount with what it is. */
const UNSEEN = [
  'bonsoir, mon entreprise de plâtrerie réalise {155 000|own} €, le lycée pose {220 000|required} € de chiffre d’affaires, un confrère à {90 000|partner} € veut bien venir',
  'ils ont écrit {220 000|required} € de CA et le marché en vaut {110 000|contract}',
  'je me lance avec {33 000|own} de CA sur un marché à {25 000|contract}, suis-je crédible ?',
  'l’EPHAD exige {175 000|required}. chez nous {102 000|own} et chez les copains {80 000|partner} de CA',
  'le chiffre d’affaires de notre équipe atteint {205 000|together}, il est exigé {190 000|required}',
  'on me sort {500 000|required} de CA pour un lot de {180 000|lot}',
  'CA {500 000|required} pour lot {180 000|lot}, légal ?',
  'ma pote bosse bien elle fait {66 000|partner}, moi {59 000|own} et le CA voulu c’est {120 000|required}',
  'mon fils a monté sa boîte ({41 000|partner}), la mienne c’est {73 000|own}, CA mini {110 000|required}',
  'je crois qu’ils demandent {110 000|required} de CA et qu’on a {73 000|own}',
  'les {66 000|partner} sont à elle, les {59 000|own} sont à moi, ils veulent {120 000|required} de CA',
  'le {180 000|contract} c’est le prix du marché',
  'ah non {59 000|partner} c’est ma pote',
  'le mini demandé c’est {120 000|required} pas 130 000',
  'on avait {300 000|together} à nous deux',
  'mon chiffre c’est {59 000|own} pas celui de ma pote',
  'avec un CA de {140 000|own} et un marché de {100 000|contract} est ce que je suis bon',
  'ils fixent {2,5 millions|required} de CA alors qu’on réalise {1,4 million|own} et le partenaire {900 000|partner}',
  'un chiffre d’affaires de {90 000|required} est demandé, j’ai {70 000|own}, ma mère {30 000|partner} dans sa boutique',
];
/** As sure as a computation wants them. */
const SURE = 0.75;

const read = UNSEEN.map((said) => {
  const { text, places, roles } = readTurnover(said);
  const found = turnoverRoles(text, places) ?? [];
  return { said, roles, found, isSure: found.every(({ likelihood }) => likelihood >= SURE) };
});

describe('What the amounts of a turnover are', () => {
  it.each(read.filter(({ isSure }) => isSure))('is right where it is sure: $said', ({ roles, found }) => {
    expect(found.map(({ role }) => role)).toEqual(roles);
  });

  it('is sure of most of them', () => {
    expect(read.filter(({ isSure }) => isSure).length).toBeGreaterThan(UNSEEN.length / 2);
  });

  it('is not told of a text that is too long to be a question', () => {
    const { text, amounts } = quantitiesIn('je fais 90 000 € de CA, '.repeat(50), '2026-11-24');
    expect(turnoverRoles(text, amounts)).toBeUndefined();
  });
});

describe('Amounts that stand', () => {
  it.each([
    ['ils ne demandent pas 300 000 mais 200 000', [200_000]],
    ['je fais 120 000 de ca pas 210 000', [120_000]],
    ['le marché ne dépasse pas 100 000 €', [100_000]],
  ] as const)('are those that are not said away: « %s »', (said, values) => {
    const { text, amounts } = quantitiesIn(said, '2026-11-24');
    expect(amountsThatStand(text, amounts).map(({ value }) => value)).toEqual(values);
  });
});

it('« à deux 390 000 » is no two millions', () => {
  expect(quantitiesIn('à deux 390 000 €', '2026-11-24').amounts.map(({ value }) => value)).toEqual([390_000]);
  expect(quantitiesIn('à nous 2 390 000 €', '2026-11-24').amounts.map(({ value }) => value)).toEqual([
    390_000,
  ]);
});
