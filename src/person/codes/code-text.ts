import { fold } from '#src/platform/french/text-analysis.ts';

/**
 * Signs of a code: Crockford's Base32, without I, L, O and U, which are taken for others.
 * @see https://www.crockford.com/base32.html
 */
export const CODE_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Signs of a group, and groups of a code: « 7K3PM-9QX2F ». Each group has a digit, which no word has. */
export const CODE_GROUP = 5;
export const CODE_GROUPS = 2;
const LENGTH = CODE_GROUP * CODE_GROUPS;

/** What a text that should be a code is: the code, or something that looks like one and lacks signs or has too many. */
type CodeText =
  | { readonly type: 'code'; readonly code: string }
  | { readonly type: 'wrong-length' }
  | { readonly type: 'none' };

/** Longest text that is looked at: a code with a space after each sign. */
const MOST = 40;
/** Fewest and most signs of what was meant to be a code. */
const FEWEST = 4;
const MOST_SIGNS = 14;

/**
 * Reads a code as people type it: in small letters, with spaces or dashes anywhere, an O for a zero, an I or an L for a
 * one. Pure.
 */
export function readCode(text: string): CodeText {
  const said = text.trim();
  if (said.length > MOST || !/^[\p{L}\p{N}\s._–—‑-]+$/u.test(said)) return { type: 'none' };
  const signs = fold(said)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  const digits = signs.replace(/[^0-9]/g, '').length;
  if (signs.length === LENGTH && digits >= 1 && isGrouped(signs)) {
    const code = signs.replace(/O/g, '0').replace(/[IL]/g, '1');
    return [...code].every((sign) => CODE_SIGNS.includes(sign))
      ? { type: 'code', code }
      : { type: 'wrong-length' };
  }
  // Something near: each part of it has a digit, as no words have.
  const parts = said.split(/[\s._–—‑-]+/).filter(Boolean);
  const isNear =
    signs.length >= FEWEST && signs.length <= MOST_SIGNS && parts.every((part) => /\d/.test(part));
  return isNear ? { type: 'wrong-length' } : { type: 'none' };
}

/** Whether each group has a digit, or a letter that is typed for one: « messageries » is no code. */
const isGrouped = (signs: string): boolean =>
  Array.from({ length: CODE_GROUPS }, (_, group) =>
    signs.slice(group * CODE_GROUP, (group + 1) * CODE_GROUP),
  ).every((group) => /[0-9OIL]/.test(group)) && /\d/.test(signs);
