/**
 * Plays the development questions on the path of a chat message and prints, by topic: right, cited, refused,
 * over-refused.
 *
 *   npm run evaluate -- [--data DIR] [--failures]
 *
 * Right: the kind, every expected figure in the text, none of the forbidden ones, the verdict. Cited: one of the
 * expected articles is. These questions are for finding faults, not for tuning: unseen ones decide.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask.ts';
import { openBase } from '#src/commands/open-base.ts';
import { readOptions } from '#src/commands/options.ts';

const questionSchema = z.object({
  id: z.string(),
  topic: z.string(),
  question: z.string().optional(),
  turns: z.array(z.string()).optional(),
  date: z.string().optional(),
  expect: z.object({
    kind: z.string(),
    articles: z.array(z.string()).default([]),
    figures: z.array(z.string()).default([]),
    not: z.array(z.string()).default([]),
    verdict: z.enum(['oui', 'non']).optional(),
  }),
});
type Question = z.output<typeof questionSchema>;

interface Outcome {
  readonly topic: string;
  readonly right: boolean;
  readonly cited: boolean | undefined;
  readonly refused: boolean;
  readonly mustRefuse: boolean;
  readonly ms: number;
}

const args = process.argv.slice(2);
const showFailures = args.includes('--failures');
const { config, today } = readOptions(args.filter((arg) => arg !== '--failures'));
const opened = await openBase(config);
const questions = readFileSync(new URL('./questions.fr.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => questionSchema.parse(JSON.parse(line)));

const outcomes: Outcome[] = [];
for (const question of questions) outcomes.push(await play(question));
printTable(outcomes);

async function play(question: Question): Promise<Outcome> {
  const { expect, turns, topic } = question;
  const started = performance.now();
  const reply = await converse(opened, turns ?? [question.question ?? ''], question.date ?? today);
  const ms = performance.now() - started;
  const text = spaced(plainText(reply.blocks));
  const cited = (reply.answer?.citations ?? []).flatMap((citation) => citation.articles);
  const faults = [
    ...(reply.kind === expect.kind ? [] : [`${reply.kind} au lieu de ${expect.kind}`]),
    ...expect.figures
      .filter((figure) => !text.includes(spaced(figure)))
      .map((figure) => `manque « ${figure} »`),
    ...expect.not.filter((figure) => text.includes(spaced(figure))).map((figure) => `dit « ${figure} »`),
    ...(expect.verdict && reply.answer?.verdict !== expect.verdict
      ? [`verdict ${reply.answer?.verdict ?? 'aucun'} au lieu de ${expect.verdict}`]
      : []),
  ];
  const wantsArticle = expect.kind === 'answer' && expect.articles.length > 0;
  const hasArticle = expect.articles.some((article) => cited.includes(article));
  if (wantsArticle && !hasArticle)
    faults.push(`cite ${cited.join(', ') || 'rien'} au lieu de ${expect.articles.join(' ou ')}`);
  if (showFailures && faults.length > 0) {
    process.stdout.write(
      `${question.id} ${(turns ?? [question.question]).join(' / ')}\n    ${faults.join(' ; ')}\n`,
    );
  }
  return {
    topic,
    ms,
    right: faults.filter((fault) => !fault.startsWith('cite ')).length === 0,
    cited: wantsArticle ? hasArticle : undefined,
    refused: reply.kind === 'refusal',
    mustRefuse: expect.kind === 'refusal',
  };
}

/** Every space alike, so that « 60 000 » matches whatever binds it. */
function spaced(text: string): string {
  return text.replace(/[\s\u00A0\u202F]+/g, ' ');
}

function printTable(all: readonly Outcome[]): void {
  const percent = (part: number, whole: number) =>
    (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`).padStart(9);
  const line = (name: string, group: readonly Outcome[]) => {
    const answerable = group.filter((one) => !one.mustRefuse);
    const refusable = group.filter((one) => one.mustRefuse);
    const citable = group.filter((one) => one.cited !== undefined);
    const times = group.map((one) => one.ms).sort((a, b) => a - b);
    const cells = [
      percent(answerable.filter((one) => one.right).length, answerable.length),
      percent(citable.filter((one) => one.cited).length, citable.length),
      percent(citable.filter((one) => one.cited && one.right).length, citable.length),
      percent(refusable.filter((one) => one.refused).length, refusable.length),
      percent(answerable.filter((one) => one.refused).length, answerable.length),
      `${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1)} ms`.padStart(9),
    ];
    process.stdout.write(`${name.padEnd(16)} ${String(group.length).padStart(4)} ${cells.join(' ')}\n`);
  };
  process.stdout.write('sujet            nb      juste    citée  les deux   refusée sur-refus       p95\n');
  for (const topic of [...new Set(all.map((one) => one.topic))].sort()) {
    line(
      topic,
      all.filter((one) => one.topic === topic),
    );
  }
  line('ensemble', all);
}
