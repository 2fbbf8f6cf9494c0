import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { HotlineError } from '#src/platform/errors.ts';

/** What somebody may write, and what they want by it: « referencing.start », « question ». */
export interface WishExample {
  readonly wish: string;
  readonly text: string;
}

/** The files of examples, one beside each feature. */
export const wishFiles = (): readonly URL[] =>
  globSync('*/wishes.jsonl', { cwd: FEATURES })
    .sort()
    .map((path) => new URL(path, FEATURES));

const FEATURES = new URL('../../features/', import.meta.url);
const schema = z.object({ wish: z.string().min(1), text: z.string().trim().min(1) });

/**
 * Reads the examples of wishes: files of JSON lines, `{"wish": "…", "text": "…"}`, one beside each feature.
 * @throws HotlineError `knowledge`, with the file and the line, for a line that is not one
 */
export function readWishes(files: readonly URL[]): readonly WishExample[] {
  return files.flatMap((file) => {
    const path = fileURLToPath(file);
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.trim() === '' ? [] : [exampleIn(line, `${path}, ligne ${index + 1}`)]));
  });
}

function exampleIn(line: string, place: string): WishExample {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new HotlineError(
      'knowledge',
      `Exemple illisible (${place}) : une ligne est {"wish": "…", "text": "…"}.`,
      { cause },
    );
  }
}
