import { describe, expect, it } from 'vitest';
import { checkAddress } from '#src/person/rules/email-address.ts';

describe('A mail address', () => {
  it.each([
    ['jean.dupont@exemple.fr', 'jean.dupont@exemple.fr'],
    ['  Jean.Dupont+marches@Exemple.FR ', 'Jean.Dupont+marches@exemple.fr'],
    ['c’est jean@exemple.fr.', 'jean@exemple.fr'],
    ['« jean@exemple.fr »', 'jean@exemple.fr'],
    ['Jean <jean@sous.domaine.exemple.fr>', 'jean@sous.domaine.exemple.fr'],
    ['mailto:jean@exemple.fr', 'jean@exemple.fr'],
    ['jean@exemple.fr, jean@exemple.fr', 'jean@exemple.fr'],
  ])('is read in « %s »', (words, value) => {
    expect(checkAddress(words)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'Je n’ai pas lu d’adresse'],
    ['jean.exemple.fr', 'Il manque le « @ »'],
    ['jean@exemple', 'pas complète'],
    ['@exemple.fr', 'pas complète'],
    ['jean@', 'pas complète'],
    ['jean@@exemple.fr', 'pas complète'],
    ['jean..dupont@exemple.fr', 'pas complète'],
    ['hélène@exemple.fr', 'un accent'],
    ['jean@exémple.fr', 'un accent'],
    ['a@b.fr et c@d.fr', 'plusieurs adresses'],
    [`${'a'.repeat(65)}@exemple.fr`, 'trop longue'],
    [
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(10)}.fr`,
      'trop longue',
    ],
  ])('is not read in « %s », and the sentence says why', (words, why) => {
    expect(checkAddress(words)).toEqual({ ok: false, error: expect.stringContaining(why) });
  });

  it('never carries a second line or a second recipient', () => {
    for (const words of ['jean@exemple.fr\r\nBcc: x@y.fr', 'jean@exemple.fr%0abcc:x@y.fr'])
      expect(checkAddress(words).ok).toBe(false);
    expect(checkAddress('jean@exemple.fr\r\nSubject: autre')).toEqual({ ok: true, value: 'jean@exemple.fr' });
  });
});
