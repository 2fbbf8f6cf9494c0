import { FakeVectorStore } from '@langchain/core/utils/testing';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import { FIGURE_MARK, fillFigures } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { articlesIn } from '#src/reference/article-number.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { miniSearchEngine } from '../bench/keyword-engines.ts';
import { saysFigure } from './figure-match.ts';
import type { Counts } from './metrics.ts';
import type { Outcome } from './play.ts';
import type { QuestionSet } from './question-sets.ts';
import { ReaderEmbeddings } from './reader-embeddings.ts';
import { citesOneOf, expectsArticle } from './score.ts';
import { count } from './statistics.ts';

/** A text found, with the articles that go with it. */
interface Piece {
  readonly text: string;
  readonly articles: readonly string[];
}

/** A plain way of answering, to be beaten: the best piece that it finds is its answer. */
export interface Baseline {
  readonly name: string;
  /** The ten best pieces, best first. */
  find(question: string): Promise<readonly Piece[]>;
}

const DEPTH = 10;

/**
 * langchain's plain pipeline: pages as text, cut into windows of 1,000 characters that overlap by 200, in an in-memory
 * vector store (cosine) with the reader's vectors. A window cites the articles that stand in it. The store is the
 * one of langchain's core, the former MemoryVectorStore under the name of its tests.
 * @param withWordings whether the pages' text has the lines that are for the index only, which help to find and
 *   crowd out what answers
 */
export async function langchainBaseline(
  base: KnowledgeBase,
  today: IsoDate,
  withWordings: boolean,
): Promise<Baseline> {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 });
  const store = new FakeVectorStore(new ReaderEmbeddings());
  const pages = Map.groupBy(base.passages, ({ documentId }) => documentId);
  const text = (section: Passage) =>
    sectionText(section, base, today) +
    (withWordings ? `\n\nOn demande aussi : ${section.wordings.join(' ; ')}` : '');
  const texts = [...pages.values()].map((sections) =>
    [sections[0]?.document.title, ...sections.map(text)].join('\n\n'),
  );
  await store.addDocuments(await splitter.createDocuments(texts));
  return {
    name: withWordings ? 'langchain, formulations comprises' : 'langchain 1000/200',
    find: async (question) => {
      const windows = await store.similaritySearch(question, DEPTH);
      return windows.map(({ pageContent }) => ({ text: pageContent, articles: articlesNamed(pageContent) }));
    },
  };
}

/** BM25 alone: MiniSearch over the sections of the pages, with our analyser and boosts, nothing expanded. */
export function keywordBaseline(base: KnowledgeBase, today: IsoDate): Baseline {
  const engine = miniSearchEngine(base);
  const byKey = new Map(base.passages.map((passage) => [passage.key, passage]));
  return {
    name: 'BM25 (MiniSearch)',
    find: async (question) => {
      const keys = await engine.search(question, { regime: 'ordinary', date: today });
      const found = keys.flatMap((key) => byKey.get(key) ?? []);
      return found.map((passage) => ({
        text: sectionText(passage, base, today),
        articles: passage.articles,
      }));
    },
  };
}

/** A section as a person reads it, with the figures of the day. */
function sectionText(passage: Passage, { figures }: KnowledgeBase, today: IsoDate): string {
  const body = bodyText(passage);
  return [
    passage.heading,
    fillFigures(body, figures, today) ?? body.replace(FIGURE_MARK, ''),
    ...(passage.articles.length > 0 ? [`Références : ${passage.articles.join(' ; ')}`] : []),
  ].join('\n\n');
}

const articlesNamed = (text: string): string[] => [
  ...articlesIn(text),
  ...[...text.matchAll(/annexe \d+/gi)].map(([annex]) => annex.toLowerCase()),
];

/** Headings of the counts below. */
export const BASELINE_HEADER = ['côte à côte', 'chiffres', 'citée', 'les deux', 'art. @1', 'art. @10'];

/** Plays the questions of a set that want an answer: all the turns of a conversation are its question. */
export async function playBaseline(baseline: Baseline, { questions }: QuestionSet): Promise<Counts> {
  const outcomes: Compared[] = [];
  for (const { turns, expect } of questions) {
    if (!expect.kinds.includes('answer')) continue;
    const pieces = await baseline.find(turns.join(' '));
    const [best] = pieces;
    const wants = expectsArticle(expect);
    const found = pieces.map(({ articles }) => citesOneOf(articles, expect.articles));
    outcomes.push({
      figures:
        expect.figures.length > 0
          ? expect.figures.every((figure) => saysFigure(best?.text ?? '', figure))
          : undefined,
      cited: wants ? found[0] === true : undefined,
      found: wants ? found : undefined,
    });
  }
  return compare(outcomes);
}

/** What the hotline's own outcomes give, counted as those of a baseline. */
export const comparedOutcomes = (outcomes: readonly Outcome[]): Counts =>
  compare(outcomes.filter(({ question }) => question.expect.kinds.includes('answer')));

type Compared = Pick<Outcome, 'figures' | 'cited' | 'found'>;

/** Verdicts are left out: plain text gives none. */
const compare = (outcomes: readonly Compared[]): Counts => ({
  figures: count(outcomes, ({ figures }) => figures),
  cited: count(outcomes, ({ cited }) => cited),
  both: count(outcomes, ({ cited, figures }) =>
    cited === undefined ? undefined : cited && figures !== false,
  ),
  'found-first': count(outcomes, ({ found }) => found && found[0] === true),
  'found-ten': count(outcomes, ({ found }) => found?.includes(true)),
});
