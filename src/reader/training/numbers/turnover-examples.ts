import { amountsThatStand } from '#src/reader/numbers/amounts-denied.ts';
import type { Place } from '#src/reader/numbers/turnover-features.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';

/** A message whose amounts are marked with what they are, or a clause of one amount, which many messages may say. */
export interface TurnoverLine {
  readonly said?: string;
  readonly clause?: string;
}

/** The same, as the reader reads it: an amount that is not marked is none of those. */
export interface TurnoverExample {
  readonly text: string;
  readonly places: readonly Place[];
  readonly roles: readonly string[];
}

const TODAY = '2026-01-01';

/** Reads a marked message. Throws where a mark is on no amount: it would be learnt by nobody. */
export function readTurnover(said: string): TurnoverExample {
  const read = turnoverIn(said);
  if (!read) throw new Error(`No amount is marked there: ${said}`);
  return read;
}

/** The same; undefined where a mark is on no amount, as in clauses that side by side say another one. */
export function turnoverIn(said: string): TurnoverExample | undefined {
  const marks: { at: number; role: string }[] = [];
  let plain = '';
  for (const part of said.split(/(?=\{)|(?<=\})/)) {
    const [number, role] = part.startsWith('{') ? part.slice(1, -1).split('|') : [part];
    // Folding may change lengths before the mark.
    if (role) marks.push({ at: quantitiesIn(`${plain}x`, TODAY).text.length - 1, role });
    plain += number;
  }
  const { text, amounts: all } = quantitiesIn(plain, TODAY);
  const amounts = amountsThatStand(text, all);
  const roles = amounts.map(() => 'none');
  for (const { at, role } of marks) {
    const index = amounts.findIndex((one) => Math.abs(one.at - at) <= 1);
    if (index < 0) return undefined;
    roles[index] = role;
  }
  return { text, places: amounts.map(({ at, end }) => ({ at, end })), roles };
}

/** Between two clauses, and after the last. */
const BETWEEN = [', ', ', ', ' et ', '. ', ' ; ', ' mais ', ', et ', ', donc ', '. '];
const ENDS = [
  '',
  ' ça passe ?',
  ' c’est légal ?',
  ' ?',
  ', je peux répondre ?',
  '. on peut ou pas ?',
  ', c’est bon ?',
  ' ils ont le droit ?',
  ', normal ?',
  ' comment faire',
  ', ça suffit ?',
];
const STARTS = ['', '', '', 'bonjour ', 'non ', 'en fait ', 'salut, ', 'pardon ', 'voilà : ', 'et '];

/** Clauses put side by side in any order, as messages tell them: so a role is learnt by its own clause. */
export function composed(clauses: readonly string[], count: number): string[] {
  let seed = 7;
  const pick = <T>(from: readonly T[]): T => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return from[Math.floor((seed / 2 ** 32) * from.length)] as T;
  };
  return Array.from({ length: count }, () => {
    const parts = Array.from({ length: pick([1, 2, 2, 3, 3, 4]) }, () => pick(clauses));
    return (
      parts
        .reduce((all, part) => `${all}${pick(BETWEEN)}${part}`, '')
        .replace(/^[ ,.;]*(?:et |mais )?/, pick(STARTS)) + pick(ENDS)
    );
  });
}
