/**
 * At which cosine do questions mean the same? Groups the questions of the evaluation that name a fact, and prints, for
 * each threshold, how many pairs of a group ask for the same fact (right), and how many pairs of the same fact are
 * together (found): `node test/evaluation/grouping.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grouped } from '#src/features/unanswered/rules/grouping.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';

const FOLDER = new URL('./questions/', import.meta.url).pathname;
const THRESHOLDS = [0.5, 0.55, 0.6, 0.64, 0.68, 0.7, 0.72, 0.74, 0.76, 0.8, 0.84, 0.88];

interface Line {
  readonly question?: string;
  readonly fact?: string;
  readonly expect: { readonly kind: string | readonly string[] };
}

const lines = readdirSync(FOLDER).flatMap((file) =>
  readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line),
);
const asked = lines.flatMap(({ question, fact, expect }) =>
  question && fact && expect.kind === 'answer' ? [{ text: question, fact }] : [],
);
const { embed } = openReaderEmbedder();
const meant = [];
for (const [place, { text, fact }] of asked.entries())
  meant.push({ id: String(place), text, fact, vector: await embed(text, 'question') });

const pairs = (count: number) => (count * (count - 1)) / 2;
const facts = Map.groupBy(meant, ({ fact }) => fact);
const alike = [...facts.values()].reduce((sum, { length }) => sum + pairs(length), 0);
console.log(`${meant.length} questions, ${facts.size} faits`);
console.log('seuil  groupes  paires justes  paires trouvées');
for (const threshold of THRESHOLDS) {
  const groups = grouped([], meant, threshold);
  const together = groups.reduce((sum, { members }) => sum + pairs(members.length), 0);
  const right = groups.reduce(
    (sum, { members }) =>
      sum +
      [...Map.groupBy(members, ({ fact }) => fact).values()].reduce((n, { length }) => n + pairs(length), 0),
    0,
  );
  const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
  console.log(
    `${threshold.toFixed(2)}   ${String(groups.length).padStart(6)}  ${percent(right, together).padStart(12)}  ${percent(right, alike).padStart(14)}`,
  );
}
