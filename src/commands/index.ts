import { askCommand } from './ask.ts';
import { checkCommand, ingestCommand, migrateCommand, statusCommand } from './knowledge.ts';
import { searchCommand } from './search.ts';

/** A command gets its arguments and gives its exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

export const commands: ReadonlyMap<string, Command> = new Map([
  ['ask', askCommand],
  ['search', searchCommand],
  ['ingest', ingestCommand],
  ['knowledge check', checkCommand],
  ['knowledge status', statusCommand],
  ['migrate', migrateCommand],
]);
