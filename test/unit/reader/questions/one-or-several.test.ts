import { describe, expect, test } from 'vitest';
import { askedBesideWishes } from '#src/reader/questions/beside-wishes.ts';
import type { FindAnswer, Found } from '#src/reader/questions/found.ts';
import { severalQuestions } from '#src/reader/questions/several-questions.ts';
import { cutByHand } from '#support/knowledge/cut-acts.ts';

/** What is found for the first of these words that a question has, with how likely. */
function finding(known: Readonly<Record<string, Partial<Found>>>): { find: FindAnswer; asked: string[] } {
  const asked: string[] = [];
  const find: FindAnswer = async (text) => {
    asked.push(text);
    const [word = ''] = Object.keys(known).filter((one) => text.toLowerCase().includes(one));
    const found = known[word];
    const sections = found?.heading === undefined ? [] : [`page#${found.heading}`];
    return { outcome: 'none', sections, thread: { question: text }, ...found };
  };
  return { find, asked };
}
const partsOf = (written: string, find: FindAnswer) => {
  const { message, readActs } = cutByHand(written);
  const before = async () => undefined;
  return severalQuestions(message, { before, find, isWish: async () => false, readActs });
};

describe('the pieces of a message', () => {
  const WRITTEN =
    'ask: comment je persuade la mairie d’acheter autrement, | ask: qui appeler | ask: et quand ?';
  const { message: MESSAGE } = cutByHand(WRITTEN);

  test('that are not surely answered leave it whole', async () => {
    const { find, asked } = finding({
      'appeler et quand': { outcome: 'answer', heading: 'Persuader', likelihood: 0.6 },
      persuade: { outcome: 'doubt', offered: ['Persuader', 'Vendre'], likelihood: 0.45 },
    });
    expect(await partsOf(WRITTEN, find)).toMatchObject([{ text: MESSAGE }]);
    // A bare « quand ? » is never looked for alone.
    expect(asked.some((text) => /^quand\W*$/i.test(text))).toBe(false);
  });

  test('that only ask in how long are of what was asked before them', async () => {
    const { find, asked } = finding({
      évincée: { outcome: 'answer', heading: 'Répondre à une entreprise évincée', likelihood: 0.9 },
      'répondre : ': { outcome: 'answer', heading: 'Répondre à une entreprise évincée', likelihood: 0.9 },
      délai: { outcome: 'answer', heading: 'Envoyer une réclamation', likelihood: 0.9 },
    });
    const written =
      'tell: une entreprise évincée nous écrit. | ask: que dois-je répondre, | ask: et dans quel délai ?';
    const parts = await partsOf(written, find);
    expect(parts?.length).toBe(1);
    expect(asked.some((text) => /^dans quel délai\W*$/i.test(text))).toBe(false);
  });

  test('are no questions of their own where the whole has an answer, as sure, that none of them has', async () => {
    const { find } = finding({
      'impôts et d’urssaf': { outcome: 'answer', heading: 'Les attestations, quand ?', likelihood: 0.9 },
      impôts: { outcome: 'answer', heading: 'L’attestation fiscale ?', likelihood: 0.8 },
      urssaf: { outcome: 'answer', heading: 'L’attestation Urssaf ?', likelihood: 0.95 },
    });
    const written = 'ask: dois-je joindre mes attestations d’impôts | ask: et d’Urssaf à ma candidature ?';
    expect(await partsOf(written, find)).toMatchObject([{ text: cutByHand(written).message }]);
  });

  test('are each answered where a doubt on the whole hesitates between them', async () => {
    const { find } = finding({
      'passe en imprévision ? et le nom': {
        outcome: 'doubt',
        offered: ['Imprévision ?', 'Où sont les indices ?'],
      },
      imprévision: { outcome: 'answer', heading: 'Imprévision ?', likelihood: 0.8 },
    });
    const parts = await partsOf(
      'ask: ça passe en imprévision ? | ask: et le nom de l’indice pour mon métier svp',
      find,
    );
    expect(parts?.map(({ text }) => text)).toEqual(['ça passe en imprévision ?', 'Où sont les indices ?']);
    expect(parts?.map(({ asked }) => asked)).toEqual([
      'Ça passe en imprévision ?',
      'Le nom de l’indice pour mon métier ?',
    ]);
  });

  test('give way to the only one that is surely answered, and what the others may ask is proposed under their own words', async () => {
    const { find } = finding({
      'kbis ? et la caution': { outcome: 'doubt', offered: ['Autre chose ?'] },
      kbis: { outcome: 'answer', heading: 'Le Kbis ?', likelihood: 0.9 },
      caution: { outcome: 'answer', heading: 'La caution, combien ?', likelihood: 0.45 },
    });
    const written = 'ask: il faut un kbis ? | ask: et la caution elle coûte combien ?';
    const { message } = cutByHand(written);
    const [part, ...others] = (await partsOf(written, find)) ?? [];
    expect(others).toEqual([]);
    expect(part).toMatchObject({
      text: 'il faut un kbis ?',
      told: message,
      unsure: [{ asked: 'La caution elle coûte combien ?', offered: ['La caution, combien ?'] }],
    });
  });

  test('are not read where what the message asks as a whole is settled', async () => {
    const { find } = finding({
      'faux ? et': { outcome: 'settled' },
      kbis: { outcome: 'answer', heading: 'Le Kbis ?', likelihood: 0.9 },
    });
    expect(
      await partsOf('ask: comment faire un kbis qui est un faux ? | ask: et ça marche ?', find),
    ).toBeUndefined();
  });
});

