import { describe, expect, test } from 'vitest';
import { askedPieces } from '#src/reader/questions/asked-pieces.ts';
import type { FindAnswer, Found } from '#src/reader/questions/found.ts';
import { severalQuestions } from '#src/reader/questions/several-questions.ts';
import { withoutDenials } from '#src/reader/questions/without-denials.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import { cutByHand } from '#support/knowledge/cut-acts.ts';

/** What is found for the first of these words that a question has; what was asked. */
function finding(known: Readonly<Record<string, Partial<Found>>>): { find: FindAnswer; asked: string[] } {
  const asked: string[] = [];
  const find: FindAnswer = async (text) => {
    asked.push(text);
    const word = Object.keys(known).find((one) => text.toLowerCase().includes(one));
    const found = word === undefined ? undefined : known[word];
    const sections = found?.heading === undefined ? [] : [`page#${found.heading}`];
    return { outcome: 'none', sections, thread: { question: text }, ...found };
  };
  return { find, asked };
}

const partsOf = (
  written: string,
  find: FindAnswer,
  { thread, saysMissed }: { thread?: ThreadContext; saysMissed?: (words: string) => Promise<boolean> } = {},
) => {
  const { message, acts } = cutByHand(written);
  return severalQuestions(message, {
    before: async () => thread,
    find,
    isWish: async () => false,
    saysMissed,
    readActs: async () => acts,
  });
};

const questionsIn = (written: string) =>
  askedPieces(cutByHand(written).acts)?.questions.map(({ text, leans }) => ({ text, leans }));

describe('both halves of a message', () => {
  test('are questions, also as they are typed on a phone', () => {
    expect(questionsIn('tell: jsuis plombier, | ask: cest quoi le dc1 | ask: et faut le signer ?')).toEqual([
      { text: 'cest quoi le dc1', leans: false },
      { text: 'Faut le signer ?', leans: true },
    ]);
    expect(
      questionsIn('tell: j’ai peur, | ask: il paye en combien de temps, | ask: et je réclame quoi ?')?.length,
    ).toBe(2);
  });

  test.each([
    'ask: c’est quoi un accord-cadre ? | ask: et le minimum je suis sûr de l’avoir ?',
    'ask: les pénalités, c’est légal ? | ask: y a un plafond ?',
    'ask: faut combien de salariés pour être une EI et la convention elle se demande à qui ?',
  ])('are two where the second names what it asks of: %s', (written) => {
    expect(questionsIn(written)?.length).toBe(2);
  });

  test('lean where a pronoun stands for what the first one names', () => {
    const leaning = [
      'quand est-ce qu’on me la rend',
      'qui le signe',
      'comment on l’étiquette',
      'où je la demande ?',
    ];
    for (const second of leaning)
      expect(questionsIn(`ask: c’est quoi la retenue ? | ask: et ${second}`)?.[1]?.leans).toBe(true);
  });

  test('agree, and ask nothing, by « pourquoi pas »', () => {
    expect(questionsIn('ask: si ça peut aider pourquoi pas. | ask: c’est à mes frais ?')).toBeUndefined();
  });
});

