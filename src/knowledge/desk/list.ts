import { lstat } from 'node:fs/promises';
import { documentFiles } from '#src/knowledge/ingest/read-files.ts';
import { type FoundFile, scanFolder } from '#src/knowledge/ingest/scan.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { type KnowledgeFile, knowledgeFiles } from '#src/knowledge/store/generations.ts';
import { type PreparedLine, preparedChanges } from '#src/knowledge/store/prepared.ts';
import { type FileVersion, lastVersions } from '#src/knowledge/store/versions.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { type Entry, entryOf } from './entry.ts';
import { isPage } from './paths.ts';
import { isRegister } from './registers.ts';
import { registerTitles } from './texts.ts';

/** What the list is made from. */
export interface ListParts {
  readonly db: Queryable;
  readonly knowledgeDir: string;
  /** How many answers stand on each document, by its id. */
  readonly answersOn: () => Promise<ReadonlyMap<string, number>>;
  /** What was wrong with the folder when it was last read: also what pages say together. */
  readonly problems: () => readonly Problem[];
  /** What is wrong with the forms, which who asks their questions reads. */
  readonly formProblems: () => Promise<readonly Problem[]>;
}

/** Every page and document: those of the folder, those that somebody prepares, and those that were withdrawn from here. */
export async function listEntries(parts: ListParts, today: IsoDate): Promise<Entry[]> {
  const { db, knowledgeDir, answersOn, problems, formProblems } = parts;
  const { files, problems: unreadable } = await scanFolder(knowledgeDir);
  const { readable, problems: unsupported } = documentFiles(files);
  const read = new Map((await knowledgeFiles(db)).map((file) => [file.path, file]));
  const prepared = new Map((await preparedChanges(db)).map((change) => [change.path, change]));
  const versions = new Map((await lastVersions(db)).map((version) => [version.path, version]));
  const answers = await answersOn();
  const together = Map.groupBy([...problems(), ...(await formProblems())], ({ path }) => path);
  const registers = files.filter(({ path }) => isRegister(path));
  const there = new Map([...readable.map(({ file }) => file), ...registers].map((file) => [file.path, file]));
  // A file that was just refused is told before it is read again.
  const refused = Map.groupBy([...unreadable, ...unsupported], ({ path }) => path);
  const sidecars = new Set(readable.flatMap(({ sidecar }) => sidecar?.path ?? []));
  const withdrawn = [...versions.values()].filter(
    ({ path, digest }) => digest === undefined && !path.endsWith('.yaml'),
  );
  const paths = new Set([
    ...there.keys(),
    ...refused.keys(),
    ...prepared.keys(),
    ...withdrawn.map(({ path }) => path),
  ]);
  const entries = [...paths]
    .filter((path) => !sidecars.has(path))
    .map((path) =>
      entry(path, {
        file: there.get(path),
        read: read.get(path),
        prepared: prepared.get(path),
        version: versions.get(path),
        refused: refused.get(path) ?? [],
        together: together.get(path) ?? [],
        answers,
        today,
      }),
    );
  return (await Promise.all(entries)).toSorted((one, other) => one.path.localeCompare(other.path, 'fr'));
}

interface Known {
  readonly file: FoundFile | undefined;
  readonly read: KnowledgeFile | undefined;
  readonly prepared: PreparedLine | undefined;
  readonly version: FileVersion | undefined;
  readonly refused: readonly Problem[];
  readonly together: readonly Problem[];
  readonly answers: ReadonlyMap<string, number>;
  readonly today: IsoDate;
}

async function entry(path: string, known: Known): Promise<Entry> {
  const { file, read, prepared, version, refused, together, answers, today } = known;
  const document = file && read?.document;
  const id = document?.id ?? (isPage(path) ? path.slice(0, -'.md'.length) : path);
  const isOfRegister = isRegister(path);
  // What is wrong with a register is its own; pages that say the same thing are told so beside.
  const own = [...refused, ...((file && read?.problems) ?? []), ...(isOfRegister ? together : [])];
  const said = new Set(own.map(({ message }) => message));
  const isThere = file !== undefined || refused.length > 0;
  return entryOf(
    {
      path,
      kind: isOfRegister ? 'register' : isPage(path) ? 'page' : 'document',
      isThere,
      document,
      problems: own,
      remarks: file ? together.filter(({ message }) => !said.has(message)) : [],
      changed: await changeOf(file, version),
      answers: answers.get(id) ?? 0,
      prepared: prepared && { by: prepared.by, at: prepared.at },
      title: registerTitles[path] ?? (prepared?.title || undefined),
    },
    today,
  );
}

/** Clocks of a folder and of a database differ by so much, a write included. */
const SAME_CHANGE_MS = 60_000;

/** The last change: what was published from here, unless the folder was written since. */
async function changeOf(
  file: FoundFile | undefined,
  version: FileVersion | undefined,
): Promise<Entry['changed']> {
  const info = file && (await lstat(file.absolute).catch(() => undefined));
  const isFromHere =
    version !== undefined &&
    version.by.name !== '' &&
    (info === undefined || info.mtimeMs - version.at < SAME_CHANGE_MS);
  if (isFromHere) return { at: version.at, by: version.by.name };
  return info && { at: info.mtimeMs, by: undefined };
}
