import { describe, expect, it } from 'vitest';
import { type ReadAlone, wantedParts } from '#src/reader/wanted-parts.ts';
import { cutByHand } from '#support/knowledge/cut-acts.ts';

/** A reader for whom a text wants what its words name; « marché », « avance » and the like ask something. */
const READS: readonly [RegExp, string][] = [
  [/alertes/, 'alerts.start'],
  [/plateforme/, 'referencing.start'],
  [/rappel/, 'expert.call-back'],
  [/efface/, 'privacy.erase'],
  [/merci/, 'thanks'],
  [/avance|payé/, 'question'],
];
const read: ReadAlone = async (text) => {
  const found = READS.filter(([words]) => words.test(text)).map(([, wish]) => wish);
  const wishes = found.length > 0 ? found : ['question'];
  return wishes.map((wish) => ({ wish, probability: 1 / wishes.length }));
};
const wanted = (written: string, by: ReadAlone = read) => {
  const { message, readActs } = cutByHand(written);
  return wantedParts(message, by, readActs);
};
const partsOf = async (written: string) => (await wanted(written))?.map(({ text }) => text);

describe('What a message wants at once', () => {
  it('is two wishes', async () => {
    expect(
      await partsOf('want: je voudrais être sur votre plateforme | want: et recevoir aussi les alertes'),
    ).toEqual(['je voudrais être sur votre plateforme', 'et recevoir aussi les alertes']);
  });

  it('is two wishes where the second drowns the first, as long as that is surely written as one', async () => {
    const drowned =
      (sure: number): ReadAlone =>
      async (text) => {
        if (text.includes('rappel')) return [{ wish: 'expert.call-back', probability: 0.99 }];
        return [
          { wish: 'referencing.start', probability: sure },
          { wish: 'question', probability: 1 - sure },
        ];
      };
    const written = 'want: oki alors inscri moi. et vous pouvez me rappeler ? | tell: je suis en chantier';
    expect((await wanted(written, drowned(0.88)))?.map(({ wants }) => wants)).toEqual([
      'referencing',
      'handoff',
    ]);
    expect(await wanted(written, drowned(0.6))).toBeUndefined();
  });

  it('is a wish and a question, the wish first', async () => {
    expect(
      await partsOf('ask: Ai-je droit à une avance ? | want: Sinon il faut me rappeler demain.'),
    ).toEqual(['Sinon il faut me rappeler demain.', 'Ai-je droit à une avance ?']);
  });

  it('is a person, or to be listed, however surely the whole asks a rule', async () => {
    const asking: ReadAlone = async (text) =>
      text.includes('avance') ? [{ wish: 'question', probability: 0.9 }] : read(text);
    expect(
      await wanted('tell: Rappelez-moi svp merci de rappeler. | ask: Ai-je droit à une avance ?', asking),
    ).toBeUndefined();
    expect(await wanted('want: Il faut me rappeler. | ask: Ai-je droit à une avance ?', asking)).toEqual([
      { text: 'Il faut me rappeler.', wants: 'handoff' },
      { text: 'Ai-je droit à une avance ?' },
    ]);
    expect(
      await wanted(
        "want: mettez-moi sur la plateforme. | ask: si je gagne, j'ai droit à une avance ?",
        asking,
      ),
    ).toEqual([
      { text: 'mettez-moi sur la plateforme.', wants: 'referencing' },
      { text: "si je gagne, j'ai droit à une avance ?" },
    ]);
    expect(
      await wanted('ask: On peut me rappeler les règles ? | ask: Ai-je droit à une avance ?', asking),
    ).toBeUndefined();
  });

  it('is a document that is put right, and what is asked after it, where one was just given', async () => {
    const reading: ReadAlone = async (text) =>
      /lot 2 c'est nous/.test(text) && !text.includes('avance')
        ? [{ wish: 'handout.correct', probability: 0.9 }]
        : [{ wish: 'question', probability: 0.95 }];
    const { message, readActs } = cutByHand(
      "tell: Non, le lot 2 c'est nous toutes seules. | ask: Et est-ce qu'on a droit à une avance ?",
    );
    expect(await wantedParts(message, reading, readActs, { mayCorrect: true })).toEqual([
      { text: "Non, le lot 2 c'est nous toutes seules.", wants: 'handout.correct' },
      { text: "Et est-ce qu'on a droit à une avance ?" },
    ]);
    expect(await wantedParts(message, reading, readActs)).toBeUndefined();
  });

  it('keeps what is told with each of two wishes', async () => {
    const message =
      'tell: Nous sommes quatre menuisiers de Lens. | want: On veut être sur la plateforme. | want: Et recevoir vos alertes.';
    expect(await partsOf(message)).toEqual([
      'Nous sommes quatre menuisiers de Lens. On veut être sur la plateforme.',
      'Nous sommes quatre menuisiers de Lens. Et recevoir vos alertes.',
    ]);
  });

  it.each([
    [
      'one wish, however long its story',
      'tell: On est trois à Pau. Tout va bien. | want: Il faut me rappeler demain.',
    ],
    ['a question', 'tell: Je fais des murs et la mairie tarde. | ask: Quand serai-je payé ?'],
    ['thanks beside a question', 'talk: Merci beaucoup pour tout. | ask: Et une avance, on y a droit ?'],
    ['a clause alone', 'want: recevoir les alertes'],
  ])('is one thing: %s', async (_, message) => {
    expect(await partsOf(message)).toBeUndefined();
  });

  it('is one thing where the whole message surely asks, whatever a clause of it looks like', async () => {
    const sure: ReadAlone = async (text) =>
      text.length > 40 ? [{ wish: 'question', probability: 0.95 }] : read(text);
    expect(
      await wanted('tell: Un ami reçoit des alertes. | ask: Et moi, ai-je droit à une avance ?', sure),
    ).toBeUndefined();
  });

  it('is not looked for in what is too long to be a message', async () => {
    expect(
      await partsOf(
        `tell: ${'je raconte. '.repeat(80)}| want: Il faut me rappeler. | want: Et vos alertes ?`,
      ),
    ).toBeUndefined();
  });
});
