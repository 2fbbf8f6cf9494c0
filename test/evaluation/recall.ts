/**
 * Leave-one-wording-out recall: for each wording kept out of the index, where does its section come?
 *
 *   npm run evaluate:recall -- [--data DIR]
 *
 * Also prints the variants without accents and with one typo in three long words, made by program with a fixed seed.
 */
import { readFileSync } from 'node:fs';
import { understand } from '#src/answer/understand.ts';
import { openBase } from '#src/commands/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { withoutAccents, withTypos } from './noise.ts';

interface HeldOut {
  readonly key: string;
  readonly wording: string;
}

const { config, today } = readOptions(process.argv.slice(2));
const { retriever, base } = await openBase(config);
const articlesOf = new Map(base.passages.map((passage) => [passage.key, passage.articles]));
const heldOut = readFileSync(new URL('./held-out-wordings.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as HeldOut);

const variants: [string, (text: string) => string][] = [
  ['tel que tapé', (text) => text],
  ['sans accents', withoutAccents],
  ['une faute sur trois mots', withTypos],
];
process.stdout.write(`${heldOut.length} formulations gardées à part, ${base.passages.length} sections\n`);
process.stdout.write(
  'variante                     section@1   @5    @10   MRR   article@1  article@10  p50 ms  p95 ms\n',
);
for (const [name, change] of variants) {
  const ranks: number[] = [];
  const articleRanks: number[] = [];
  const times: number[] = [];
  for (const { key, wording } of heldOut) {
    const { question, case: asked, date } = understand(change(wording), undefined, today);
    const started = performance.now();
    const { hits } = await retriever.search(question, { k: 10, filter: { regime: asked.regime, date } });
    times.push(performance.now() - started);
    ranks.push(rankOf(hits.map((hit) => hit.passage.key === key)));
    const expected = articlesOf.get(key)?.[0];
    if (expected) articleRanks.push(rankOf(hits.map((hit) => hit.passage.articles.includes(expected))));
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
    `${name.padEnd(28)} ${figures.map((x) => x.toFixed(1).padStart(6)).join('  ')}   ${at(0.5)}  ${at(0.95)}\n`,
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
