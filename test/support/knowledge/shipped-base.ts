import { type OpenedBase, openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { putShippedIndex } from '#support/world/prepared/indexes.ts';

let opened: Promise<OpenedBase> | undefined;

async function open(): Promise<OpenedBase> {
  using folder = tempFolder();
  await putShippedIndex(folder.path);
  const { config } = readOptions(['--data', folder.path]);
  return await openBase(config);
}

/** The pages that the hotline comes with, and what answers from them, as people have it: opened once a process, and never changed. */
export function shippedBase(): Promise<OpenedBase> {
  opened ??= open();
  return opened;
}
