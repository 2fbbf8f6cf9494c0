import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Handout, type HandoutBlock, runsOf } from '#src/features/handouts/handout.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';

const FONT = 'Arial';
/** Twentieths of a point. */
const CENTIMETRE = 567;

/** A document as a Word file (Office Open XML), in French, that its user completes. */
export async function docxFile(handout: Handout): Promise<Uint8Array> {
  const section: ISectionOptions = {
    properties: { page: { size: { width: 11_906, height: 16_838 }, margin: pageMargins() } },
    ...(!handout.letter && { footers: { default: footerOf(handout) } }),
    children: [
      ...(handout.letter
        ? []
        : [new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(handout.title)] })]),
      ...handout.blocks.flatMap(blockOf),
      ...(handout.letter ? [] : sourcesOf(handout.sources)),
    ],
  };
  const document = new Document({
    title: handout.title,
    creator: texts.creator,
    lastModifiedBy: texts.creator,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 20, language: { value: 'fr-FR' } },
          paragraph: { spacing: { after: 120, line: 276 } },
        },
        title: {
          run: { font: FONT, size: 36, bold: true, color: '1F3864' },
          paragraph: { spacing: { after: 240 } },
        },
        heading1: heading(28, 280),
        heading2: heading(24, 200),
      },
    },
    numbering: { config: [bullets('bullet', '•'), bullets('check', '☐', 'Segoe UI Symbol')] },
    sections: [section],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const pageMargins = () => ({
  top: 2 * CENTIMETRE,
  bottom: 2 * CENTIMETRE,
  left: 2.2 * CENTIMETRE,
  right: 2.2 * CENTIMETRE,
});
const heading = (size: number, before: number) => ({
  run: { font: FONT, size, bold: true, color: '1F3864' },
  paragraph: { spacing: { before, after: 100 }, keepNext: true },
});

const bullets = (reference: string, text: string, font = FONT) => ({
  reference,
  levels: [
    {
      level: 0,
      format: LevelFormat.BULLET,
      text,
      alignment: AlignmentType.LEFT,
      style: { run: { font }, paragraph: { indent: { left: 500, hanging: 360 } } },
    },
  ],
});

function blockOf(block: HandoutBlock): (Paragraph | Table)[] {
  switch (block.type) {
    case 'heading': {
      const level = block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
      return [new Paragraph({ heading: level, children: textRuns(block.text) })];
    }
    case 'paragraph':
      return [new Paragraph({ children: textRuns(block.text) })];
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            numbering: { reference: block.style, level: 0 },
            spacing: { after: 80 },
            children: textRuns(item),
          }),
      );
    case 'table':
      return [tableOf(block), new Paragraph({})];
    default:
      return block satisfies never;
  }
}

function tableOf({ head, rows }: Extract<HandoutBlock, { type: 'table' }>): Table {
  const cell = (text: string, isHead: boolean) =>
    new TableCell({
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      ...(isHead && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'D9E2F3' } }),
      children: [new Paragraph({ spacing: { after: 0 }, children: textRuns(isHead ? `**${text}**` : text) })],
    });
  const row = (cells: readonly string[], tableHeader: boolean) =>
    new TableRow({ tableHeader, cantSplit: true, children: cells.map((text) => cell(text, tableHeader)) });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}

/** Blanks stand out: they are what its user must not forget. */
const textRuns = (text: string): TextRun[] =>
  runsOf(text).map(
    (run) =>
      new TextRun({
        text: run.text,
        ...(run.strong && { bold: true }),
        ...(run.blank && { highlight: 'yellow' as const }),
      }),
  );

function sourcesOf(sources: readonly string[]): Paragraph[] {
  if (sources.length === 0) return [];
  const small = (text: string) => new TextRun({ text, size: 18, color: '595959' });
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun(texts.sources)] }),
    ...sources.map(
      (source) => new Paragraph({ numbering: { reference: 'bullet', level: 0 }, children: [small(source)] }),
    ),
  ];
}

const footerOf = ({ made }: Handout): Footer =>
  new Footer({
    children: [
      new Paragraph({
        children: [
          new TextRun({ text: `${texts.footer(made)} ${texts.page} `, size: 16, color: '595959' }),
          new TextRun({ children: [PageNumber.CURRENT], size: 16, color: '595959' }),
        ],
      }),
    ],
  });
