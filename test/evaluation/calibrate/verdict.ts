/**
 * Fits what tells whether a yes/no question asks a page's proposition or its contrary, on wordings that people labelled
 * one by one, and prints how often a verdict is said and right, cross-validated by section.
 *
 *   npm run calibrate:verdict -- [--data DIR] [--write]
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { caseWeight } from '#src/features/answers/search/case-fit.ts';
import { type FitFeatures, fitFeatures } from '#src/features/answers/search/page-fit.ts';
import { type VerdictFeatures, verdictFeatures } from '#src/features/answers/verdict/verdict-features.ts';
import type { FittedVerdict } from '#src/features/answers/verdict/verdict-model.ts';
import { flip } from '#src/reader/polarity.ts';
import { positiveForm, positiveProposition, readPositive } from '#src/reader/positive-question.ts';
import { understand } from '#src/reader/understand.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { pairOf } from '../polarity/proposition-pairs.ts';
import { dayFor } from '../polarity/run.ts';
import { fitLogistic } from './logistic.ts';

/** Rarer features say more of their few wordings than of French. */
const RARE = 8;
/** A word may stand in a few wordings by chance: a strong ridge. What the grammar tells holds everywhere: a weak one. */
const RIDGE = { word: 0.3, grammar: 0.05 };
const FOLDS = 5;
/** Pages looked at, as an answer does. */
const HITS = 12;
const WEIGHTS = new URL('../../../src/features/answers/verdict/verdict-weights.json', import.meta.url);

const labelSchema = z.object({
  key: z.string(),
  wording: z.string(),
  verdict: z.enum(['oui', 'non']).nullable(),
});
const heldOutSchema = z.object({ key: z.string(), wording: z.string() });
interface Example {
  readonly key: string;
  readonly features: VerdictFeatures;
  readonly label: 'same' | 'contrary' | 'neither';
}

const args = process.argv.slice(2);
const { config, today } = readOptions(args.filter((arg) => arg !== '--write'));
const { base, retriever } = await openBase(config);
const passages = new Map(base.passages.map((passage) => [passage.key, passage]));
const examples = readFileSync(new URL('./verdict-labels.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .flatMap((line): Example[] => {
    const { key, wording, verdict } = labelSchema.parse(JSON.parse(line));
    const passage = passages.get(key);
    return passage ? exampleOf(passage, wording, verdict) : [];
  });

/** Messages that take a rule its own way, or round, as people wrote them who had not read the answer. */
const MESSAGES = join(import.meta.dirname, '../../../src/reader/training/data');
const messageSchema = z.object({ section: z.string(), style: z.string(), text: z.string() });
for (const path of globSync('sections-*.jsonl', { cwd: MESSAGES }).sort())
  for (const line of readFileSync(join(MESSAGES, path), 'utf8').trim().split('\n')) {
    const { section, style, text } = messageSchema.parse(JSON.parse(line));
    const passage = passages.get(section);
    const verdict = passage?.proposition && verdictWanted(style, passage.proposition.verdict);
    if (passage && verdict) examples.push(...exampleOf(passage, text, verdict));
  }

// People seldom ask « est-ce interdit » or « peut-on se dispenser »: each proposition is also asked both ways.
for (const passage of base.passages) {
  const pair = passage.proposition && pairOf(passage.proposition);
  if (!pair) continue;
  for (const { question, verdict } of [pair.first, pair.second])
    examples.push(...exampleOf(passage, question, verdict));
}

const keys = [...new Set(examples.map(({ key }) => key))];
const foldOf = new Map(keys.map((key, index) => [key, index % FOLDS]));
const played = Array.from({ length: FOLDS }, (_, fold) => {
  const model = fitBoth(examples.filter(({ key }) => foldOf.get(key) !== fold));
  const held = examples.filter(({ key }) => foldOf.get(key) === fold);
  return held.map(({ label, features }) => ({
    label,
    same: chance(model.same, features),
    contrary: chance(model.contrary, features),
  }));
}).flat();

process.stdout.write(
  `${examples.length} formulations, ${keys.length} sections\nseuil     dit   juste  contraire\n`,
);
for (const threshold of [0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]) {
  const said = played.flatMap(({ label, same, contrary }) =>
    same >= threshold
      ? [{ label, said: 'same' }]
      : contrary >= threshold
        ? [{ label, said: 'contrary' }]
        : [],
  );
  const right = said.filter((one) => one.said === one.label).length;
  const against = said.filter((one) => one.label !== 'neither' && one.said !== one.label).length;
  process.stdout.write(
    `${threshold.toFixed(2)}  ${percentOf(said.length, played.length)} ${percentOf(right, said.length)}    ${percentOf(against, played.length)}\n`,
  );
}
const fit = fitOfPages(await pagesFound());
if (args.includes('--write'))
  writeFileSync(WEIGHTS, `${JSON.stringify({ ...fitBoth(examples), fit }, null, 2)}\n`);

