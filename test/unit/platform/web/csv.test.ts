import { describe, expect, it } from 'vitest';
import { csvCell, csvTable } from '#src/platform/web/csv.ts';

describe('cells of a table', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+33', "'+33"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['=a;"b"', '"\'=a;""b"""'],
    ['une; deux', '"une; deux"'],
    ['dit « "oui" »', '"dit « ""oui"" »"'],
    ['simple', 'simple'],
  ])('write « %s » as a text, never as a formula', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });

  it('write numbers with a comma', () => {
    expect(csvCell(-1.5)).toBe('-1,5');
  });
});

it('opens a whole table by the mark of UTF-8, and ends each line', () => {
  expect(
    csvTable([
      ['a', 'b'],
      [1, undefined],
    ]),
  ).toBe('\uFEFFa;b\r\n1;\r\n');
});
