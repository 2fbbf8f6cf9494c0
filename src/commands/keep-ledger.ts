import type { Config } from '#src/config.ts';
import { ledgerPath } from '#src/config-operators.ts';
import { errorText } from '#src/errors.ts';
import type { Database } from '#src/storage/database.ts';
import { withLedger } from '#src/storage/ledger.ts';
import { LedgerFile } from '#src/storage/ledger-file.ts';
import { ledgerTexts } from '#src/texts/ledger.ts';

/** A store whose erasures, withdrawals and unsubscribes are in the ledger too, as those of the server are. */
export function keepLedger(db: Database, config: Pick<Config, 'dataDir' | 'operators'>): Database {
  const file = new LedgerFile(ledgerPath(config));
  return withLedger(db, file, (error) => {
    process.stderr.write(`${ledgerTexts.notWritten(file.path, errorText(error))}\n`);
  });
}
