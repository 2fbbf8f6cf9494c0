import { describe, expect, it } from 'vitest';
import { bidderOf } from '#src/features/opportunities/matching/bidder.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';

const file = (values: Readonly<Record<string, unknown>>) =>
  Object.entries({
    activities: {
      said: 'on fait du nettoyage de bureaux et des buffets',
      sectors: ['nettoyage', 'traiteur'],
    },
    territories: { departments: ['93'], regions: [] },
    ...values,
  }).map(([field, value]) => ({ field, value }));

const bidder = (values: Readonly<Record<string, unknown>> = {}) => bidderOf('1', file(values), shippedForm());

describe('a company’s file, as a bidder', () => {
  it('tells its words, the codes that it confirmed, and the middle of its brackets', () => {
    expect(bidder({ turnover: 't250', headcount: '10-49' })).toMatchObject({
      activities: ['on fait du nettoyage de bureaux et des buffets'],
      codes: ['90910000', '55520000'],
      departments: ['93'],
      everywhere: false,
      turnover: 625_000,
      employees: 30,
    });
    expect(bidder({ turnover: 't10000' })?.turnover).toBe(15_000_000);
    expect(bidder()?.turnover).toBeUndefined();
  });

  it('tells to whom reserved lots it belongs', () => {
    const of = (values: Readonly<Record<string, unknown>>) => bidder(values)?.reservedFor;
    expect(of({ engagements: ['handicap'], 'handicap-kind': ['ea'] })).toEqual(['adapted']);
    expect(of({ engagements: ['handicap'], 'handicap-kind': ['tih'] })).toEqual([]);
    expect(of({ engagements: ['insertion', 'ess'], 'insertion-kind': ['aci'] })).toEqual([
      'insertion',
      'ess',
    ]);
    expect(of({ engagements: ['insertion'], 'insertion-kind': ['other'] })).toEqual([]);
    expect(of({ 'legal-form': 'cooperative' })).toEqual(['ess']);
  });

  it('works in the departments of its regions, and beside its own where its radius is wide', () => {
    const of = (territories: unknown) => bidder({ territories })?.departments;
    expect(of({ departments: [], regions: ['Bretagne'] })).toEqual(['22', '29', '35', '56']);
    const radius = (km: number) => ({ departments: ['29'], regions: [], radius: { km, around: 'Brest' } });
    expect(of(radius(30))).toEqual(['29']);
    expect(of(radius(100))).toEqual(['29', '22', '56']);
    expect(bidder({ territories: { departments: [], regions: [], everywhere: true } })?.everywhere).toBe(
      true,
    );
  });

  it('is none before it told what it does, and where', () => {
    expect(bidder({ activities: undefined })).toBeUndefined();
    expect(bidder({ territories: undefined })).toBeUndefined();
  });
});