describe('a story before a question', () => {
  const WRITTEN =
    'tell: Mon beau-frère est peintre à Nantes. Nous n’avons jamais candidaté. | ask: Par quoi faut-il commencer ?';
  const { message: MESSAGE } = cutByHand(WRITTEN);

  test('is read with less of it where the whole hesitates on what is then found', async () => {
    const { find } = finding({
      'beau-frère': { outcome: 'doubt', offered: ['Peindre ?', 'La première fois ?'] },
      jamais: { outcome: 'answer', heading: 'La première fois ?', likelihood: 0.7 },
    });
    const [part] = (await partsOf(WRITTEN, find)) ?? [];
    expect(part?.text).toBe('Nous n’avons jamais candidaté. Par quoi faut-il commencer ?');
    expect(part?.told).toBe(MESSAGE);
  });

  test('is read whole where less of it finds something else', async () => {
    const { find } = finding({
      'beau-frère': { outcome: 'doubt', offered: ['Peindre ?'] },
      jamais: { outcome: 'answer', heading: 'La première fois ?', likelihood: 0.7 },
    });
    expect(await partsOf(WRITTEN, find)).toBeUndefined();
  });
});

describe('a question beside wishes that names nothing', () => {
  const { find, asked } = finding({
    'session d’entraînement de la fabrique : c’est quand': {
      outcome: 'answer',
      heading: 'Quand ?',
      sections: ['programme/session#Quand ?'],
    },
    'référencement à la fabrique : c’est gratuit': {
      outcome: 'answer',
      heading: 'Gratuit ?',
      sections: ['programme/referencement#Gratuit ?'],
    },
    'session d’entraînement de la fabrique : c’est gratuit': {
      outcome: 'answer',
      heading: 'Ailleurs',
      sections: ['guides/a#b'],
    },
  });
  const besides = (written: string, wishes: readonly string[]) => {
    const { message, readActs } = cutByHand(written);
    return askedBesideWishes(message, wishes, { find, readActs });
  };
  const WISHES = ['referencing', 'training.apply'];

  test('is asked of what is wanted, the last thing first, from the pages of the programme', async () => {
    const parts = await besides(
      'ask: Comment on fait, | ask: c’est quand, | ask: et c’est gratuit ?',
      WISHES,
    );
    expect(parts?.map((part) => part.asked)).toEqual(['C’est quand ?', 'C’est gratuit ?']);
    expect(parts?.[1]?.text).toContain('le référencement à la Fabrique');
    // How it is done is told by doing it, and nothing is asked alone.
    expect(asked.every((text) => text.includes(' : '))).toBe(true);
    expect(asked.some((text) => /comment/i.test(text))).toBe(false);
  });

  test('is left out where no page of the programme says it', async () => {
    expect(await besides('ask: Et c’est long ?', WISHES)).toEqual([]);
  });

  test('is no matter of the wish where it stands by itself', async () => {
    expect(await besides('ask: Faut-il un extrait Kbis pour candidater ?', WISHES)).toBeUndefined();
    expect(
      await besides('ask: et si je gagne 1,5 M€ à Lyon, j’ai droit à quelle avance ?', WISHES),
    ).toBeUndefined();
    expect(await besides('ask: c’est quand ?', [])).toBeUndefined();
    for (const asked of [
      'et un dépôt arrivé à 12h03 pour une limite à 12h, c’est foutu ?',
      'et un depot a 12h03 pour une limite a 12h c’est foutu ?',
    ])
      expect(await besides(`ask: ${asked}`, ['handoff'])).toBeUndefined();
  });
});
