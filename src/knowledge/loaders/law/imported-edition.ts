import { readFile } from 'node:fs/promises';
import { editionOf, type LawEdition } from '#src/knowledge/law/edition.ts';
import { parseLawLine } from '#src/knowledge/law/version.ts';
import { lawFiles } from './load-law.ts';

/**
 * The codes that were imported in a data folder, or one of them; undefined when it never was. Lines that do not read are
 * left out.
 * @param code Légifrance's id of the one that is wanted; all of them without it
 */
export async function importedEdition(dataDir: string, code?: string): Promise<LawEdition | undefined> {
  const imported = await lawFiles(dataDir);
  const files = imported.filter(({ path }) => code === undefined || path === `law/${code}.jsonl`);
  if (files.length === 0) return undefined;
  const texts = await Promise.all(files.map(({ absolute }) => readFile(absolute, 'utf8')));
  const versions = texts.flatMap((text) =>
    text.split('\n').flatMap((line) => {
      const read = line.trim() ? parseLawLine(line) : undefined;
      return read && 'version' in read ? [read.version] : [];
    }),
  );
  return editionOf(versions);
}
