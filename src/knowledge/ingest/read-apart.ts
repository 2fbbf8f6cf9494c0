import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { checkDocument } from '#src/knowledge/check/document.ts';
import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { readDocuments } from './ingest.ts';
import { documentFiles, readPageText } from './read-files.ts';
import type { FoundFile } from './scan.ts';

/** A file that is read by itself, before it is in the folder. */
interface ReadApart {
  readonly document: KnowledgeDocument | undefined;
  readonly problems: readonly Problem[];
}

/** A page as it would be read in the folder, from what somebody writes. */
export function readPage(path: string, text: string, figures: FigureRegister): ReadApart {
  const { document, problems } = readPageText(path, text);
  return { document, problems: [...problems, ...(document ? checkDocument(document, figures) : [])] };
}

/**
 * A document as it would be read in the folder, from where it lies meanwhile: by the same loaders, within the same bounds.
 * @param path the one that it would have in the folder
 */
export async function readDropped(
  dropped: {
    readonly path: string;
    readonly absolute: string;
    readonly sidecar?: { readonly path: string; readonly absolute: string } | undefined;
  },
  figures: FigureRegister,
): Promise<ReadApart> {
  const file = await foundFile(dropped);
  const sidecar = dropped.sidecar && (await foundFile(dropped.sidecar));
  const { readable, problems } = documentFiles([file, ...(sidecar ? [sidecar] : [])]);
  const [document] = readable;
  // Its description is nothing by itself.
  if (!document) return { document: undefined, problems: problems.filter((one) => one.path === file.path) };
  const [read] = await readDocuments([document], new Map(), figures);
  return { document: read?.document, problems: [...problems, ...(read?.problems ?? [])] };
}

const foundFile = async ({ path, absolute }: { path: string; absolute: string }): Promise<FoundFile> => ({
  path,
  absolute,
  extension: extname(path).toLowerCase(),
  bytes: (await stat(absolute)).size,
});
