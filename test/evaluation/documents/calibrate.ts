/**
 * Fits what reads documents: what a question asks (`asked-things.jsonl`), and the judge of their sentences.
 *
 *   npm run calibrate:documents -- [--documents DIR --questions FILE] [--keep FILE] [--write]
 *
 * Fitted on the questions of `calibrate.fr.jsonl` and of `training/`, on those of another set when one is given, and on
 * questions of every day, which documents do not answer. Prints, by folds over the documents, how much is answered right at thresholds that
 * refuse so much of what they do not say. `--keep` keeps what was read there, and reads it from there the next time.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  askingClause,
  documentProbability,
  type ShippedDocumentJudge,
} from '#src/features/answers/search/document-judge.ts';
import { understand } from '#src/reader/understand.ts';
import { fitClassifier } from '#src/reader/wish/classifier.ts';
import type { DocumentIndex } from '#src/retrieval/documents/document-index.ts';
import {
  DOCUMENT_FEATURES,
  type DocumentFeatures,
  findInDocuments,
} from '#src/retrieval/documents/document-search.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { fitLogistic, type Row } from '../calibrate/logistic.ts';
import { readSets } from '../question-sets.ts';
import {
  type Asked,
  documentsIn,
  here,
  linesOf,
  madeDocuments,
  openWith,
  print,
  saysAnswer,
} from './asked.ts';

/** Documents that are only read to fit, with the questions on them. */
const TRAINING = here('training');
const TRAINING_QUESTIONS = join(TRAINING, 'questions.fr.jsonl');
const WEIGHTS = join(ROOT, 'src/features/answers/search/document-judge-weights.json');
const ASKED_EXAMPLES = join(ROOT, 'src/retrieval/documents/asked-things.jsonl');
const ASKED_WEIGHTS = join(ROOT, 'src/retrieval/documents/asked-things-weights.json');
const { values } = parseArgs({
  options: {
    documents: { type: 'string' },
    questions: { type: 'string' },
    keep: { type: 'string' },
    write: { type: 'boolean' },
  },
});

/** A sentence that was read for a question. */
interface Read {
  readonly answers: boolean;
  readonly features: DocumentFeatures;
}

/** A question with the sentences that were read for it, with the reader and by words. */
interface Case {
  readonly asked: Asked;
  readonly isEveryday: boolean;
  readonly reader: readonly Read[];
  readonly words: readonly Read[];
}

/** What a question of every day weighs: there are many of them, and they are not the hard ones. */
const EVERYDAY = 0.3;
/** One in so many is asked. */
const ASKED_EVERYDAY = 5;
const FOLDS = 8;
const RIDGE = 1e-2;

/** At first, what is near in words and meaning. */
const firstJudge = ({ sentence, alone, said, tells }: DocumentFeatures): number =>
  Math.min(1, Math.max(0, 0.2 * sentence + 0.2 * alone + 0.6 * said + 0.1 * tells));

async function readFor(index: DocumentIndex, asked: Asked, today: string): Promise<Read[]> {
  const { question, case: inCase, date } = understand(asked.ask, undefined, today);
  const clause = askingClause(question);
  const read: Read[] = [];
  for (const text of clause ? [question, clause] : [question]) {
    const filter = { regime: inCase.regime, date };
    for (const { passage, judged } of await findInDocuments(index, { question: text, filter }, firstJudge))
      for (const { text: sentence, features } of judged)
        read.push({ features, answers: isAnswer(asked, passage.documentId, sentence) });
  }
  return read;
}

const isAnswer = (asked: Asked, documentId: string, sentence: string): boolean =>
  !asked.none &&
  documentId === `documents/${asked.in}` &&
  (saysAnswer(sentence, asked) ||
    (asked.say ?? []).some((one) => saysAnswer(sentence, { ...asked, say: [one] })));

async function readAll(): Promise<Case[]> {
  if (values.keep && existsSync(values.keep)) return linesOf<Case>(values.keep);
  using base = await openWith({
    ...(await madeDocuments()),
    ...documentsIn(TRAINING),
    ...(values.documents ? documentsIn(values.documents) : {}),
  });
  const { documents } = base.opened.base;
  if (!documents) throw new Error('no documents');
  const byWords = { ...documents, vectors: undefined };
  const everyday = readSets('development')
    .flatMap(({ questions }) => questions)
    .filter(({ turns }, at) => turns.length === 1 && at % ASKED_EVERYDAY === 0)
    .map(({ turns }): Asked => ({ in: '', ask: turns[0] as string, none: true }));
  const others = values.questions ? linesOf<Asked>(values.questions) : [];
  const cases: Case[] = [];
  const own = [here('calibrate.fr.jsonl'), TRAINING_QUESTIONS].flatMap((path) => linesOf<Asked>(path));
  for (const asked of [...own, ...others, ...everyday]) {
    const reader = await readFor(documents, asked, base.today);
    const words = await readFor(byWords, asked, base.today);
    cases.push({ asked, isEveryday: asked.in === '', reader, words });
  }
  if (values.keep) writeFileSync(values.keep, cases.map((one) => JSON.stringify(one)).join('\n'));
  return cases;
}

