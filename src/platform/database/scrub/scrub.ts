import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from '#src/platform/database/database.ts';
import { inParts, type Pace } from '#src/platform/database/in-parts.ts';
import { holdLease } from '#src/platform/database/leases/hold.ts';
import { HotlineError } from '#src/platform/errors.ts';

const PROGRAM = fileURLToPath(new URL('./process.ts', import.meta.url));
const LEASE = 'scrub';
const ASK_AGAIN_MS = 500;

/**
 * Takes what was erased off the disk too, and gives its space back, while others go on. In SQLite deleted words stay in
 * copies that rows left where they were before, and in the write-ahead log: a process of its own overwrites the ones and
 * empties the other. PostgreSQL does so by itself, some time later; what it keeps until then is out of reach of any query.
 * @throws the reason of the signal when it is aborted; it is then to be done again from the start
 */
export async function scrub(db: Database, { signal }: Pick<Pace, 'signal'> = {}): Promise<void> {
  const file = await fileOf(db);
  if (file === undefined) return;
  await using _lease = await alone(db, signal);
  await giveBackPages(db, signal);
  await takeOutRemains(file, signal);
}

/** The file of an SQLite store; undefined where there is none. */
async function fileOf(db: Database): Promise<string | undefined> {
  if (db.dialect !== 'sqlite') return undefined;
  const files = await db.query<{ name: string; file: string }>('PRAGMA database_list');
  return files.find(({ name }) => name === 'main')?.file || undefined;
}

/** One at a time, in all the processes on a store: pages that move while others are looked at would be missed. */
async function alone(db: Database, signal: AbortSignal | undefined): Promise<AsyncDisposable> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await holdLease(db, { name: LEASE, taken: LEASE });
    } catch (error) {
      if (!(error instanceof HotlineError && error.message === LEASE)) throw error;
      await sleep(ASK_AGAIN_MS);
    }
  }
}

/** Gives free pages back to the file system, where the file was made for it. */
async function giveBackPages(db: Database, signal: AbortSignal | undefined): Promise<void> {
  const [mode] = await db.query<{ auto_vacuum: number }>('PRAGMA auto_vacuum');
  const INCREMENTAL = 2;
  if (Number(mode?.auto_vacuum) !== INCREMENTAL) return;
  let before = Number.POSITIVE_INFINITY;
  await inParts(
    db,
    async (tx, size) => {
      const [free] = await tx.query<{ freelist_count: number }>('PRAGMA freelist_count');
      const count = Number(free?.freelist_count);
      if (count === 0 || count >= before) return false;
      before = count;
      await tx.query(`PRAGMA incremental_vacuum(${size})`);
      return true;
    },
    { signal },
  );
}

async function takeOutRemains(file: string, signal: AbortSignal | undefined): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, file], {
    env: {},
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(signal && { signal }),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`what was erased could not be taken off the disk: ${said.trim().slice(-500)}`);
}
