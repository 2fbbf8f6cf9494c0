import { deflateSync } from 'node:zlib';
import { type PdfPage, tinyPdf } from '#support/documents/tiny-pdf.ts';
import type { Attack } from './attacks.ts';

const literal = (text: string): string =>
  `(${text.replace(/[\\()]/g, '\\$&').replace(/[\u0080-\u00FF]/g, (letter) => `\\${letter.charCodeAt(0).toString(8)}`)})`;

/** Lines from a height down, drawn with some instructions before them. */
const textAt = (lines: readonly string[], y: number, before = '', x = 72, size = 12): string =>
  `BT ${before} /F1 ${size} Tf 14 TL ${x} ${y} Td\n${lines.map((line) => `${literal(line)} Tj T*`).join('\n')}\nET`;

/** Ways of drawing words that nobody sees, from the top of a page that shows others. */
const HIDINGS: Partial<Record<NonNullable<Attack['at']>, (hidden: readonly string[]) => string>> = {
  invisible: (hidden) => textAt(hidden, 700, '3 Tr'),
  white: (hidden) => `q 1 1 1 rg ${textAt(hidden, 700)} Q`,
  tiny: (hidden) => textAt(hidden, 700, '', 72, 0.5),
  covered: (hidden) => `${textAt(hidden, 700)}\nq 1 1 1 rg 60 640 500 80 re f Q`,
  clipped: (hidden) => `q 0 0 10 10 re W n ${textAt(hidden, 700)} Q`,
  'off-page': (hidden) => textAt(hidden, 700, '', 2_000),
  // A scan: a picture of the whole page, and its words under it, as text recognition leaves them.
  scan: (hidden) => `q 595 0 0 842 0 0 cm /Im1 Do Q ${textAt(hidden, 700, '3 Tr')}`,
};

/** A PDF that shows lines and hides others. */
export function poisonedPdf(
  shown: readonly string[],
  hidden: readonly string[],
  how: NonNullable<Attack['at']>,
): Uint8Array {
  const hide = HIDINGS[how];
  if (!hide) throw new Error(`no way of hiding « ${how} » in a PDF`);
  return tinyPdf(
    [
      drawnPage(
        `${how === 'scan' ? '' : textAt(shown, 770)}\n${hide(how === 'scan' ? [...shown, ...hidden] : hidden)}`,
      ),
    ],
    {
      title: 'Notice du lycée',
    },
  );
}

/** A page of ready drawing instructions. */
export const drawnPage = (drawing: string): PdfPage => ({
  packed: deflateSync(Buffer.from(drawing, 'latin1')),
});
