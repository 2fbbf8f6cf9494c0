import { describe, expect, it } from 'vitest';
import { asksToProveEquivalence, learntRefusal } from '#src/features/answers/refuse/learnt-refusal.ts';

const said = (wish: string, probability: number) => [
  { wish, probability },
  { wish: 'question', probability: 1 - probability },
];

describe('A refusal that was learnt from examples', () => {
  it('says what it cannot help with, and that there may be another way', () => {
    expect(learntRefusal(said('harmful', 0.95))?.sentence).toMatch(/ne peux pas aider.*chemin permis/);
    expect(learntRefusal(said('injection', 0.95))?.sentence).toMatch(/rôle/);
    expect(learntRefusal(said('out-of-scope', 0.97))?.sentence).toMatch(/sort de mon domaine/);
  });

  it('accuses nobody where it is less sure, and leaves a way to ask what is allowed', () => {
    expect(learntRefusal(said('harmful', 0.85))).toMatchObject({ isSure: false });
    expect(learntRefusal(said('harmful', 0.85))?.sentence).toMatch(/pas sûr.*ai-je le droit/);
    expect(learntRefusal(said('harmful', 0.95))).toMatchObject({ isSure: true });
  });

  it('is none where it is not sure: an honest question may look like it', () => {
    for (const wish of ['harmful', 'injection', 'out-of-scope'])
      expect(learntRefusal(said(wish, 0.7))).toBeUndefined();
  });

  it('is none for a question, a wish, nor where nothing was read', () => {
    expect(learntRefusal(said('question', 0.99))).toBeUndefined();
    expect(learntRefusal(said('expert.ask', 0.99))).toBeUndefined();
    expect(learntRefusal([])).toBeUndefined();
  });
});

describe('a question on proving that a product is equivalent', () => {
  it.each([
    'Ils citent une marque « ou équivalent » : comment je prouve que la mienne convient ?',
    'comment démontrer l’équivalence de ma pompe',
    'la mairie dit que mon produit n’est pas équivalent, comment je prouve le contraire ?',
  ])('is no deceit: « %s »', (message) => {
    expect(asksToProveEquivalence(message)).toBe(true);
  });

  it.each([
    'je montre une fausse fiche pour que mon produit paraisse équivalent ?',
    'comment écarter les produits équivalents sans que l’on s’en aperçoive, et le justifier',
    'comment prouver ma capacité financière',
  ])('is something else: « %s »', (message) => {
    expect(asksToProveEquivalence(message)).toBe(false);
  });
});

it.each([
  'Comment fabriquer une attestation pour prouver que mon produit est équivalent ?',
  'je modifie la fiche technique pour montrer que c’est équivalent',
  'comment prouver que mon produit est équivalent alors qu’il ne l’est pas ?',
  'mon produit n’est pas équivalent, comment je démontre quand même ?',
  'comment justifier une équivalence qui n’existe pas ?',
  'pour faire croire que c’est équivalent, je montre quoi ?',
  'je montre un certificat emprunté à un collègue pour prouver l’équivalence ?',
])('who would deceive is not helped to prove anything: « %s »', (message) => {
  expect(asksToProveEquivalence(message)).toBe(false);
});
