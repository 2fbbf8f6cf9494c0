/**
 * Leave-one-wording-out recall: for each wording kept out of the index, where does its section come?
 *
 *   npm run evaluate:recall -- [--data DIR] [--law FILE]
 *
 * Also prints the variants without accents and with one typo in three long words, made by program with a fixed seed.
 * `--law` imports a code first (an archive of the LEGI base, its folder, or JSON Lines), in a temporary folder: then
 * the same wordings are looked for among pages, among pages and articles, and among articles alone. « article » is
 * whether what is found cites, or is, the article that decides.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { CCP } from '#src/knowledge/law/codes.ts';
import { lawFile, readLaw, saveLaw } from '#src/knowledge/loaders/law/import-law.ts';
import { understand } from '#src/reader/understand.ts';
import type { SearchOptions } from '#src/retrieval/retriever.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { readHeldOut } from './coverage/coverage.ts';
import { withoutAccents, withTypos } from './noise.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, law: { type: 'string' } } });
const { config, today } = readOptions(values.data ? ['--data', values.data] : []);
using imported = values.law ? tempFolder() : undefined;
const dataDir = imported?.path ?? config.dataDir;
if (values.law) {
  const started = performance.now();
  const law = await readLaw([resolve(values.law)], { code: CCP, date: today, today });
  await saveLaw(lawFile(dataDir, CCP), law, today);
  process.stdout.write(`import de ${law.inForce} articles : ${milliseconds(started)}\n`);
}
const started = performance.now();
const { retriever, base } = await openBase({ ...config, dataDir });
process.stdout.write(
  `index ouvert en ${milliseconds(started)}, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} Mo résidents\n`,
);
const articlesOf = new Map(base.passages.map((passage) => [passage.key, passage.articles]));
const heldOut = readHeldOut();

const variants: [string, (text: string) => string][] = [
  ['tel que tapé', (text) => text],
  ['sans accents', withoutAccents],
  ['une faute sur trois mots', withTypos],
];
const scopes: [string, NonNullable<SearchOptions['among']>][] = [
  ['pages', 'pages'],
  ...(base.law ? ([['pages et articles', 'all'] as const, ['articles seuls', 'law'] as const] as const) : []),
].map(([name, among]) => [name, among] as [string, NonNullable<SearchOptions['among']>]);
process.stdout.write(
  `${heldOut.length} formulations gardées à part, ${base.passages.length} sections, ${base.law?.passages.length ?? 0} articles\n`,
);
const WIDTH = 46;
process.stdout.write(
  `${'variante'.padEnd(WIDTH)} section@1    @5   @10    MRR  article@1  article@10  p50 ms  p95 ms\n`,
);
for (const [name, change] of variants)
  for (const [scope, among] of scopes) await measure(`${name} — ${scope}`, change, among);

async function measure(
  name: string,
  change: (text: string) => string,
  among: NonNullable<SearchOptions['among']>,
): Promise<void> {
  const ranks: number[] = [];
  const articleRanks: number[] = [];
  const times: number[] = [];
  for (const { key, wording } of heldOut) {
    const { question, case: asked, date } = understand(change(wording), undefined, today);
    const begun = performance.now();
    const filter = { regime: asked.regime, date };
    const { hits } = await retriever.search(question, { k: 10, filter, among });
    times.push(performance.now() - begun);
    ranks.push(rankOf(hits.map((hit) => hit.passage.key === key)));
    const expected = articlesOf.get(key)?.[0];
    // An article of a code that is not indexed can be found in a page only.
    const findable = expected && (among !== 'law' || base.law?.byArticle.has(expected));
    if (findable) articleRanks.push(rankOf(hits.map((hit) => hit.passage.articles.includes(expected))));
  }
  const figures = [
    share(ranks, 1),
    share(ranks, 5),
    share(ranks, 10),
    mrr(ranks),
    share(articleRanks, 1),
    share(articleRanks, 10),
  ];
  const sorted = times.slice(200).sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2);
  process.stdout.write(
    `${name.padEnd(WIDTH)} ${figures.map((x) => x.toFixed(1).padStart(6)).join('  ')}   ${at(0.5)}  ${at(0.95)}\n`,
  );
}

/** Rank from 1 of the first true, or 0. */
function rankOf(found: readonly boolean[]): number {
  return found.indexOf(true) + 1;
}
function share(ranks: readonly number[], k: number): number {
  return (100 * ranks.filter((rank) => rank > 0 && rank <= k).length) / ranks.length;
}
function mrr(ranks: readonly number[]): number {
  return (100 * ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0)) / ranks.length;
}
function milliseconds(since: number): string {
  return `${Math.round(performance.now() - since)} ms`;
}