/** The verdict that a message of the training data wants of a rule; undefined where it wants none. */
function verdictWanted(style: string, own: 'oui' | 'non'): 'oui' | 'non' | undefined {
  if (style === 'same') return own;
  if (style === 'against') return flip(own);
  return style === 'yes' ? 'oui' : style === 'no' ? 'non' : undefined;
}

/** The page that each yes/no wording kept apart finds first, and whether it is the one that it was written for. */
async function pagesFound(): Promise<{ features: FitFeatures; right: boolean }[]> {
  const wordings = readFileSync(new URL('../coverage/held-out-wordings.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => heldOutSchema.parse(JSON.parse(line)));
  const found: { features: FitFeatures; right: boolean }[] = [];
  for (const { key, wording } of wordings) {
    const passage = passages.get(key);
    if (!passage) continue;
    const understanding = understand(wording, undefined, dayFor(passage, today));
    if (!understanding.positive.polarity) continue;
    const result = await retriever.search(understanding.positive.question, {
      k: HITS,
      filter: { regime: understanding.case.regime, date: understanding.date },
      weigh: (one) => caseWeight(one, understanding.case),
    });
    const [first] = result.hits;
    if (first?.passage.proposition)
      found.push({ features: fitFeatures(first, result, base), right: first.passage.key === key });
  }
  return found;
}

/** Fits the probability that a page is the one asked, and prints how often it is from each threshold. */
function fitOfPages(found: readonly { features: FitFeatures; right: boolean }[]) {
  const { bias, weights } = fitLogistic(
    found.map(({ features, right }) => ({
      x: [features.likeness, features.rival],
      y: right ? 1 : 0,
      weight: 1,
    })),
  );
  const [likeness = 0, rival = 0] = weights.map(rounded);
  const fitted = { bias: rounded(bias), weights: { likeness, rival } };
  process.stdout.write(`\n${found.length} pages trouvées\nseuil     page   juste\n`);
  for (const threshold of [0.5, 0.55, 0.6, 0.65, 0.7, 0.75]) {
    const kept = found.filter(({ features }) => {
      const sum = fitted.bias + likeness * features.likeness + rival * features.rival;
      return 1 / (1 + Math.exp(-sum)) >= threshold;
    });
    const right = kept.filter((one) => one.right).length;
    process.stdout.write(
      `${threshold.toFixed(2)}  ${percentOf(kept.length, found.length)} ${percentOf(right, kept.length)}\n`,
    );
  }
  return fitted;
}

/** What a question is beside a page, both in their positive forms, as they are decided. */
function exampleOf(
  { key, proposition, heading }: Passage,
  asked: string,
  verdict: 'oui' | 'non' | null,
): Example[] {
  const { question, polarity, turned } = readPositive(asked, asked);
  if (!proposition || !polarity) return [];
  const page = { proposition: positiveProposition(proposition), heading: positiveForm(heading).question };
  const wanted = verdict && turned ? flip(verdict) : verdict;
  const label = wanted === null ? 'neither' : wanted === page.proposition.verdict ? 'same' : 'contrary';
  return [{ key, label, features: verdictFeatures(question, polarity, page) }];
}

function fitBoth(rows: readonly Example[]): { same: FittedVerdict; contrary: FittedVerdict } {
  const counts = new Map<string, number>();
  for (const { features } of rows)
    for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].flatMap(([name, count]) => (count >= RARE ? [name] : [])).sort();
  const fitOne = (wanted: Example['label']): FittedVerdict => {
    const fitted = fitLogistic(
      rows.map(({ features, label }) => ({
        x: names.map((name) => features.get(name) ?? 0),
        y: label === wanted ? 1 : 0,
        weight: 1,
      })),
      names.map((name) => (name.startsWith('said:') ? RIDGE.word : RIDGE.grammar)),
    );
    const weights = names.map((name, index) => [name, rounded(fitted.weights[index] ?? 0)] as const);
    return {
      bias: rounded(fitted.bias),
      weights: Object.fromEntries(weights.filter(([, weight]) => weight !== 0)),
    };
  };
  return { same: fitOne('same'), contrary: fitOne('contrary') };
}

function chance({ bias, weights }: FittedVerdict, features: VerdictFeatures): number {
  const sum = [...features].reduce((total, [name, value]) => total + (weights[name] ?? 0) * value, bias);
  return 1 / (1 + Math.exp(-sum));
}

function percentOf(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`.padStart(7);
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
