/**
 * What is answered from documents that staff drop, and what these change of the answers of every day:
 *
 *   npm run evaluate:documents -- [--set measure|calibrate] [--failures] [--foreign 10000]
 *   npm run evaluate:documents -- --foreign 10000 [--everyday all|development|company-a…]
 *   npm run evaluate:documents -- --documents DIR --questions FILE [--failures]
 *   npm run evaluate:documents -- --calibrate [--write]
 *
 * Questions on documents: answered right with their document, answered otherwise, refused; and of what the documents do
 * not say, refused. With `--foreign`, the questions of `questions/` are asked with the documents and so many sections of
 * other subjects, and without them. `--calibrate` fits the judge of documents on the set kept for that.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import { type OpenedBase, openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import {
  documentProbability,
  type ShippedDocumentJudge,
} from '#src/features/answers/search/document-judge.ts';
import { standing } from '#src/features/answers/search/judge.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { understand } from '#src/reader/understand.ts';
import type { DocumentIndex } from '#src/retrieval/documents/document-index.ts';
import {
  DOCUMENT_FEATURES,
  type FoundPart,
  findInDocuments,
} from '#src/retrieval/documents/document-search.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { fitLogistic, type Row } from '../calibrate/logistic.ts';
import { readSets } from '../question-sets.ts';
import { foreignDocuments } from './foreign.ts';
import { MADE_DOCUMENTS } from './made.ts';

/** A question on a document: what its answer says, or that the document does not say it. */
interface Asked {
  readonly in: string;
  readonly ask: string;
  readonly say?: readonly string[];
  readonly page?: number;
  readonly slide?: number;
  readonly none?: boolean;
  /** What an answer may also say to a question that has none. */
  readonly maybe?: string;
}

const WEIGHTS = join(ROOT, 'src/features/answers/search/document-judge-weights.json');
const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'measure' },
    documents: { type: 'string' },
    questions: { type: 'string' },
    failures: { type: 'boolean' },
    foreign: { type: 'string' },
    everyday: { type: 'string', default: 'all' },
    calibrate: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});

const linesOf = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T);
const here = (name: string) => join(import.meta.dirname, name);
const said = (text: string): string => fold(text).replace(/[\s\u00A0\u202F]+/g, ' ');
const has = (text: string, expected: readonly string[] = []): boolean =>
  expected.every((one) => said(text).includes(said(one)));
