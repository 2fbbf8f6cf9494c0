import { createHash, randomInt } from 'node:crypto';
import type { Transaction } from '#src/storage/database.ts';
import { addLinkAttempt, type CodePurpose, countLinkAttempts } from '#src/storage/link-codes.ts';

/** How long a code serves, in minutes. */
export const CODE_MINUTES = 10;
/** Tries of a code within ten minutes: enough for typing mistakes, too few to guess one in a million. */
const TRIES = 5;
/** The same for everybody: who opens a hundred conversations guesses no better. */
const TRIES_OF_ALL = 200;

/**
 * Draws six digits until `keep` takes them.
 * @param keep gets the digest, and says false when somebody holds the same code
 * @returns the code as it is shown: « 123 456 »
 */
export async function drawCode(keep: (digest: string) => Promise<boolean>): Promise<string> {
  for (;;) {
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    if (await keep(digestOf(code))) return `${code.slice(0, 3)} ${code.slice(3)}`;
  }
}

/** Draws twelve digits: for a code that lives for days, and opens by itself. @returns « 123 456 789 012 » */
export async function drawLongCode(keep: (digest: string) => Promise<boolean>): Promise<string> {
  for (;;) {
    const code = String(randomInt(0, 10 ** 12)).padStart(12, '0');
    if (await keep(digestOf(code))) return code.replace(/(\d{3})(?=\d)/g, '$1 ');
  }
}

/** Notes a try of a code. @returns false, and notes nothing, when there were too many */
export async function mayTryCode(
  tx: Transaction,
  { personId, purpose, now }: { personId: string; purpose: CodePurpose; now: number },
): Promise<boolean> {
  const since = now - CODE_MINUTES * 60_000;
  const tries = await countLinkAttempts(tx, personId, since, purpose);
  if (tries.own >= TRIES || tries.all >= TRIES_OF_ALL) return false;
  await addLinkAttempt(tx, { personId, purpose, now, since });
  return true;
}

/** The tables of codes show none; what protects a code is its short life. @param code its digits, without spaces */
export const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex');
