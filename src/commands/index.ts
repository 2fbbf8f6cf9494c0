import { askCommand } from './ask.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { deskLinkCommand, deskRevokeCommand } from './desk.ts';
import { importLawCommand } from './import-law.ts';
import { jobsCommand } from './jobs.ts';
import { acceptCommand, ingestCommand, migrateCommand, statusCommand } from './knowledge.ts';
import { checkCommand } from './knowledge-check.ts';
import { privacyCommand } from './privacy.ts';
import { searchCommand } from './search.ts';
import { statusOfServerCommand } from './status.ts';
import { storeCopyCommand } from './store.ts';
import { storeCheckCommand } from './store-check.ts';
import { storeCompactCommand } from './store-compact.ts';
import { storeNewCommand } from './store-new.ts';

/** A command gets its arguments and gives its exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

export const commands: ReadonlyMap<string, Command> = new Map([
  ['ask', askCommand],
  ['search', searchCommand],
  ['ingest', ingestCommand],
  ['import-law', importLawCommand],
  ['knowledge check', checkCommand],
  ['knowledge status', statusCommand],
  ['knowledge accept', acceptCommand],
  ['migrate', migrateCommand],
  ['store compact', storeCompactCommand],
  ['store copy', storeCopyCommand],
  ['store check', storeCheckCommand],
  ['store new', storeNewCommand],
  ['backup', backupCommand],
  ['restore', restoreCommand],
  ['status', statusOfServerCommand],
  ['jobs', jobsCommand],
  ['desk link', deskLinkCommand],
  ['desk revoke', deskRevokeCommand],
  ['privacy', privacyCommand],
]);
