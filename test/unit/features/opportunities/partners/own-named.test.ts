import { describe, expect, it } from 'vitest';
import { ownNamed } from '#src/features/opportunities/partners/rules/own-named.ts';

const named = (message: string, name: string, person = 'Zoé Le Goff') =>
  ownNamed(message, {
    name,
    person,
    ordinary: {
      title: 'Blanchisserie du linge plat des hôpitaux',
      fromDescribed: 'une structure d’insertion qui travaille dans ce territoire : Cher (18)',
      toDescribed: 'une structure du handicap',
    },
  });

describe('a message says who writes', () => {
  it.each([
    ['Ici Draps du Berry, lavons-le à deux', 'SARL Draps du Berry', 'draps du berry'],
    ['C’est Lavanderie, on se connaît', 'Association Lavanderie Solidaire', 'lavanderie'],
    ['Voyez lingedebourges sur internet', 'SAS Linge de Bourges', 'lingedebourges'],
    ['Nous sommes AZ3', 'EURL AZ3', 'az3'],
    ['Demandez Zoé au standard', 'Linge', 'zoe'],
    ['Mme GOFF vous attend', 'Linge', 'goff'],
    ['SIREN 123 456 789', 'Linge', '123 456 789'],
    ['Siret : 12345678900012, à bientôt', 'Linge', '12345678900012'],
  ])('« %s » of %s', (message, name, found) => {
    expect(named(message, name)).toBe(found);
  });

  it.each([
    ['Lavons ce linge à deux, avec nos ateliers d’insertion', 'SARL Linge et Ateliers'],
    ['Une association comme la nôtre, dans le Cher', 'Association du Cher Net'],
    ['Nous faisons la blanchisserie, 12 500 pièces par jour', 'Blanchisserie Verdance'],
    ['Le lot 3 nous va : 2 tournées, 06 h à 14 h', 'Draps du Berry'],
  ])('and « %s » of %s does not', (message, name) => {
    expect(named(message, name)).toBeUndefined();
  });
});
