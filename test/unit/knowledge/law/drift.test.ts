import { describe, expect, it } from 'vitest';
import { checkInForce } from '#src/knowledge/check/in-force.ts';
import { CCP } from '#src/knowledge/law/codes.ts';
import { changedWords, driftOf } from '#src/knowledge/law/drift.ts';
import { editionOf } from '#src/knowledge/law/edition.ts';
import type { LawVersion } from '#src/knowledge/law/version.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

const article = (num: string, text: string, about: Partial<LawVersion> = {}): LawVersion => ({
  id: `${num}-${about.from ?? ''}`,
  code: CCP,
  num,
  path: [],
  text,
  ...about,
});
const page = documentFrom(
  '## Quelle avance ?\n\nUne avance.\n\nRéférences : R2191-7 ; L2191-1\n\n## Quelle retenue ?\n\nUne retenue.\n\nRéférences : R2191-33',
  { reviewed_on: '2026-11-24' },
);
const OLD = editionOf([
  article('R2191-7', 'Le taux est de cinq pour cent au moins du montant.'),
  article('L2191-1', 'Une avance est due.'),
  article('R2191-33', 'La retenue est de cinq pour cent au plus.'),
]);
const drift = (versions: LawVersion[], older = OLD, today = '2027-02-01') =>
  driftOf([page], { newer: editionOf(versions), older, today });

describe('a newer edition of a code', () => {
  it('names the sections of which an article changed, and the words that did', () => {
    const [found, ...others] = drift([
      article('R2191-7', 'Le taux est de dix pour cent au moins du montant.', { from: '2027-01-01' }),
      article('L2191-1', 'Une avance  est due.'),
      article('R2191-33', 'La retenue est de cinq pour cent au plus.'),
    ]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      path: 'guides/page.md',
      heading: 'Quelle avance ?',
      article: 'R2191-7',
      change: {
        kind: 'changed',
        from: '2027-01-01',
        words: [{ before: 'Le taux est de', removed: 'cinq', added: 'dix', after: 'pour cent au moins du' }],
      },
    });
  });

  it('tells an article that is no longer the law', () => {
    const found = drift([
      article('R2191-7', 'Le taux est de cinq pour cent au moins du montant.'),
      article('L2191-1', 'Une avance est due.'),
      article('R2191-33', 'La retenue est de cinq pour cent au plus.', { until: '2026-12-31' }),
    ]);
    expect(found.map((one) => [one.article, one.change.kind])).toEqual([['R2191-33', 'gone']]);
  });

  it('looks at a wording to come once its day has', () => {
    const versions = [
      article('R2191-7', 'Le taux est de cinq pour cent au moins du montant.'),
      article('R2191-7', 'Le taux est de dix pour cent.', { from: '2027-01-01' }),
      article('L2191-1', 'Une avance est due.'),
      article('R2191-33', 'La retenue est de cinq pour cent au plus.'),
    ];
    expect(drift(versions, OLD, '2026-12-31')).toEqual([]);
    expect(drift(versions, OLD, '2027-01-01')).toHaveLength(1);
  });

  it('without the older one, tells what begins after the page was read', () => {
    const versions = [
      article('R2191-7', 'Le taux est de dix pour cent.', { from: '2027-01-01' }),
      article('L2191-1', 'Une avance est due.', { from: '2019-04-01' }),
    ];
    const found = driftOf([page], { newer: editionOf(versions), older: undefined, today: '2027-02-01' });
    expect(found.map((one) => [one.article, one.change])).toEqual([
      ['R2191-7', { kind: 'changed', from: '2027-01-01', words: undefined }],
    ]);
  });

  it('says nothing of a section that no longer holds', () => {
    const past = documentFrom('## Avant ?\n\nAvant.\n\nRéférences : R2191-7\nJusqu’au : 2025-12-31', {
      reviewed_on: '2026-11-24',
    });
    const newer = editionOf([article('R2191-7', 'Autre chose.', { from: '2027-01-01' })]);
    expect(driftOf([past], { newer, older: OLD, today: '2027-02-01' })).toEqual([]);
  });
});

describe('the words that changed', () => {
  it('are told place by place; layout and typography are not words', () => {
    expect(
      changedWords('L’avance est « due ».\nElle est versée.', 'L\'avance est "due". Elle est versée.'),
    ).toEqual([]);
    const changes = changedWords('Elle est due sous dix jours.', 'Elle est toujours due sous trente jours.');
    expect(changes.map(({ removed, added }) => [removed, added])).toEqual([
      ['', 'toujours'],
      ['dix', 'trente'],
    ]);
  });
});

describe('articles cited', () => {
  const edition = editionOf([
    article('R2191-7', 'Le taux.', { until: '2026-06-30' }),
    article('L2191-1', 'Une avance.', { from: '2019-04-01' }),
  ]);

  it('are in force on the day the page was read', () => {
    const problems = checkInForce([page], edition);
    expect(problems.map(({ message }) => message)).toEqual([
      '« Quelle avance ? » : l’article « R2191-7 » n’est pas en vigueur le 24 novembre 2026, d’après le code importé',
    ]);
  });

  it('are in force while a section that ended held', () => {
    const past = documentFrom('## Avant ?\n\nAvant.\n\nRéférences : R2191-7\nJusqu’au : 2026-01-31', {
      reviewed_on: '2026-11-24',
    });
    expect(checkInForce([past], edition)).toEqual([]);
  });
});
