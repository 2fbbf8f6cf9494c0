import { type Author, addVersion, type VersionAct, versionsOf } from '#src/knowledge/store/versions.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import {
  canWrite,
  digestOf,
  type FileNow,
  isNotWritable,
  readNow,
  takeOut,
  type WrittenAside,
  writeAside,
} from './folder.ts';
import type { FolderKeeper } from './keeper.ts';

/** What becomes of a file of the folder. */
export interface FileChange {
  readonly path: string;
  readonly act: Exclude<VersionAct, 'found'>;
  /** Undefined to withdraw it. */
  readonly content: Uint8Array | undefined;
  /** Digest of the file that the change was made from; undefined where there was none. */
  readonly basis: string | undefined;
}

/** What publishing works with. */
export interface PublishParts {
  readonly db: Database;
  readonly knowledgeDir: string;
  readonly keeper: FolderKeeper;
  readonly now: () => number;
}

/** How publishing ended. */
export type Published =
  | { readonly type: 'done'; readonly ids: readonly string[] }
  /** Somebody changed it since it was read: what stands there now, undefined when it was withdrawn. Nothing was done. */
  | { readonly type: 'changed'; readonly path: string; readonly current: FileNow | undefined }
  | { readonly type: 'not writable' };

/** Files that are changed together: a document, and its description. */
type Changes = readonly [FileChange, ...FileChange[]];

/**
 * Puts changes in service: versions in the database, in one transaction, then the files in the folder, each at once. A
 * stop between the two is made good at the next start, and by the other servers.
 * @param more done in the transaction, with the ids of the versions
 */
export function publish(
  parts: PublishParts,
  changes: Changes,
  by: Author,
  more: (tx: Transaction, ids: readonly string[]) => Promise<void>,
): Promise<Published> {
  const { keeper } = parts;
  // What another server published is in the folder first, so that it is compared with.
  return keeper.bringUpToDate().then(() => keeper.alone(() => publishNow(parts, changes, by, more)));
}

async function publishNow(
  parts: PublishParts,
  changes: Changes,
  by: Author,
  more: (tx: Transaction, ids: readonly string[]) => Promise<void>,
): Promise<Published> {
  const { knowledgeDir, keeper } = parts;
  // What is taken out is not written aside first: that it can be is known before it is noted.
  for (const { path } of changes) if (!(await canWrite(knowledgeDir, path))) return { type: 'not writable' };
  const aside: (WrittenAside | undefined)[] = [];
  try {
    for (const { path, content } of changes)
      aside.push(content && (await writeAside(knowledgeDir, path, content)));
    const found = await asTheyWere(knowledgeDir, changes);
    const noted = await note(parts, changes, found, by, more);
    await putInPlace(knowledgeDir, changes, aside);
    await keeper.published(noted);
    return { type: 'done', ids: noted.map(({ id }) => id) };
  } catch (error) {
    if (error instanceof Changed)
      return { type: 'changed', path: error.path, current: await readNow(knowledgeDir, error.path) };
    if (isNotWritable(error)) return { type: 'not writable' };
    throw error;
  } finally {
    // Those that took their place are not there any more.
    for (const one of aside) await one?.discard();
  }
}

/** What stands in the folder in place of each change. @throws Changed when it is not what the change was made from */
async function asTheyWere(
  knowledgeDir: string,
  changes: Changes,
): Promise<ReadonlyMap<string, FileNow | undefined>> {
  const found = new Map<string, FileNow | undefined>();
  for (const { path, basis } of changes) {
    const current = await readNow(knowledgeDir, path);
    if (current?.digest !== basis) throw new Changed(path);
    found.set(path, current);
  }
  return found;
}

/** Notes the changes in the database, all or none. @throws Changed when another server noted one first */
const note = (
  { db, now }: PublishParts,
  changes: Changes,
  found: ReadonlyMap<string, FileNow | undefined>,
  by: Author,
  more: (tx: Transaction, ids: readonly string[]) => Promise<void>,
): Promise<readonly { readonly id: string; readonly path: string }[]> =>
  db.tx(async (tx) => {
    const versions = [];
    for (const change of changes) {
      const version = await noteVersion(tx, change, found.get(change.path), by, now());
      if (!version) throw new Changed(change.path);
      versions.push(version);
    }
    await more(
      tx,
      versions.map(({ id }) => id),
    );
    return versions;
  });

/** Puts what was noted in its place. */
async function putInPlace(
  knowledgeDir: string,
  changes: Changes,
  aside: readonly (WrittenAside | undefined)[],
): Promise<void> {
  for (const [place, { path }] of changes.entries())
    await (aside[place] ? aside[place].place() : takeOut(knowledgeDir, path));
}

/** Somebody changed a file since it was read: in the folder, or through another server at the same moment. */
class Changed extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`${path} was changed meanwhile`);
    this.path = path;
  }
}

/** Notes what stood in the folder, where no version of it is known, then what takes its place. */
async function noteVersion(
  tx: Transaction,
  { path, act, content }: FileChange,
  current: FileNow | undefined,
  by: Author,
  now: number,
): Promise<{ readonly id: string; readonly path: string } | undefined> {
  const [last] = await versionsOf(tx, path);
  let after = last?.number ?? 0;
  if (current && current.digest !== last?.digest) {
    const nobody = { key: '', name: '' };
    const file = { digest: current.digest, content: current.content };
    const at = Math.min(now, Math.floor(current.writtenAt));
    if ((await addVersion(tx, { path, after, act: 'found', file, by: nobody, now: at })) === undefined)
      return undefined;
    after += 1;
  }
  const file = content && { digest: await digestOf(content), content };
  const id = await addVersion(tx, { path, after, act, file, by, now });
  return id === undefined ? undefined : { id, path };
}
