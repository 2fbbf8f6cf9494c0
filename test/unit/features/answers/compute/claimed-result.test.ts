import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { givesWhatIsAsked } from '#src/features/answers/chat/gives-what-is-asked.ts';
import { stillAsking } from '#src/features/answers/compute/still-asking.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { REGISTER } from '#support/knowledge/ask-computation.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';
import { talkWith } from '#support/knowledge/talk.ts';

const TODAY = '2026-11-24';
const base = makeKnowledgeBase(
  {
    passages: passagesFrom(
      `## Quel chiffre d'affaires minimal un acheteur peut-il exiger ?

L'acheteur peut exiger un chiffre d'affaires minimal, plafonné par le code.

Références : R2142-7
On demande aussi : chiffre d'affaires exigé ; chiffre d'affaires minimum pour candidater`,
    ),
    figures: [...REGISTER.values()],
    glossary: EMPTY_GLOSSARY,
  },
  { generation: 'test', createdAt: 0 },
);
const answerer = createAnswerer({ base, retriever: new HybridRetriever(base) });

const lastOf = talkWith(answerer, TODAY);

const TURNOVER = 'Le marché est estimé à 85 000 HT, ils demandent 170 000 de CA minimum';
const SCORE = 'Prix sur 40 points, nous on est à 78 000, le moins cher à 62 000 : on a combien de points ?';
const INVOICE = 'facture reçue le 22 septembre par la mairie, elle doit payer quand ?';

describe('a result that somebody finds again', () => {
  it.each([
    [TURNOVER, 'donc 127 500, et leur 170 000 dépasse, j’ai bon ?', '127 500 €'],
    [TURNOVER, 'la limite c’est 127 500 ?', '127 500 €'],
    [SCORE, '31,8 c’est ça ?', '31,79 points'],
    [SCORE, 'je triche pas ; 31,8 c’est ça ?', '31,79 points'],
    [SCORE, 'donc 31,79 points ?', '31,79 points'],
    [INVOICE, 'le 22 octobre c’est ça ?', 'jeudi 22 octobre 2026'],
  ])('« %s », « %s » is confirmed', async (first, claim, result) => {
    const said = await lastOf(first, claim);
    expect(said).toMatch(/^Oui, /);
    expect(said).toContain(result);
  });

  it('what is asked after it of the same sum is counted too', async () => {
    const story = `${TURNOVER}, j’ai 140 000`;
    const said = await lastOf(story, 'donc 127 500, j’ai bon ? je passerais avec 140 000 ?');
    expect(said).toMatch(/^Oui, /);
    expect(said).toContain('Avec 140 000 € de chiffre d’affaires');
  });

  it.each([
    [SCORE, '35 c’est ça ?'],
    [SCORE, '32,5 c’est ça ?'],
    [TURNOVER, 'donc 150 000, j’ai bon ?'],
    [TURNOVER, 'ils peuvent m’éliminer avec 127 500 ?'],
    [INVOICE, 'le 12 octobre c’est ça ?'],
  ])('« %s », « %s » is not', async (first, claim) => {
    expect(await lastOf(first, claim)).not.toMatch(/^Oui/);
  });
});

describe('a number that was just asked', () => {
  const asking = { question: '3 personnes pendant 2 jours à 18 € de l’heure, combien ?', asking: 'job-cost' };

  it.each(['7 heures par jour', '7h par jour', 'environ 8 h'])('« %s » is given', (text) => {
    expect(givesWhatIsAsked(text, asking, TODAY)).toBe(true);
  });

  it.each(['06 51 27 84 39', 'combien d’heures par jour ?', 'je veux des alertes', 'moins souvent'])(
    '« %s » is something else',
    (text) => expect(givesWhatIsAsked(text, asking, TODAY)).toBe(false),
  );

  it('is given where the first of two questions asked for it', () => {
    const both = { question: 'et le DC4 ?', alsoAsking: { asking: 'job-cost', question: 'combien ?' } };
    expect(givesWhatIsAsked('7 heures par jour', both, TODAY)).toBe(true);
  });

  it('nothing is where nothing was asked', () => {
    expect(givesWhatIsAsked('7 heures par jour', { question: 'bonjour' }, TODAY)).toBe(false);
  });
});

describe('what a computation offered to choose', () => {
  const ADVANCE =
    'marché de 62 000 € HT sur 7 mois avec une grande ville, grand acheteur, TVA 20 %, combien d’avance ?';

  it.each(['Oui, je suis une PME', 'je suis une PME'])('completes it: « %s »', async (chosen) => {
    expect(await lastOf(ADVANCE)).toContain('Êtes-vous une PME ?');
    const said = await lastOf(ADVANCE, chosen);
    expect(said).toContain('Au moins 7 440 € d’avance : 10 % de la base de calcul.');
  });

  it('completes it after the other question of the same message, too', async () => {
    const first = await answerer.answer(ADVANCE, undefined, TODAY);
    const other = await answerer.answer('chiffre d’affaires minimum pour candidater ?', undefined, TODAY);
    const thread = stillAsking(other.thread, [first.thread]);
    const { blocks } = await answerer.answer('Oui, je suis une PME', thread, TODAY);
    expect(plainText(blocks).replace(/[\u00A0\u202F]/g, ' ')).toContain('Au moins 7 440 €');
  });
});

describe('another question, with a number in it', () => {
  it('is not answered with what was counted before it', async () => {
    const told = 'j’ai un lot de plomberie avec la ville, marché de 62 000 €';
    const change = 'un avenant de 5 800 € sur mon marché de 62 000 €, c’est pas trop ?';
    const other =
      'ya un appel d’offres à rendre vendredi prochain le 11 à 12h, on fait comment avec mon pote ?';
    expect(await lastOf(told, change)).toContain('9 300 €');
    expect(await lastOf(told, change, other)).not.toContain('9 300 €');
  });
});

describe('the price of one thing, with how many there are', () => {
  it('is multiplied, and what lacks of a year is asked, then counted', async () => {
    const need = 'Mairie : 140 repas par jour, 4 jours par semaine, à 3,10 € le repas, quelle procédure ?';
    expect(await lastOf(need)).toContain('nombre de semaines');
    expect(await lastOf(need, '36 semaines par an')).toContain('62 496 € HT par an');
  });
});

describe('a rule that somebody has heard of', () => {
  it('is not what their own numbers come to', async () => {
    expect(await lastOf('5 800 sur 62 000, y a un plafond non, je crois 10 % ?')).not.toContain('Non, pas');
    expect(await lastOf('5 800 sur 62 000, ça fait 10 %, j’ai bon ?')).toContain('Non, pas 10');
  });
});
