import { setImmediate } from 'node:timers/promises';
import { readBoampRecord, readBoampXml } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { type ReadNotice, refused, understood } from '#src/features/opportunities/sources/source.ts';
import { readTedXml } from '#src/features/opportunities/sources/ted/read-ted.ts';
import { refusalTexts } from '#src/features/opportunities/sources/texts.ts';
import { all, has, namesIn, rawText, type Tree, treeOf } from '#src/features/opportunities/sources/tree.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type Fields, readApproch } from './approch.ts';
import { PASSED, readDecp } from './decp.ts';
import { fileText, plainName, readTable, type TableLine } from './read-table.ts';
import { isWrittenTable, readWritten, type WrittenMistake, writtenFieldsOf } from './written.ts';

/** What a file gave. `passed`: contracts that are understood, and that do not end soon, or would not come again. */
export interface ReadFile {
  readonly read: readonly ReadNotice[];
  readonly passed: number;
}

const nothing = (why: string, name: string): ReadFile => ({ read: [refused(name, why)], passed: 0 });

/**
 * Reads a file that staff dropped, by what it holds: intentions of APProch (CSV, JSON), contracts of the DECP (CSV, JSON),
 * opportunities that staff wrote (CSV), or notices of BOAMP and TED (XML, JSON).
 * @param name of the file, for what is refused
 * @param today « YYYY-MM-DD »
 */
export async function readNoticeFile(name: string, bytes: Uint8Array, today: IsoDate): Promise<ReadFile> {
  const text = fileText(bytes);
  if (text === undefined) return nothing(refusalTexts.unreadableText, name);
  const start = text.trimStart()[0];
  if (text.trim() === '') return nothing(refusalTexts.empty, name);
  if (start === '<') return { read: [readXmlFile(text, name)], passed: 0 };
  return start === '{' || start === '[' ? readJsonFile(text, name, today) : readTableFile(text, name, today);
}

function readXmlFile(text: string, name: string): ReadNotice {
  const read = /<(?:\w+:)?(?:ann|ANNONCE)\b/.test(text.slice(0, 2_000))
    ? readBoampXml(text)
    : readTedXml(text);
  return read.ok || read.reference !== '?' ? read : refused(name, read.why);
}

async function readJsonFile(text: string, name: string, today: IsoDate): Promise<ReadFile> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return nothing(
      /[:[,]\s{0,20}-?(?:NaN|Infinity)/.test(text) ? refusalTexts.nan : refusalTexts.notJson,
      name,
    );
  }
  const tree = treeOf(parsed);
  const records = recordsIn(tree);
  if (records.length === 0) return nothing(refusalTexts.unknownFile, name);
  return gathered(records, (record) => readRecord(record, name, today));
}

/** Records of an answer of an API, of a list, or of a file of contracts: « marches », with « marche » in it since 2022. */
function recordsIn(tree: Tree | undefined): readonly Tree[] {
  if (Array.isArray(tree)) return tree;
  const groups = has(tree, 'marches')
    ? [tree]
    : namesIn(tree)
        .flatMap((name) => all(tree, name))
        .filter((one) => has(one, 'marches') || has(one, 'results'));
  const contracts = groups.flatMap((group) => [
    ...all(group, 'marches').filter((one) => !has(one, 'marche') && !has(one, 'contrat-concession')),
    ...all(group, 'marches', 'marche'),
    ...all(group, 'marches', 'contrat-concession'),
    ...all(group, 'results'),
  ]);
  const found = [...contracts, ...all(tree, 'results')];
  return found.length > 0 || tree === undefined ? found : [tree];
}

type Read = ReadNotice | typeof PASSED;

function readRecord(record: Tree, name: string, today: IsoDate): Read {
  if (has(record, 'idweb')) return readBoampRecord(record);
  if (has(record, 'libelle') && has(record, 'code')) return readApproch(fieldsOf(record));
  if (isContract(namesIn(record).map(plainName))) return readDecp(record, today);
  return refused(name, refusalTexts.unknownFile);
}

const isContract = (names: readonly string[]): boolean =>
  ['dureemois', 'datenotification', 'acheteur', 'acheteur id', 'autoriteconcedante'].some((name) =>
    names.includes(name),
  ) && names.includes('objet');

/** The fields of a record, by their plain names; the others hold records. */
const fieldsOf = (record: Tree): Fields =>
  Object.fromEntries(
    namesIn(record).flatMap((name): [string, string][] => {
      const text = rawText(all(record, name)[0]);
      return text === undefined ? [] : [[plainName(name), text]];
    }),
  );

async function readTableFile(text: string, name: string, today: IsoDate): Promise<ReadFile> {
  const table = readTable(text);
  if (!table.ok) return nothing(table.why, name);
  const { columns, lines } = table;
  if (columns.includes('code') && columns.includes('libelle'))
    return gathered(lines, (line) => withLine(line, readApproch(line.cells)));
  if (isContract(columns))
    return gathered(lines, (line) => withLine(line, readDecp(flatContract(line), today)));
  if (!isWrittenTable(columns)) return nothing(refusalTexts.unknownFile, name);
  return gathered(lines, (line) => {
    const read = readWritten(writtenFieldsOf(line.cells));
    return read.ok
      ? understood(read.publication)
      : refused(`${name}, ligne ${line.line}`, refusalTexts.line(line.line, saidOf(read.mistakes)));
  });
}

const saidOf = (mistakes: readonly WrittenMistake[]): string =>
  mistakes.map(({ message }) => message).join(' ');

const withLine = ({ line }: TableLine, read: Read): Read =>
  read === PASSED || read.ok ? read : refused(read.reference, refusalTexts.line(line, read.why));

/** A line of the flat export, as a tree under the names of its columns; « acheteur.id » stays one name. */
const flatContract = ({ cells }: TableLine): Tree =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([name, value]) =>
      value === '' ? [] : [[name.replaceAll(' ', '_'), value]],
    ),
  );

/** Records that are read without a rest; others are served between. */
const AT_ONCE = 200;

async function gathered<T>(records: readonly T[], readOne: (record: T) => Read): Promise<ReadFile> {
  const read: ReadNotice[] = [];
  let passed = 0;
  for (const [at, record] of records.entries()) {
    if (at > 0 && at % AT_ONCE === 0) await setImmediate();
    const one = readOne(record);
    if (one === PASSED) passed += 1;
    else read.push(one);
  }
  return { read, passed };
}
