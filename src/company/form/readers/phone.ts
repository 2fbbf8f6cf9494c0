import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

const NUMBER = /(?:\+|00)?\d(?:[ .\u00a0\u202f()/-]{0,3}\d)+/g;

/**
 * Reads a phone number: a French one of ten digits, or an international one (ITU-T E.164: fifteen digits at most).
 * It comes back as « +33612345678 ».
 */
export function readPhone(text: string): Read<string> {
  const around = text
    .replace(NUMBER, ' ')
    .replace(
      /(?:t[ée]l[ée]?(?:phone)?|num[ée]ro|mobile|portable|fixe|mon|notre|le|au|est|c['’]est|joignable|svp|merci|(?<!\d)bis)/gi,
      ' ',
    );
  const [number] = text.match(NUMBER) ?? [];
  // A letter between digits is a slip; words around the number are not.
  if (/\d[a-z]|[a-z]\d/i.test(text) || (!number && /\d/.test(around))) return bad(errors.phoneLetters);
  if (!number) return bad(/\p{L}/u.test(text) ? errors.phoneLetters : errors.phoneCount(0));
  const digits = number.replace(/\D/g, '');
  return /^(?:\+|00)/.test(number) ? readInternational(digits) : readFrench(digits);
}

function readFrench(digits: string): Read<string> {
  if (digits.length !== 10) return bad(errors.phoneCount(digits.length));
  return /^0[1-9]/.test(digits) ? good(`+33${digits.slice(1)}`) : bad(errors.phoneStart);
}

function readInternational(digits: string): Read<string> {
  const full = digits.replace(/^00/, '');
  if (full.startsWith('33')) {
    const own = full.slice(2).replace(/^0/, '');
    return /^[1-9]\d{8}$/.test(own) ? good(`+33${own}`) : bad(errors.phoneCount(own.length + 1));
  }
  return /^[1-9]\d{6,14}$/.test(full) ? good(`+${full}`) : bad(errors.phoneStart);
}

/** « +33612345678 » as people write it: « 06 12 34 56 78 ». */
export const spacedPhone = (phone: string): string =>
  phone.startsWith('+33') ? `0${phone.slice(3)}`.replace(/(\d{2})(?=\d)/g, '$1\u00a0') : phone;
