import { describe, expect, it } from 'vitest';
import { questionText } from '#src/reader/deadline/question-text.ts';

const NOW = Date.parse('2026-11-24T09:00:00Z');

describe('the question of a message', () => {
  it.each([
    ['Ai-je droit à une avance ? Ça ferme vendredi midi', 'Ai-je droit à une avance ?'],
    ['la date limite est demain 16h. il faut un DC1 ?', 'il faut un DC1 ?'],
    ['Urgent ! Date limite jeudi à 12h.\nQui signe le groupement ?', 'Urgent ! Qui signe le groupement ?'],
    ['ça ferme vendredi midi, est-ce que je dois signer ?', 'est-ce que je dois signer ?'],
    ['bonjour, ça ferme vendredi midi, quels papiers fournir ?', 'quels papiers fournir ?'],
    ['Bonjour. La clôture est jeudi à 16h : faut-il un DC1 ?', 'Bonjour. faut-il un DC1 ?'],
  ])('goes without the sentence that only says when the tender closes: %s', (text, question) => {
    expect(questionText(text, NOW)).toBe(question);
  });

  it.each([
    'La date limite est vendredi midi, mon offre arrivée à 12h02 est-elle acceptée ?',
    'ça ferme vendredi midi',
    'ça ferme vendredi midi, il faut un DC1',
    'ça ferme vendredi midi, est-ce que j’ai encore le temps de poser une question ?',
    'l’offre doit être remise vendredi, puis-je la déposer en main propre ?',
    'on répond à un marché de nettoyage de la mairie qui ferme vendredi midi, faut-il un DC1 ?',
    'Ai-je droit à une avance ? Le marché commence lundi.',
    'avis envoyé le 2 novembre 2026, remise des plis en ligne le 20 novembre, ni urgence ni préinformation. Est-ce assez ?',
    'la mairie a reçu mon DC4 complet le 12 novembre, toujours rien. Son silence vaut déjà acceptation ?',
  ])('is the whole message when the date is part of it, or nothing else is asked: %s', (text) => {
    expect(questionText(text, NOW)).toBe(text);
  });
});
