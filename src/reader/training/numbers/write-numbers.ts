/**
 * Learns again what each number of a message is, of the examples of `data/numbers.jsonl` and of messages that count nothing
 * themselves: `npm run reader:numbers`, some seconds, after examples were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import { numbersSaid } from '#src/reader/numbers/numbers-said.ts';
import { linesOf, readMessages } from '../sources.ts';
import { fitNumbers } from './fit-numbers.ts';
import { folded, NO_ROLE, type NumberExample, type ReadExample, readExample } from './number-examples.ts';
import { packed } from './pack-weights.ts';

const OUT = new URL('../../weights/numbers.json', import.meta.url);
/** One in so many of the messages of a section, of those that tell a number, counts nothing that is read here. */
const MESSAGES = 7;
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
