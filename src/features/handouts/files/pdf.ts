import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { type Handout, type HandoutBlock, type Run, runsOf } from '#src/features/handouts/handout.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';

type Pdf = InstanceType<typeof PDFDocument>;

const requireHere = createRequire(import.meta.url);
/** DejaVu Sans: a free licence that allows embedding, and every French letter, quote and the euro sign. */
const fontFile = (file: string): string => requireHere.resolve(`dejavu-fonts-ttf/ttf/${file}.ttf`);
const MARGIN = 56;
const SIZE = 10;
const INDENT = 18;
const COLOURS = {
  text: '#111111',
  title: '#1F3864',
  blank: '#8A1C00',
  quiet: '#555555',
  line: '#9AA5B8',
  head: '#E3EAF6',
};

/**
 * A document as a PDF: tagged (title, headings, lists and tables as such, for those who have it read aloud), in French,
 * with its font in it.
 */
export async function pdfFile(handout: Handout): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN + 20, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    bufferPages: true,
    info: { Title: handout.title, Author: texts.creator, Creator: texts.creator },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.registerFont('body', fontFile('DejaVuSans'));
  pdf.registerFont('strong', fontFile('DejaVuSans-Bold'));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const add = (tag: string, draw: () => void) => root.add(pdf.struct(tag, {}, draw));
  if (!handout.letter)
    add('H1', () => line(pdf, handout.title, { size: 18, font: 'strong', colour: COLOURS.title, after: 12 }));
  for (const block of handout.blocks) drawBlock(pdf, root, block);
  if (handout.sources.length > 0 && !handout.letter) {
    drawBlock(pdf, root, { type: 'heading', level: 2, text: texts.sources });
    drawBlock(pdf, root, { type: 'list', style: 'bullet', items: handout.sources }, 8.5);
  }
  root.end();
  if (!handout.letter) numberPages(pdf, handout);
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

type Root = ReturnType<Pdf['struct']>;

function drawBlock(pdf: Pdf, root: Root, block: HandoutBlock, size = SIZE): void {
  switch (block.type) {
    case 'heading': {
      const [height, before] = block.level === 1 ? [13, 10] : [11, 6];
      ensureRoom(pdf, 60);
      root.add(
        pdf.struct(block.level === 1 ? 'H2' : 'H3', {}, () => {
          pdf.y += before;
          line(pdf, block.text, { size: height, font: 'strong', colour: COLOURS.title, after: 5 });
        }),
      );
      return;
    }
    case 'paragraph':
      root.add(pdf.struct('P', {}, () => runs(pdf, block.text, { size, x: MARGIN, after: 7 })));
      return;
    case 'list': {
      const list = pdf.struct('L');
      root.add(list);
      for (const item of block.items) drawItem(pdf, list, { item, style: block.style, size });
      list.end();
      pdf.y += 4;
      return;
    }
    case 'table':
      drawTable(pdf, root, block);
      return;
    default:
      block satisfies never;
  }
}

function drawItem(
  pdf: Pdf,
  list: Root,
  { item, style, size }: { item: string; style: 'bullet' | 'check'; size: number },
): void {
  ensureRoom(pdf, 28);
  const own = pdf.struct('LI');
  list.add(own);
  own.add(
    pdf.struct('Lbl', {}, () => {
      const { y } = pdf;
      if (style === 'check')
        pdf
          .rect(MARGIN + 2, y + 1.5, 8, 8)
          .lineWidth(0.8)
          .stroke(COLOURS.text);
      else pdf.circle(MARGIN + 6, y + size / 2 + 0.5, 1.6).fill(COLOURS.text);
      pdf.y = y;
    }),
  );
  own.add(pdf.struct('LBody', {}, () => runs(pdf, item, { size, x: MARGIN + INDENT, after: 4 })));
  own.end();
}

function drawTable(pdf: Pdf, root: Root, { head, rows }: Extract<HandoutBlock, { type: 'table' }>): void {
  const width = pdf.page.width - 2 * MARGIN;
  const widths =
    head.length === 3
      ? [0.23, 0.22, 0.55]
      : head.length === 2
        ? [0.35, 0.65]
        : head.map(() => 1 / head.length);
  const padding = 5;
  const table = pdf.struct('Table');
  root.add(table);
  const drawRow = (cells: readonly string[], isHead: boolean) => {
    pdf.font(isHead ? 'strong' : 'body').fontSize(9);
    const column = (index: number) => (widths[index] ?? 0) * width;
    const height =
      Math.max(...cells.map((text, index) => heightOf(pdf, text, column(index) - 2 * padding))) + 2 * padding;
    ensureRoom(pdf, height + 2);
    const top = pdf.y;
    const row = pdf.struct('TR');
    table.add(row);
    let x = MARGIN;
    cells.forEach((text, index) => {
      const left = x;
      row.add(
        pdf.struct(isHead ? 'TH' : 'TD', {}, () => {
          if (isHead) pdf.rect(left, top, column(index), height).fill(COLOURS.head);
          pdf.rect(left, top, column(index), height).lineWidth(0.5).stroke(COLOURS.line);
          pdf.y = top + padding;
          const inner = column(index) - 2 * padding;
          runs(pdf, isHead ? `**${text}**` : text, { size: 9, x: left + padding, width: inner, after: 0 });
        }),
      );
      x += column(index);
    });
    row.end();
    pdf.y = top + height;
  };
  drawRow(head, true);
  for (const cells of rows) drawRow(cells, false);
  table.end();
  pdf.x = MARGIN;
  pdf.y += 10;
}

const heightOf = (pdf: Pdf, text: string, width: number): number =>
  pdf.heightOfString(text.replace(/\*\*/g, ''), { width });

/** A new page rather than a block cut after its first line. */
function ensureRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
}

function line(
  pdf: Pdf,
  text: string,
  { size, font, colour, after }: { size: number; font: string; colour: string; after: number },
): void {
  pdf.font(font).fontSize(size).fillColor(colour).text(text, MARGIN, pdf.y);
  pdf.y += after;
}

function runs(
  pdf: Pdf,
  text: string,
  { size, x, width, after }: { size: number; x: number; width?: number; after: number },
): void {
  const all = runsOf(text);
  const room = width ?? pdf.page.width - MARGIN - x;
  all.forEach((run, index) => {
    style(pdf, run, size);
    const options = { width: room, continued: index < all.length - 1, lineGap: 1.5 };
    if (index === 0) pdf.text(run.text, x, pdf.y, options);
    else pdf.text(run.text, options);
  });
  pdf.y += after;
}

const style = (pdf: Pdf, { strong, blank }: Run, size: number): void => {
  pdf
    .font(strong ? 'strong' : 'body')
    .fontSize(size)
    .fillColor(blank ? COLOURS.blank : COLOURS.text);
};

/** The foot of each page is no part of the text that is read aloud. */
function numberPages(pdf: Pdf, { made }: Handout): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const { bottom } = pdf.page.margins;
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf
      .font('body')
      .fontSize(7.5)
      .fillColor(COLOURS.quiet)
      .text(`${texts.footer(made)} ${texts.page} ${page + 1}/${count}`, MARGIN, pdf.page.height - 44, {
        width: pdf.page.width - 2 * MARGIN,
      });
    pdf.endMarkedContent();
    pdf.page.margins.bottom = bottom;
  }
}
