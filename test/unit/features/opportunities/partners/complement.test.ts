import { describe, expect, it } from 'vitest';
import type { Bidder } from '#src/features/opportunities/matching/bidder.ts';
import { profileOfBidder, profilesOfNotice } from '#src/features/opportunities/matching/profiles.ts';
import type { Lot, Notice } from '#src/features/opportunities/notice/notice.ts';
import { broughtText, described, lackingText } from '#src/features/opportunities/partners/describe.ts';
import { complementsOf, lackingOf } from '#src/features/opportunities/partners/rules/complement.ts';
import { callOf, cleaners, closingOn, eurosOf, lotOf, MORNING } from '#support/matching/calls.ts';

const gardeners = (told: Partial<Bidder> = {}): Bidder =>
  cleaners({ id: 'gardeners', activities: ['entretien d’espaces verts'], codes: ['77300000'], ...told });
const plain: Partial<Bidder> = { families: [], reservedFor: [] };

/** Who completes a cleaning company for a lot, and what each brings. */
function completing(
  asker: Bidder,
  others: readonly Bidder[],
  lot: Partial<Lot> = {},
  call: Partial<Notice> = {},
): readonly string[] {
  const lots = profilesOfNotice(callOf([lotOf(lot)], call));
  const lacking = lackingOf(profileOfBidder(asker), lots, { isShort: false, now: MORNING });
  if (!lacking) return ['nothing to complete'];
  return complementsOf(
    lacking,
    others.map((one) => profileOfBidder(one)),
    MORNING,
  ).map(
    ({ candidate, complement }) =>
      `${candidate.bidder.id}: ${complement.brings.map(({ is }) => is).join(' ')}`,
  );
}

describe('who completes a company for a lot', () => {
  const twin = cleaners({ id: 'twin' });

  it('is who shares a lot that is too large; what either turns over tells nothing, not even by the order', () => {
    for (const turnover of [100_000, 5_000_000]) {
      const other = cleaners({ id: 'other', turnover });
      expect(completing(cleaners(), [twin, other], { amount: eurosOf(700_000) })).toEqual([
        'other: size',
        'twin: size',
      ]);
    }
    expect(broughtText({ is: 'size' })).toBe('elle porterait une part d’un lot trop grand pour vous seuls');
  });

  it('is who has the trade that is missing, and not who has another one', () => {
    const asker = cleaners({ activities: ['nettoyage de bureaux', 'espaces verts avec des sous-traitants'] });
    const found = completing(cleaners({ activities: ['lavage de vitres'] }), [twin, gardeners()], {
      title: 'Nettoyage des bureaux',
    });
    expect(found).toEqual(['twin: trade']);
    expect(completing(asker, [gardeners()], { title: 'Nettoyage des bureaux' })).toEqual([]);
  });

  it('is who belongs to those to whom the lot is reserved, and nobody else', () => {
    const reserved = { for: ['insertion'] as const };
    const other = cleaners({ id: 'other', ...plain });
    expect(completing(cleaners(plain), [other, twin], { reserved })).toEqual(['twin: family']);
    // Nor does one of those to whom it is propose one that is not.
    expect(completing(cleaners(), [other, twin], { reserved })).toEqual(['twin: hands']);
    expect(completing(cleaners(), [other], { reserved, amount: eurosOf(700_000) })).toEqual([]);
  });

  it('takes one that is not of those to whom a lot is reserved as a subcontractor, unless the buyer agrees', () => {
    const reserved = { for: ['insertion'] as const };
    const asker = profileOfBidder(cleaners({ ...plain, activities: ['lavage de vitres'] }));
    const lacking = lackingOf(asker, profilesOfNotice(callOf([lotOf({ reserved })])), {
      isShort: false,
      now: MORNING,
    });
    const [found] = lacking ? complementsOf(lacking, [profileOfBidder(twin)], MORNING) : [];
    const brings = found?.complement.brings ?? [];
    expect(brings.map(({ is }) => is)).toEqual(['trade', 'family']);
    expect(brings.map(broughtText).join(' ; ')).toContain('vous confier une partie en sous-traitance');
    // The first word of it, whatever else is missing.
    const message = lacking ? lackingText(lacking, brings) : '';
    expect(message).toContain('dont vous êtes, et nous non : nous pourrions être votre sous-traitant');
    expect(message).toContain('si l’acheteur l’accepte par écrit');
  });

  it('is who works where the company does not', () => {
    const places = [{ department: '93' }, { department: '75' }, { department: '77' }];
    const there = cleaners({ id: 'there', departments: ['75', '77'] });
    const far = cleaners({ id: 'far', departments: ['13'] });
    expect(completing(cleaners(), [far, there, twin], { places })).toEqual(['there: territory']);
  });

  it('helps to keep a social clause, and is of the other family first', () => {
    const clauses = ['social'] as const;
    expect(completing(cleaners(plain), [twin], { clauses })).toEqual(['twin: clause']);
    const adapted = cleaners({ id: 'adapted', families: ['handicap'], reservedFor: ['adapted'] });
    expect(completing(cleaners(), [twin, adapted], { amount: eurosOf(700_000) })[0]).toBe('adapted: size');
  });

  it('is another pair of hands where nothing is missing; nobody where nothing would change', () => {
    expect(completing(cleaners(), [twin])).toEqual(['twin: hands']);
    expect(completing(gardeners(), [twin])).toEqual(['nothing to complete']);
    expect(completing(cleaners(), [twin], { amount: eurosOf(9_000_000) })).toEqual(['nothing to complete']);
    const closing = closingOn('2026-11-01', '12:00');
    expect(completing(cleaners(), [twin], {}, { closing })).toEqual(['nothing to complete']);
    expect(completing(cleaners(), [cleaners()])).toEqual([]);
  });

  it('is told without a name, a town, a size, nor the origin of anybody', () => {
    const [lot] = profilesOfNotice(callOf([lotOf()]));
    if (!lot) throw new Error('no lot');
    const told = described(profileOfBidder(cleaners({ families: ['diversity'], reservedFor: [] })), lot);
    expect(told).toBe(
      'une entreprise référencée qui travaille dans ce territoire : Seine-Saint-Denis (93) ; son métier : le nettoyage de locaux',
    );
  });
});
