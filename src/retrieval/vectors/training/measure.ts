import { globSync, readFileSync } from 'node:fs';
import { embedStatic, type TableRows } from '#src/retrieval/vectors/static-embeddings.ts';
import { headingText } from './labour-and-law.ts';
import { type CorpusDocument, documentWindows, flat, type Pair, windows } from './passages.ts';
import { dot } from './rows.ts';

/** Questions with the documents that answer them; a document is found by its best window. */
export interface MeasureSet {
  readonly name: string;
  readonly documents: readonly (readonly string[])[];
  readonly questions: readonly { readonly text: string; readonly right: ReadonlySet<number> }[];
}

/** Shares of the questions with a right document in the first ten, and mean inverse rank of the first right one. */
export interface Measured {
  readonly recallAt10: number;
  readonly meanReciprocalRank: number;
}

/** Ranks the documents of a set by the vectors alone. */
export function measure(table: TableRows, { documents, questions }: MeasureSet): Measured {
  const embedded = documents.map((texts) => texts.map((text) => embedStatic(table, text)));
  const ranks = questions.map(({ text, right }) => {
    const question = embedStatic(table, text);
    const scores = embedded.map((vectors) =>
      vectors.reduce((best, vector) => Math.max(best, dot(question, 0, vector, 0, table.dimension)), -1),
    );
    const best = Math.max(...[...right].map((document) => scores[document] as number));
    return 1 + scores.filter((score) => score > best).length;
  });
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    recallAt10: mean(ranks.map((rank) => (rank <= 10 ? 1 : 0))),
    meanReciprocalRank: mean(ranks.map((rank) => 1 / rank)),
  };
}

/** Title of each held-out sheet → its own windows, among all sheets. */
export function sheetSet(sheets: readonly CorpusDocument[], heldOut: ReadonlySet<string>): MeasureSet {
  return {
    name: 'fiches tenues à l’écart : titre → texte',
    documents: sheets.map(documentWindows),
    questions: sheets.flatMap((sheet, index) =>
      heldOut.has(sheet.id) ? [{ text: sheet.title, right: new Set([index]) }] : [],
    ),
  };
}

/** Last two headings of each section of a code (one article a line: `path`, `text`) → an article of that section. */
export function lawSet(path: string): MeasureSet {
  const articles = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { path: string[]; text: string })
    .map((article) => ({
      heading: article.path.slice(-2).map(headingText).join(' '),
      texts: windows([flat(article.text)]),
    }))
    .filter((article) => article.texts.length > 0);
  const sections = Map.groupBy(articles.keys(), (index) => articles[index]?.heading ?? '');
  return {
    name: 'code : intitulé de section → un de ses articles',
    documents: articles.map((article) => article.texts),
    questions: [...sections].map(([text, own]) => ({ text, right: new Set(own) })),
  };
}

/** Wordings → their passage, among all passages of the set. */
export function pairSet(pairs: readonly Pair[]): MeasureSet {
  const passages = [...new Set(pairs.map((pair) => pair.passage))];
  const places = new Map(passages.map((passage, index) => [passage, index]));
  return {
    name: 'paires d’essai : formulation → passage',
    documents: passages.map((passage) => windows([passage])),
    questions: pairs.map(({ wording, passage }) => ({
      text: wording,
      right: new Set([places.get(passage) as number]),
    })),
  };
}

/** Trailing fields of a section (« Références : … »), which no user reads. */
const FIELD = /^(?:Proposition|Verdict|Cas|Régime|Depuis|Jusqu'au|Références|Source|On demande aussi) :.*$/gm;

/** Heading of each section of the guides → its own text. */
export function guideSet(folder: string): MeasureSet {
  const sections = globSync(`${folder}/**/*.md`)
    .sort()
    .flatMap((file) => readFileSync(file, 'utf8').split(/^## /m).slice(1))
    .map((section) => {
      const [heading = '', ...body] = section.split('\n');
      return { heading, texts: windows([flat(body.join('\n').replace(FIELD, ''))]) };
    })
    .filter((section) => section.texts.length > 0);
  return {
    name: 'guides : question de section → son texte',
    documents: sections.map((section) => section.texts),
    questions: sections.map((section, index) => ({ text: section.heading, right: new Set([index]) })),
  };
}

/** The tokens nearest to a text, prefixes left out. */
export function nearest(table: TableRows, text: string, count = 8): string[] {
  const wanted = embedStatic(table, text);
  const scored = [...table.rows]
    .filter(([token]) => !token.endsWith('*'))
    .map(([token, { at }]) => {
      const row = Float32Array.from(table.bytes.subarray(at, at + table.dimension));
      return {
        token,
        score: dot(wanted, 0, row, 0, row.length) / Math.sqrt(dot(row, 0, row, 0, row.length)),
      };
    });
  return scored
    .sort((left, right) => right.score - left.score)
    .slice(0, count)
    .map(({ token, score }) => `${token} ${score.toFixed(2)}`);
}
