/**
 * Learns again what each amount is where a company's turnover is spoken of, of the examples of `data/turnover.jsonl`:
 * `npm run reader:numbers`, some seconds, after examples were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import { turnoverFeatures } from '#src/reader/numbers/turnover-features.ts';
import { linesOf } from '../sources.ts';
import { fitRoles, type Told } from './fit-numbers.ts';
import { packed } from './pack-weights.ts';
import {
  composed,
  readTurnover,
  type TurnoverExample,
  type TurnoverLine,
  turnoverIn,
} from './turnover-examples.ts';

const OUT = new URL('../../weights/turnover.json', import.meta.url);
/** How many messages are put together of clauses, and how much a message that somebody wrote counts beside. */
const [COMPOSED, WRITTEN] = [4000, 2];
const ROUNDS = 12;
/** Many weak signs say together whose an amount is. */
const SMALL = 0.03;

const lines = linesOf<TurnoverLine>('turnover.jsonl');
const clauses = lines.flatMap(({ clause }) => clause ?? []);
const written = lines.flatMap(({ said }) => said ?? []).map(readTurnover);
const put = composed(clauses, COMPOSED).flatMap((said) => turnoverIn(said) ?? []);
const fitted = fitRoles([...told(put, 1), ...told(written, WRITTEN)], ROUNDS);
writeFileSync(OUT, `${JSON.stringify(packed(fitted, SMALL))}\n`);
process.stdout.write(`${written.length} messages, ${clauses.length} clauses, ${fitted.rows.size} signes\n`);

function told(examples: readonly TurnoverExample[], weight: number): Told[] {
  return examples.flatMap(({ text, places, roles }) =>
    turnoverFeatures(text, places).map((features, at) => ({ features, role: roles[at] as string, weight })),
  );
}
