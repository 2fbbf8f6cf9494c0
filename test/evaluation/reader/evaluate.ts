/**
 * What the reader hears, on writers that nothing was trained on:
 *
 *   npm run evaluate:reader -- [--data DIR] [--failures]
 *
 * Messages by style: the right section first of what is found, in the ten first, cited, and refused. Wishes: heard as the
 * act that is wanted, or as one that is heard alike. Messages that nothing answers: refused, or sent to a person.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { converse } from '#src/commands/ask/ask.ts';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { wordsProbability } from '#src/features/answers/search/judge.ts';
import { judgeFeatures } from '#src/features/answers/search/judge-features.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import { likelyForQuestion } from '#src/reader/said-to-question.ts';
import { understand } from '#src/reader/understand.ts';
import { learntMeaning } from '#src/reader/wish/learnt.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { wilson } from '../statistics.ts';

interface Message {
  readonly section: string;
  readonly style: string;
  readonly text: string;
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    failures: { type: 'boolean' },
    dump: { type: 'string' },
    part: { type: 'string' },
  },
});
using folder = tempFolder();
const { config, today } = readOptions(['--data', values.data ?? folder.path]);
const opened = await openBase(config);
const read = <T>(path: string): T[] =>
  readFileSync(join(import.meta.dirname, '..', path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const PART = Number(values.part ?? 1);
const some = <T>(all: readonly T[]): T[] => all.filter((_, index) => index % PART === 0);
const dumped: string[] = [];
const lines: string[][] = [['', 'nombre', 'en tête', 'les dix', 'citée', 'refusée', '95 %']];
const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1).replace('.', ',')}`;

interface Played {
  readonly rank: number;
  readonly cited: boolean;
  readonly refused: boolean;
}

async function play(text: string, sections: readonly string[], set: string): Promise<Played> {
  const reply = await converse(opened, [text], today);
  const result = await opened.retriever.search(...searchOf(understand(text, undefined, today)));
  const rank = result.hits.slice(0, 10).findIndex(({ passage }) => sections.includes(passage.key)) + 1;
  const headings = new Set(
    opened.base.passages.filter(({ key }) => sections.includes(key)).map(({ heading }) => heading),
  );
  const cited =
    reply.kind === 'answer' && (reply.answer?.citations ?? []).some(({ section }) => headings.has(section));
  if (values.dump) {
    const features = judgeFeatures(result, opened.base);
    dumped.push(
      JSON.stringify({
        set,
        text,
        sections,
        kind: reply.kind,
        features,
        judge: features && wordsProbability(features),
        read: result.read,
        hits: result.hits
          .slice(0, 10)
          .map(({ passage, score, meaning, lexical }) => ({ key: passage.key, score, meaning, lexical })),
      }),
    );
  }
  if (values.failures && sections.length > 0 && !cited)
    process.stdout.write(
      `[${set}] ${text}\n  attendu ${sections[0]}\n  ${reply.kind} ${result.hits[0]?.passage.key}\n`,
    );
  return { rank, cited, refused: reply.kind === 'refusal' };
}

// The other half of them calibrates the judge.
const messages = some(
  read<Message>('messages/held-out.jsonl').filter(({ style }, index) => style !== 'near' && index % 2 === 1),
);
for (const [style, own] of Map.groupBy(messages, (one) => one.style)) {
  const played: Played[] = [];
  for (const { text, section } of own) played.push(await play(text, [section], style));
  line(style, played);
}
const wordings = some(
  read<{ wording: string; key: string }>('coverage/held-out-wordings.jsonl').filter(
    (_, index) => index % 4 === 0,
  ),
);
const played: Played[] = [];
for (const { wording, key } of wordings) played.push(await play(wording, [key], 'wording'));
line('formulations', played);

function line(name: string, all: readonly Played[]): void {
  const of = (holds: (one: Played) => boolean) => all.filter(holds).length;
  const cited = of((one) => one.cited);
  const [low, high] = wilson({ part: cited, whole: all.length });
  lines.push([
    name,
    String(all.length),
    percent(
      of(({ rank }) => rank === 1),
      all.length,
    ),
    percent(
      of(({ rank }) => rank > 0),
      all.length,
    ),
    percent(cited, all.length),
    percent(
      of(({ refused }) => refused),
      all.length,
    ),
    `${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}`,
  ]);
}

interface Wish {
  readonly wish?: string;
  readonly kind?: string;
  readonly text: string;
}
const NONE: ReadonlySet<string> = new Set([
  'unanswerable',
  'out-of-scope',
  'harmful',
  'injection',
  'near',
  'far',
  'fraud',
]);
/** « t'es un robot ? », « coucou ça roule » ask nothing of the field: they are answered for what they are. */
const TALK: ReadonlySet<string> = new Set(['greeting', 'identity', 'distress', 'thanks', 'goodbye-or-ok']);
const talked = new Map<string, number>();
/** From this on, a clause is for the form that asks. */
const FOR_QUESTION = 0.5;
const wishes = some([...read<Wish>('wishes/held-out.jsonl'), ...read<Wish>('wishes/held-out-none.jsonl')]);
const heard = new Map<string, { right: number; all: number }>();
const confused = new Map<string, number>();
for (const { wish = '', kind = wish, text } of wishes) {
  const name = NONE.has(kind) ? kind : wish;
  const counted = heard.get(name) ?? { right: 0, all: 0 };
  heard.set(name, counted);
  counted.all += 1;
  const scores = (await opened.base.meaning?.readWishes(text)) ?? [];
  const learnt = learntMeaning(scores)[0];
  let right: boolean;
  if (NONE.has(name)) {
    const { refused } = await play(text, [], name);
    right = refused || learnt?.wish === 'handoff';
    if (!right && TALK.has(learnt?.act ?? '')) talked.set(name, (talked.get(name) ?? 0) + 1);
  } else if (name === 'question') {
    await play(text, [], 'question');
    right = learnt === undefined;
  } else if (name === 'small-answer')
    // It means something only where a form asks, who takes it from this likelihood on.
    right = likelyForQuestion(scores) >= FOR_QUESTION;
  else
    right =
      learnt?.act === name ||
      (learnt !== undefined && learnt.wish === learntMeaning([{ wish: name, probability: 1 }])[0]?.wish);
  if (right) counted.right += 1;
  else {
    const pair = `${name} → ${learnt?.act ?? `rien (${scores[0]?.wish} ${scores[0]?.probability.toFixed(2)})`}`;
    confused.set(pair, (confused.get(pair) ?? 0) + 1);
    if (values.failures) process.stdout.write(`[${name}] ${text}\n  ${pair}\n`);
  }
}
for (const row of lines)
  process.stdout.write(
    `${row.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(9))).join('')}\n`,
  );
