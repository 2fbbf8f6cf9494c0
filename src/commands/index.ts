import { askCommand } from '#src/commands/ask/ask.ts';
import { searchCommand } from '#src/commands/ask/search.ts';
import { answersCommand } from '#src/commands/knowledge/answers.ts';
import { checkCommand } from '#src/commands/knowledge/check.ts';
import { driftCommand } from '#src/commands/knowledge/drift.ts';
import { importLawCommand } from '#src/commands/knowledge/import-law.ts';
import {
  acceptCommand,
  ingestCommand,
  migrateCommand,
  statusCommand,
} from '#src/commands/knowledge/ingest.ts';
import { backupCommand, restoreCommand } from '#src/commands/store/backup.ts';
import { storeCheckCommand } from '#src/commands/store/check.ts';
import { storeCompactCommand } from '#src/commands/store/compact.ts';
import { storeCopyCommand } from '#src/commands/store/copy.ts';
import { storeNewCommand } from '#src/commands/store/new.ts';
import { bouncesCommand } from './bounces.ts';
import { deskLinkCommand, deskRevokeCommand } from './desk.ts';
import { jobsCommand } from './jobs.ts';
import { privacyCommand } from './privacy.ts';
import { statusOfServerCommand } from './status.ts';

/** A command gets its arguments and gives its exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

export const commands: ReadonlyMap<string, Command> = new Map([
  ['ask', askCommand],
  ['search', searchCommand],
  ['ingest', ingestCommand],
  ['import-law', importLawCommand],
  ['knowledge check', checkCommand],
  ['knowledge drift', driftCommand],
  ['knowledge answers', answersCommand],
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
  ['bounces', bouncesCommand],
  ['desk link', deskLinkCommand],
  ['desk revoke', deskRevokeCommand],
  ['privacy', privacyCommand],
]);
