import { describe, expect, it } from 'vitest';
import { restatedIn } from '#src/reader/standing/restated.ts';

describe('A message that puts right who speaks', () => {
  it.each([
    [
      'jsuis pas sous traitant!! c moi le titulaire. en combien de jour la mairie paye ?',
      undefined,
      'en combien de jour la mairie paye ?',
    ],
    [
      'C’est pas à moi que vous devez parler comme à un acheteur, je suis l’entreprise. Comment je convainc la mairie ?',
      undefined,
      'Comment je convainc la mairie ?',
    ],
    [
      'Je suis la mairie, quel délai lui laisser pour justifier son prix ?',
      'buyer',
      'quel délai lui laisser pour justifier son prix ?',
    ],
    ['non je suis titulaire pas sous traitant', undefined, ''],
  ] as const)('is asked without it: « %s »', (message, side, left) => {
    expect(restatedIn(message.replaceAll('’', "'"), { side })?.left).toBe(left);
  });

  it.each([
    'je suis sous-traitant, comment être payé ?',
    'la mairie peut-elle refuser un sous-traitant ?',
    'l’entreprise n’est pas payée, que faire ?',
    'pas de sous-traitant déclaré : quel risque ?',
  ])('is no other one: « %s »', (message) => {
    expect(restatedIn(message, undefined)).toBeUndefined();
  });
});
