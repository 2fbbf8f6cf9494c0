import { describe, expect, it } from 'vitest';
import { READING_FUNCTIONS } from '#support/fuzz/reading-functions.ts';

/** The longest message that a person may send. */
const LONGEST = 20_000;
/** Wide, for a machine that others load too: what is quadratic takes seconds. */
const MOST_MS = 500;
/** What hostile messages are made of: each is said again and again. */
const UNITS = [
  'non ',
  'merci, ',
  'ok ',
  'pas ',
  'ne ',
  'le ',
  'et ',
  'je veux ',
  'bonjour ',
  'c’est note ',
  'a',
  'A',
  'É',
  'a1 ',
  'a.',
  'l’',
  '-',
  '_',
  'é',
  'e\u0301',
  '\u0301',
  '\u200b',
  'ﬀ',
  'ª',
  '🙂',
  '\ud800',
  '0',
  '1 ',
  '1.',
  '12/12/',
  '10h',
  '01 02 03 ',
  '% ',
  '€ ',
  '40 000 € ',
  'vingt ',
  'mille ',
  'novembre ',
  'lundi ',
  'demain ',
  'le marché de 40 000 € ',
  'R2122-8 ',
  'article L. ',
  'siren ',
  'ess ',
  ' ',
  '\u00a0',
  '\t',
  '\n',
  '\r\n',
  '.',
  '?',
  '! ',
  ', ',
  '"',
  '(',
  ')',
  '[',
  '{{',
  '<',
  '#',
  '*',
  '=',
  '/',
  '\\',
  'a@',
  'a@b ',
  'www.a.',
  'https://',
  'a point ',
  '[a](',
  '<a ',
  '<!--',
  '&amp;',
  '{"a":',
  'Martin ',
  'M. ',
  '12 rue ',
];
const again = (unit: string): string => unit.repeat(Math.ceil(LONGEST / unit.length)).slice(0, LONGEST - 1);

describe('a hostile message of 20 000 characters', () => {
  it.each(Object.entries(READING_FUNCTIONS))(
    'does not hold %s',
    (_, read) => {
      const slow = UNITS.flatMap((unit) => {
        const text = again(unit);
        return [`${text}x`, `${text}?`].flatMap((message) => {
          const ms = Math.min(time(read, message), MOST_MS + 1);
          // Others may have had the processor: only what is slow again is.
          return ms > MOST_MS && time(read, message) > MOST_MS ? [JSON.stringify(unit)] : [];
        });
      });
      expect(slow).toEqual([]);
    },
    120_000,
  );
});

/** Milliseconds of this thread's own processor time. */
function time(read: (text: string) => unknown, message: string): number {
  const before = process.threadCpuUsage();
  read(message);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