type Mode = 'reader' | 'words';
type Fitted = ReturnType<typeof fitLogistic>;

function fitted(cases: readonly Case[], mode: Mode): Fitted {
  const rows = cases.flatMap((one): Row[] => {
    const right = one[mode].filter(({ answers }) => answers).length;
    const wrong = one[mode].length - right;
    const share = one.isEveryday ? EVERYDAY : 1;
    return one[mode].map(({ features, answers }) => ({
      x: DOCUMENT_FEATURES.map((name) => features[name]),
      y: answers ? 1 : 0,
      weight: share * (answers ? 1 / right : 1.5 / wrong),
    }));
  });
  return fitLogistic(rows, RIDGE);
}

/** How much is right where so much of what documents do not say is refused, judged by what other documents taught. */
function printCurve(cases: readonly Case[], mode: Mode): void {
  const names = [...new Set(cases.map(({ asked }) => asked.in))].sort();
  const best = cases.map((one) => ({ one, probability: 0, answers: false }));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isHeld = ({ asked }: Case) => names.indexOf(asked.in) % FOLDS === fold;
    const judge = asJudge(
      fitted(
        cases.filter((one) => !isHeld(one)),
        mode,
      ),
    );
    for (const held of best.filter(({ one }) => isHeld(one)))
      for (const { features, answers } of held.one[mode]) {
        const probability = documentProbability(features, judge);
        if (probability > held.probability) Object.assign(held, { probability, answers });
      }
  }
  const said = best.filter(({ one }) => !one.asked.none);
  const unsaid = best
    .filter(({ one }) => one.asked.none && !one.isEveryday)
    .map(({ probability }) => probability)
    .sort((a, b) => a - b);
  const everyday = best.filter(({ one }) => one.isEveryday);
  const share = (some: readonly unknown[], of: readonly unknown[]) =>
    `${((100 * some.length) / Math.max(1, of.length)).toFixed(0)} %`;
  print(`${mode} : ${said.length} dites, ${unsaid.length} non dites, ${everyday.length} de tous les jours`);
  for (const refused of [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]) {
    const from =
      refused === 0 ? 0 : (unsaid[Math.min(unsaid.length - 1, Math.ceil(refused * unsaid.length) - 1)] ?? 0);
    const answered = said.filter(({ probability }) => probability > from);
    print(
      `  seuil ${from.toFixed(3)} : non dites refusées ${(100 * refused).toFixed(0)} %, justes ${share(
        answered.filter(({ answers }) => answers),
        said,
      )}, autres ${share(
        answered.filter(({ answers }) => !answers),
        said,
      )}, de tous les jours ${share(
        everyday.filter(({ probability }) => probability > from),
        everyday,
      )}`,
    );
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000;

const asJudge = ({ bias, weights }: Fitted): ShippedDocumentJudge['reader'] => ({
  bias: round(bias),
  weights: Object.fromEntries(
    DOCUMENT_FEATURES.map((name, at) => [name, round(weights[at] ?? 0)]),
  ) as ShippedDocumentJudge['reader']['weights'],
});

/** Learns what a question asks; its weights are kept as 32-bit numbers in base 64. */
async function learnAsked(): Promise<void> {
  const reader = openReaderEmbedder();
  const examples = [];
  for (const { asks, text } of linesOf<{ asks: string; text: string }>(ASKED_EXAMPLES))
    examples.push({ wish: asks, vector: await reader.embed(text, 'question') });
  const { lines } = fitClassifier(examples, { epochs: 14, ridge: 1e-4 });
  const learnt = {
    reader: reader.id,
    lines: lines.map(({ wish, bias, weights }) => ({
      asked: wish,
      bias: round(bias),
      weights: Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength).toString('base64'),
    })),
  };
  writeFileSync(ASKED_WEIGHTS, `${JSON.stringify(learnt, undefined, 2)}\n`);
}

if (values.write) await learnAsked();
const cases = await readAll();
for (const mode of ['reader', 'words'] as const) printCurve(cases, mode);
const before: ShippedDocumentJudge = JSON.parse(readFileSync(WEIGHTS, 'utf8'));
const judge = { ...before, reader: asJudge(fitted(cases, 'reader')), words: asJudge(fitted(cases, 'words')) };
print(JSON.stringify(judge, undefined, 2));
if (values.write) writeFileSync(WEIGHTS, `${JSON.stringify(judge, undefined, 2)}\n`);
