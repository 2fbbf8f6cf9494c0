/**
 * Learns again what each number of a message is, of the examples of `data/numbers.jsonl` and of messages that count nothing
 * themselves: `npm run reader:numbers`, some seconds, after examples were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import type { NumberWeights } from '#src/reader/numbers/number-roles.ts';
import { numbersSaid } from '#src/reader/numbers/numbers-said.ts';
import { fitNumbers } from './fit-numbers.ts';
import { folded, NO_ROLE, type NumberExample, type ReadExample, readExample } from './number-examples.ts';
import { linesOf, readMessages } from './sources.ts';

const OUT = new URL('../weights/numbers.json', import.meta.url);
/** One in so many of the messages of a section, of those that tell a number, counts nothing that is read here. */
const MESSAGES = 7;
/** Of the largest weight, a feature whose weights are all smaller says nothing. */
const SMALL = 0.08;
/** Sections whose messages do count something of their own. */
const COUNTING =
  /^guides\/(?:cout-de-revient|note-du-prix|penalites-de-retard|tva|retards-et-interets)#|^guides\/criteres.*pourcentage/;

const examples = linesOf<NumberExample>('numbers.jsonl').map(readExample);
const others = readMessages()
  .filter(({ section }) => !COUNTING.test(section))
  .map(({ text }) => folded(text))
  .filter((text) => /\d/.test(text))
  .filter((_, index) => index % MESSAGES === 0)
  .map((text): ReadExample => {
    const numbers = numbersSaid(text);
    return { text, numbers, roles: numbers.map(() => NO_ROLE) };
  });
const fitted = fitNumbers([...examples, ...others]);
writeFileSync(OUT, `${JSON.stringify(packed(fitted))}\n`);
process.stdout.write(`${examples.length} + ${others.length} messages, ${fitted.rows.size} signes\n`);

/** Weights to a hundred and twenty-seventh of the largest. */
function packed({ roles, rows, values }: NumberWeights) {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  const scale = most / 127;
  const kept = [...rows].filter(([, row]) => rowOf(row).some((value) => Math.abs(value) > SMALL * most));
  const bytes = Int8Array.from(
    kept.flatMap(([, row]) => rowOf(row).map((value) => Math.round(value / scale))),
  );
  const features = kept.map(([feature]) => feature).join('\n');
  return { roles, scale, features, values: Buffer.from(bytes.buffer).toString('base64') };

  function rowOf(row: number): number[] {
    return [...values.slice(row * roles.length, (row + 1) * roles.length)];
  }
}
