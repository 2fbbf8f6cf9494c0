import { describe, expect, it } from 'vitest';
import { companiesAskedFor } from '#src/features/directory/rules/asks-companies.ts';

describe('A message that looks for companies', () => {
  it.each([
    ['qui peut faire du traiteur en insertion à Saint-Denis ?', ['traiteur'], ['93'], ['insertion']],
    [
      'je cherche une entreprise adaptée pour l’entretien d’espaces verts dans le 93',
      ['espaces-verts'],
      ['93'],
      ['handicap'],
    ],
    ['traiteur en insertion à Saint-Denis', ['traiteur'], ['93'], ['insertion']],
    ['ESAT blanchisserie 93', ['blanchisserie'], ['93'], ['handicap']],
    ['qui fait du traiteur ?', ['traiteur'], [], []],
    ['Bonjour, trouvez-moi un traiteur à Paris svp', ['traiteur'], ['75'], []],
    ['qui peut nettoyer nos bureaux à Lyon ?', ['nettoyage'], ['69'], []],
    [
      'connaissez-vous des entreprises d’insertion de nettoyage à Marseille ?',
      ['nettoyage'],
      ['13'],
      ['insertion'],
    ],
    [
      'nous cherchons un sous-traitant en peinture à Lyon pour répondre à un marché',
      ['peinture'],
      ['69'],
      [],
    ],
    ['je cherche une entreprise adaptée dans le 13', [], ['13'], ['handicap']],
    ['je cherche un plombier en insertion à Lyon', ['plomberie'], ['69'], ['insertion']],
  ])('is read: %s', (text, sectors, departments, families) => {
    const criteria = companiesAskedFor(text)?.criteria;
    expect(criteria?.sectors).toEqual(sectors);
    expect(criteria?.places.flatMap((place) => place.departments)).toEqual(departments);
    expect(criteria?.families.map(({ family }) => family)).toEqual(families);
  });

  it('keeps a region, and says which place it does not know', () => {
    const region = companiesAskedFor('y a-t-il un imprimeur solidaire en Île-de-France ?');
    expect(region?.criteria.places).toMatchObject([{ region: 'Île-de-France' }]);
    const unknown = companiesAskedFor('je cherche un traiteur à Trifouilly-les-Oies');
    expect(unknown).toMatchObject({ unknownPlace: 'Trifouilly-les-Oies', criteria: { places: [] } });
  });

  // What looks alike and asks for a rule must reach the answers.
  it.each([
    'qui peut répondre à un marché réservé ?',
    'qui peut candidater à un marché d’insertion à Paris ?',
    'qui peut faire un recours ?',
    'qui peut bénéficier de la clause sociale ?',
    'qui peut faire une offre de nettoyage en insertion ?',
    'qui fait la publicité du marché ?',
    'qui contrôle les heures d’insertion ?',
    'puis-je faire du traiteur en insertion à Saint-Denis ?',
    'une entreprise d’insertion peut-elle faire du nettoyage à Paris ?',
    'un acheteur peut-il réserver un marché de nettoyage à une entreprise adaptée à Paris ?',
    'qu’est-ce qu’une entreprise adaptée ?',
    'je cherche des marchés de nettoyage dans le 93',
    'je cherche à inscrire mon entreprise',
    'je cherche une association pour m’aider',
    'je suis une entreprise adaptée d’espaces verts dans le 93',
    'clause d’insertion dans un marché de nettoyage à Lyon',
    'je cherche une entreprise d’insertion à Lyon, est-ce obligatoire ?',
    'Quelles entreprises de travaux doivent avoir une assurance décennale ?',
    'Comment trouver un partenaire pour un groupement ?',
    'Une régie de transport cherche un prestataire de nettoyage de bus, on va avoir droit à quel type de procédure ?',
    'j’ai besoin d’une assurance pour mon entreprise de nettoyage',
    '',
    `je cherche un traiteur à Paris ${'et '.repeat(200)}`,
  ])('is not: %s', (text) => {
    expect(companiesAskedFor(text)).toBeUndefined();
  });
});
