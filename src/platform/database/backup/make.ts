import { createWriteStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { create } from 'tar';
import type { Config } from '#src/config/config.ts';
import { ledgerPath } from '#src/config/operators.ts';
import { toDisk } from '#src/platform/database/data-folder/to-disk.ts';
import type { Row } from '#src/platform/database/database.ts';
import { LedgerFile } from '#src/platform/database/ledger/file.ts';
import { PASSING_TABLES } from '#src/platform/database/personal-data/store-data.ts';
import { isSecret } from '#src/platform/database/settings.ts';
import { HotlineError } from '#src/platform/errors.ts';
import {
  KNOWLEDGE,
  LAW,
  MANIFEST,
  MANIFEST_DIGEST,
  type Manifest,
  measureFile,
  type Part,
  sha256,
  TABLES,
} from './manifest.ts';
import { openSnapshot } from './open-snapshot.ts';
import { scratchFolder } from './scratch-folder.ts';
import { migrationsOf, type Snapshot } from './snapshot.ts';
import { writeTable } from './table-file.ts';
import { backupTexts as texts } from './texts.ts';

/** A copy that was made. */
interface MadeBackup {
  readonly manifest: Manifest;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Copies a hotline into one file while it runs: the store as it is at one moment, the knowledge folder, the imported
 * codes. The file is for its owner alone, and is there only once it is whole.
 * @throws HotlineError `input` when the file exists or can't be written
 */
export async function makeBackup(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'knowledgeDir' | 'operators'>,
  target: string,
  about: { program: string; now: number; progress?: (table: string) => void },
): Promise<MadeBackup> {
  const file = resolve(target);
  if (existsSync(file)) throw new HotlineError('input', texts.exists(file));
  await using snapshot = await openSnapshot(config.dataDir, config.databaseUrl);
  using scratch = await scratchFolder(join(dirname(file), '.hotline-copie-')).catch((cause) => {
    throw new HotlineError('input', texts.notWritten(file), { cause });
  });
  const folder = scratch.path;
  const parts = [
    ...(await copyTables(snapshot, folder, about.progress)),
    ...(await copyFolder(config.knowledgeDir, folder, KNOWLEDGE)),
    ...(await copyFolder(join(config.dataDir, 'law'), folder, LAW)),
  ];
  const manifest: Manifest = {
    format: 1,
    program: about.program,
    engine: snapshot.dialect,
    migrations: await migrationsOf(snapshot),
    at: about.now,
    ledger: new LedgerFile(ledgerPath(config)).bytes(),
    parts,
  };
  const text = `${JSON.stringify(manifest, undefined, 1)}\n`;
  await writeFile(join(folder, MANIFEST), text, { mode: 0o600 });
  await writeFile(join(folder, MANIFEST_DIGEST), `${sha256(text)}\n`, { mode: 0o600 });
  const aside = join(folder, 'copie.tar');
  const names = [MANIFEST, MANIFEST_DIGEST, ...parts.map(({ path }) => path)];
  const output = createWriteStream(aside, { mode: 0o600, flush: true });
  await pipeline(create({ cwd: folder, portable: true, noDirRecurse: true, strict: true }, names), output);
  await chmod(aside, 0o600);
  const measured = await measureFile(aside);
  if (existsSync(file)) throw new HotlineError('input', texts.exists(file));
  await rename(aside, file);
  await toDisk(dirname(file));
  return { manifest, ...measured };
}

async function copyTables(
  snapshot: Snapshot,
  folder: string,
  progress: ((table: string) => void) | undefined,
): Promise<Part[]> {
  await mkdir(join(folder, TABLES), { mode: 0o700 });
  const parts: Part[] = [];
  for (const table of await snapshot.tables()) {
    if (PASSING_TABLES.has(table)) continue;
    progress?.(table);
    const path = `${TABLES}${table}.jsonl.gz`;
    const kept = table === 'setting' ? withoutSecrets(snapshot.rows(table)) : snapshot.rows(table);
    const rows = await writeTable(join(folder, path), kept);
    parts.push({ path, ...(await measureFile(join(folder, path))), rows });
  }
  return parts;
}

/** What signs links is in no copy: who finds one signs nothing. A store that has none makes its own. */
async function* withoutSecrets(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const row of rows) if (!isSecret(String(row.name))) yield row;
}

/** Copies the files of a folder and of those in it; nothing when there is no such folder. */
async function copyFolder(source: string, folder: string, prefix: string): Promise<Part[]> {
  if (!existsSync(source)) return [];
  const parts: Part[] = [];
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const from = join(entry.parentPath, entry.name);
    const inside = from.slice(source.length + 1).replaceAll('\\', '/');
    // What git keeps of it is no page; a link may name a file.
    if (inside.split('/').some((piece) => piece === '.git') || !(await isFile(from))) continue;
    const path = `${prefix}${inside}`;
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await copyFile(from, join(folder, path));
    parts.push({ path, ...(await measureFile(join(folder, path))) });
  }
  return parts.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
