import { deflateSync } from 'node:zlib';

/** A page to draw: lines of text, a picture, or nothing; `content` is a ready drawing, `packed` deflated. */
export type PdfPage =
  | { readonly lines: readonly string[] }
  | { readonly picture: true }
  | { readonly blank: true }
  | { readonly packed: Uint8Array };

/** Writes a small PDF by hand, with a correct cross-reference table. */
export function tinyPdf(
  pages: readonly PdfPage[],
  options: { title?: string; encrypted?: boolean } = {},
): Buffer {
  const objects: Buffer[] = [];
  const add = (content: string | Buffer): number => objects.push(Buffer.from(content));
  const stream = (dictionary: string, data: Uint8Array) =>
    Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`),
      data,
      Buffer.from('\nendstream'),
    ]);
  const count = pages.length;
  const pageNumber = (index: number) => 6 + index * 2;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${count} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add(`<< /Title ${literal(options.title ?? '')} >>`);
  const picture =
    '/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8';
  add(stream(picture, Buffer.from([0, 255, 255, 0])));
  for (const [index, page] of pages.entries()) {
    const resources = '<< /Font << /F1 3 0 R >> /XObject << /Im1 5 0 R >> >>';
    const box = '/MediaBox [0 0 595 842]';
    add(
      `<< /Type /Page /Parent 2 0 R ${box} /Resources ${resources} /Contents ${pageNumber(index) + 1} 0 R >>`,
    );
    if ('packed' in page) add(stream('/Filter /FlateDecode', page.packed));
    else add(stream('', Buffer.from(drawing(page))));
  }
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>
/ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`;
  return assemble(objects, `/Root 1 0 R /Info 4 0 R ${options.encrypted ? encrypt : ''}`);
}

/** Deflated drawing instructions that take minutes to read: a few kilobytes that open into many megabytes. */
export const endlessDrawing = (): Uint8Array => {
  const line = 'BT /F1 12 Tf 72 700 Td (Un marche public) Tj ET\n';
  return deflateSync(Buffer.from(line.repeat(1_500_000)), { level: 9 });
};

function drawing(page: Exclude<PdfPage, { packed: Uint8Array }>): string {
  if ('picture' in page) return 'q 400 0 0 400 72 300 cm /Im1 Do Q';
  if ('blank' in page) return '';
  const shown = page.lines.map((line) => `${literal(line)} Tj T*`).join('\n');
  return `BT /F1 12 Tf 14 TL 72 770 Td\n${shown}\nET`;
}

/** A string literal in the font's encoding; letters beyond ASCII by their octal code. */
const literal = (text: string): string =>
  `(${text.replace(/[\\()]/g, '\\$&').replace(/[\u0080-\u00FF]/g, (letter) => `\\${letter.charCodeAt(0).toString(8)}`)})`;

function assemble(objects: readonly Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(at);
    push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]));
  }
  const start = at;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`));
  push(Buffer.from(`trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}