describe('a half that no page surely answers', () => {
  const GARDER = 'ask: combien de temps je garde mes factures | ask: et chorus c’est gratuit ?';

  test('is no neighbour’s under its own words: what it may be is proposed', async () => {
    const { find } = finding({
      'factures et chorus': {
        outcome: 'answer',
        heading: 'Chorus, gratuit ?',
        likelihood: 0.9,
        said: 'Chorus est gratuit.',
      },
      chorus: {
        outcome: 'answer',
        heading: 'Chorus, gratuit ?',
        likelihood: 0.9,
        said: 'Chorus est gratuit.',
      },
      factures: {
        outcome: 'answer',
        heading: 'Payé quand ?',
        likelihood: 0.55,
        said: 'Une facture se paie en 30 jours.',
      },
    });
    expect(await partsOf(GARDER, find)).toMatchObject([
      {
        asked: 'Chorus c’est gratuit ?',
        unsure: [{ asked: 'Combien de temps je garde mes factures ?', offered: ['Payé quand ?'] }],
      },
    ]);
  });

  test('is said not to be known where nothing is near', async () => {
    const { find } = finding({
      'factures et chorus': { outcome: 'answer', heading: 'Chorus, gratuit ?', likelihood: 0.9 },
      chorus: { outcome: 'answer', heading: 'Chorus, gratuit ?', likelihood: 0.9 },
    });
    expect(await partsOf(GARDER, find)).toMatchObject([
      { unheard: ['Combien de temps je garde mes factures ?'] },
    ]);
  });

  test('does not hide the other where the whole is settled for it', async () => {
    const { find } = finding({
      certification: { outcome: 'settled' },
      kbis: { outcome: 'answer', heading: 'Le Kbis ?', likelihood: 0.9, said: 'Le Kbis n’est pas exigé.' },
    });
    const parts = await partsOf(
      'ask: il faut un kbis ? | ask: et la certification bio coûte combien ?',
      find,
    );
    expect(parts?.map(({ asked }) => asked)).toEqual([
      'Il faut un kbis ?',
      'La certification bio coûte combien ?',
    ]);
  });
});

describe('what is said in passing', () => {
  test.each([
    ['j’ai pas demandé d’expert moi, ils veulent un échantillon.', 'ils veulent un échantillon.'],
    ['je vends des plateaux, c’est pas une cantine,', 'je vends des plateaux,'],
    ['je parle pas de l’expert.', ''],
    ['ils m’ont pas payé, j’ai pas de références.', 'ils m’ont pas payé, j’ai pas de références.'],
    ['c’est pas indiqué dans le règlement.', 'c’est pas indiqué dans le règlement.'],
  ])('is told of nothing where it only denies: %s', (story, left) => {
    expect(withoutDenials(story)).toBe(left);
  });

  test('does not choose the answer', async () => {
    const { find, asked } = finding({
      cantine: { outcome: 'answer', heading: 'La cantine ?', likelihood: 0.6 },
      plateaux: {
        outcome: 'answer',
        heading: 'Le traiteur ?',
        likelihood: 0.9,
        said: 'Vos plateaux se paient.',
      },
      délai: { outcome: 'answer', heading: 'Le délai ?', likelihood: 0.9, said: 'Le délai est de 30 jours.' },
    });
    const parts = await partsOf(
      'tell: c’est pas une cantine, on vend des plateaux. | ask: je suis payé ? | ask: et sous quel délai de paiement ?',
      find,
    );
    expect(asked).toContain('on vend des plateaux. je suis payé ?');
    expect(parts?.[0]?.text).toBe('on vend des plateaux. je suis payé ?');
  });
});

describe('what was left without an answer, and is asked again', () => {
  const thread = {
    question: 'combien de devis ?',
    lastAnswered: { question: 'combien de devis ?', heading: 'Un seul devis ?' },
  } as ThreadContext;
  const saysMissed = async (words: string) => words.includes('pas dit');
  const WRITTEN =
    'ask: mais pour les entreprises du coin | talk: vous ne m’avez pas dit. | ask: Si je demande 3 devis à 3 couvreurs, c’est permis ?';

  test('is read without what was said', async () => {
    const { find } = finding({
      devis: { outcome: 'answer', heading: 'Un seul devis ?', likelihood: 0.8 },
      coin: { outcome: 'answer', heading: 'Favoriser les entreprises du coin ?', likelihood: 0.8 },
    });
    expect(await partsOf(WRITTEN, find, { thread, saysMissed })).toMatchObject([
      { text: 'mais pour les entreprises du coin', alone: true },
    ]);
  });

  test('is read as anything where another page answers it as it stands', async () => {
    const { find, asked } = finding({
      devis: { outcome: 'answer', heading: 'Trois devis ?', likelihood: 0.8 },
    });
    await partsOf(WRITTEN, find, { thread, saysMissed });
    expect(asked).not.toContain('mais pour les entreprises du coin');
  });
});
