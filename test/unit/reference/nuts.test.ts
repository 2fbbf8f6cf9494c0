import { describe, expect, it } from 'vitest';
import { DEPARTMENTS } from '#src/reference/french-places.ts';
import { neighboursOf } from '#src/reference/neighbours.ts';
import { departmentsOfNuts, nutsOf } from '#src/reference/nuts.ts';

describe('the European nomenclature of territories', () => {
  it.each([
    ['FRB01', ['18']],
    ['FRK26', ['69']],
    ['FRM0', ['2A', '2B']],
    ['FR101', ['75']],
    // Before 2018.
    ['FR825', ['83']],
    ['FR811', ['11']],
    ['FR832', ['2B']],
    ['FR30', ['59', '62']],
    ['FR940', ['974']],
    ['FRY4', ['974']],
    // The whole country, abroad, and what is none.
    ['FR', []],
    ['BE234', []],
    ['FR999', []],
  ])('%s covers %j', (code, departments) => {
    expect(departmentsOfNuts(code).toSorted()).toEqual(departments);
  });

  it('has each department once, now and before 2018', () => {
    const codes = DEPARTMENTS.map(({ code }) => code);
    const covered = [
      'FR1',
      'FRB',
      'FRC',
      'FRD',
      'FRE',
      'FRF',
      'FRG',
      'FRH',
      'FRI',
      'FRJ',
      'FRK',
      'FRL',
      'FRM',
      'FRY',
    ].flatMap(departmentsOfNuts);
    expect(covered.toSorted()).toEqual(codes.toSorted());
    const before = [
      '10',
      '21',
      '22',
      '23',
      '24',
      '25',
      '26',
      '30',
      '41',
      '42',
      '43',
      '51',
      '52',
      '53',
      '61',
      '62',
      '63',
      '71',
      '72',
      '81',
      '82',
      '83',
    ];
    const mainland = before.flatMap((region) => departmentsOfNuts(`FR${region}`));
    expect(mainland.toSorted()).toEqual(codes.filter((code) => code.length === 2).toSorted());
  });

  it('tells the level of a code', () => {
    expect(nutsOf('FR')?.level).toBe(0);
    expect(nutsOf('FRB01')).toMatchObject({ level: 3, label: 'Cher', department: '18' });
  });
});

describe('the neighbours of departments', () => {
  const mainland = DEPARTMENTS.map(({ code }) => code).filter((code) => code.length === 2);

  it('are each other’s', () => {
    const alone = mainland.flatMap((code) =>
      neighboursOf(code)
        .filter((other) => !neighboursOf(other).includes(code))
        .map((other) => `${code} → ${other}`),
    );
    expect(alone).toEqual([]);
  });

  it('are departments, of which each on the mainland has some, and none touches itself', () => {
    for (const code of mainland) {
      expect(neighboursOf(code).length, code).toBeGreaterThan(0);
      expect(neighboursOf(code), code).not.toContain(code);
      for (const other of neighboursOf(code)) expect(mainland, code).toContain(other);
    }
    expect(neighboursOf('974')).toEqual([]);
  });

  it('join the whole of the mainland', () => {
    const reached = new Set(['75']);
    for (const code of reached) for (const other of neighboursOf(code)) reached.add(other);
    expect(mainland.filter((code) => !reached.has(code))).toEqual(['2A', '2B']);
  });
});
