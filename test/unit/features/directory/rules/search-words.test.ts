import { describe, expect, it } from 'vitest';
import {
  answeredWords,
  answersLack,
  searchOf,
  searchWords,
} from '#src/features/directory/rules/search-words.ts';

const read = (text: string) => {
  const { search, lacks } = searchOf(searchWords(text));
  const { sectors, stems, families, places } = search.criteria;
  return {
    sectors,
    stems,
    families: families.map(({ family }) => family),
    places: places.map(({ name }) => name),
    lacks,
  };
};

describe('A search in the words of a sentence', () => {
  it.each([
    [
      'Mon traiteur habituel me lâche et il me faut quelqu’un samedi, à Amiens.',
      { sectors: ['traiteur'], stems: [], families: [], places: ['Amiens'], lacks: undefined },
    ],
    [
      'acheteuse à la mairie de Lille : qui pourrait laver nos vitres dans le 59 ? budget 8 000 euros',
      { sectors: [], stems: ['lav', 'vitr'], families: [], places: ['Nord'], lacks: undefined },
    ],
    [
      'trouver un menuisier engagé',
      { sectors: ['menuiserie'], stems: [], families: [], places: [], lacks: 'place' },
    ],
    [
      'Liste des structures référencées dans la Drôme',
      { sectors: [], stems: [], families: [], places: ['Drôme'], lacks: 'activity' },
    ],
    [
      'nous aimerions repérer des fournisseurs ESUS en Provence, toutes activités',
      { families: ['ess'], sectors: [], stems: [], places: ["Provence-Alpes-Côte d'Azur"], lacks: undefined },
    ],
    ['Consulter l’annuaire', { sectors: [], stems: [], families: [], places: [], lacks: 'activity' }],
    [
      'une blanchisserie, partout en France',
      { sectors: ['blanchisserie'], stems: [], families: [], places: [], lacks: undefined },
    ],
    [
      'Repérer un atelier bois en ESAT',
      { sectors: [], stems: ['bois'], families: ['handicap'], places: [], lacks: 'place' },
    ],
  ])('« %s »', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('keeps what was said before for what a message does not say', () => {
    const first = searchWords('il me faut un traiteur en insertion à Lyon');
    const { search, lacks } = searchOf(searchWords('d’autres du même type mais dans le Var ?', first));
    expect(lacks).toBeUndefined();
    expect(search.criteria).toMatchObject({ sectors: ['traiteur'], places: [{ name: 'Var' }] });
  });

  it('takes an answer for what was asked, and for what else it says', () => {
    const first = searchWords('trouver un menuisier engagé');
    const { search } = searchOf(answeredWords('93', 'place', first));
    expect(search.criteria).toMatchObject({ sectors: ['menuiserie'], places: [{ departments: ['93'] }] });
    const other = searchOf(answeredWords('plutôt un plombier, à Lyon', 'place', first));
    expect(other.search.criteria).toMatchObject({ sectors: ['plomberie'], places: [{ name: 'Lyon' }] });
    expect(searchOf(answeredWords('partout', 'place', first)).search.unknownPlace).toBeUndefined();
    expect(searchOf(answeredWords('Trifouilly', 'place', first)).search).toMatchObject({
      unknownPlace: 'Trifouilly',
      criteria: { sectors: ['menuiserie'], places: [] },
    });
    const both = answeredWords('traiteur à Lyon', 'activity', {});
    expect(searchOf(both)).toMatchObject({ lacks: undefined });
  });

  it('knows an answer that it reads from words that nobody knows', () => {
    expect(answersLack('Montreuil', 'place')).toBe(true);
    expect(answersLack('merci beaucoup', 'place')).toBe(false);
    expect(answersLack('plomberie', 'activity')).toBe(true);
    expect(answersLack('toutes les activités', 'activity')).toBe(true);
    expect(answersLack('merci beaucoup', 'activity')).toBe(false);
  });

  it('keeps no more than a few words', () => {
    const { activity = '' } = searchWords(`un traiteur ${'à Lyon '.repeat(3000)}`);
    expect(activity.length).toBeLessThanOrEqual(400);
  });
});
