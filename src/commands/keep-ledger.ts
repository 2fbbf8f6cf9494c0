import type { Config } from '#src/config/config.ts';
import { ledgerPath } from '#src/config/operators.ts';
import type { Database } from '#src/platform/database/database.ts';
import { LedgerFile } from '#src/platform/database/ledger/file.ts';
import { withLedger } from '#src/platform/database/ledger/ledger.ts';
import { ledgerTexts } from '#src/platform/database/ledger/texts.ts';
import { errorText } from '#src/platform/errors.ts';

/** A store whose erasures, withdrawals and unsubscribes are in the ledger too, as those of the server are. */
export function keepLedger(db: Database, config: Pick<Config, 'dataDir' | 'operators'>): Database {
  const file = new LedgerFile(ledgerPath(config));
  return withLedger(db, file, (error) => {
    process.stderr.write(`${ledgerTexts.notWritten(file.path, errorText(error))}\n`);
  });
}
