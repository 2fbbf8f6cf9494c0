import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type NoticeSource,
  refused,
  type SourcePage,
  SourceTrouble,
} from '#src/features/opportunities/sources/source.ts';
import { refusalTexts, troubleTexts } from '#src/features/opportunities/sources/texts.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { readNoticeFile } from './read-file.ts';

const MEGABYTES = 64;
/** A file that is being copied is left for the next time. */
const SETTLED_MS = 2_000;
/** Files of work, of editors and of copies. */
const ASIDE = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)|\.(?:tmp|part|crdownload|md)$/i;

/** What each file was when it was read. */
const cursorSchema = z.object({ files: z.record(z.string(), z.string()) });

/**
 * A folder in which staff drop files of intentions, of contracts and of opportunities, one file a page. A file is read
 * again when it changes, and each month: contracts come near their end. One that is taken away takes nothing away.
 * @param now epoch milliseconds
 */
export function filesSource(folder: string, now: () => number): NoticeSource {
  return {
    id: 'files',
    page: async (kept, signal): Promise<SourcePage> => {
      const known = knownIn(kept);
      const today = parisDay(now());
      const marks = await marksOf(folder, today.slice(0, 7), now());
      const waiting = [...marks].filter(([name, mark]) => known[name] !== mark);
      const [next] = waiting;
      const still = Object.fromEntries(Object.entries(known).filter(([name]) => marks.has(name)));
      if (!next) return { read: [], cursor: JSON.stringify({ files: still }), isLast: true };
      signal.throwIfAborted();
      const [name, mark] = next;
      const read = await fileOf(folder, name, today);
      return {
        read,
        cursor: JSON.stringify({ files: { ...still, [name]: mark } }),
        isLast: waiting.length === 1,
      };
    },
  };
}

function knownIn(kept: string | undefined): Readonly<Record<string, string>> {
  try {
    return kept === undefined ? {} : cursorSchema.parse(JSON.parse(kept)).files;
  } catch {
    return {};
  }
}

/** The files of a folder, with what tells that one has changed. Links are not followed. */
async function marksOf(folder: string, month: string, now: number): Promise<ReadonlyMap<string, string>> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw new SourceTrouble('down', troubleTexts.folder(folder), { cause });
  }
  const marks = new Map<string, string>();
  for (const name of names.filter((one) => !ASIDE.test(one)).sort()) {
    const file = await lstat(join(folder, name)).catch(() => undefined);
    if (!file?.isFile() || Math.abs(now - file.mtimeMs) < SETTLED_MS) continue;
    marks.set(name, markOf(`${file.size} ${file.mtimeMs} ${month}`));
  }
  return marks;
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

async function fileOf(folder: string, name: string, today: string): Promise<SourcePage['read']> {
  const path = join(folder, name);
  const { size } = await lstat(path);
  if (size > MEGABYTES * 1_000_000) return [refused(name, refusalTexts.tooBigFile(MEGABYTES))];
  return (await readNoticeFile(name, await readFile(path), today)).read;
}
