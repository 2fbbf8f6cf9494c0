import { describe, expect, it } from 'vitest';
import { askedOf, asksTheSame, withoutTurn } from '#src/reader/purchases/asked-again.ts';

const TODAY = '2026-11-24';
const told = {
  object: { id: 'roof', said: 'la toiture', kind: 'works' },
  others: [{ object: { id: 'meals', said: 'la cantine', kind: 'services' } }],
} as const;

describe('A message that turns to another purchase', () => {
  it.each([
    'et pour la toiture ? c’est 85 000 € HT',
    'non, là je parlais de la cantine, c’est pas des travaux ! c’est un prestataire qui fait les repas',
    'vous me dites 216 000. c’est lequel le bon pour la cantine ?',
    'la toiture c’est 2 mois de chantier',
    'bon, et la toiture ?',
  ])('asks the same as before: « %s »', (message) => {
    expect(asksTheSame(message, told, TODAY)).toBe(true);
  });

  it.each([
    'et pour la toiture, faut-il publier au BOAMP ?',
    'faites-moi une clause d’insertion pour la toiture',
    'pour la toiture, non, corrigez la clause',
    'la toiture fuit depuis deux ans et le maire attend',
  ])('does not: « %s »', (message) => {
    expect(asksTheSame(message, told, TODAY)).toBe(false);
  });

  it('asks it without what the question said of its own purchase', () => {
    const asked = (question: string) => askedOf(question, told, TODAY);
    expect(asked('Bonjour. Quelle procédure je dois suivre pour la cantine à 180 000 € HT ?')).toBe(
      'Quelle procedure je dois suivre pour la toiture ?',
    );
    expect(asked('Faut-il une mise en concurrence pour notre marché de cantine de 3 ans ?')).toBe(
      'Faut-il une mise en concurrence pour la toiture ?',
    );
    expect(asked('merci')).toBeUndefined();
  });

  it('is read without the clause that only turns to it', () => {
    expect(withoutTurn('revenons à la cantine, il faut publier où ?', told, TODAY)).toBe(
      'il faut publier où ?',
    );
  });
});
