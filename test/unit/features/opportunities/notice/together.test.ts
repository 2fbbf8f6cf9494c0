import { describe, expect, it } from 'vitest';
import { changesBetween, closingMoved, lotsChanged } from '#src/features/opportunities/notice/changes.ts';
import { closingIn } from '#src/features/opportunities/notice/closing.ts';
import { isOpen, type Lot, type Publication } from '#src/features/opportunities/notice/notice.ts';
import { together } from '#src/features/opportunities/notice/together.ts';

const lot = (more: Partial<Lot> = {}): Lot => ({
  id: '-',
  title: 'Nettoyage',
  natures: ['services'],
  cpv: ['90910000'],
  places: [],
  ...more,
});
const publication = (more: Partial<Publication> = {}): Publication => ({
  source: 'boamp',
  reference: '26-1',
  kind: 'initial',
  publishedOn: '2026-11-10',
  title: 'Nettoyage',
  buyer: { name: 'Ville' },
  lots: [lot()],
  closing: closingIn('2026-12-15', '12:00'),
  isWhole: false,
  keys: ['boamp:26-1'],
  likeness: [],
  ...more,
});
const INITIAL = publication();
const CORRECTION = publication({
  reference: '26-2',
  kind: 'rectificatif',
  publishedOn: '2026-11-20',
  title: 'NETTOYAGE (rectificatif)',
  lots: [lot({ cpv: [] })],
  closing: closingIn('2026-12-22', '16:00'),
  correction: 'Report au 22 décembre.',
});
const END = publication({
  reference: '26-3',
  kind: 'annulation',
  publishedOn: '2026-11-25',
  closing: undefined,
  cancelled: { why: 'Sans suite' },
});

describe('publications put together', () => {
  it('are the same call in whatever order they came', () => {
    const orders: [Publication, ...Publication[]][] = [
      [INITIAL, CORRECTION, END],
      [END, CORRECTION, INITIAL],
      [CORRECTION, INITIAL, END],
    ];
    const [first, ...others] = orders.map((order) => together(order));
    for (const other of others) expect(other).toEqual(first);
    expect(first).toMatchObject({
      kind: 'annulation',
      cancelled: { why: 'Sans suite' },
      publishedOn: '2026-11-10',
    });
  });

  it('keep what a correction leaves out, and take what it says', () => {
    const notice = together([INITIAL, CORRECTION]);
    expect(notice).toMatchObject({
      kind: 'rectificatif',
      title: 'Nettoyage',
      closing: { day: '2026-12-22', time: '16:00' },
      correction: 'Report au 22 décembre.',
      lots: [{ cpv: ['90910000'] }],
    });
    expect(notice.seen.map(({ reference }) => reference)).toEqual(['26-1', '26-2']);
  });

  it('are all anew after a correction that is whole', () => {
    const whole = publication({
      ...CORRECTION,
      isWhole: true,
      title: 'Nettoyage et vitres',
      lots: [lot({ id: '1', number: '1' }), lot({ id: '2', number: '2' })],
      documentsUrl: undefined,
    });
    const notice = together([publication({ documentsUrl: 'https://a.fr' }), whole]);
    expect(notice).toMatchObject({
      title: 'Nettoyage et vitres',
      lots: [{ id: '1' }, { id: '2' }],
      documentsUrl: 'https://a.fr',
    });
  });

  it('tell as much as all sources together', () => {
    const ted = publication({
      source: 'ted',
      reference: '1-2026',
      publishedOn: '2026-11-12',
      amount: { high: 90_000, currency: 'EUR', of: 'maximum' },
      lots: [lot({ id: 'LOT-0001', number: '1' }), lot({ id: 'LOT-0002', number: '2' })],
    });
    const notice = together([INITIAL, ted]);
    expect(notice).toMatchObject({
      kind: 'initial',
      amount: { high: 90_000 },
      lots: [{ number: '1' }, { number: '2' }],
    });
  });

  it('become a call once an intention is published, and over once it is awarded', () => {
    const intention = publication({
      source: 'ted',
      reference: '9-2026',
      kind: 'intention',
      publishedOn: '2026-09-01',
      closing: undefined,
    });
    const award = publication({
      reference: '27-1',
      kind: 'attribution',
      publishedOn: '2027-02-01',
      closing: undefined,
      award: { winners: ['ATLAS'] },
    });
    expect(together([intention]).kind).toBe('intention');
    expect(together([intention, INITIAL]).kind).toBe('initial');
    expect(together([intention, INITIAL, award])).toMatchObject({
      kind: 'attribution',
      award: { winners: ['ATLAS'] },
    });
  });
});

describe('what changed', () => {
  it('is told field by field, before and after', () => {
    const changes = changesBetween(together([INITIAL]), together([INITIAL, CORRECTION]));
    expect(changes.map(({ field }) => field)).toEqual(['kind', 'closing', 'correction']);
    expect(closingMoved(changes)).toMatchObject({
      from: { day: '2026-12-15' },
      to: { day: '2026-12-22', time: '16:00' },
    });
    expect(closingMoved([])).toBeUndefined();
  });

  it('names the lots that came, went or differ', () => {
    const before = together([publication({ lots: [lot({ id: '1' }), lot({ id: '2' })] })]);
    const after = together([publication({ lots: [lot({ id: '2', title: 'Vitres' }), lot({ id: '3' })] })]);
    const [change] = changesBetween(before, after);
    expect(change && lotsChanged(change)).toEqual({ added: ['3'], gone: ['1'], changed: ['2'] });
  });

  it('is nothing where the same is told', () => {
    expect(changesBetween(together([INITIAL]), together([JSON.parse(JSON.stringify(INITIAL))]))).toEqual([]);
  });
});

describe('whether a call is open', () => {
  const now = Date.parse('2026-12-01T12:00:00Z');
  it('follows its date and what became of it', () => {
    expect(isOpen(together([INITIAL]), now)).toBe(true);
    expect(isOpen(together([INITIAL]), Date.parse('2026-12-15T11:00:00Z'))).toBe(false);
    expect(isOpen(together([INITIAL, CORRECTION]), Date.parse('2026-12-22T14:59:00Z'))).toBe(true);
    expect(isOpen(together([INITIAL, END]), now)).toBe(false);
    expect(isOpen(together([publication({ closing: undefined })]), now)).toBe(true);
    expect(isOpen(together([publication({ kind: 'renewal' })]), now)).toBe(false);
  });
});
