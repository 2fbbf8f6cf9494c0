import { describe, expect, test } from 'vitest';
import { positiveForm, positiveProposition, readPositive } from '#src/reader/positive-question.ts';

describe('the positive form of a question', () => {
  test.each([
    ['Est-ce interdit de sous-traiter ?', 'on peut sous-traiter ?'],
    ['est-il illégal d’exclure un candidat ?', 'on peut exclure un candidat ?'],
    ['Est-ce interdit à la mairie de me payer en retard ?', 'la mairie peut me payer en retard ?'],
    ['ça lui est interdit de suspendre le délai ?', 'il peut suspendre le délai ?'],
    ['sous-traiter tout le marché, c’est interdit ?', 'sous-traiter tout le marché, on peut ?'],
    ['la clause est-elle interdite ?', 'la clause on peut ?'],
    ['Suis-je dispensé de fournir un Kbis ?', 'faut-il fournir un Kbis ?'],
    ['Peut-on se dispenser de signer ?', 'faut-il signer ?'],
    ['le DC1, peut-on s’en passer ?', 'le DC1, faut-il ?'],
    ['le DC1 est facultatif ?', 'le DC1 faut-il ?'],
    ['Ai-je le droit de ne pas signer ?', 'faut-il signer ?'],
  ])('« %s » is « %s », and its answer the contrary', (asked, question) => {
    expect(positiveForm(asked)).toEqual({ question, turned: true });
  });

  test.each([
    ['C’est permis de sous-traiter ?', 'on peut sous-traiter ?'],
    ['ai-je le droit de sous-traiter ?', 'on peut sous-traiter ?'],
    ['La mairie a-t-elle le droit de m’imposer une visite ?', "La mairie peut-elle m'imposer une visite ?"],
    ['est-ce obligatoire de signer ?', 'faut-il signer ?'],
    ['signer le DC1, c’est obligatoire ?', 'signer le DC1, faut-il ?'],
    ['Est-ce interdit de ne pas signer ?', 'faut-il signer ?'],
  ])('« %s » is « %s », with the same answer', (asked, question) => {
    expect(positiveForm(asked)).toEqual({ question, turned: false });
  });

  test.each([
    'Puis-je sous-traiter ?',
    'Peut-on laisser corriger une offre irrégulière ?',
    'Peut-on verser une avance quand elle n’est pas obligatoire ?',
    'L’acheteur peut-il acheter sous le seuil de dispense ?',
    'Mon offre est-elle rejetée ?',
    'merci',
  ])('« %s » is in its positive form already', (question) => {
    expect(positiveForm(question)).toEqual({ question, turned: false });
  });

  test('keeps the story told before, and the negation of the question', () => {
    expect(positiveForm('J’ai perdu. Est-ce interdit de contester ?').question).toBe(
      "J'ai perdu. on peut contester ?",
    );
    expect(
      readPositive('c’est pas interdit de sous-traiter ?', 'c’est pas interdit de sous-traiter ?'),
    ).toEqual({
      question: 'on peut pas sous-traiter ?',
      turned: true,
      polarity: { modality: 'permis', negated: true, without: false },
    });
  });

  test('of what wants no yes or no is the question itself', () => {
    expect(readPositive('Combien de jours ?', 'Combien de jours ?')).toEqual({
      question: 'Combien de jours ?',
      turned: false,
      polarity: undefined,
    });
  });
});

test('what is not forbidden is permitted', () => {
  const forbidden = { modality: 'interdit', statement: 'proposer une variante', verdict: 'non' } as const;
  expect(positiveProposition(forbidden)).toEqual({ ...forbidden, modality: 'permis', verdict: 'oui' });
});
