import { createHash, randomInt } from 'node:crypto';
import { CODE_GROUP, CODE_GROUPS, CODE_SIGNS } from './code-text.ts';

/** How long a code serves, in minutes. */
export const CODE_MINUTES = 10;

/**
 * How many codes there are: groups of {@link CODE_SIGNS} with a digit in each. A guess a second for a month, with a
 * hundred codes alive, finds one less than once in a million times.
 */
export const CODE_COUNT =
  (CODE_SIGNS.length ** CODE_GROUP - (CODE_SIGNS.length - 10) ** CODE_GROUP) ** CODE_GROUPS;

/**
 * Draws a code until `keep` takes it.
 * @param keep gets the digest, and says false when somebody holds the same code
 * @returns the code as it is shown: « 7K3PM-9QX2F »
 */
export async function drawCode(keep: (digest: string) => Promise<boolean>): Promise<string> {
  for (;;) {
    const groups = Array.from({ length: CODE_GROUPS }, drawGroup);
    if (await keep(digestOf(groups.join('')))) return groups.join('-');
  }
}

function drawGroup(): string {
  for (;;) {
    const group = Array.from({ length: CODE_GROUP }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('');
    if (/\d/.test(group)) return group;
  }
}

/** The tables of codes show none. @param code its signs, without spaces or dashes */
export const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex');
