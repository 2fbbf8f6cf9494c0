import { existsSync, readFileSync, statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname } from 'node:path';
import { takeFlags } from '#src/commands/flags.ts';
import { operator } from '#src/commands/operator.ts';
import { readOptions } from '#src/commands/options.ts';
import type { Config } from '#src/config/config.ts';
import { ledgerPath } from '#src/config/operators.ts';
import { replayLedger } from '#src/features/privacy/ledger/replay.ts';
import { othersDo, REGISTER } from '#src/features-together.ts';
import { makeBackup } from '#src/platform/database/backup/make.ts';
import { TABLES } from '#src/platform/database/backup/manifest.ts';
import { restoreBackup } from '#src/platform/database/backup/restore.ts';
import { backupTexts as texts } from '#src/platform/database/backup/texts.ts';
import { appliedMigrations } from '#src/platform/database/migrate.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { examineStore, storeFile } from '#src/platform/database/sqlite/file.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';

/** Behind everything that answers people. */
const NICE = 10;
/** What gives a store its traces. */
const TRACES = '0031-traces.sql';
const MEGABYTE = 1_000_000;

/** `backup FILE`: copies everything into one file, beside a running server or without one. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const { config, words } = readOptions(args);
  const [file, ...more] = words;
  if (file === undefined || more.length > 0) throw new HotlineError('input', texts.badBackup);
  mustBeThere(config);
  setPriority(NICE);
  // Noted before it is made, and so in the copy too.
  await note(config, 'store_saved');
  const made = await makeBackup(config, file, {
    program: programVersion(),
    now: Date.now(),
    progress: (table) => void process.stderr.write(`${texts.copying(table)}\n`),
  });
  const { parts } = made.manifest;
  const rows = parts.reduce((sum, part) => sum + (part.rows ?? 0), 0);
  const files = parts.filter(({ path }) => !path.startsWith(TABLES)).length;
  const size = (made.bytes / MEGABYTE).toFixed(1).replace('.', ',');
  process.stdout.write(
    `${[texts.made(file, rows, files, size), texts.digest(made.sha256), texts.clear].join('\n')}\n`,
  );
  const ledger = ledgerPath(config);
  if (onSameDisk(ledger, config.dataDir)) process.stderr.write(`${texts.sameDisk(ledger)}\n`);
  return 0;
}

/** `restore FILE`: puts a copy back, less all that was erased since, with no server running. */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const { flags, rest } = takeFlags(args, ['replace', 'with-knowledge', 'without-ledger']);
  const wishes = {
    replace: flags.has('replace'),
    withKnowledge: flags.has('with-knowledge'),
    withoutLedger: flags.has('without-ledger'),
  };
  const { config, words } = readOptions(rest);
  const [file, ...more] = words;
  if (file === undefined || more.length > 0) throw new HotlineError('input', texts.badRestore);
  const done = await restoreBackup(config, file, wishes, {
    now: Date.now(),
    register: REGISTER,
    replay: (db, entries, now) => replayLedger(db, entries, now, othersDo),
  });
  await note(config, 'store_restored');
  const lines = [
    texts.restored(fullMoment(done.manifest.at), done.rows),
    wishes.withoutLedger ? texts.withoutLedger : texts.replayed(done.replayed),
    texts.held(done.held.messages, done.held.mails),
    texts.voided,
    ...(done.knowledge === 'restored' ? [texts.knowledgeRestored] : []),
    ...(done.knowledge === 'kept' ? [texts.knowledgeKept] : []),
    ...done.aside.map(texts.aside),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** A folder that is not the hotline's, as after a slip in a nightly job, would make a copy of nothing. */
function mustBeThere({ dataDir, databaseUrl }: Config): void {
  if (databaseUrl !== undefined) return;
  const path = storeFile(dataDir);
  // Looked for first: to examine a folder makes it.
  if (!existsSync(path) || examineStore(dataDir).state === 'new')
    throw new HotlineError('input', storageTexts.noSource(path));
}

/** Leaves the trace of what the operator does, in the store that is in place. */
async function note(config: Config, act: Act): Promise<void> {
  // As it is: to bring it up to date is for its server, which may be of a version before.
  const db = await connectDatabase(config.dataDir, config.databaseUrl);
  try {
    if ((await appliedMigrations(db)).includes(TRACES))
      await addTrace(db, { by: operator(), act, now: Date.now() });
  } finally {
    await db.close();
  }
}

function programVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

/** Whether a file lies, or would lie, on the disk of a folder. */
function onSameDisk(file: string, folder: string): boolean {
  let place = dirname(file);
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  return existsSync(folder) && statSync(place).dev === statSync(folder).dev;
}
