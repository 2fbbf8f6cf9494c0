import type { Config } from '#src/config/config.ts';
import { ledgerPath } from '#src/config/operators.ts';
import { isRestoring } from '#src/platform/database/backup/after-restore.ts';
import { backupTexts } from '#src/platform/database/backup/texts.ts';
import type { Database } from '#src/platform/database/database.ts';
import { LedgerFile } from '#src/platform/database/ledger/file.ts';
import { flushLedger, withLedger } from '#src/platform/database/ledger/ledger.ts';
import { ledgerTexts } from '#src/platform/database/ledger/texts.ts';
import { openServerStore } from '#src/platform/database/open-server.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import { startTexts } from '#src/platform/texts-start.ts';

/** What every part of a running hotline stands on. */
export interface Foundation {
  readonly config: Config;
  readonly logger: Logger;
  readonly now: () => number;
  readonly db: Database;
  /** What erasures leave outside of the store, for restored copies. */
  readonly ledger: LedgerFile;
  /** What is opened is closed with it, the last first. */
  readonly stack: AsyncDisposableStack;
  /** Where people reach the hotline, without a slash at the end; not known before it listens, where nothing says it. */
  readonly address: { url: string | undefined };
}

/**
 * Opens the store, and brings its ledger up to date.
 * @param onFatal hears, once, why the hotline must not go on
 * @throws HotlineError `storage` when another server holds the data folder, or a copy was not restored to its end
 */
export async function layFoundation(
  { config, logger, now, stack }: Pick<Foundation, 'config' | 'logger' | 'now' | 'stack'>,
  onFatal: ((error: HotlineError) => void) | undefined,
): Promise<Foundation> {
  const store = await openServerStore(config, stack, {
    onRepaired: (kept) => logger.warn(startTexts.indexRepaired(kept)),
    onDamaged: (message) => logger.error(message),
    onLost: (message) => {
      logger.error(message);
      onFatal?.(new HotlineError('storage', message));
    },
  });
  const ledger = new LedgerFile(ledgerPath(config));
  const warnLedger = (error: unknown) => logger.warn(ledgerTexts.notWritten(ledger.path, errorText(error)));
  const db = withLedger(store, ledger, warnLedger);
  if (await isRestoring(db)) throw new HotlineError('storage', backupTexts.unfinished);
  await flushLedger(db, ledger).catch(warnLedger);
  const address = { url: config.publicUrl?.replace(/(?<!\/)\/+$/, '') };
  return { config, logger, now, db, ledger, stack, address };
}
