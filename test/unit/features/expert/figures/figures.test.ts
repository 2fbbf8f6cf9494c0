import { describe, expect, it } from 'vitest';
import { figuresCsv } from '#src/features/expert/figures/csv.ts';
import { shapeFigures, spansOf, weeksUntil } from '#src/features/expert/figures/figures.ts';
import type { SpanFigures } from '#src/features/expert/store/figures.ts';

const HOUR = 3_600_000;
const NOTHING: SpanFigures = {
  opened: {},
  answered: 0,
  closed: {},
  firstAnswer: undefined,
  resolution: undefined,
  questions: 0,
  answeredByBot: 0,
  caseRatings: { up: 0, down: 0 },
  botRatings: { up: 0, down: 0 },
};
const BUSY: SpanFigures = {
  opened: { asked: 2, former: 1 },
  answered: 2,
  closed: { answered: 1 },
  firstAnswer: { count: 2, medianMs: 1.5 * HOUR, p90Ms: 4 * HOUR },
  resolution: undefined,
  questions: 8,
  answeredByBot: 6,
  caseRatings: { up: 1, down: 0 },
  botRatings: { up: 1, down: 2 },
};

describe('Weeks', () => {
  const keys = (at: string, count = 3) =>
    weeksUntil(Date.parse(at), count).map(({ year, number, monday }) => `${year}-W${number} ${monday}`);

  it.each([
    ['2026-11-24T12:00:00Z', '2026-W48 2026-11-23'],
    // Sunday evening in France, Monday morning in France.
    ['2026-11-29T22:59:59Z', '2026-W48 2026-11-23'],
    ['2026-11-29T23:00:00Z', '2026-W49 2026-11-30'],
    // 2026 has 53 weeks: the last one holds the first days of 2027.
    ['2027-01-03T12:00:00Z', '2026-W53 2026-12-28'],
    ['2027-01-04T12:00:00Z', '2027-W1 2027-01-04'],
    // The first week of 2025 begins in 2024.
    ['2024-12-30T12:00:00Z', '2025-W1 2024-12-30'],
    ['2021-01-01T12:00:00Z', '2020-W53 2020-12-28'],
  ])('at %s is %s', (at, last) => {
    expect(keys(at).at(-1)).toBe(last);
  });

  it('follow one another without a gap, over the changes of hour', () => {
    const weeks = weeksUntil(Date.parse('2027-01-05T12:00:00Z'), 52);
    expect(weeks).toHaveLength(52);
    for (const [index, week] of weeks.slice(1).entries()) expect(week.from).toBe(weeks[index]?.to);
    const lengths = new Set(weeks.map(({ from, to }) => (to - from) / HOUR));
    expect([...lengths].sort()).toEqual([167, 168, 169]);
    expect(spansOf(weeks).at(-1)).toEqual({ from: weeks[0]?.from, to: weeks.at(-1)?.to });
    expect(spansOf([])).toEqual([]);
  });
});

describe('Figures', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  const weeks = weeksUntil(now, 2);
  const shaped = shapeFigures(weeks, [BUSY, NOTHING, BUSY], now);

  it('share out what there is, and leave empty what nobody rated', () => {
    const [busy, empty] = shaped.weeks;
    expect(busy).toMatchObject({
      opened: 3,
      closed: 1,
      botShare: 0.75,
      caseSatisfaction: 1,
      botSatisfaction: 1 / 3,
    });
    expect(busy?.byReason).toMatchObject({ asked: 2, refused: 0, former: 1 });
    expect(empty).toMatchObject({ opened: 0, questions: 0 });
    expect(empty).toMatchObject({ botShare: undefined, caseSatisfaction: undefined, firstAnswer: undefined });
    expect(shaped.weeks.map(({ isPartial }) => isPartial)).toEqual([false, true]);
    expect(shaped.whole.opened).toBe(3);
  });

  it('open in a French spreadsheet: mark, semicolons, commas, empty cells for what was not measured', () => {
    const csv = figuresCsv(shaped.weeks);
    expect(csv.startsWith('\uFEFFSemaine ISO;Du;Au;')).toBe(true);
    const [head = '', first = '', second = ''] = csv.slice(1).split('\r\n');
    const cell = (line: string, name: string) => line.split(';')[head.split(';').indexOf(name)];
    expect(cell(first, 'Semaine ISO')).toBe('2026-W47');
    expect(cell(first, 'Première réponse : médiane (heures de travail)')).toBe('1,5');
    expect(cell(first, 'Satisfaction de l’assistant (%)')).toBe('33,3');
    expect(cell(first, 'Motif : former')).toBe('1');
    expect(cell(second, 'Satisfaction de l’assistant (%)')).toBe('');
    expect(cell(second, 'Dossiers ouverts')).toBe('0');
    expect(cell(second, 'Complète')).toBe('non');
    for (const line of [first, second]) expect(line.split(';')).toHaveLength(head.split(';').length);
  });
});
