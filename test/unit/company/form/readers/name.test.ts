import { describe, expect, it } from 'vitest';
import { nameSaidIn } from '#src/company/form/readers/name.ts';

describe('The name in words that say it', () => {
  it.each([
    ['c Momo Traiteur', 'Momo Traiteur'],
    ['boite c Karim Chauffage', 'Karim Chauffage'],
    ['c est La Marmite de Nadia', 'La Marmite de Nadia'],
    ['cest l asso Les Mains Vertes', 'l asso Les Mains Vertes'],
    ['la boîte c Vert Demain', 'Vert Demain'],
    ['le nom c Momo Traiteur pas "c momo traiteur" lol', 'Momo Traiteur'],
    ['le nom c’est Les Mains Vertes, pas « les mains verte »', 'Les Mains Vertes'],
  ])('« %s »', (said, name) => {
    expect(nameSaidIn(said)).toBe(name);
  });

  it.each(['C Propre', 'Pas Si Bête'])('« %s » is a name by itself', (said) => {
    expect(nameSaidIn(said)).toBeUndefined();
  });
});
