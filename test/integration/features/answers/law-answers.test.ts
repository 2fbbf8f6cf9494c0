import { beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { articleChoices, isIndexed, readArticle } from '#src/features/answers/law/article.ts';
import { lawInstead, withArticles } from '#src/features/answers/law/with-law.ts';
import { refuse } from '#src/features/answers/refuse/refuse.ts';
import { understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { articleOn } from '#src/retrieval/law-index.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { baseWithLaw, LAW } from '#support/knowledge/law-base.ts';
import { TODAY } from '#support/knowledge/workshop.ts';

let base: KnowledgeBase;
let pagesOnly: KnowledgeBase;
beforeAll(async () => {
  base = await baseWithLaw();
  pagesOnly = await baseWithLaw([]);
});

const read = (question: string, from = base): Answer | undefined =>
  readArticle(understand(question, undefined, TODAY), from);
const textOf = (answer: Answer | undefined): string => plainText(answer?.blocks ?? []);
const filter = { regime: 'ordinary', date: TODAY } as const;
const search = (question: string, among: 'pages' | 'law' | 'all', from = base) =>
  new HybridRetriever(from).search(question, { k: 10, filter, among });

describe('an article asked for by its number', () => {
  it('is quoted word for word, with its place, its dates and its address, and without a verdict', () => {
    const answer = read('que dit l’article R2122-8 ?');
    expect(textOf(answer)).toContain('Voici l’article R2122-8 du code de la commande publique');
    expect(textOf(answer)).toContain('« Chapitre II : Marchés passés sans publicité »');
    expect(textOf(answer)).toContain(
      '« L’acheteur peut se passer de publicité sous 60 000 euros hors taxes.',
    );
    expect(textOf(answer)).toContain('Nota : S’applique aux consultations lancées ensuite. »');
    expect(answer).toMatchObject({ kind: 'answer', verdict: null, composer: 'extractive' });
    expect(answer?.citations).toEqual([
      expect.objectContaining({
        n: 1,
        title: 'Code de la commande publique',
        articles: ['R2122-8'],
        section: 'Article R2122-8 — Chapitre II : Marchés passés sans publicité',
        validity: 'Version en vigueur depuis le 1er avril 2026 ; base LEGI du 1er septembre 2026',
        url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000000000001',
      }),
    ]);
  });

  it.each([
    'R2122-8',
    'article R. 2122-8',
    'lire l’article R2122-8 svp',
    'c’est quoi le texte de l’article r2122-8',
    'Montrez-moi l’article R2122-8 du code de la commande publique',
    'R2122-8 ça dit quoi ?',
  ])('however it is asked: %s', (question) => {
    expect(textOf(read(question))).toContain('60 000 euros');
  });

  it.each([
    'l’article R2122-8 s’applique-t-il aux travaux ?',
    'puis-je invoquer l’article R2122-8 pour éviter un appel d’offres ?',
    'quelle différence entre R2122-8 et R2162-22 ?',
    'que dit l’article R2999-1 ?',
    'ai-je droit à une avance ?',
  ])('and by no other question: %s', (question) => {
    expect(read(question)).toBeUndefined();
  });

  it('is the wording of the day that the question speaks of, or none', () => {
    const before = read('que dit l’article R2122-8, consultation du 1er juillet 2025');
    expect(textOf(before)).toContain('40 000 euros');
    expect(textOf(before)).not.toContain('60 000 euros');
    expect(before?.citations[0]?.validity).toContain(
      'Version en vigueur du 1er janvier 2020 au 31 mars 2026',
    );
    expect(read('que dit l’article R2122-8, consultation du 1er juillet 2018')).toBeUndefined();
  });

  it('leads to the pages that explain it', () => {
    expect(read('R2122-8')?.followUps.map(({ label }) => label)).toEqual([
      "Jusqu'à quel montant une mairie peut-elle acheter sans publicité ?",
    ]);
  });

  it('is cut at a whole paragraph when it is long, and says so; its source holds it whole', () => {
    const answer = read('R2112-99');
    expect(textOf(answer)).toMatch(/Une règle assez longue pour que l’article le soit\. \[…\] »/);
    expect(textOf(answer)).toContain('la suite est dans la source');
    expect(answer?.citations[0]?.excerpt).toContain('40° Une règle');
  });

  it('quotes nothing that is not in the law', () => {
    for (const { num } of LAW) {
      const answer = read(num);
      const source = answer?.citations[0]?.excerpt ?? '';
      const quoted = /« ((?:(?!» ?\().)*?)(?: \[…\])? »\n\n/s.exec(
        textOf(answer).split(' :\n\n').at(-1) ?? '',
      );
      for (const paragraph of quoted?.[1]?.split('\n\n') ?? ['nothing quoted'])
        expect(source).toContain(paragraph);
    }
  });
});

describe('a page’s answer', () => {
  const answered: Answer = {
    kind: 'answer',
    blocks: [],
    composer: 'extractive',
    verdict: null,
    followUps: [],
    citations: [{ n: 1, documentId: 'g', title: 'Avance', section: 'S', articles: ['R2191-3', 'L2191-1'] }],
    thread: { question: 'q' },
  };
  const choicesFor = (question: string) =>
    withArticles(answered, understand(question, undefined, TODAY), base).followUps;

  it('offers to read the articles it cites, those that the law has, and the button does', () => {
    const [choice, ...others] = choicesFor('ai-je droit à une avance ?');
    expect(others).toEqual([]);
    expect(choice).toMatchObject({ kind: 'ask', label: 'Lire l’article R2191-3' });
    expect(textOf(read(choice?.value ?? ''))).toContain('Une avance est accordée');
  });

  it('on another day offers the wording of that day', () => {
    const understanding = understand('seuil pour un marché lancé en juillet 2025', undefined, TODAY);
    const [choice] = articleChoices(['R2122-8'], understanding, base.law);
    expect(textOf(read(choice?.value ?? ''))).toContain('40 000 euros');
  });

  it('is the same without a law, and so is everything else', () => {
    const understanding = understand('R2122-8', undefined, TODAY);
    expect(withArticles(answered, understanding, pagesOnly)).toBe(answered);
    expect(readArticle(understanding, pagesOnly)).toBeUndefined();
    expect(isIndexed(pagesOnly.law, 'R2122-8')).toBe(false);
  });
});

describe('a question that no page answers', () => {
  const instead = (question: string, from = base) => {
    const understanding = understand(question, undefined, TODAY);
    const refused = refuse(understanding, ['Je ne sais pas.']);
    return lawInstead(refused, understanding, { base: from, retriever: new HybridRetriever(from) });
  };

  it('gets the article that rules it, quoted as an article', async () => {
    const answer = await instead('composition du jury de concours : combien de membres qualifiés ?');
    expect(answer).toMatchObject({ kind: 'answer', verdict: null });
    expect(answer.citations[0]?.articles).toEqual(['R2162-22']);
    expect(textOf(answer)).toMatch(
      /^Aucune de mes fiches ne répond à cette question\. Le texte le plus proche/,
    );
    expect(textOf(answer)).toContain('au moins un tiers des membres du jury');
  });

  it.each(['recette de la pâte à crêpes', 'quel temps fera-t-il demain à Marseille ?'])(
    'stays refused when no article does: %s',
    async (question) => {
      expect((await instead(question)).kind).toBe('refusal');
    },
  );

  it('stays refused when no law was imported', async () => {
    expect((await instead('composition du jury de concours', pagesOnly)).kind).toBe('refusal');
  });
});

describe('search', () => {
  const questions = [
    'ai-je droit à une avance ?',
    'acheter sans publicité',
    'sous-traiter',
    'R2122-8',
    'composition du jury',
    'remboursemnt de l avance',
    'marché de défense sans publicité',
    '',
  ];

  it('finds the same pages, with the same scores, whether there is a law or not', async () => {
    for (const question of questions) {
      const scored = async (from: KnowledgeBase) =>
        (await search(question, 'pages', from)).hits.map(({ passage, ...scores }) => [passage.key, scores]);
      expect(await scored(base)).toEqual(await scored(pagesOnly));
    }
  });

  it('among all puts articles where they belong, and first the one that is named', async () => {
    const keys = (await search('R2122-8', 'all')).hits.map(({ passage }) => passage.articles[0]);
    expect(keys[0]).toBe('R2122-8');
    const jury = (await search('qui compose le jury d’un concours', 'all')).hits[0];
    expect(jury?.passage).toMatchObject({ heading: 'Article R2162-22', document: { kind: 'law' } });
    const advance = (await search('Ai-je droit à une avance sur mon marché public ?', 'all')).hits[0];
    expect(advance?.passage.documentId).toBe('guides/avance');
  });

  it('never finds a rule of another regime or another day', async () => {
    const { hits } = await search('se passer de publicité sous un montant hors taxes', 'law');
    expect(hits.map(({ passage }) => passage.law?.id)).not.toContain('LEGIARTI000000000005');
    expect(hits.map(({ passage }) => passage.law?.id)).not.toContain('LEGIARTI000000000002');
    expect(articleOn(base.law, 'R2122-8', '2025-07-01')?.law?.id).toBe('LEGIARTI000000000002');
  });
});
