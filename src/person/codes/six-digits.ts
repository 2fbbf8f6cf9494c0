import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { CodeHash } from '#src/person/store/space-codes.ts';

const DIGITS = 6;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const derive = promisify<string, string, number, Buffer>(scrypt);

/** Draws a code as it is typed from a mail: six digits. */
export const drawDigits = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');

/** Reads a code as people copy it: spaces, points and dashes do not count; undefined for what is no such code. Pure. */
export function readDigits(text: string): string | undefined {
  const signs = text.replace(/[\s.\-–—]/g, '');
  return new RegExp(`^\\d{${DIGITS}}$`).test(signs) ? signs : undefined;
}

/** What a code is kept as. A million codes are soon tried: scrypt makes each try cost more than the code lives. */
export async function hashDigits(code: string): Promise<CodeHash> {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  return { salt, digest: (await derive(code, salt, KEY_BYTES)).toString('base64url') };
}

/** Whether a code is the one that was kept. It takes as long where none was: who tries learns nothing of that. */
export async function isThatCode(code: string, hash: CodeHash | undefined): Promise<boolean> {
  const tried = await derive(code, hash?.salt ?? 'none', KEY_BYTES);
  const kept = hash ? Buffer.from(hash.digest, 'base64url') : Buffer.alloc(KEY_BYTES);
  return timingSafeEqual(tried, kept) && hash !== undefined;
}
