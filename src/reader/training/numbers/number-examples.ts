import { digitsForWords } from '#src/platform/french/number-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { numbersSaid, type SaidNumber } from '#src/reader/numbers/numbers-said.ts';

/** A message whose numbers are marked with what they are: « {3,20|part} € de bio sur {9|whole} € ». */
export interface NumberExample {
  readonly said: string;
}

/** The same, as the reader reads it: a number that is not marked is of no sum that is counted. */
export interface ReadExample {
  readonly text: string;
  readonly numbers: readonly SaidNumber[];
  readonly roles: readonly string[];
}

export const NO_ROLE = 'none';

/** Reads a marked message. Throws where a mark is on no number: it would be learnt by nobody. */
export function readExample({ said }: NumberExample): ReadExample {
  const marks: { at: number; role: string }[] = [];
  let plain = '';
  for (const part of said.split(/(?=\{)|(?<=\})/)) {
    const [number, role] = part.startsWith('{') ? part.slice(1, -1).split('|') : [part];
    if (role) marks.push({ at: plain.length, role });
    plain += number;
  }
  const text = folded(plain);
  const numbers = numbersSaid(text);
  const roles = numbers.map(() => NO_ROLE);
  for (const { at, role } of marks) {
    // Folding may change lengths before the mark.
    const place = folded(plain.slice(0, at)).length;
    const index = numbers.findIndex((one) => Math.abs(one.at - place) <= 1);
    if (index < 0) throw new Error(`No number is marked there: ${said}`);
    roles[index] = role;
  }
  return { text, numbers, roles };
}

/** A message as its numbers are read. */
export const folded = (text: string): string => digitsForWords(fold(text).replace(/\s+/g, ' '));
