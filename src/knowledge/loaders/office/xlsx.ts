import readWorkbook from 'read-excel-file/node';
import { type Outline, OutlineBuilder } from '#src/knowledge/loaders/outline.ts';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';
import { addSheet } from '#src/knowledge/loaders/text/read-text.ts';
import { loaderTexts } from '#src/knowledge/loaders/texts.ts';
import { all, coreTitle, parseXml } from './xml.ts';
import { openZip, packed, xmlOf } from './zip.ts';

/** What a sheet is called when nobody named it. */
const UNNAMED = /^(?:feuil(?:le)?|sheet|onglet)\s?\d*$/i;
const NUMBER = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 6 });
const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

/**
 * Reads a workbook: each row with the labels of its columns, under the name of its sheet. Hidden sheets are left out,
 * and told.
 * @throws RefusedFile
 */
export async function readXlsx(bytes: Uint8Array): Promise<Outline> {
  const files = openZip(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  const workbook = xmlOf(files, 'xl/workbook.xml');
  if (workbook === undefined) throw new RefusedFile('not this format');
  const hidden = new Set(
    all(parseXml(workbook), 'sheet')
      .filter(({ attribs }) => (attribs.state ?? 'visible') !== 'visible')
      .map(({ attribs }) => attribs.name ?? ''),
  );
  const sheets = await readWorkbook(Buffer.from(packed(files))).catch(() => {
    throw new RefusedFile('damaged');
  });
  const out = new OutlineBuilder();
  for (const { sheet, data } of sheets) {
    if (hidden.has(sheet)) continue;
    // A sheet that nobody named goes by its workbook's title.
    if (sheets.length > 1 || !UNNAMED.test(sheet)) out.heading(2, sheet);
    addSheet(
      out,
      data.map((row) => row.map(cellSaid)),
    );
  }
  const notes = [...hidden].map((name) => loaderTexts.hiddenSheet(name));
  return { title: coreTitle(xmlOf(files, 'docProps/core.xml')), parts: out.parts, notes };
}

function cellSaid(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return NUMBER.format(value);
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return value instanceof Date ? DAY.format(value) : String(value);
}
