import { describe, expect, test } from 'vitest';
import { detectDate, withoutLaunch } from '#src/reader/detect-date.ts';

const TODAY = '2026-11-24';

describe('the date of a consultation', () => {
  test.each([
    ['un marché publié le 12/03/2026', '2026-03-12', 'le 12/03/2026'],
    ['avis paru le 2026-03-31', '2026-03-31', 'le 2026-03-31'],
    ['une consultation lancée le 31 mars 2026', '2026-03-31', 'le 31 mars 2026'],
    ['un marché lancé le 1er avril 2026', '2026-04-01', 'le 1er avril 2026'],
    ['marché lancé en février 2026', '2026-02-15', 'février 2026'],
    ['CONSULTATION D’AOUT 2025', '2025-08-15', 'août 2025'],
    ['quel était le seuil en 2025 ?', '2025-07-01', '2025'],
    ['seuils 2023', '2023-07-01', '2023'],
    ['un marché passé l’an dernier', '2025-07-01', '2025'],
    ['l’an dernier, la ville a publié un accord-cadre, quel seuil ?', '2025-07-01', '2025'],
  ])('is read in « %s »', (question, date, said) => {
    expect(detectDate(question, TODAY)).toEqual({ date, said });
  });

  test.each([
    ['marché signé en 2024', '2024-07-01', '2024'],
    ['mon marché notifié le 3 mars 2026, ai-je droit à une avance ?', '2026-03-03', 'le 3 mars 2026'],
    ['on a gagné le marché en janvier 2025, ils gardent 5 %', '2025-01-15', 'janvier 2025'],
  ])('is only known to come before the contract in « %s »', (question, date, said) => {
    expect(detectDate(question, TODAY)).toEqual({ date, said, of: 'contract' });
  });

  test.each([
    ['marché publié le 20 mars 2026 et notifié le 2 juin 2026', '2026-03-20'],
    ['notifié le 2 juin 2026, mais l’avis a été envoyé le 20 mars 2026', '2026-03-20'],
    ['consultation lancée en février 2026, clôture le 12/03/2026', '2026-02-15'],
    ['en 2025, c’était quoi le plafond de chiffre d’affaires exigible ?', '2025-07-01'],
  ])('is the launch, whatever other days are said, in « %s »', (question, date) => {
    expect(detectDate(question, TODAY)).toMatchObject({ date });
    expect(detectDate(question, TODAY)?.of).toBeUndefined();
  });

  test('is today when the year is this one', () => {
    expect(detectDate('le seuil en 2026', TODAY)).toBeUndefined();
  });

  test.each([
    'ma facture du 12 mars 2026 n’est pas payée',
    'une facture du 5 janvier 2025 pour un marché de la ville',
    'ma boîte créée en mars 2025 peut-elle répondre à un marché ?',
    'pour ce marché on a livré le 5 février 2026',
    'mon chiffre d’affaires en 2024 est trop bas pour ce marché',
    'attestation Urssaf datée du 3 mars 2026, la consultation ferme le 12 décembre 2026',
    'le décret du 29 décembre 2025 change quoi pour les marchés ?',
    'marché démarré en 2023 et reconduit',
    'je remets mon offre le 12/12/2026',
    'un marché publié le 31/02/2026',
    'un marché publié le 45/13/2026',
    'le CCAG 2021',
    'le programme ESS 2024',
    'la loi de 2014',
    'le décret 2025-1386',
    'un marché de 2025 euros',
    'un marché pour 2027-2030',
    'un marché de 60 000 euros',
    'Ai-je droit à une avance ?',
    'son marché l’oblige à faire 600 heures d’insertion d’ici juin 2027',
    'le marché court jusqu’en 2029, ai-je droit à une avance ?',
    'il faut finir le lot d’ici fin mars 2028 sinon pénalités sur le marché',
    'L’an dernier une école m’a demandé un buffet, et là la ville publie un accord-cadre',
    'c’était l’école l’an dernier, l’accord de la ville il est publié maintenant',
    'vous me parlez encore de 2025 alors que la ville publie en ce moment',
    'En 2022 nous avions manqué un marché de l’université ; cette fois ils demandent 400 000 €',
    'pas celui passé en 2025 : donnez-moi les seuils d’aujourd’hui',
  ])('is not made up from « %s »', (question) => {
    expect(detectDate(question, TODAY)).toBeUndefined();
  });
});

describe('the words of a date', () => {
  test.each([
    ['Consultation lancée en février 2026, quel seuil ?', 'consultation , quel seuil ?'],
    ['les seuils en 2023 ?', 'les seuils ?'],
    ['avis paru le 12/03/2026, avance de 20 000 €', 'avis , avance de 20 000 €'],
  ])('are left out of what is searched: « %s »', (question, rest) => {
    expect(withoutLaunch(question)).toBe(rest);
  });
});

test('the month that opens a story is its time', () => {
  expect(detectDate('Janvier 2026 : une ville nous a confié le ménage en direct.', TODAY)?.date).toBe(
    '2026-01-15',
  );
  expect(detectDate('Mai 2026, facture envoyée à la mairie, pas payée.', TODAY)).toBeUndefined();
});
