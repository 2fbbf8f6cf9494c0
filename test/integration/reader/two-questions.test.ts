import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

/** Messages that ask two things, and a word of each answer's source. */
const TWO: readonly (readonly [string, RegExp, RegExp])[] = [
  ['c’est quoi un DUME et est-ce qu’il faut le signer ?', /DUME/, /DUME en PDF/],
  ['il faut un kbis ? et pour l’assurance décennale ?', /Kbis/, /décennale/],
  ['combien de temps pour payer ? et les intérêts c’est automatique ?', /payer ma facture/, /intérêts/],
  ['La retenue de garantie c’est combien et quand est-ce qu’on la récupère ?', /pourcentage/, /rendue/],
  ['pénalités de retard c’est plafonné ? et on peut les contester comment ?', /maximum/, /contester/],
  ['bonjour faut il un kbis et est ce que je peux avoir une avance', /Kbis/, /avance/],
];
/** The same, where each leans on what is told before it. */
const OF_STORY: typeof TWO = [
  // Each leans on the story that is told before them.
  [
    'Je reprends l’entreprise de nettoyage de mon patron en octobre. Ses trois contrats avec la communauté d’agglo me suivent-ils ? Et la mairie peut dire non ?',
    /passe-t-il au repreneur/,
    /refuser que le repreneur/,
  ],
  // The story alone makes the first one find what the second one asks.
  [
    'chantier recu le 3 mai, la mairie m’a toujours pas envoyé le decompte general. moi j’envoie le final quand, comment on fait pour qu’il soit tacite ?',
    /quand envoyer mon décompte final/,
    /tacite/,
  ],
];
/** Typed in one breath, after what is told: each question is asked of it, whatever links them. */
const ONE_BREATH =
  'bonjour j’ai gagné un marché de peinture avec la mairie de creil, 48 000 ht, 4 mois, j’ai droit à une avance et je peux commencer quand ? et faut il une assurance décennale';
/** Messages that ask one, with its story, or twice. */
const ONE: readonly string[] = [
  'quand est-ce que je suis payé ? je veux dire, au bout de combien de jours ?',
  'la mairie me demande une caution de 5 %, c’est normal ? elle a le droit ?',
  'peut-on sous-traiter et si oui jusqu’à combien ?',
  'l’acheteur veut que je baisse mon prix après le dépôt, il peut ? c’est légal ça ?',
  'on est en groupement avec un paysagiste et il a fait faillite, est-ce qu’on peut continuer sans lui ?',
];
/** Messages of which a piece by itself would be answered beside the point, and a word of what answers them whole. */
const WHOLE: readonly (readonly [string, RegExp])[] = [
  [
    'autre truc ya de lelec ds le chantier, jpeu y aller avec un colegue electricien ? on fai comment tout les 2',
    /collègue/,
  ],
  [
    'Je ne suis pas un acheteur. Un marché réservé, ils n’y pensent jamais : comment je convaincs le service achats de la ville, qui appeler et quand ?',
    /convaincre un acheteur/,
  ],
];

describe('A message as the pages read it', () => {
  const folder = tempFolder();
  let opened: Awaited<ReturnType<typeof openBase>>;
  beforeAll(async () => {
    opened = await openBase(readOptions(['--data', folder.path]).config);
  }, 180_000);
  afterAll(() => folder[Symbol.dispose]());
  const headingsOf = async (message: string) => {
    const { blocks, answer } = await converse(opened, [message], '2026-11-29');
    const sections = (answer?.citations ?? []).map(({ section }) => section);
    const headings = blocks.filter(
      (block) => block.type === 'paragraph' && block.text.length === 1 && block.text[0]?.strong,
    );
    return { sections, count: headings.filter((one) => plainText([one]).endsWith('?')).length };
  };

  /** The sections of a message that asks two things, once each is answered by its own. */
  const answersTwice = async ([message, first, second]: (typeof TWO)[number]): Promise<readonly string[]> => {
    const { sections, count } = await headingsOf(message);
    expect(count, message).toBeGreaterThanOrEqual(2);
    expect(sections[0], message).toMatch(first);
    expect(
      sections.slice(1).some((one) => second.test(one)),
      message,
    ).toBe(true);
    return sections;
  };

  it('that asks two things is answered twice, each with its source', async () => {
    for (const two of TWO) {
      const sections = await answersTwice(two);
      expect(new Set(sections).size, two[0]).toBe(sections.length);
    }
  }, 60_000);

  it('that asks two things of its story is answered twice', async () => {
    for (const two of OF_STORY) await answersTwice(two);
  }, 60_000);

  it('that asks several things of what it tells is answered with that', async () => {
    const { blocks, answer } = await converse(opened, [ONE_BREATH], '2026-11-29');
    expect(plainText(blocks)).toMatch(/48\s000\s€\sHT/);
    expect(answer?.citations.some(({ section }) => section.includes('décennale'))).toBe(true);
  }, 60_000);

  it('whose pieces are not surely answered is answered whole', async () => {
    for (const [message, section] of WHOLE) {
      const { sections, count } = await headingsOf(message);
      expect(sections[0], message).toMatch(section);
      expect(count, message).toBeLessThanOrEqual(1);
    }
  }, 60_000);

  it('that asks one thing, however it is told, is answered once', async () => {
    for (const message of ONE) {
      const { blocks } = await converse(opened, [message], '2026-11-29');
      expect(blocks.filter(({ type }) => type === 'rating').length, message).toBe(1);
    }
  }, 60_000);
});
