import { describe, expect, test } from 'vitest';
import { askedOf, askedPieces, namedIn } from '#src/reader/questions/asked-pieces.ts';
import type { FindAnswer, Found } from '#src/reader/questions/found.ts';
import { severalQuestions } from '#src/reader/questions/several-questions.ts';
import { cutByHand } from '#support/knowledge/cut-acts.ts';

const questionsOf = (written: string) =>
  askedPieces(cutByHand(written).acts)?.questions.map(({ text, told }) =>
    told ? `${told} → ${text}` : text,
  );

describe('the questions of a message', () => {
  test('are said without what links them to the one before', () => {
    expect(questionsOf('ask: c’est quoi un DUME | ask: et est-ce qu’il faut le signer ?')).toEqual([
      'c’est quoi un DUME',
      'Est-ce qu’il faut le signer ?',
    ]);
  });

  test('are asked of what is told before them, and between two of them', () => {
    const pieces = askedPieces(
      cutByHand(
        'tell: mon marché est résilié | ask: j’ai droit à une indemnité | tell: on est dix | ask: quand serai-je payé ?',
      ).acts,
    );
    expect(pieces?.story).toBe('mon marché est résilié');
    expect(pieces?.questions.map(({ text, told }) => [told, text])).toEqual([
      ['', 'j’ai droit à une indemnité'],
      ['on est dix', 'Quand serai-je payé ?'],
    ]);
  });

  test('leave out courtesies and short remarks, and keep a remark that tells something', () => {
    expect(
      questionsOf(
        'talk: bonjour | ask: faut-il un Kbis ? | talk: je suis perdu | ask: ça coûte combien la caution ?',
      ),
    ).toEqual(['faut-il un Kbis ?', 'Ça coûte combien la caution ?']);
    expect(
      questionsOf(
        'ask: faut-il un Kbis ? | talk: la secrétaire de la mairie de Tarbes a perdu notre dossier | ask: qui prévenir ?',
      ),
    ).toEqual([
      'faut-il un Kbis ?',
      'la secrétaire de la mairie de Tarbes a perdu notre dossier → Qui prévenir ?',
    ]);
  });

  test.each([
    'ask: que faire si le titulaire ne paie pas et que la mairie ne veut rien savoir ?',
    'tell: on attend toujours le paiement | ask: qu’est-ce qu’on peut faire ?',
    // A yes or no on what was just asked is no other question.
    'ask: ils peuvent me refuser pour cette vieille histoire ? | ask: ils en ont le droit ?',
    'talk: bonjour',
  ])('are not looked for in what asks one thing: %s', (written) => {
    expect(askedPieces(cutByHand(written).acts)).toBeUndefined();
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
const partsOf = (written: string, isWish = false) => {
  const { message, readActs } = cutByHand(written);
  return severalQuestions(message, {
    before: async () => undefined,
    find,
    isWish: async () => isWish,
    readActs,
  });
};
const TWO = 'ask: c’est quoi un DUME | ask: et est-ce qu’il faut le signer ?';

describe('two questions', () => {
  test('are two where each has an answer of its own, each under its words', async () => {
    const parts = await partsOf(TWO);
    expect(parts?.map(({ asked }) => asked)).toEqual([
      'C’est quoi un DUME ?',
      'Est-ce qu’il faut le signer ?',
    ]);
    expect(parts?.[1]?.goesOn).toBe(true);
  });

  test.each([
    'ask: c’est quoi un DUME | ask: et ça sert à quoi ?',
    'ask: un DUME c’est quoi ? | ask: c’est quoi le DUME exactement ?',
  ])('are one where one answer is given to both: %s', async (written) => {
    expect(await partsOf(written)).toEqual([{ text: cutByHand(written).message }]);
  });

  test('are two where the whole looks like a wish, and each piece only asks', async () => {
    const parts = async (wishes: readonly string[]) => {
      const { message, readActs } = cutByHand(
        'ask: est-ce que j’aurai une avance si je m’inscris | ask: et est-ce que je dois signer',
      );
      const isWish = async (words = message) =>
        words === message || wishes.some((one) => words !== message && words.endsWith(one));
      return severalQuestions(message, { before: async () => undefined, find, isWish, readActs });
    };
    expect(await parts([])).toHaveLength(2);
    expect(await parts(['je dois signer'])).toBeUndefined();
  });

  test('are one where one count answers both', async () => {
    const { message, readActs } = cutByHand(TWO);
    const parts = await severalQuestions(message, {
      before: async () => undefined,
      find: async (text, before) =>
        text === message
          ? { outcome: 'answer', sections: ['A'], thread: { question: message, isOfAll: true } }
          : find(text, before),
      isWish: async () => false,
      readActs,
    });
    expect(parts).toEqual([{ text: message, isQuestion: true }]);
  });

  test('that no page answers are said back, and never left out', async () => {
    const { message, readActs } = cutByHand(
      'ask: faut il un kbis | ask: et je mets quoi dans la boîte aux lettres | ask: et est ce que je peux avoir une avance',
    );
    const parts = await severalQuestions(message, {
      before: async () => undefined,
      find: async (text, before) =>
        /lettres/.test(text)
          ? { outcome: 'none', sections: [], thread: { question: '' } }
          : find(text, before),
      isWish: async () => false,
      readActs,
    });
    expect(parts?.map(({ asked }) => asked)).toEqual([
      'Faut il un kbis ?',
      'Est ce que je peux avoir une avance ?',
    ]);
    expect(parts?.at(-1)?.unheard).toEqual(['Je mets quoi dans la boîte aux lettres ?']);
  });

  test('that ask nothing by their words are not said to have no answer', async () => {
    const { message, readActs } = cutByHand(
      'ask: faut il un kbis | ask: et moi qui ai fini deuxième | ask: et est ce que je peux avoir une avance',
    );
    const parts = await severalQuestions(message, {
      before: async () => undefined,
      find: async (text, before) =>
        /deuxième/.test(text)
          ? { outcome: 'none', sections: [], thread: { question: '' } }
          : find(text, before),
      isWish: async () => false,
      readActs,
    });
    expect(parts).toHaveLength(2);
    expect(parts?.at(-1)?.unheard).toBeUndefined();
  });

  test('one of which tells of another thing than the story is read without it', async () => {
    const read = async (text: string): Promise<Found> => ({
      outcome: 'answer',
      sections: [/peintre/.test(text) ? 'a' : 'b'],
      likelihood: /peintre/.test(text) ? 0.5 : 0.9,
      thread: { question: text },
    });
    const { message, readActs } = cutByHand(
      'tell: je suis peintre | ask: je peux candidater ? | ask: c’est quoi un DUME ?',
    );
    const parts = await severalQuestions(message, {
      before: async () => undefined,
      find: async (text) =>
        /DUME/.test(text) ? read(text) : { ...(await read('peintre')), likelihood: 0.8 },
      isWish: async () => false,
      readActs,
    });
    expect(parts?.map(({ text }) => text)).toEqual([
      'je suis peintre je peux candidater ?',
      'C’est quoi un DUME ?',
    ]);
  });

  test('with their own numbers are counted whatever was asked before', async () => {
    const find: FindAnswer = async (_, thread) => ({
      outcome: 'answer',
      sections: ['x'],
      thread: { question: '' },
      ...(thread?.question ? { likelihood: 0.6 } : {}),
    });
    const thread = {
      question: 'et l’Urssaf ?',
      lastAnswered: { question: 'et l’Urssaf ?', heading: 'Urssaf' },
    };
    const { message, readActs } = cutByHand('ask: marché de 172000 ht 5 mois, combien d’avance');
    const parts = await severalQuestions(message, {
      before: async () => thread,
      find,
      isWish: async () => false,
      readActs,
    });
    expect(parts).toEqual([{ text: message, isQuestion: true, alone: true }]);
  });

  test('are three at most, and the fourth is offered', async () => {
    const parts = await partsOf(
      'ask: faut il un kbis | ask: et est ce que je peux avoir une avance | ask: et ils me payent en combien de temps | ask: c’est quoi un dume',
    );
    expect(parts?.map(({ asked }) => asked)).toEqual([
      'Faut il un kbis ?',
      'Est ce que je peux avoir une avance ?',
      'Ils me payent en combien de temps ?',
    ]);
    expect(parts?.at(-1)?.more).toEqual(['C’est quoi un dume ?']);
  });

  test('are asked of the thing that was named before, where the second one only has a case', () => {
    const named = namedIn('puis-je avoir une avance si mon marché dure 6 mois');
    expect(named).not.toContain('marche');
    expect(askedOf('Combien si je suis une PME ?', 'avance')).toBe('Combien avance si je suis une PME ?');
    expect(askedOf('Est-ce qu’il faut le signer ?', 'dume')).toBe('dume : Est-ce qu’il faut le signer ?');
  });

  test('are not looked for in a wish', async () => {
    expect(await partsOf(TWO, true)).toBeUndefined();
  });
});
