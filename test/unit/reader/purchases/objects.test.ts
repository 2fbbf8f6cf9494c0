import { describe, expect, it } from 'vitest';
import { kindOfCpv, OBJECT_CODES, objectsIn } from '#src/reader/purchases/objects.ts';

describe('What is bought', () => {
  it('has a code of the vocabulary, which tells its kind', () => {
    expect(OBJECT_CODES.filter((code) => kindOfCpv(code) === undefined)).toEqual([]);
    expect(kindOfCpv('45261000')).toBe('works');
    expect(kindOfCpv('55523100')).toBe('services');
    expect(kindOfCpv('39100000')).toBe('supplies');
    // Software packages are goods.
    expect(kindOfCpv('48000000')).toBe('supplies');
    expect(kindOfCpv('00000000')).toBeUndefined();
  });

  it.each([
    ['notre marche de cantine scolaire', 'la cantine scolaire', 'services'],
    ['refaire une toiture', 'la toiture', 'works'],
    ['du mobilier pour l’ecole', 'le mobilier', 'supplies'],
  ])('is named: « %s »', (text, said, kind) => {
    expect(objectsIn(text)).toMatchObject([{ said, kind }]);
  });

  it('is named by its first word, once it was told of', () => {
    const [told] = objectsIn('un marche de transport scolaire');
    expect(told).toMatchObject({ said: 'le transport scolaire' });
    expect(objectsIn('et pour le transport ?')).toEqual([]);
    expect(objectsIn('et pour le transport ?', told ? [told] : [])).toMatchObject([
      { id: told?.id, said: 'le transport scolaire', at: 11, end: 20 },
    ]);
    expect(objectsIn('un transporteur', told ? [told] : [])).toEqual([]);
  });

  it('is none in words that only hold its name', () => {
    expect(objectsIn('les cantinieres voient grand')).toEqual([]);
  });
});
