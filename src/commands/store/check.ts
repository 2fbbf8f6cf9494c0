import { readOptions } from '#src/commands/options.ts';
import { checkStore } from '#src/platform/database/check/store.ts';
import { storageTexts } from '#src/platform/database/texts.ts';

/** `store check`: reads the whole database of the data folder, beside a running server too, and says what is damaged. */
export async function storeCheckCommand(args: readonly string[]): Promise<number> {
  const { config } = readOptions(args);
  if (config.databaseUrl !== undefined) {
    process.stdout.write(`${storageTexts.postgresCheck}\n`);
    return 0;
  }
  const { path, findings, tables } = checkStore(config.dataDir);
  if (findings.length === 0) {
    process.stdout.write(`${storageTexts.sound(path)}\n`);
    return 0;
  }
  process.stderr.write(`${[storageTexts.storeDamaged(path, tables), ...findings].join('\n')}\n`);
  return 1;
}
