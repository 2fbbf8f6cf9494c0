import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBeside } from '#src/knowledge/desk/folder.ts';

/** Staff's files as they last read well: a server that starts anew on a slip goes on with them. */
export interface LastGood {
  /** Keeps the text of a file that reads well. */
  keep(path: string, text: string): Promise<void>;
  /** The text of a file as it last read well; undefined when it never did. */
  recall(path: string): Promise<string | undefined>;
}

const FOLDER = 'last-good';

/** Keeps nothing: for a check, and for what has no data folder. */
export const KEEPS_NOTHING: LastGood = { keep: async () => undefined, recall: async () => undefined };

/** What a data folder keeps. A disk that is full only means that a slip, later, is met with less. */
export function lastGoodIn(dataDir: string | undefined): LastGood {
  if (dataDir === undefined) return KEEPS_NOTHING;
  const place = (path: string): string => join(dataDir, FOLDER, path.replaceAll('/', '--'));
  const recall = (path: string) => readFile(place(path), 'utf8').catch(() => undefined);
  return {
    recall,
    keep: async (path, text) => {
      if ((await recall(path)) === text) return;
      await writeBeside(place(path), text).then(
        (written) => written.place(),
        () => undefined,
      );
    },
  };
}
