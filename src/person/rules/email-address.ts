import { z } from 'zod';
import { addressErrors } from '#src/person/texts-contact.ts';

/** An address, or why it is none, in French. */
export type CheckedAddress =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly error: string };

/** RFC 5321 §4.5.3.1, and the path of 256 with its brackets. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/** Words with an « @ », without the brackets, the link and the punctuation that people put around. */
export const addressesIn = (text: string): string[] =>
  (text.match(/(?<![^\s<>()[\]«»"“”,;])[^\s<>()[\]«»"“”,;@]*@[^\s<>()[\]«»"“”,;]*/g) ?? []).map((word) =>
    word.replace(/^mailto:/i, '').replace(/^['’]+|(?<![.!?:'’])[.!?:'’]+$/g, ''),
  );

/**
 * Reads the one mail address of a text. Its domain comes back in small letters; what is before the « @ » is as written,
 * for only its server knows whether capitals count.
 */
export function checkAddress(text: string): CheckedAddress {
  const found = [...new Set(addressesIn(text))];
  if (found.length > 1) return refused(addressErrors.several);
  const [address] = found;
  if (address === undefined) return refused(text.trim() ? addressErrors.noAt : addressErrors.empty);
  const at = address.lastIndexOf('@');
  if (at > MAX_LOCAL || address.length > MAX_ADDRESS) return refused(addressErrors.tooLong);
  if (/[^\x21-\x7e]/.test(address)) return refused(addressErrors.accents);
  const value = `${address.slice(0, at)}${address.slice(at).toLowerCase()}`;
  return z.email().safeParse(value).success ? { ok: true, value } : refused(addressErrors.malformed);
}

const refused = (error: string): CheckedAddress => ({ ok: false, error });