const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1).replace('.', ',')} % (${part} sur ${whole})`;
const print = (text: string) => process.stdout.write(`${text}\n`);

/** The documents of a run, by their name. */
async function documentsOf(): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  if (values.documents) {
    for (const name of readdirSync(values.documents))
      if (name !== 'README.md') files[`documents/${name}`] = readFileSync(join(values.documents, name));
    return files;
  }
  for (const { name, bytes } of MADE_DOCUMENTS) files[`documents/${name}`] = await bytes();
  return files;
}

/** Opens our knowledge with some documents beside. */
async function openWith(files: Readonly<Record<string, string | Uint8Array>>) {
  const knowledge = tempFolder();
  const data = tempFolder();
  cpSync(join(ROOT, 'knowledge'), knowledge.path, { recursive: true });
  knowledge.write(files);
  const { config, today } = readOptions(['--data', data.path, '--knowledge', knowledge.path]);
  const opened = await openBase(config);
  return {
    opened,
    today,
    [Symbol.dispose]: () => {
      knowledge[Symbol.dispose]();
      data[Symbol.dispose]();
    },
  };
}

/** What a question on a document got. */
interface Got {
  readonly kind: 'right' | 'other part' | 'wrong words' | 'elsewhere' | 'refused' | 'doubt';
  readonly text: string;
  readonly cited: string;
}

async function play(opened: OpenedBase, asked: Asked, today: string): Promise<Got> {
  const reply = await converse(opened, [asked.ask], today);
  const text = plainText(reply.blocks);
  const [citation] = reply.answer?.citations ?? [];
  const cited = citation ? `${citation.documentId} ${citation.page ?? citation.slide ?? ''}` : '';
  const got = (kind: Got['kind']): Got => ({ kind, text, cited });
  if (reply.kind === 'refusal') return got('refused');
  if (reply.answer?.offered) return got('doubt');
  if (citation?.documentId !== `documents/${asked.in}`) return got('elsewhere');
  if (!has(text, asked.say)) return got('wrong words');
  const isPlaced =
    (asked.page === undefined || citation.page === asked.page) &&
    (asked.slide === undefined || citation.slide === asked.slide);
  return got(isPlaced ? 'right' : 'other part');
}

async function playAll(opened: OpenedBase, all: readonly Asked[], today: string): Promise<void> {
  const counted = new Map<string, number>();
  let silent = 0;
  const times: number[] = [];
  for (const asked of all) {
    const started = performance.now();
    const got = await play(opened, asked, today);
    times.push(performance.now() - started);
    const isSilent =
      got.kind === 'refused' || got.kind === 'doubt' || (asked.maybe && has(got.text, [asked.maybe]));
    if (asked.none) silent += isSilent ? 1 : 0;
    else counted.set(got.kind, (counted.get(got.kind) ?? 0) + 1);
    const failed = asked.none ? !isSilent : got.kind !== 'right';
    if (values.failures && failed)
      print(
        `[${asked.none ? 'absent' : got.kind}] ${asked.ask}\n   ${got.cited} | ${got.text.slice(0, 400).replaceAll('\n', ' ')}`,
      );
  }
  const answerable = all.filter(({ none }) => !none).length;
  for (const kind of ['right', 'other part', 'wrong words', 'elsewhere', 'doubt', 'refused'])
    print(`${NAMES[kind]} : ${percent(counted.get(kind) ?? 0, answerable)}`);
  print(`non dit, et refusé : ${percent(silent, all.length - answerable)}`);
  times.sort((a, b) => a - b);
  print(
    `temps d’une réponse, p50 et p95 : ${times[times.length >> 1]?.toFixed(0)} et ${times[Math.floor(times.length * 0.95)]?.toFixed(0)} ms`,
  );
}

const NAMES: Readonly<Record<string, string>> = {
  right: 'juste, de son document',
  'other part': 'juste, autre page ou diapositive',
  'wrong words': 'de son document, sans la réponse',
  elsewhere: 'répondue d’ailleurs',
  doubt: 'proposée dans un doute',
  refused: 'refusée',
};

/** A part that a question found, and whether it answers. */
interface Case {
  readonly part: FoundPart;
  readonly answers: boolean;
  readonly weight: number;
}

/** Parts found for questions, by a judge that looks at all alike. */
async function casesOf(index: DocumentIndex, all: readonly Asked[], today: string): Promise<Case[]> {
  const cases: Case[] = [];
  const shipped: ShippedDocumentJudge = JSON.parse(readFileSync(WEIGHTS, 'utf8'));
  const judge = index.vectors ? shipped.reader : shipped.words;
  for (const asked of all) {
    const { question, case: inCase, date } = understand(asked.ask, undefined, today);
    const parts = await findInDocuments(
      index,
      { question, filter: { regime: inCase.regime, date } },
      (features) => documentProbability(features, judge),
    );
    const own = parts.map((part) => ({
      part,
      answers:
        !asked.none &&
        part.passage.documentId === `documents/${asked.in}` &&
        has(part.quoted.join(' '), asked.say),
    }));
    for (const one of own) cases.push({ ...one, weight: one.answers ? 1 : 1 / Math.max(1, own.length) });
  }
  return cases;
}

/** Told apart by thresholds of its own. A weight of the wrong sign is an accident of a small set: none is kept. */
const NOT_WEIGHED: ReadonlySet<string> = new Set(['named']);

function weighed(
  cases: readonly Case[],
  names: readonly (typeof DOCUMENT_FEATURES)[number][] = DOCUMENT_FEATURES.filter(
    (name) => !NOT_WEIGHED.has(name),
  ),
): Pick<ShippedDocumentJudge['reader'], 'bias'> & { weights: Record<string, number> } {
  const rows = cases.map(
    ({ part: { features }, answers, weight }): Row => ({
      x: names.map((name) => features[name]),
      y: answers ? 1 : 0,
      weight,
    }),
  );
  const { bias, weights } = fitLogistic(rows, 1e-2);
  const signed = names.map((name, at) => ({ name, sum: weights[at] ?? 0 }));
  const worst = signed.toSorted((a, b) => a.sum - b.sum)[0];
  if (worst && worst.sum < 0)
    return weighed(
      cases,
      names.filter((name) => name !== worst.name),
    );
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const of = (name: (typeof DOCUMENT_FEATURES)[number]) => round(weights[names.indexOf(name)] ?? 0);
  return {
    bias: round(bias),
    weights: Object.fromEntries(DOCUMENT_FEATURES.map((name) => [name, of(name)])),
  };
}

async function calibrate(): Promise<void> {
  using base = await openWith(await documentsOf());
  const { opened, today } = base;
  const all = linesOf<Asked>(here('calibrate.fr.jsonl'));
  const everyday = readSets('development')
    .flatMap(({ questions }) => questions)
    .filter(({ turns }) => turns.length === 1)
    .map(({ turns }): Asked => ({ in: '', ask: turns[0] as string, none: true }));
  const { documents } = opened.base;
  if (!documents) throw new Error('no documents');
  const byWords = { ...documents, vectors: undefined };
  const cases = await casesOf(documents, all, today);
  const others = (await casesOf(documents, everyday, today)).map((one) => ({
    ...one,
    weight: 0.1 * one.weight,
  }));
  const before: ShippedDocumentJudge = JSON.parse(readFileSync(WEIGHTS, 'utf8'));
  const words = weighed([
    ...(await casesOf(byWords, all, today)),
    ...(await casesOf(byWords, everyday, today)).map((one) => ({ ...one, weight: 0.1 * one.weight })),
  ]);
  const judge = { ...before, reader: weighed([...cases, ...others]), words };
  print(JSON.stringify(judge, undefined, 2));
  if (values.write) writeFileSync(WEIGHTS, `${JSON.stringify(judge, undefined, 2)}\n`);
  const rows: string[] = [];
  for (const asked of [...all, ...everyday]) {
    const understanding = understand(asked.ask, undefined, today);
    const filter = { regime: understanding.case.regime, date: understanding.date };
    const [best] = await findInDocuments(
      documents,
      { question: understanding.question, filter },
      (features) => documentProbability(features, judge.reader as ShippedDocumentJudge['reader']),
    );
    const result = await opened.retriever.search(...searchOf(understanding));
    const page = standing(result, opened.base, understanding);
    const right =
      best &&
      !asked.none &&
      best.passage.documentId.endsWith(asked.in) &&
      has(best.quoted.join(' '), asked.say);
    const group = asked.in === '' ? 'everyday' : asked.none ? 'absent' : right ? 'right' : 'wrong';
    rows.push(
      `${group}\t${(best?.probability ?? 0).toFixed(3)}\t${page.toFixed(3)}\t${Object.entries(
        best?.features ?? {},
      )
        .map(([name, value]) => `${name.slice(0, 3)}${value.toFixed(2)}`)
        .join(' ')}\t${asked.ask}`,
    );
  }
  rows.sort();
  if (values.failures) print(rows.join('\n'));
}

/** An answer as it is compared with another: what it is, what it cites, what it says. */
async function everydayAnswers(opened: OpenedBase, today: string) {
  const answers = new Map<string, { kind: string; text: string; cited: string }>();
  for (const { questions } of readSets(values.everyday))
    for (const question of questions) {
      const reply = await converse(opened, question.turns, question.date ?? today);
      const cited = (reply.answer?.citations ?? []).map(
        ({ documentId, section }) => `${documentId}#${section}`,
      );
      answers.set(question.id, { kind: reply.kind, text: plainText(reply.blocks), cited: cited.join(' ') });
    }
  return answers;
}

