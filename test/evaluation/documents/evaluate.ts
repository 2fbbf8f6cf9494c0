/**
 * What is answered from documents that staff drop, and what these change of the answers of every day:
 *
 *   npm run evaluate:documents -- [--set measure|calibrate] [--failures] [--foreign 10000]
 *   npm run evaluate:documents -- --foreign 10000 [--everyday all|development|company-a…]
 *   npm run evaluate:documents -- --documents DIR --questions FILE [--failures]
 *
 * Questions on documents: answered right with their document, answered otherwise, refused; and of what the documents do
 * not say, refused. With `--foreign`, the questions of `questions/` are asked with the documents and so many sections of
 * other subjects, and without them.
 */
import { parseArgs } from 'node:util';
import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { readSets } from '../question-sets.ts';
import {
  type Asked,
  documentsIn,
  has,
  here,
  linesOf,
  madeDocuments,
  openWith,
  print,
  saysAnswer,
} from './asked.ts';
import { foreignDocuments } from './foreign.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'measure' },
    documents: { type: 'string' },
    questions: { type: 'string' },
    failures: { type: 'boolean' },
    foreign: { type: 'string' },
    everyday: { type: 'string', default: 'all' },
  },
});

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1).replace('.', ',')} % (${part} sur ${whole})`;

/** The documents of a run, by their name. */
const documentsOf = () => (values.documents ? documentsIn(values.documents) : madeDocuments());

const NAMES = {
  right: 'juste, de son document',
  second: 'juste, citée en second',
  'other part': 'juste, autre page ou diapositive',
  shown: 'montrée sans être affirmée',
  'wrong words': 'de son document, sans la réponse',
  elsewhere: 'répondue d’ailleurs',
  doubt: 'proposée dans un doute',
  refused: 'refusée',
} as const;

/** What a question on a document got. */
interface Got {
  readonly kind: keyof typeof NAMES;
  readonly text: string;
  readonly cited: string;
}

async function play(opened: OpenedBase, asked: Asked, today: string): Promise<Got> {
  const reply = await converse(opened, [asked.ask], today);
  const text = plainText(reply.blocks);
  const citations = reply.answer?.citations ?? [];
  const cited = citations
    .map(({ documentId, page, slide }) => `${documentId} ${page ?? slide ?? ''}`)
    .join(' + ');
  const got = (kind: Got['kind']): Got => ({ kind, text, cited });
  const own = citations.findIndex(({ documentId }) => documentId === `documents/${asked.in}`);
  const isSaid = saysAnswer(text, asked);
  if (reply.kind === 'refusal') return got(own >= 0 && isSaid ? 'shown' : 'refused');
  if (reply.answer?.offered) return got('doubt');
  if (own < 0) return got('elsewhere');
  if (!isSaid) return got('wrong words');
  const isPlaced = citations.some(
    ({ documentId, page, slide }) =>
      documentId === `documents/${asked.in}` &&
      (asked.page === undefined || page === asked.page) &&
      (asked.slide === undefined || slide === asked.slide),
  );
  if (!isPlaced) return got('other part');
  return got(own === 0 ? 'right' : 'second');
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
      got.kind === 'refused' ||
      got.kind === 'shown' ||
      got.kind === 'doubt' ||
      (asked.maybe && has(got.text, [asked.maybe]));
    if (asked.none) silent += isSilent ? 1 : 0;
    else counted.set(got.kind, (counted.get(got.kind) ?? 0) + 1);
    const failed = asked.none ? !isSilent : got.kind !== 'right';
    if (values.failures && failed)
      print(
        `[${asked.none ? 'absent' : got.kind}] ${asked.ask}\n   ${got.cited} | ${got.text.slice(0, 400).replaceAll('\n', ' ')}`,
      );
  }
  const answerable = all.filter(({ none }) => !none).length;
  for (const kind of Object.keys(NAMES) as Got['kind'][])
    print(`${NAMES[kind]} : ${percent(counted.get(kind) ?? 0, answerable)}`);
  print(`non dit, et refusé : ${percent(silent, all.length - answerable)}`);
  times.sort((a, b) => a - b);
  print(
    `temps d’une réponse, p50 et p95 : ${times[times.length >> 1]?.toFixed(0)} et ${times[Math.floor(times.length * 0.95)]?.toFixed(0)} ms`,
  );
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
  // Our own documents stand on both sides: what is compared is what those of other subjects change.
  const own = await documentsOf();
  using alone = await openWith(own);
  const before = await everydayAnswers(alone.opened, alone.today);
  using crowded = await openWith({ ...own, ...foreignDocuments(sections) });
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

if (values.foreign) await compareEveryday(Number(values.foreign));
else {
  using base = await openWith(await documentsOf());
  const asked = linesOf<Asked>(values.questions ?? here(`${values.set}.fr.jsonl`));
  await playAll(base.opened, asked, base.today);
}
