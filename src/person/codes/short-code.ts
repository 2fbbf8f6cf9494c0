import { createHash, randomInt } from 'node:crypto';
import { CODE_GROUP, CODE_GROUPS, CODE_SIGNS } from './code-text.ts';

/** How long a code serves, in minutes. */
export const CODE_MINUTES = 10;

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
