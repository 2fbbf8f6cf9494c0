import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile } from '#src/knowledge/ingest/scan.ts';
import { lawDocuments } from '#src/knowledge/law/document.ts';
import { lawTexts } from '#src/knowledge/law/texts.ts';
import { type LawVersion, parseLawLine } from '#src/knowledge/law/version.ts';
import type { LoadedDocument } from '#src/knowledge/loaders/loaded-document.ts';
import type { KnowledgeDocument } from '#src/knowledge/model/document.ts';

/** Where imports keep the codes in a data folder. */
export const lawFolder = (dataDir: string): string => join(dataDir, 'law');

/** The law files of a data folder, by name; none when no law was ever imported. */
export async function lawFiles(dataDir: string): Promise<FoundFile[]> {
  const folder = lawFolder(dataDir);
  const found: FoundFile[] = [];
  const entries = await opendir(folder).catch(() => undefined);
  if (!entries) return found;
  for await (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.jsonl')) continue;
    const absolute = join(folder, entry.name);
    found.push({ path: `law/${entry.name}`, absolute, extension: '.jsonl', bytes: 0 });
  }
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

/** Reads a law file, as an import wrote it: one document, a section a wording. Lines that say « stale » are left out. */
export function loadLaw(path: string, text: string): LoadedDocument {
  const versions: LawVersion[] = [];
  const problem = (line: number, message: string) => ({
    problems: [{ path, line, message, severity: 'error' as const }],
  });
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    const read = parseLawLine(line);
    if (!read) return problem(index + 1, lawTexts.badLine);
    if ('version' in read) versions.push(read.version);
  }
  const [document, ...others]: readonly (KnowledgeDocument | undefined)[] = lawDocuments(versions);
  if (!document || others.length > 0) return problem(1, lawTexts.oneCode);
  return { document, problems: [] };
}
