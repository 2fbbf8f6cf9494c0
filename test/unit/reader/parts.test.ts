import { describe, expect, test } from 'vitest';
import { BUYERS } from '#src/calculators/buyers.ts';
import { detectCase, withCase } from '#src/reader/detect-case.ts';
import { partsIn } from '#src/reader/parts.ts';
import { polarityOf } from '#src/reader/polarity.ts';

const asked = (message: string) => partsIn(message).map((part) => part.asked ?? part.text);

describe('two questions in one message', () => {
  test.each([
    [
      'Ai-je droit à une avance ? Et sous combien de temps la mairie doit-elle me payer ?',
      ['Ai-je droit à une avance ?', 'Sous combien de temps la mairie doit-elle me payer ?'],
    ],
    [
      'bonjour, c’est quoi un MAPA ? et comment on dépose une offre sur PLACE ? merci',
      ['c’est quoi un MAPA ?', 'Comment on dépose une offre sur PLACE ?'],
    ],
    [
      '1) Faut-il un Kbis pour candidater ?\n2) Peut-on répondre en groupement ?',
      ['Faut-il un Kbis pour candidater ?', 'Peut-on répondre en groupement ?'],
    ],
    [
      'Comment contester le rejet de mon offre ? Combien de temps ai-je pour saisir le juge ?',
      ['Comment contester le rejet de mon offre ?', 'Combien de temps ai-je pour saisir le juge ?'],
    ],
  ])('are two parts: %s', (message, questions) => {
    expect(asked(message)).toEqual(questions);
  });

  test('the second keeps the buyer and the kind of purchase that were said before it', () => {
    expect(asked('La mairie peut-elle me refuser l’avance ? Quel est le délai de paiement ?')).toEqual([
      'La mairie peut-elle me refuser l’avance ?',
      'Quel est le délai de paiement (pour une collectivité) ?',
    ]);
    const story = 'Je fais des travaux pour l’État, 80 000 €.';
    const parts = partsIn(`${story} Ai-je droit à une avance ? Quel est le délai de paiement ?`);
    expect(parts.map(({ text }) => text)).toEqual([
      `${story} Ai-je droit à une avance ?`,
      `${story} Quel est le délai de paiement ?`,
    ]);
    expect(parts[1]?.asked).toBe('Quel est le délai de paiement (pour l’État, travaux) ?');
  });

  test.each([
    'Ai-je droit à une avance ? Et si oui, combien ?',
    'Faut-il un mémoire technique ? Il fait combien de pages ?',
    'Quel est le délai de paiement d’un hôpital ? Et d’une mairie ?',
    'Qui paie les intérêts moratoires ? Faut-il les demander ?',
    'Est-ce que je dois signer mon offre ? Ou est-ce que je peux signer plus tard ?',
    'ils lancent un AMI, c’est un marché ça ? je dois chiffrer ?',
    'Il faut une SARL pour avoir une chance, non ? Qui est admis à concourir, exactement ?',
    'Le maire me demande « où en est le chantier ? ». Est-ce permis ?',
    'Vous mettriez combien pour l’eau ? et quels contrôles, en pleine saison ?',
    'On est quatre chauffagistes. La commune veut nous confier 58 500 € d’entretien. Elle peut signer sans consulter ?',
    'Ai-je droit à une avance ? On a dix salariés. Faut-il un extrait Kbis pour candidater ?',
    'Ai-je droit à une avance ? Faut-il un Kbis ? Peut-on sous-traiter ?',
    'Ai-je droit à une avance ?',
    '',
  ])('are one part where one leans on the other, or more is said: %s', (message) => {
    expect(partsIn(message)).toEqual([{ text: message }]);
  });

  test('is read in a time that grows as the message does', () => {
    const started = performance.now();
    for (const piece of ['ai-je droit ? ', '1) ', 'et et et ', 'doit-elle ', 'quoi que ', '« '])
      partsIn(piece.repeat(600 / piece.length));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test.each(BUYERS)('a buyer that is said again is read as itself: %s', (buyer) => {
  const said = { state: 'l’État', local: 'une mairie', hospital: 'un hôpital' };
  const told = {
    ...said,
    'state-agency': 'le CNRS',
    'social-housing': 'un bailleur social',
    'public-company': 'une SEM',
    'private-body': 'une association acheteuse',
    network: 'la SNCF',
    defence: 'la DGA',
    private: 'un client privé',
  }[buyer];
  expect(detectCase(told).buyer).toBe(buyer);
  const question = withCase('Quel est le délai de paiement ?', told);
  expect(detectCase(question).buyer).toBe(buyer);
  expect(question.endsWith(' ?')).toBe(true);
});

describe('a bare noun after a question', () => {
  test.each([
    'Le titulaire doit-il signer le DC4 ? et le sous-traitant ?',
    'Puis-je répondre sans bilan ? et un associé ?',
    'Mon offre est rejetée, puis-je contester ? et le prix ?',
    'Faut-il signer le DC1 ? et le fournisseur ?',
    'Ai-je droit à une avance ? et le mandataire ?',
  ])('goes on with it, where it has no section of its own: %s', (message) => {
    expect(partsIn(message)).toEqual([{ text: message }]);
  });

  test.each([
    ['je peux répondre à un seul lot ? et l’avance ?', 'L’avance ?'],
    ['Ai-je droit à une avance ? et la retenue de garantie ?', 'La retenue de garantie ?'],
    ['faut-il un Kbis ? et le DUME ?', 'Le DUME ?'],
    ['faut-il un Kbis ? et l’attestation Urssaf ?', 'L’attestation Urssaf ?'],
  ])('is another question, where it has one, and neither a yes nor a no: %s', (message, second) => {
    const found = asked(message)[1] ?? '';
    expect(found).toBe(second);
    expect(polarityOf(found)).toBeUndefined();
  });

  test('goes on with the second of two questions', () => {
    const message = 'Ai-je droit à une avance ? Faut-il un Kbis pour candidater ? et le prix ?';
    expect(asked(message)).toEqual([
      'Ai-je droit à une avance ?',
      'Faut-il un Kbis pour candidater ? et le prix ?',
    ]);
  });
});

describe('a question without a verb, beside another', () => {
  test('is a question of its own', () => {
    expect(
      partsIn('Quel délai pour un référé ? et la signature électronique ?').map(({ asked }) => asked),
    ).toEqual(['Quel délai pour un référé ?', 'La signature électronique ?']);
  });
});
