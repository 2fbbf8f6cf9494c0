import table from './cpv.json' with { type: 'json' };

/** A code of the common procurement vocabulary (regulation (EC) 213/2008). */
export interface Cpv {
  /** Eight digits, without the check digit. */
  readonly code: string;
  /** Its official label, in French. */
  readonly label: string;
}

/** « 90910000-9 Services de nettoyage » */
const DIGITS = 8;
const LABEL_AT = 11;

const KNOWN: ReadonlyMap<string, Cpv> = new Map(
  table.map((line) => [line.slice(0, DIGITS), { code: line.slice(0, DIGITS), label: line.slice(LABEL_AT) }]),
);

/** What a code stands for; undefined when there is none such. */
export const cpvOf = (code: string): Cpv | undefined => KNOWN.get(code);

/**
 * The code that a notice writes, with its check digit or without: « 45316110-9 », « 45316110 ». Undefined for what the
 * vocabulary does not have: « 12345678 » is in real data.
 */
export function cpvCodeIn(text: string): string | undefined {
  const code = /^\s*(\d{8})(?!\d)/.exec(text)?.[1];
  return code !== undefined && KNOWN.has(code) ? code : undefined;
}

/** The codes above a code, the nearest first, up to its division: « 90911200 » → « 90911000 », « 90910000 », « 90900000 », « 90000000 ». Some levels are skipped in the vocabulary. */
export function cpvParents(code: string): string[] {
  const parents: string[] = [];
  for (let length = significant(code) - 1; length >= 2; length -= 1) {
    const parent = code.slice(0, length).padEnd(DIGITS, '0');
    if (parent !== code && KNOWN.has(parent)) parents.push(parent);
  }
  return parents;
}

/** Whether a code is another one, or beneath it: « 90911200 » is within « 90910000 ». */
export const isWithinCpv = (code: string, whole: string): boolean =>
  code.startsWith(whole.slice(0, significant(whole)));

/**
 * How many digits two codes share in the tree, from 0 (not even the division) to 8 (the same code): « 90911200 » and
 * « 90919300 » share four, their class.
 */
export function sharedCpvDigits(one: string, other: string): number {
  if (one === other) return DIGITS;
  let shared = 0;
  while (shared < DIGITS && one[shared] === other[shared]) shared += 1;
  const depth = Math.min(shared, significant(one), significant(other));
  return depth < 2 ? 0 : depth;
}

/** Digits that say something: the zeros at the end do not, but a division keeps its two. */
const significant = (code: string): number => Math.max(2, code.replace(/(?<!0)0+$/, '').length);