process.stdout.write('\nvœux et messages sans réponse\n');
for (const [name, { right, all }] of [...heard].sort((a, b) => a[1].right / a[1].all - b[1].right / b[1].all))
  process.stdout.write(`${name.padEnd(22)}${String(right).padStart(4)} / ${all}\n`);
const group = (names: (name: string) => boolean) => {
  const own = [...heard].filter(([name]) => names(name));
  const sum = (what: 'right' | 'all') => own.reduce((total, [, one]) => total + one[what], 0);
  return `${percent(sum('right'), sum('all'))} % de ${sum('all')}`;
};
process.stdout.write(
  `\nvœux entendus : ${group((name) => !NONE.has(name) && name !== 'question' && !['small-answer', 'again-or-more', 'simpler'].includes(name))}\n`,
);
for (const name of NONE)
  if (heard.has(name))
    process.stdout.write(
      `${name} : ${group((one) => one === name)}${talked.has(name) ? `, et ${talked.get(name)} à qui l'on a répondu comme à un bonjour ou à une détresse` : ''}\n`,
    );
process.stdout.write(`questions gardées comme questions : ${group((name) => name === 'question')}\n\n`);
for (const [pair, times] of [...confused].sort((a, b) => b[1] - a[1]).slice(0, 25))
  process.stdout.write(`${times} × ${pair}\n`);
if (values.dump) writeFileSync(values.dump, `${dumped.join('\n')}\n`);
