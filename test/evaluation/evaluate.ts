/**
 * Plays question sets on the path of a chat message and prints what is right, by topic and by kind of question.
 *
 *   npm run evaluate -- [--set development|company-a|company-b|company-c|company-d|company-e|company-f|all|FILE.jsonl]
 *                       [--data DIR] [--no-variants] [--baselines] [--failures] [--record] [--last FILE] [--coverage]
 *
 * The development set is for finding faults. The company sets were written by people who had not seen the answers:
 * they measure, and nothing is to be changed after reading them; C, D and F were measured so, then studied. Without
 * --data the index is made afresh, in a temporary folder. Every question is also typed without accents and with typos
 * (--no-variants leaves them), and every yes/no is asked the other way round, as is the proposition of every page.
 * --baselines plays the same questions on plainer pipelines. « depuis » is what changed since the last run that --record
 * wrote. --failures prints each fault of the development set in two lines; those of a company set only when that set is
 * named, so that it stays unread. --coverage, of itself when all sets are played, adds the sections never found and the
 * questions without a section.
 */
import { parseArgs } from 'node:util';
import { type OpenedBase, openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import {
  BASELINE_HEADER,
  type Baseline,
  comparedOutcomes,
  keywordBaseline,
  langchainBaseline,
  playBaseline,
} from './baselines.ts';
import { coverageOf, readHeldOut } from './coverage/coverage.ts';
import { coverageLines } from './coverage/lines.ts';
import { type Counts, countAll } from './metrics.ts';
import { type Outcome, playSet } from './play.ts';
import {
  countPairs,
  PAIR_HEADER,
  type PairOutcome,
  pairsOfPages,
  pairsOfSet,
  playPairs,
} from './polarity/run.ts';
import { type QuestionSet, readSets } from './question-sets.ts';
import { LAST_RUN, readRun, recordRun } from './runs.ts';
import { countLines, groupLines, totalLines } from './table.ts';
import { DEFORMED, TYPED } from './variants.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'all' },
    data: { type: 'string' },
    variants: { type: 'boolean', default: true },
    baselines: { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    coverage: { type: 'boolean' },
    last: { type: 'string', default: LAST_RUN },
  },
  allowNegative: true,
});
const print = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n\n`);
const variants = [TYPED, ...(values.variants ? DEFORMED : [])];
const sets = readSets(values.set);
using fresh = values.data === undefined ? tempFolder() : undefined;
const { config, today } = readOptions(['--data', fresh?.path ?? values.data ?? '']);
const opened = await openBase(config);
const last = readRun(values.last);
const run: Record<string, Counts> = {};

const baselines: Baseline[] = values.baselines
  ? [
      await langchainBaseline(opened.base, today, false),
      await langchainBaseline(opened.base, today, true),
      keywordBaseline(opened.base, today),
    ]
  : [];
const typed: Outcome[] = [];
for (const set of sets) typed.push(...(await evaluateSet(opened, set)));
if (sets.length > 1) print(groupLines('tous les jeux', typed, ({ question }) => question.group));
await evaluatePolarity(opened);
if (values.coverage ?? values.set === 'all') {
  const coverage = await coverageOf(opened, sets, readHeldOut(), today);
  const shows = (set: string) => !set.startsWith('company-');
  print(coverageLines(coverage, { shows, wordings: false }));
}
if (values.record) {
  recordRun(values.last, run);
  print([`Enregistré dans ${values.last}`]);
}

/** Prints the tables of a set; gives its outcomes as typed. */
async function evaluateSet(base: OpenedBase, set: QuestionSet): Promise<Outcome[]> {
  const counted = [];
  let asTyped: Outcome[] = [];
  for (const variant of variants) {
    const outcomes = await playSet(base, set, variant, today);
    if (variant === TYPED) asTyped = outcomes;
    const name = `${set.name}/${variant.id}`;
    const counts = countAll(outcomes);
    run[name] = counts;
    counted.push({ label: variant.label, counts, before: last[name] });
  }
  print([`Jeu ${set.name} : ${set.questions.length} questions`]);
  print(groupLines('sujet', asTyped, ({ question }) => question.topic));
  print(groupLines('genre', asTyped, ({ question }) => question.group));
  print(totalLines(counted));
  if (showsFailures(set.name)) printFailures(asTyped);
  if (baselines.length > 0) await compareBaselines(set, asTyped);
  return asTyped;
}

/** The hotline and the baselines on the questions that want an answer. */
async function compareBaselines(set: QuestionSet, asTyped: readonly Outcome[]): Promise<void> {
  const rows: [string, Counts][] = [['la hotline', comparedOutcomes(asTyped)]];
  for (const baseline of baselines) rows.push([baseline.name, await playBaseline(baseline, set)]);
  for (const [name, counts] of rows) run[`${set.name}/${name}`] = counts;
  print(
    countLines(
      BASELINE_HEADER,
      rows.map(([name, counts]) => [name, counts, last[`${set.name}/${name}`]]),
    ),
  );
}

/** Both senses of the questions of the sets, and of what the pages state. */
async function evaluatePolarity(base: OpenedBase): Promise<void> {
  const pairs = [
    ...sets.flatMap((set) => pairsOfSet(set, today)),
    ...pairsOfPages(base.base.passages, today),
  ];
  const outcomes = await playPairs(base, pairs);
  const rows = [...Map.groupBy(outcomes, ({ group }) => group)].map(([group, some]) => {
    const counts = countPairs(some);
    run[`polarity/${group}`] = counts;
    return [group, counts, last[`polarity/${group}`]] as const;
  });
  print(countLines(PAIR_HEADER, rows));
  printPairs(outcomes.filter(({ group }) => showsFailures(group)));
}

/** A set written to measure is not to be read by accident. */
function showsFailures(group: string): boolean {
  return values.failures && (!group.startsWith('company-') || values.set === group);
}

function printFailures(outcomes: readonly Outcome[]): void {
  const failed = outcomes.filter(({ faults }) => faults.length > 0);
  print(
    failed.flatMap(({ question, faults }) => [
      `${question.id} ${question.turns.join(' / ')}`,
      `    ${faults.join(' ; ')}`,
    ]),
  );
}

function printPairs(outcomes: readonly PairOutcome[]): void {
  const failed = outcomes.filter(({ agreement, contrary }) => agreement === 'contradict' || contrary);
  if (failed.length === 0) return;
  print(
    failed.flatMap(({ questions, said }) => [
      `${questions[0]} → ${said[0]}`,
      `    ${questions[1]} → ${said[1]}`,
    ]),
  );
}