async function compareEveryday(sections: number): Promise<void> {
  using alone = await openWith({});
  const before = await everydayAnswers(alone.opened, alone.today);
  using crowded = await openWith({ ...(await documentsOf()), ...foreignDocuments(sections) });
  const after = await everydayAnswers(crowded.opened, crowded.today);
  const ids = [...before.keys()];
  const refused = (answers: typeof before) => ids.filter((id) => answers.get(id)?.kind === 'refusal').length;
  const changed = ids.filter((id) => before.get(id)?.text !== after.get(id)?.text);
  const fromDocuments = ids.filter((id) => after.get(id)?.cited.includes('documents/'));
  print(
    `questions de tous les jours (${ids.length}), avec ${crowded.opened.base.documents?.passages.length} parties de documents à côté`,
  );
  print(
    `refusées sans, avec : ${percent(refused(before), ids.length)}, ${percent(refused(after), ids.length)}`,
  );
  print(
    `réponses changées : ${percent(changed.length, ids.length)}, dont tirées d’un document : ${fromDocuments.length}`,
  );
  if (values.failures)
    for (const id of changed)
      print(
        `${id} | ${before.get(id)?.cited} → ${after.get(id)?.cited} | ${after.get(id)?.text.slice(0, 250).replaceAll('\n', ' ')}`,
      );
  const asked = linesOf<Asked>(here(`${values.set}.fr.jsonl`));
  print(`\nquestions sur nos documents, avec ceux d’autres sujets`);
  await playAll(crowded.opened, asked, crowded.today);
}

if (values.calibrate) await calibrate();
else if (values.foreign) await compareEveryday(Number(values.foreign));
else {
  using base = await openWith(await documentsOf());
  const asked = linesOf<Asked>(values.questions ?? here(`${values.set}.fr.jsonl`));
  await playAll(base.opened, asked, base.today);
}
