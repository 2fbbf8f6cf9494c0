import { describe, expect, test } from 'vitest';
import { verify } from '#src/features/answers/verify/verify.ts';
import { evidencesOf, understood } from '#support/knowledge/evidence.ts';
import { MAILS, PHONES, URLS } from '../../../../evaluation/corruption/contacts.ts';
import { seeded } from '../../../../evaluation/corruption/random.ts';
import { draftFromText } from '../../../../evaluation/corruption/text.ts';

const EVIDENCES = evidencesOf(`
## Où trouver les annonces ?

Les annonces sont sur www.boamp.fr/recherche, ou par contact@boamp.fr et au 01 40 58 76 00. L'article 58 de la loi du 10 février 2020 et le code rural en parlent. Les délais sont à l'article L551-15 du code de justice administrative.

Références : R2131-12 ; C. rural L230-5-1 ; CJA L551-15
`);
const found = (text: string) =>
  verify(draftFromText(`${text} [1].`), EVIDENCES, understood('annonces')).map(({ rule }) => rule);

describe('addresses and numbers', () => {
  test.each([
    'Voir boamp.fr',
    'Voir https://www.boamp.fr/recherche',
    'Écrivez à contact@boamp.fr',
    'Appelez le 01.40.58.76.00',
    'Comptez 30 jours, de 8 h 30 à 12 h',
    'Préparez 12 exemplaires, puis 3 copies',
  ])('« %s » invents none', (text) => {
    expect(found(text)).not.toContain('contact');
  });

  test('an address at the end of a piece is seen, whatever follows it', () => {
    const text = [
      { text: 'Voir les annonces sur annonces-aide . com' },
      { text: 'fréquence de parution', cites: [1] },
    ];
    const draft = { ...draftFromText('x [1].'), blocks: [{ type: 'paragraph' as const, text }] };
    const rules = verify(draft, EVIDENCES, understood('annonces')).map(({ rule }) => rule);
    expect(rules).toContain('contact');
  });

  test.each([...URLS, ...PHONES, ...MAILS].map((make) => make(seeded(7))))(
    '« %s » is invented',
    (contact) => {
      expect(found(`Pour cela, appelez ou voyez ${contact}`)).toContain('contact');
    },
  );

  test.each([
    'boamp.fr/autre',
    'amp.fr',
    'chef@boamp.fr',
    'boamp.fr.exemple.net',
    '01 40 58 76 01',
    'evil.]example',
  ])('« %s » is near one of the page, and is not it', (contact) => {
    expect(found(`Voir ou appeler ${contact}`)).toContain('contact');
  });
});

describe('articles and texts', () => {
  test.each([
    'C’est l’article R2131-12',
    'C’est l’article R. 2131\u201112 du code de la commande publique',
    'C’est l’article L230-5-1 du code rural',
    'C’est l’article 58 de la loi du 10 février 2020',
    'C’est l’article L551-15 du code de justice administrative',
  ])('« %s » stands in the page', (text) => {
    expect(found(text)).not.toContain('article');
  });

  test.each([
    'C’est l’article R2131-13',
    'C’est l’article R2131\u201313',
    'C’est l’article 2131-13',
    'C’est l’article L230-5-1 du code du travail',
    'C’est l’article R2131-12 du code de commerce',
    'C’est l’article 1792 du code civil',
    'C’est l’article L551-15 du code civil',
    'C’est l’article 59 de la loi du 10 février 2020',
    'C’est l’article 58 de la loi du 11 février 2020',
    'C’est la directive 2014/24/UE',
  ])('« %s » does not', (text) => {
    expect(found(text)).toContain('article');
  });
});
