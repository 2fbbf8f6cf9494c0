import { type Block, plainText } from '#src/channel/blocks.ts';
import { channelNames } from '#src/channel/texts.ts';
import { fileReceived } from '#src/conversation/texts.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { escapeHtml } from '#src/platform/web/layout/html.ts';
import { exportColumns, exportSections, exportValues, exportTexts as texts } from './texts.ts';

/** A row as the store gives it. */
type ExportRow = Readonly<Record<string, unknown>>;

/** What an export is made of: rows by table, and what was left out. */
interface ExportSource {
  readonly tables: ReadonlyMap<string, readonly ExportRow[]>;
  readonly notes: number;
}

/** The two files of an export. */
interface ExportFiles {
  readonly json: string;
  readonly html: string;
}

/** Columns kept as JSON. */
const JSON_COLUMNS: ReadonlySet<string> = new Set([
  'content',
  'state',
  'brief',
  'value',
  'contested',
  'draft',
  'answers',
  'told',
  'buyer',
]);
const isTime = (column: string): boolean => column === 'at' || column.endsWith('_at');

/** Makes the files of an export. @param now epoch milliseconds */
export function exportFiles({ tables: all, notes }: ExportSource, now: number): ExportFiles {
  const found = new Map([...all].map(([table, rows]) => [table, rows.map(withoutCookie)]));
  // The person first, as the names of the sections are listed; what is not named there comes last.
  const named = Object.keys(exportSections).filter((table) => found.has(table));
  const tables = new Map(
    [...new Set([...named, ...found.keys()])].map((table) => [table, found.get(table) ?? []]),
  );
  const head = { titre: texts.title, date: new Date(now).toISOString(), absent: texts.left(notes) };
  const data = [...tables].map(([table, rows]) => [table, rows.map(readable)] as const);
  return {
    json: `${JSON.stringify({ ...head, ...Object.fromEntries(data) }, undefined, 2)}\n`,
    html: page(tables, notes, now),
  };
}

/** Who knows the cookie of the site reads the conversation: it is a key to it, and no file gives it away. */
function withoutCookie(row: ExportRow): ExportRow {
  if (row.channel !== 'web') return row;
  const hidden = ['key', 'channel_key'].filter((column) => column in row);
  return { ...row, ...Object.fromEntries(hidden.map((column) => [column, texts.cookie])) };
}

/** A row whose times are dates and whose JSON is itself. */
function readable(row: ExportRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (value === null || value === undefined) return [column, null];
      if (isTime(column)) return [column, new Date(Number(value)).toISOString()];
      return [column, JSON_COLUMNS.has(column) ? parsed(String(value)) : value];
    }),
  );
}

/** JSON where it is some: a person's state is, a plain value is not. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:1rem;color:#222;background:#fff;overflow-wrap:anywhere}' +
  'h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #ccc}h3{font-size:1rem}' +
  'dl{margin:.5rem 0 1rem;padding:.5rem .75rem;background:#f5f3ef;border-radius:.5rem}dt{color:#555;font-size:.85rem}dd{margin:0 0 .35rem}' +
  '.said{margin:.5rem 0;padding:.5rem .75rem;border-left:3px solid #bbb;white-space:pre-wrap}.said b{font-size:.85rem;color:#555}';

/** The file that people read. */
function page(tables: ExportSource['tables'], notes: number, now: number): string {
  const sections = [...tables].flatMap(([table, rows]) => {
    // Messages are read within their conversation, and values within the file of their company.
    if (table === 'message') return [];
    const title = `<h2>${escapeHtml(exportSections[table] ?? table)}</h2>`;
    if (rows.length === 0) return [`${title}<p>${texts.empty}</p>`];
    return [
      title,
      ...(table === 'conversation' ? conversations(rows, tables.get('message') ?? []) : rows.map(list)),
    ];
  });
  return [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(texts.title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeHtml(texts.title)}</h1><p>${escapeHtml(texts.made(fullMoment(now)))}</p><p>${escapeHtml(texts.left(notes))}</p>`,
    ...sections,
    '</body></html>',
  ].join('\n');
}

function conversations(rows: readonly ExportRow[], messages: readonly ExportRow[]): string[] {
  return rows.flatMap((row) => {
    const channel = channelNames[String(row.channel)] ?? String(row.channel);
    const head = texts.conversationOn(channel, fullMoment(Number(row.created_at)));
    const said = messages.filter((message) => message.conversation_id === row.id);
    return [`<h3>${escapeHtml(head)}</h3>`, ...said.map(messageLine)];
  });
}

function messageLine(row: ExportRow): string {
  const author = texts.authors[String(row.author)] ?? String(row.author);
  const words = wordsOf(parsed(String(row.content)));
  return `<div class="said"><b>${escapeHtml(author)} · ${escapeHtml(fullMoment(Number(row.created_at)))}</b><br>${escapeHtml(words)}</div>`;
}

/** What a message says: the words of blocks with their sources, or what a person wrote. */
function wordsOf(content: unknown): string {
  const said = content as {
    blocks?: readonly Block[];
    text?: string;
    label?: string;
    name?: string;
  };
  if (said.blocks) {
    const extra = said.blocks.flatMap((block) =>
      block.type === 'sources'
        ? block.items.map(({ n, title, section }) => `[${n}] ${title}, « ${section} »`)
        : block.type === 'file'
          ? [fileReceived(block.name)]
          : [],
    );
    return [plainText(said.blocks), ...extra].filter(Boolean).join('\n');
  }
  return said.label ?? said.text ?? (said.name === undefined ? '' : fileReceived(said.name));
}

/** Columns that the readable file leaves to the JSON: ids, and what another column says better. */
const LEFT_TO_JSON: ReadonlySet<string> = new Set([
  'id',
  'value',
  'message_id',
  'conversation_id',
  'company_id',
  'case_id',
  'field',
  'brief',
]);

function list(row: ExportRow): string {
  const shown = Object.entries(row).filter(
    ([column, value]) =>
      value !== null && value !== undefined && (!LEFT_TO_JSON.has(column) || isOnly(column, row)),
  );
  const items = shown.map(
    ([column, value]) =>
      `<dt>${escapeHtml(exportColumns[column] ?? column)}</dt><dd>${escapeHtml(cell(column, value))}</dd>`,
  );
  return `<dl>${items.join('')}</dl>`;
}

/** « value » is what a contact is; of a company's file, « shown » says it better. */
const isOnly = (column: string, row: ExportRow): boolean => column === 'value' && row.shown === undefined;

function cell(column: string, value: unknown): string {
  if (isTime(column)) return fullMoment(Number(value));
  if (column === 'channel') return channelNames[String(value)] ?? String(value);
  if (column === 'given') return Number(value) === 1 ? texts.yes : texts.no;
  const named = exportValues[String(value)];
  if (named !== undefined) return named;
  if (!JSON_COLUMNS.has(column)) return String(value);
  const held = parsed(String(value));
  return typeof held === 'object' ? JSON.stringify(held) : String(held);
}
