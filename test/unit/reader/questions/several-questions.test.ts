import { describe, expect, test } from 'vitest';
import { askedOf, askedPieces, namedIn } from '#src/reader/questions/asked-pieces.ts';
import { type FindAnswer, type Found, severalQuestions } from '#src/reader/questions/several-questions.ts';

const questionsOf = (message: string) => askedPieces(message)?.questions.map(({ text }) => text);

describe('the questions of a message', () => {
  test.each([
    [
      'c’est quoi un DUME et est-ce qu’il faut le signer ?',
      ['c’est quoi un DUME', 'Est-ce qu’il faut le signer ?'],
    ],
    [
      'il faut un kbis ? et pour l’assurance décennale ?',
      ['il faut un kbis ?', 'Pour l’assurance décennale ?'],
    ],
    [
      'c est quoi un mapa et comment je sais a partir de quel montant',
      ['c est quoi un mapa', 'Comment je sais a partir de quel montant'],
    ],
    [
      'quel montant pour publier au BOAMP, et si je suis sous le seuil, dois-je quand même mettre en concurrence ?',
      [
        'quel montant pour publier au BOAMP',
        'Si je suis sous le seuil, dois-je quand même mettre en concurrence ?',
      ],
    ],
    [
      'faut-il un Kbis et si je suis auto-entrepreneur, comment je fais ?',
      ['faut-il un Kbis', 'Si je suis auto-entrepreneur, comment je fais ?'],
    ],
    [
      'puis-je avoir une avance si mon marché dure 6 mois et combien si je suis une PME ?',
      ['puis-je avoir une avance si mon marché dure 6 mois', 'Combien si je suis une PME ?'],
    ],
    ['c’est quoi le DC1\nle DUME il remplace quoi', ['c’est quoi le DC1', 'Le DUME il remplace quoi']],
    [
      'faut il un kbis et est ce que je peux avoir une avance et ils me payent en combien de temps',
      ['faut il un kbis', 'Est ce que je peux avoir une avance', 'Ils me payent en combien de temps'],
    ],
  ])('are cut as they are linked: %s', (message, questions) => {
    expect(questionsOf(message)).toEqual(questions);
  });

  test('are asked of what is told before them', () => {
    const pieces = askedPieces(
      'mon marché est résilié, est-ce que j’ai droit à une indemnité et quand serai-je payé ?',
    );
    expect(pieces?.story).toBe('mon marché est résilié');
  });

  test.each([
    'Je suis maçon à Lille, la mairie veut me confier un mur. Elle peut me choisir sans concurrence ?',
    'que faire si le titulaire ne paie pas son sous-traitant et que la mairie ne veut rien savoir ?',
    'comment remplacer un cotraitant qui a fait faillite et qui ne répond plus ?',
    'Est-ce qu’un auto-entrepreneur peut répondre à un marché public et gagner ?',
    'on attend toujours le paiement et ça fait 60 jours. Qu’est-ce qu’on peut faire ?',
    'Ai-je droit à une avance ? On a dix salariés. Faut-il un Kbis ?',
    'Le maire demande « où en est le chantier ? ». Est-ce permis ?',
    'Ils peuvent me refuser rien que pour cette vieille histoire ? Ils en ont le droit ?',
    '',
  ])('are not looked for in what asks one thing, or tells between two: %s', (message) => {
    expect(askedPieces(message)).toBeUndefined();
  });

  test('are found in a time that grows as the message does', () => {
    const started = performance.now();
    for (const piece of ['et quoi ? ', 'et et et ', ', quand ', 'combien\n', 'c est ', '« '])
      askedPieces(piece.repeat(700 / piece.length));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

/** Answers by the first of these words that a question has; a question that names none is answered as the one before. */
const SECTIONS: Readonly<Record<string, string>> = {
  signer: 'B',
  avance: 'C',
  kbis: 'D',
  payent: 'E',
  dume: 'A',
};
const find: FindAnswer = async (text, before) => {
  const word = Object.keys(SECTIONS).find((known) => text.toLowerCase().includes(known));
  const section = word === undefined ? before?.question : SECTIONS[word];
  const found: Found = {
    outcome: section ? 'answer' : 'none',
    sections: section ? [section] : [],
    thread: { question: section ?? '' },
  };
  return found;
};
const partsOf = (message: string, isWish = false) =>
  severalQuestions(
    message,
    async () => undefined,
    find,
    async () => isWish,
  );

describe('two questions', () => {
  test('are two where each has an answer of its own, each under its words', async () => {
    const parts = await partsOf('c’est quoi un DUME et est-ce qu’il faut le signer ?');
    expect(parts?.map(({ asked }) => asked)).toEqual([
      'C’est quoi un DUME ?',
      'Est-ce qu’il faut le signer ?',
    ]);
    expect(parts?.[1]?.goesOn).toBe(true);
  });

  test.each([
    'c’est quoi un DUME et ça sert à quoi ?',
    'un DUME c’est quoi ? c’est quoi le DUME exactement ?',
  ])('are one where one answer is given to both: %s', async (message) => {
    expect(await partsOf(message)).toEqual([{ text: message }]);
  });

  test('of three, the third is offered', async () => {
    const parts = await partsOf(
      'faut il un kbis et est ce que je peux avoir une avance et ils me payent en combien de temps',
    );
    expect(parts?.map(({ asked }) => asked)).toEqual([
      'Faut il un kbis ?',
      'Est ce que je peux avoir une avance ?',
    ]);
    expect(parts?.at(-1)?.more).toEqual(['Ils me payent en combien de temps ?']);
  });

  test('are asked of the thing that was named before, where the second one only has a case', () => {
    const named = namedIn('puis-je avoir une avance si mon marché dure 6 mois');
    expect(named).not.toContain('marche');
    expect(askedOf('Combien si je suis une PME ?', 'avance')).toBe('Combien avance si je suis une PME ?');
    expect(askedOf('Est-ce qu’il faut le signer ?', 'dume')).toBe('dume : Est-ce qu’il faut le signer ?');
  });

  test('are not looked for in a wish', async () => {
    expect(await partsOf('c’est quoi un DUME et est-ce qu’il faut le signer ?', true)).toBeUndefined();
  });
});
