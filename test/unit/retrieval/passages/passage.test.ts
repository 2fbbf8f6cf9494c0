import { describe, expect, it } from 'vitest';
import { REGIMES, type Regime, regimeServes } from '#src/knowledge/model/regime.ts';
import { passagesOf, serves } from '#src/retrieval/passages/passage.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

describe('the regimes', () => {
  it('serve their own questions, and « any » serves all', () => {
    for (const regime of REGIMES) {
      expect(regimeServes(regime, regime)).toBe(true);
      expect(regimeServes('any', regime)).toBe(true);
    }
  });

  it.each<[Regime, Regime]>([
    ['defence', 'ordinary'],
    ['concession', 'ordinary'],
    ['private', 'ordinary'],
    ['utilities', 'ordinary'],
    ['ordinary', 'defence'],
    ['ordinary', 'concession'],
    ['defence', 'utilities'],
  ])('never let a rule of %s answer a question on %s', (rule, asked) => {
    expect(regimeServes(rule, asked)).toBe(false);
  });

  it('let ordinary rules serve network operators, who follow them', () => {
    expect(regimeServes('ordinary', 'utilities')).toBe(true);
  });
});

describe('a passage', () => {
  const [passage] = passagesOf([
    documentFrom('## Quel seuil ?\n\nCelui-ci.\n\nDepuis : 2026-04-01\nJusqu’au : 2026-12-31', {
      regime: 'defence',
    }),
  ]);
  if (!passage) throw new Error('no passage');

  it('knows its section and its document', () => {
    expect(passage).toMatchObject({
      key: 'guides/page#quel-seuil',
      documentId: 'guides/page',
      document: { title: 'Page' },
    });
  });

  it.each([
    ['2026-03-31', 'defence', false],
    ['2026-04-01', 'defence', true],
    ['2026-12-31', 'defence', true],
    ['2027-01-01', 'defence', false],
    ['2026-06-01', 'ordinary', false],
  ] as const)('for a consultation of %s under %s, may be served: %s', (date, regime, expected) => {
    expect(serves(passage, { date, regime })).toBe(expected);
  });
});
