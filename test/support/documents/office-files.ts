import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { strToU8, zipSync } from 'fflate';

/** What a fixture document says, in order. */
export type Said =
  | { readonly title: string }
  | { readonly heading: string; readonly level?: 1 | 2 | 3 }
  | { readonly text: string; readonly hidden?: string; readonly bold?: boolean }
  | { readonly items: readonly string[] }
  | { readonly rows: readonly (readonly string[])[] };

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];

/** Writes a Word document, as our own handouts are written. */
export async function docxOf(said: readonly Said[]): Promise<Uint8Array> {
  const children = said.flatMap((one): (Paragraph | Table)[] => {
    if ('title' in one) return [new Paragraph({ text: one.title, heading: HeadingLevel.TITLE })];
    if ('heading' in one) {
      const heading = LEVELS[(one.level ?? 1) - 1] ?? HeadingLevel.HEADING_1;
      return [new Paragraph({ text: one.heading, heading })];
    }
    if ('items' in one) return one.items.map((text) => new Paragraph({ text, bullet: { level: 0 } }));
    if ('rows' in one) return [tableOf(one.rows)];
    const hidden = one.hidden ? [new TextRun({ text: one.hidden, vanish: true })] : [];
    return [
      new Paragraph({ children: [new TextRun({ text: one.text, bold: one.bold ?? false }), ...hidden] }),
    ];
  });
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

const tableOf = (rows: readonly (readonly string[])[]): Table =>
  new Table({
    rows: rows.map(
      (row) =>
        new TableRow({ children: row.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
    ),
  });

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** An archive of some texts. */
export const zipOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** Writes an OpenDocument text. @param manifest further entries of its list of files */
export function odtOf(said: readonly Said[], manifest = ''): Uint8Array {
  const body = said.map((one) => {
    if ('title' in one) return `<text:p text:style-name="Title">${escaped(one.title)}</text:p>`;
    if ('heading' in one)
      return `<text:h text:outline-level="${one.level ?? 1}">${escaped(one.heading)}</text:h>`;
    if ('items' in one)
      return `<text:list>${one.items.map((item) => `<text:list-item><text:p>${escaped(item)}</text:p></text:list-item>`).join('')}</text:list>`;
    if ('rows' in one)
      return `<table:table>${one.rows.map((row) => `<table:table-row>${row.map((cell) => `<table:table-cell><text:p>${escaped(cell)}</text:p></table:table-cell>`).join('')}</table:table-row>`).join('')}</table:table>`;
    const hidden = one.hidden ? `<text:span text:style-name="Tu">${escaped(one.hidden)}</text:span>` : '';
    return `<text:p>${escaped(one.text)}${hidden}</text:p>`;
  });
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': `<manifest:manifest>${manifest}</manifest:manifest>`,
    'content.xml': `<office:document-content><office:automatic-styles><style:style style:name="Tu"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text><text:tracked-changes><text:p>Ancienne version supprimée.</text:p></text:tracked-changes>${body.join('')}</office:text></office:body></office:document-content>`,
  });
}

/** A slide to write: its title, its texts, and what the tool and the speaker add. */
export interface SlideSaid {
  readonly title?: string;
  readonly texts?: readonly string[];
  readonly rows?: readonly (readonly string[])[];
  readonly footer?: string;
  readonly notes?: string;
  readonly hidden?: boolean;
  readonly picture?: boolean;
}

const shape = (text: readonly string[], place: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr>${place ? `<p:ph type="${place}"/>` : ''}</p:nvPr></p:nvSpPr><p:txBody>${text.map((line) => `<a:p><a:r><a:t>${escaped(line)}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp>`;

/** Writes a presentation. The files of its slides are numbered backwards: their order is not that of their names. */
export function pptxOf(slides: readonly SlideSaid[]): Uint8Array {
  const nameOf = (index: number) => `slide${slides.length - index}`;
  const files: Record<string, string> = {
    'ppt/presentation.xml': `<p:presentation><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': `<Relationships>${slides.map((_, index) => `<Relationship Id="rId${index}" Type="x/slide" Target="slides/${nameOf(index)}.xml"/>`).join('')}</Relationships>`,
  };
  slides.forEach((slide, index) => {
    const table = slide.rows
      ? `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>${slide.rows.map((row) => `<a:tr>${row.map((cell) => `<a:tc><a:txBody><a:p><a:r><a:t>${escaped(cell)}</a:t></a:r></a:p></a:txBody></a:tc>`).join('')}</a:tr>`).join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
      : '';
    const shapes = [
      ...(slide.title ? [shape([slide.title], 'title')] : []),
      ...(slide.texts ? [shape(slide.texts, 'body')] : []),
      table,
      ...(slide.picture ? ['<p:pic/>'] : []),
      ...(slide.footer ? [shape([slide.footer], 'ftr')] : []),
      shape(['28/11/2026'], 'dt'),
      shape([String(index + 1)], 'sldNum'),
    ];
    files[`ppt/slides/${nameOf(index)}.xml`] =
      `<p:sld${slide.hidden ? ' show="0"' : ''}><p:cSld><p:spTree>${shapes.join('')}</p:spTree></p:cSld></p:sld>`;
    if (slide.notes)
      files[`ppt/notesSlides/notesSlide${index + 1}.xml`] =
        `<p:notes>${shape([slide.notes], 'body')}</p:notes>`;
  });
  return zipOf(files);
}

/** A sheet to write: its name and its rows. */
export interface SheetSaid {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
  readonly hidden?: boolean;
}

const columnName = (column: number): string => String.fromCharCode(65 + column);

/** Writes a workbook. */
export function xlsxOf(sheets: readonly SheetSaid[]): Uint8Array {
  const cell = (value: string | number, column: number, row: number) => {
    const at = `${columnName(column)}${row + 1}`;
    return typeof value === 'number'
      ? `<c r="${at}"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  };
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets.map(({ name, hidden }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>',
  };
  sheets.forEach(({ rows }, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet><sheetData>${rows.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, column, at)).join('')}</row>`).join('')}</sheetData></worksheet>`;
  });
  return zipOf(files);
}

/** The beginning of a file of Office before 2007, or of one of today that a password closes. */
export const oleOf = (closed: boolean): Buffer =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    Buffer.from(closed ? 'EncryptedPackage' : 'WordDocument', 'utf16le'),
    Buffer.alloc(512),
  ]);
