import { readFile } from 'node:fs/promises';
import { editionOf, type LawEdition } from '#src/knowledge/law/edition.ts';
import { parseLawLine } from '#src/knowledge/law/version.ts';
import { lawFiles } from './load-law.ts';

/** The codes that were imported in a data folder; undefined when none ever was. Lines that do not read are left out. */
export async function importedEdition(dataDir: string): Promise<LawEdition | undefined> {
  const files = await lawFiles(dataDir);
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
