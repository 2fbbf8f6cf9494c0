import { describe, expect, it } from 'vitest';
import { withoutDetails } from '#src/company/rules/without-details.ts';
import { criteriaOf } from '#src/features/directory/rules/criteria.ts';
import { searchCards } from '#src/features/directory/rules/match.ts';
import { type FileValue, type PublicCard, toCard } from '#src/features/directory/rules/public-card.ts';

const value = (field: string, of: unknown, origin: FileValue['origin'] = 'declared'): FileValue => ({
  field,
  value: of,
  origin,
  shown: String(of),
});
function card(name: string, more: Record<string, unknown>): PublicCard {
  const fields = { activities: { said: 'ménage', sectors: ['nettoyage'] }, ...more };
  const made = toCard({ id: name, key: '0a1b2c3d4e' }, [
    value('name', name),
    ...Object.entries(fields).map(([field, of]) => value(field, of)),
  ]);
  if (!made) throw new Error('no card');
  return made;
}
const places = (departments: string[], regions: string[] = []) => ({ departments, regions });
const asked = (activity: string, place = '', family = '') => criteriaOf({ activity, place, family });
const names = (cards: readonly PublicCard[], what: ReturnType<typeof asked>) => {
  const { found, partial } = searchCards(cards, what);
  return { found: found.map((one) => one.card.name), partial: partial.map((one) => one.card.name) };
};

describe('What the public reads of a company', () => {
  it('is never a person, a number, an address or a turnover, even in its own words', () => {
    const made = toCard({ id: 'c', key: '0a1b2c3d4e' }, [
      value('name', 'Éco Prop 06 12 34 56 78'),
      value('activities', {
        said: 'Ménage de bureaux, appelez Anne au 06 12 34 56 78, ou anne@exemple.fr. Aussi le week-end',
        sectors: ['nettoyage'],
      }),
      value('phone', '+33612345678'),
      value('email', 'anne@exemple.fr'),
      value('contact-name', 'Anne Martin'),
      value('turnover', 't250'),
      value('engagements', ['ess', 'insertion']),
      value('insertion-kind', ['ei'], 'proven'),
    ]);
    const shown = JSON.stringify(made);
    for (const secret of ['06 12', '336', 'anne@', 'Anne', 't250']) expect(shown).not.toContain(secret);
    expect(made).toMatchObject({ name: 'Éco Prop', offer: 'Ménage de bureaux, Aussi le week-end' });
    expect(made?.families).toEqual([
      { family: 'insertion', kinds: ['ei'], isVerified: true },
      { family: 'ess', kinds: [], isVerified: false },
    ]);
    expect(made?.slug).toBe('eco-prop-0a1b2c3d4e');
  });

  it('is nothing without a name or an activity, or with values that are none', () => {
    const key = { id: 'c', key: '0a1b2c3d4e' };
    expect(toCard(key, [value('name', 'Éco')])).toBeUndefined();
    expect(toCard(key, [value('activities', { said: 'x', sectors: [] })])).toBeUndefined();
    expect(toCard(key, [value('name', 'Éco'), value('activities', 'ménage')])).toBeUndefined();
    expect(withoutDetails('contact@exemple.fr')).toBe('');
  });
});

describe('A search of the directory', () => {
  const montreuil = card('Montreuil', { territories: places(['93']), engagements: ['insertion'] });
  const sud = card('Sud', { territories: places([], ["Provence-Alpes-Côte d'Azur"]) });
  const everywhere = card('Partout', { territories: { ...places([]), everywhere: true } });
  const circle = card('Cercle', {
    territories: { ...places(['93']), radius: { km: 10, around: 'Montreuil', department: '93' } },
  });
  const baker = card('Fournil', {
    activities: { said: 'pain au levain et ateliers', sectors: ['boulangerie'] },
    territories: places(['93']),
  });
  const all = [montreuil, sud, everywhere, circle, baker];

  it('finds by trade and by territory: town, department, region, the whole country', () => {
    expect(names(all, asked('nettoyage de bureaux', 'Saint-Denis')).found).toEqual([
      'Montreuil',
      'Partout',
      'Cercle',
    ]);
    expect(names(all, asked('ménage', '13')).found).toEqual(['Partout', 'Sud']);
    expect(names(all, asked('ménage', 'Région Sud')).found).toEqual(['Partout', 'Sud']);
    expect(names(all, asked('', 'Île-de-France')).found).toEqual([
      'Fournil',
      'Montreuil',
      'Partout',
      'Cercle',
    ]);
  });

  it('says why, and that a circle may not reach there', () => {
    const { found } = searchCards([circle], asked('ménage', '93200 Saint-Denis'));
    expect(found[0]?.reasons).toEqual([
      { type: 'sector', sectors: ['nettoyage'] },
      { type: 'radius', km: 10, around: 'Montreuil', place: 'Seine-Saint-Denis' },
    ]);
  });

  it('finds what no sector names in the words of the company', () => {
    expect(names(all, asked('levain')).found).toEqual(['Fournil']);
    expect(names(all, asked('soudure sous-marine'))).toEqual({ found: [], partial: [] });
  });

  it('gives those that answer in part, with what they lack, only when none answers all', () => {
    const { found, partial } = searchCards(all, asked('ménage en insertion', '13'));
    expect(found).toEqual([]);
    expect(partial.map((one) => [one.card.name, one.missing])).toEqual([
      ['Partout', ['family']],
      ['Sud', ['family']],
      ['Montreuil', ['place']],
      ['Cercle', ['place', 'family']],
    ]);
  });
});
