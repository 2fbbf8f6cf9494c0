import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LAW_CODES } from '#src/knowledge/law/codes.ts';
import { lawTexts } from '#src/knowledge/law/texts.ts';
import { type LawVersion, lawLine, orderVersions, parseLawLine } from '#src/knowledge/law/version.ts';
import { holdsOn, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { lawFolder } from './load-law.ts';
import { type LawSource, readLawSource } from './source.ts';

/** What an import keeps, and what it read to get there. */
export interface LawImport {
  /** In order of number and time. */
  readonly versions: readonly LawVersion[];
  readonly inForce: number;
  /** Wordings that begin after the date, and those that ended before it: served for their own days only. */
  readonly toCome: number;
  readonly past: number;
  readonly leftOut: LawSource['leftOut'];
  /** Day of the data; undefined when its name does not say. */
  readonly asOf: IsoDate | undefined;
  /** Only a daily archive was given, which holds what changed on a day. */
  readonly dailyAlone: boolean;
}

/** An import with fewer articles than this part of the last one is a mistake: most often a daily archive. */
const SHRINK = 0.5;
const DAMAGED_NAMED = 5;

/** Where the articles of a code stand in a data folder; `ingest` reads what is there. */
export const lawFile = (dataDir: string, code: string): string => join(lawFolder(dataDir), `${code}.jsonl`);

/**
 * Reads the articles of a code from sources, the later ones correcting the earlier: a full archive then daily ones, or
 * the last import then daily ones. All or nothing: a damaged file stops the import, since an article left out would be
 * one more that nobody finds.
 * @param date day on which at least one article must be in force
 * @param today the day it is
 * @throws HotlineError `input`, in French, when a source is damaged or has nothing of the code
 */
export async function readLaw(
  paths: readonly string[],
  wish: {
    code: string;
    date: IsoDate;
    today: IsoDate;
    progress?: ((done: number, total: number) => void) | undefined;
  },
): Promise<LawImport> {
  const { code, date } = wish;
  if (!LAW_CODES.has(code))
    throw new HotlineError('input', lawTexts.unknownCode(code, [...LAW_CODES.values()]));
  const merged = new Map<string, LawVersion>();
  const leftOut: Record<string, number> = {};
  const others = new Set<string>();
  let daily = true;
  for (const path of paths) {
    const source = await readLawSource(path, wish);
    if (source.damaged.length > 0)
      throw new HotlineError(
        'input',
        lawTexts.damaged(path, source.damaged.slice(0, DAMAGED_NAMED), source.damaged.length),
      );
    for (const id of source.withdrawn) merged.delete(id);
    for (const [id, version] of source.versions) merged.set(id, version);
    addCounts(leftOut, source.leftOut);
    for (const other of source.otherCodes) others.add(other);
    daily &&= source.daily;
  }
  const versions = orderVersions(merged.values());
  const inForce = inForceOn(versions, date);
  if (versions.length === 0 && Object.keys(leftOut).every((reason) => reason === 'other-code'))
    throw new HotlineError('input', lawTexts.codeNotFound(code, [...others]));
  if (inForce === 0) throw new HotlineError('input', lawTexts.noneInForce(code, date));
  const toCome = versions.filter(({ from }) => from !== undefined && from > date).length;
  const days = versions.flatMap(({ asOf }) => asOf ?? []).sort();
  return {
    versions,
    inForce,
    toCome,
    past: versions.length - inForce - toCome,
    leftOut,
    asOf: days.at(-1),
    dailyAlone: daily,
  };
}

function addCounts(into: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [reason, count] of Object.entries(more)) into[reason] = (into[reason] ?? 0) + count;
}

/**
 * Writes an import as JSON Lines, aside then in one move: a stop at any moment leaves the last one as it was.
 * @param date day on which articles are counted
 * @throws HotlineError `input` when it holds far fewer articles than the file it would replace
 */
export async function saveLaw(file: string, { versions, inForce }: LawImport, date: IsoDate): Promise<void> {
  const before = await inForceIn(file, date);
  if (inForce < SHRINK * before) throw new HotlineError('input', lawTexts.shrinks(inForce, before, file));
  const aside = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await using written = await open(aside, 'w');
    for (const version of versions) await written.write(`${lawLine(version)}\n`);
    await written.sync();
    await rename(aside, file);
  } catch (cause) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw new HotlineError('input', lawTexts.noWrite(file), { cause });
  }
}

async function inForceIn(file: string, date: IsoDate): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const versions = text.split('\n').flatMap((line) => {
    const read = line && parseLawLine(line);
    return read && 'version' in read ? [read.version] : [];
  });
  return inForceOn(versions, date);
}

const inForceOn = (versions: readonly LawVersion[], date: IsoDate): number =>
  versions.filter((version) => holdsOn(version, date)).length;
