import { describe, expect, it } from 'vitest';
import { completedBy, purchaseIn, purchaseTold } from '#src/features/handouts/rules/purchase.ts';

describe('What is read of a purchase', () => {
  it.each([
    ['une clause d’insertion pour un marché de nettoyage à 300 k€', { object: 'nettoyage' }],
    [
      'une trame pour le marché de nettoyage des écoles de la ville de Lyon',
      { object: 'nettoyage des écoles', buyer: 'ville de Lyon' },
    ],
    [
      'une clause pour la restauration scolaire de la commune de Saint-Denis, 90 000 €',
      { object: 'restauration scolaire', buyer: 'commune de Saint-Denis' },
    ],
    ['un marché de travaux à Marseille, lot 3', { object: 'travaux', place: 'Marseille', lot: '3' }],
    ['la mairie de Créteil me doit 8 000 €', { buyer: 'mairie de Créteil' }],
    ['la mairie nous doit 8 000 €', { buyer: 'mairie' }],
    ['un marché de net\u0000toyage', { object: 'net toyage' }],
  ])('« %s »', (text, expected) => {
    expect(purchaseIn(text)).toMatchObject(expected);
  });

  it.each([
    'la liste des pièces pour ma candidature',
    'une lettre pour demander les motifs du rejet',
    'fais-moi un rétroplanning pour le 18 décembre',
    'une lettre pour la facture de mai',
    'Et pour les critères je vous ai pas demandé ce que c’est un pourcentage',
    'pour les délais, il faut quoi',
    'la trame, c’est pour la prochaine fois',
    'je fais lot 1 et lot 3',
  ])('nothing in « %s »', (text) => {
    expect(Object.values(purchaseIn(text)).filter(Boolean)).toEqual([]);
  });
});

describe('What was told of a purchase', () => {
  it('is not the kind that is denied, but what it is said to be rather', () => {
    const told = purchaseTold([
      'Ce n’est pas un marché de travaux, c’est de l’entretien d’espaces verts, donc des services.',
      'la ville de Vénissieux lance un marché de travaux',
    ]);
    expect(told).toMatchObject({ object: 'entretien d’espaces verts', buyer: 'ville de Vénissieux' });
    expect(purchaseIn('ce n’est pas un marché de travaux').object).toBeUndefined();
  });

  it('keeps the name of a body that is then said by its kind alone', () => {
    expect(purchaseTold(['la ville nous doit une réponse', 'la ville de Vénissieux']).buyer).toBe(
      'ville de Vénissieux',
    );
    expect(completedBy({ buyer: 'ville' }, { buyer: 'ville de Vénissieux' }).buyer).toBe(
      'ville de Vénissieux',
    );
    expect(completedBy({ buyer: 'mairie' }, { buyer: 'ville de Vénissieux' }).buyer).toBe('mairie');
  });

  it('reads a town that is typed in a hurry, and no common noun', () => {
    expect(purchaseIn('marché de la ville de vénissieux').buyer).toBe('ville de Vénissieux');
    expect(purchaseIn('la mairie de saint fons me doit 4 200 €').buyer).toBe('mairie de Saint Fons');
    expect(purchaseIn('marché de la ville de fontenay-sous-bois').buyer).toBe('ville de Fontenay-sous-Bois');
    expect(purchaseIn('travaux pour la mairie de st-denis').buyer).toBe('mairie de St-Denis');
    expect(purchaseIn('une ville de taille moyenne').buyer).toBeUndefined();
  });
});
