import { describe, expect, it } from 'vitest';
import {
  type CountedCompany,
  type FollowUpRow,
  followUpOf,
  SMALL_GROUPS,
} from '#src/features/opportunities/follow-up/follow-up.ts';

/** Some companies of one town, and of the same families. */
const some = (
  count: number,
  seat: string | undefined,
  families: readonly string[] = ['ess'],
): CountedCompany[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${seat} ${families} ${index}`, seat, families }));
const idsOf = (companies: readonly CountedCompany[], count: number) =>
  new Set(companies.slice(0, count).map(({ id }) => id));
const column = (rows: readonly FollowUpRow[], step: 'referenced' | 'won') =>
  rows.map(({ group, counts }) => [group === SMALL_GROUPS ? 'others' : group, counts[step]]);

describe('what became of the companies', () => {
  it('is counted by region and by family, the largest first; what nobody counts is no zero', () => {
    const companies = [
      ...some(6, 'Lille (59)'),
      ...some(7, 'Montreuil (93)', ['ess', 'qpv']),
      ...some(5, undefined, []),
    ];
    const { total, byTerritory, byFamily } = followUpOf(companies, {});
    expect(total).toEqual({ referenced: 18, alerted: undefined, bid: undefined, won: undefined });
    expect(column(byTerritory, 'referenced')).toEqual([
      ['Île-de-France', 7],
      ['Hauts-de-France', 6],
      [undefined, 5],
    ]);
    // A company of two families is of both.
    expect(column(byFamily, 'referenced')).toEqual([
      ['ess', 13],
      ['qpv', 7],
      [undefined, 5],
    ]);
  });

  it('puts groups of fewer than five together, with the next one where that is not enough', () => {
    const few = [...some(20, 'Lille (59)'), ...some(3, 'Rennes (35)'), ...some(4, 'Nice (06)')];
    expect(column(followUpOf(few, {}).byTerritory, 'referenced')).toEqual([
      ['Hauts-de-France', 20],
      ['others', 7],
    ]);
    const fewer = [...some(20, 'Lille (59)'), ...some(8, 'Nice (06)'), ...some(2, 'Rennes (35)')];
    expect(column(followUpOf(fewer, {}).byTerritory, 'referenced')).toEqual([
      ['Hauts-de-France', 20],
      ['others', 10],
    ]);
  });

  it('masks small counts, and one more where the total would give one back', () => {
    const [lille, paris, nice] = [some(30, 'Lille (59)'), some(20, 'Paris (75)'), some(10, 'Nice (06)')];
    const won = new Set([...idsOf(lille, 12), ...idsOf(paris, 9), ...idsOf(nice, 2)]);
    const { total, byTerritory } = followUpOf([...lille, ...paris, ...nice], { won });
    expect(total.won).toBe(23);
    expect(column(byTerritory, 'won')).toEqual([
      ['Hauts-de-France', 12],
      ['Île-de-France', 'masked'],
      ["Provence-Alpes-Côte d'Azur", 'masked'],
    ]);
    expect(followUpOf(lille, { won: idsOf(lille, 3) }).total.won).toBe('masked');
    expect(followUpOf(lille, { won: new Set() }).total.won).toBe(0);
  });
});
