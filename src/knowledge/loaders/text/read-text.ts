import { parse } from 'csv-parse/sync';
import MarkdownIt from 'markdown-it';
import { type Outline, OutlineBuilder, oneLine } from '#src/knowledge/loaders/outline.ts';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';
import { rowsSaid } from '#src/knowledge/loaders/table.ts';
import { withoutHiddenText } from '#src/knowledge/screen/hidden-text.ts';
import { hiddenText } from '#src/knowledge/screen/texts.ts';
import { readHtml } from './html-outline.ts';
import { withoutTools } from './page-source.ts';

const markdown = new MarkdownIt('default', { html: false, linkify: false });

/** Reads Markdown as people write it: any headings, tables, quotes, no header. */
export function readMarkdown(source: string): Outline {
  const { text: body, title } = withoutTools(source);
  const { text, hidden } = withoutHiddenText(body);
  const outline = readHtml(markdown.render(text), { boldHeadings: true });
  return {
    ...outline,
    title: title ?? outline.title,
    notes: [...hidden.map((one) => hiddenText.found(one)), ...outline.notes],
  };
}

/** Reads a saved web page. */
export function readPage(source: string): Outline {
  const { text, title } = withoutTools(source);
  const outline = readHtml(text);
  return { ...outline, title: outline.title ?? title };
}

/** A line of a text is a heading when it stands alone, in capitals or underlined, and ends no sentence. */
const LONGEST_HEADING = 90;
const ITEM = /^[ \t]*(?:[-*•–◦▪]|\d{1,3}[.)])[ \t]+(?=\S)/;

/** Reads plain text: paragraphs apart by empty lines, lists by their dashes, headings in capitals or underlined. */
export function readPlainText(source: string): Outline {
  const out = new OutlineBuilder();
  for (const part of source.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
    const lines = part.split('\n').filter((line) => line.trim() !== '');
    const [first = '', second = ''] = lines;
    const underlined = /^[ \t]*(?:={3,}|-{3,}|_{3,}|\*{3,})[ \t]*$/.test(second);
    const isHeading = underlined || (lines.length === 1 && isShout(first));
    if (isHeading && first.trim().length <= LONGEST_HEADING) {
      out.heading(second.includes('=') ? 1 : 2, first);
      addLines(out, lines.slice(underlined ? 2 : 1));
    } else addLines(out, lines);
  }
  return { parts: out.parts, notes: out.notes };
}

const isShout = (line: string): boolean =>
  line.trim().length <= LONGEST_HEADING &&
  /\p{Lu}{3}/u.test(line) &&
  !/\p{Ll}/u.test(line) &&
  !/[.;,]\s*$/.test(line);

function addLines(out: OutlineBuilder, lines: readonly string[]): void {
  let prose: string[] = [];
  const items: string[] = [];
  const endProse = () => {
    out.paragraph(prose.join(' '));
    prose = [];
  };
  for (const line of lines) {
    if (ITEM.test(line)) {
      endProse();
      items.push(line.replace(ITEM, ''));
    } else if (items.length > 0) items[items.length - 1] += ` ${line.trim()}`;
    else prose.push(line);
  }
  endProse();
  out.list(items);
}

/** Reads a table of comma, semicolon or tab separated values: a row with its labels. */
export function readCsv(source: string): Outline {
  const delimiter = delimiterOf(source);
  let rows: string[][];
  try {
    rows = parse(source, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
    });
  } catch {
    throw new RefusedFile('damaged');
  }
  const out = new OutlineBuilder();
  addSheet(out, rows);
  return { parts: out.parts, notes: out.notes };
}

/** What parts the values of a table: the sign that its first lines all have as many of. */
function delimiterOf(source: string): string {
  const lines = source.split(/\r?\n/, 20).filter((line) => line.trim() !== '');
  const counts = [';', '\t', ',', '|'].map((sign) => {
    const each = lines.map((line) => line.split(sign).length - 1);
    return { sign, least: Math.min(...each), first: each[0] ?? 0 };
  });
  const best = counts.sort((one, other) => other.least - one.least || other.first - one.first)[0];
  return best && best.first > 0 ? best.sign : ';';
}

/** A sheet of a table: what stands above its labels is said as it is, then each row with them. */
export function addSheet(out: OutlineBuilder, rows: readonly (readonly string[])[]): void {
  const said = rows.map((row) => row.map(oneLine));
  const filled = (row: readonly string[]) => row.filter(Boolean).length;
  const wide = Math.max(0, ...said.map(filled));
  const isLabels = (row: readonly string[]) =>
    filled(row) >= Math.max(2, 0.6 * wide) &&
    row.every((cell) => !/^[\d\s.,%€-]+$/.test(cell) || cell === '');
  const head = said.slice(0, 10).findIndex(isLabels);
  for (const row of head > 0 ? said.slice(0, head) : []) out.paragraph(row.filter(Boolean).join(' '));
  out.list(rowsSaid(head > 0 ? said.slice(head) : said, head >= 0 && said.length > head + 1 ? 1 : 0));
}
