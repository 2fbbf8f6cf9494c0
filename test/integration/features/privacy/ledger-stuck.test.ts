import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LedgerFile } from '#src/platform/database/ledger/file.ts';
import { flushLedger, noteInLedger, pendingCount, withLedger } from '#src/platform/database/ledger/ledger.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const PATIENCE_MS = 200;

it('what people ask for is done, and kept in the store, when the disk of the ledger does not answer', async () => {
  using folder = tempFolder();
  // A pipe that is full: to write to it does not end, as on a share whose machine is gone.
  const path = join(folder.path, 'ledger');
  execFileSync('mkfifo', [path]);
  const end = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  expect(() => {
    for (;;) writeSync(end, Buffer.alloc(4_096));
  }).toThrow('EAGAIN');
  const store = await openDatabase(folder.path);
  const said: unknown[] = [];
  const file = new LedgerFile(path, PATIENCE_MS);
  const db = withLedger(store, file, (error) => void said.push(error));
  const ask = (id: string) =>
    db.tx(async (tx) => noteInLedger(tx, { type: 'unsubscribe', persons: [id], at: 1 }));
  await ask('one');
  await ask('two');
  expect(said).toHaveLength(2);
  expect(await pendingCount(store)).toBe(2);
  await expect(flushLedger(store, file)).rejects.toThrow();
  expect(await pendingCount(store)).toBe(2);
  await store.close();
  // Lets what still waits to be written end.
  readSync(end, Buffer.alloc(65_536));
  closeSync(end);
});
