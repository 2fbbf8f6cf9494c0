import { describe, expect, it } from 'vitest';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { readRun, recordRun } from '../../evaluation/runs.ts';
import { count, quantile, wilson } from '../../evaluation/statistics.ts';
import { delta, tableLines } from '../../evaluation/table.ts';

describe('shares', () => {
  it('have the interval of Wilson at 95 %', () => {
    // Worked examples of the formula, to four decimals.
    const rounded = (part: number, whole: number) => wilson({ part, whole }).map((bound) => bound.toFixed(4));
    expect(rounded(8, 10)).toEqual(['0.4902', '0.9433']);
    expect(rounded(0, 10)).toEqual(['0.0000', '0.2775']);
    expect(rounded(10, 10)).toEqual(['0.7225', '1.0000']);
    expect(rounded(500, 1000)).toEqual(['0.4691', '0.5309']);
    expect(wilson({ part: 0, whole: 0 })).toEqual([0, 1]);
  });

  it('leave out the cases that have no answer', () => {
    expect(count([true, false, undefined, true], (one) => one)).toEqual({ part: 2, whole: 3 });
  });

  it('compare in signed points', () => {
    expect(delta({ part: 3, whole: 4 }, { part: 1, whole: 2 })).toBe('+25,0');
    expect(delta({ part: 1, whole: 2 }, { part: 3, whole: 4 })).toBe('−25,0');
    expect(delta({ part: 1, whole: 2 }, { part: 2, whole: 4 })).toBe('=');
    expect(delta({ part: 1, whole: 2 }, undefined)).toBe('');
    expect(delta({ part: 0, whole: 0 }, { part: 2, whole: 4 })).toBe('');
  });

  it('print in columns', () => {
    expect(
      tableLines(
        ['nom', 'x'],
        [
          ['a', '10,0 %'],
          ['long nom', '–'],
        ],
      ),
    ).toEqual(['nom            x', 'a         10,0 %', 'long nom       –']);
  });

  it('have quantiles', () => {
    const measures = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([quantile(measures, 0.5), quantile(measures, 0.95), quantile([7], 0.95)]).toEqual([51, 96, 7]);
  });
});

describe('a recorded run', () => {
  it('is read again, keeps the tables that were not played, and is empty before the first', () => {
    using folder = tempFolder();
    const path = `${folder.path}/runs/last.json`;
    expect(readRun(path)).toEqual({});
    recordRun(path, { 'b/typed': { right: { part: 1, whole: 2 } }, 'a/typed': {} });
    recordRun(path, { 'a/typed': { right: { part: 3, whole: 4 }, cited: { part: 0, whole: 4 } } });
    expect(readRun(path)).toEqual({
      'a/typed': { right: { part: 3, whole: 4 }, cited: { part: 0, whole: 4 } },
      'b/typed': { right: { part: 1, whole: 2 } },
    });
  });
});
