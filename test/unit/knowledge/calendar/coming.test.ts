import { describe, expect, it } from 'vitest';
import { allComing, comingSoon, dueNews } from '#src/knowledge/calendar/coming.ts';
import { harmOf } from '#src/knowledge/desk/entry.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { dailyAt } from '#src/platform/database/jobs/recurrence.ts';
import { passagesOf, serves } from '#src/retrieval/passages/passage.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

const BODY = '## Ai-je droit à une avance ?\n\nOui, dans tous les cas.\n\nRéférences : R2191-3\n';
const { figures } = readFigures(
  `
- id: seuil
  label: Seuil de dispense
  unit: € HT
  values:
    - { from: 2024-01-01, until: 2026-12-31, value: 40000 }
    - { from: 2027-01-01, value: 60000 }
- id: taux
  label: Taux de l'avance
  unit: "%"
  values:
    - { from: 2024-01-01, until: 2026-12-15, value: 20 }
`,
  'figures.yaml',
);
const page = documentFrom(BODY, { valid_from: '2026-12-20', valid_until: '2027-03-31' });
const all = allComing([page], figures.values());

describe('What enters or leaves service by its date', () => {
  it('is told in the order of days, each as what it becomes', () => {
    const coming = all.filter(({ day }) => day > '2026-01-01');
    expect(coming.map(({ day, text }) => [day, text.replace(/\u00A0/g, ' ')])).toEqual([
      [
        '2026-12-16',
        "« Taux de l'avance » n’a plus de valeur après le 15 décembre 2026 : ce qui le cite ne répondra plus.",
      ],
      ['2026-12-20', '« Page » entre en service le 20 décembre 2026, à minuit.'],
      ['2027-01-01', '« Seuil de dispense » vaut 60 000 € HT à partir du 1er janvier 2027.'],
      ['2027-04-01', '« Page » ne répond plus après le 31 mars 2027, à minuit.'],
    ]);
  });

  it('is shown for thirty days, and told by mail before and on its day', () => {
    const steps = (today: string) => dueNews(all, today).map(({ day, step }) => `${day} ${step}`);
    expect(comingSoon(all, '2026-11-20').map(({ day }) => day)).toEqual(['2026-12-16', '2026-12-20']);
    expect(steps('2026-11-15')).toEqual([]);
    expect(steps('2026-11-16')).toEqual(['2026-12-16 before']);
    expect(steps('2027-01-01')).toEqual(['2027-01-01 day']);
    // What fell on days when no mail leaves is told on the next one; what is long past is not.
    expect(steps('2027-01-08')).toEqual(['2027-01-01 day']);
    expect(steps('2027-01-09')).toEqual([]);
  });

  it('changes at midnight in Paris, in winter, in summer, and when the clocks change', () => {
    const [passage] = passagesOf([page]);
    const servesAt = (at: string, from: string) =>
      passage !== undefined &&
      serves(
        { ...passage, validFrom: from, validUntil: undefined },
        { regime: 'ordinary', date: parisDay(Date.parse(at)) },
      );
    for (const [last, first, from] of [
      ['2026-12-31T22:59:59Z', '2026-12-31T23:00:00Z', '2027-01-01'],
      ['2026-06-30T21:59:59Z', '2026-06-30T22:00:00Z', '2026-07-01'],
      // The clocks go forward in the night of this day, and back in that of the other.
      ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29'],
      ['2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z', '2026-03-30'],
      ['2026-10-24T21:59:59Z', '2026-10-24T22:00:00Z', '2026-10-25'],
      ['2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z', '2026-10-26'],
    ] as const)
      expect([servesAt(last, from), servesAt(first, from)], from).toEqual([false, true]);
  });

  it('is mailed at eight in Paris, whatever the clocks did in the night', () => {
    const eight = dailyAt('08:00');
    const next = (after: string) => new Date(eight(Date.parse(after))).toISOString();
    expect(next('2026-03-28T12:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(next('2026-10-24T12:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
  });
});

describe('What is to be reviewed', () => {
  it('is ordered by the harm that it does: answers that stand on it, times days that it is late', () => {
    const harm = (answers: number, reviewBy: string | undefined) =>
      harmOf({ answers, reviewBy }, '2026-11-28');
    expect(harm(10, '2026-11-18')).toBe(100);
    expect(harm(3, '2026-08-20')).toBe(300);
    expect([harm(50, undefined), harm(50, '2026-12-01'), harm(0, '2026-01-01')]).toEqual([0, 0, 0]);
  });
});
