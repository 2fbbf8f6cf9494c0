import { readFileSync } from 'node:fs';
import { converse } from '#src/commands/ask/ask.ts';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { understand } from '#src/reader/understand.ts';
import { DEPTH, type Engine } from './engine.ts';
import { atMost, milliseconds, percent, printTable, quantile, type Target } from './figures.ts';
import { miniSearchEngine, oramaEngine } from './keyword-engines.ts';
import { plainLangchainEngine } from './plain-langchain.ts';

/** Questions asked before any is timed, so that the compiler has done its work. */
const WARM_UP = 200;
/** The machine may be busy with other things: everything is timed three times and the best kept. */
const PASSES = 3;

/** A wording that no index holds, and the section that it asks for. */
interface Question {
  readonly wording: string;
  readonly key: string;
}

/** The best of the passes. */
interface Times {
  p50: number;
  p95: number;
}

const HELD_OUT = new URL('../evaluation/coverage/held-out-wordings.jsonl', import.meta.url);
const readHeldOut = (): Question[] =>
  readFileSync(HELD_OUT, 'utf8')
    .trim()
    .split('\n')
    .map((line): Question => JSON.parse(line));

/** The questions asked, as people type them. */
export const heldOutQuestions = (): string[] => readHeldOut().map(({ wording }) => wording);

/**
 * Measures search and answers inside this process, then search beside other engines on the same sections and the same
 * questions.
 * @param today day of the questions
 */
export async function benchSearch(opened: OpenedBase, name: string, today: string): Promise<Target[]> {
  const { base, retriever } = opened;
  const known = new Set(base.passages.map((passage) => passage.key));
  const questions = readHeldOut().filter(({ key }) => known.has(key));
  const size = `${base.passages.length} sections, ${questions.length} questions`;

  const search = await time(questions, async ({ wording }) => {
    const { question, case: asked, date } = understand(wording, undefined, today);
    await retriever.search(question, { k: DEPTH, filter: { regime: asked.regime, date } });
  });
  const ask = await time(questions, ({ wording }) => converse(opened, [wording], today));
  printTable(
    `Dans le processus — ${name} : ${size}`,
    ['', 'p50', 'p95'],
    [
      ['search, question comprise et cherchée', ...cells(search)],
      ['ask, réponse extractive vérifiée', ...cells(ask)],
    ],
  );

  const ours: Engine = {
    name: 'la hotline',
    search: async (question, filter) =>
      (await retriever.search(question, { k: DEPTH, filter })).hits.map((hit) => hit.passage.key),
  };
  const engines = [ours, miniSearchEngine(base), oramaEngine(base), await plainLangchainEngine(base)];
  const compared = await compare(engines, questions, today);
  printTable(
    `Côte à côte — ${name} : ${size}`,
    ['', 'rappel@10', 'MRR', 'p50', 'p95'],
    compared.map((one) => [one.name, percent(one.recall), percent(one.mrr), ...cells(one.times)]),
  );

  const [first, ...others] = compared;
  if (!first) return [];
  return [
    atMost(`search p95, ${name}`, search.p95, 5, milliseconds),
    atMost(`ask p95, ${name}`, ask.p95, 25, milliseconds),
    ...others.flatMap((other): Target[] => {
      const recall = {
        what: `rappel@10 contre ${other.name}, ${name}`,
        asked: `> ${percent(other.recall)}`,
        reached: percent(first.recall),
        met: first.recall > other.recall,
      };
      const speed = atMost(
        `p50 contre ${other.name}, ${name}`,
        first.times.p50,
        other.times.p50,
        milliseconds,
      );
      // langchain's pipeline is to be beaten on what it finds; it does no keyword search to compare the time of.
      return other.name.startsWith('langchain') ? [recall] : [recall, speed];
    }),
  ];
}

interface Compared {
  readonly name: string;
  readonly recall: number;
  readonly mrr: number;
  readonly times: Times;
}

/** Every engine by itself, as it would run in a server, again and again in turn so that a busy moment spares none. */
async function compare(
  engines: readonly Engine[],
  questions: readonly Question[],
  today: string,
): Promise<Compared[]> {
  const asked = questions.map(({ wording, key }) => {
    const { question, case: known, date } = understand(wording, undefined, today);
    return { question, key, filter: { regime: known.regime, date } };
  });
  const tallies = engines.map((engine) => ({ engine, ranks: [] as number[], passes: [] as number[][] }));
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const tally of tallies) {
      const times: number[] = [];
      tally.ranks = [];
      for (const [index, { question, key, filter }] of asked.entries()) {
        const started = performance.now();
        const found = await tally.engine.search(question, filter);
        if (index >= WARM_UP) times.push(performance.now() - started);
        tally.ranks.push(found.indexOf(key) + 1);
      }
      tally.passes.push(times);
    }
  }
  return tallies.map(({ engine, ranks, passes }) => ({
    name: engine.name,
    recall: ranks.filter((rank) => rank > 0).length / ranks.length,
    mrr: ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0) / ranks.length,
    times: best(passes),
  }));
}

async function time(
  questions: readonly Question[],
  work: (question: Question) => Promise<unknown>,
): Promise<Times> {
  const passes: number[][] = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    const times: number[] = [];
    for (const [index, question] of questions.entries()) {
      const started = performance.now();
      await work(question);
      if (index >= WARM_UP) times.push(performance.now() - started);
    }
    passes.push(times);
  }
  return best(passes);
}

function best(passes: readonly (readonly number[])[]): Times {
  return {
    p50: Math.min(...passes.map((times) => quantile(times, 0.5))),
    p95: Math.min(...passes.map((times) => quantile(times, 0.95))),
  };
}

const cells = ({ p50, p95 }: Times): string[] => [milliseconds(p50), milliseconds(p95)];
