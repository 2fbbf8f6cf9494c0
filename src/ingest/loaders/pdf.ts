import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { articlesIn } from '#src/knowledge/article-number.ts';
import type { DocumentMeta, KnowledgeDocument, Problem, Section } from '#src/knowledge/model.ts';
import { splitText } from '../split-text.ts';

const WORKER = fileURLToPath(new URL('./pdf-worker.ts', import.meta.url));
const TIMEOUT_MS = 60_000;
const MAX_TEXT_BYTES = 32 * 1024 * 1024;
/** A page with less text than this is an image, a cover or blank. */
const MIN_PAGE_CHARACTERS = 20;

const outputSchema = z.object({
  title: z.string().optional(),
  pages: z.array(z.object({ page: z.number().int(), text: z.string() })),
});
type PdfText = z.output<typeof outputSchema>;

/** What a PDF gives: a document cited by page, or the reason why not; pages without text are reported. */
export interface LoadedDocument {
  readonly document?: KnowledgeDocument;
  readonly problems: Problem[];
}

/**
 * Reads a PDF page by page.
 * @param meta the side-car's description, where there is one
 * @param timeoutMs longest reading, in milliseconds; then its process is killed
 */
export async function loadPdf(
  path: string,
  absolute: string,
  meta: DocumentMeta | undefined,
  timeoutMs = TIMEOUT_MS,
): Promise<LoadedDocument> {
  const problem = (message: string, severity: Problem['severity'], line = 1): Problem => ({
    path,
    line,
    message,
    severity,
  });
  const text = await extract(absolute, timeoutMs);
  if (typeof text === 'string') return { problems: [problem(text, 'error')] };
  const problems: Problem[] = [];
  const sections: Section[] = [];
  for (const { page, text: raw } of text.pages) {
    const clean = cleanPage(raw);
    if (clean.length < MIN_PAGE_CHARACTERS) {
      problems.push(problem(`page ${page} : aucun texte (image ?), elle ne sera pas trouvée`, 'warning'));
      continue;
    }
    splitText(clean).forEach((part, index) => {
      sections.push(pageSection(page, index, part, meta));
    });
  }
  if (sections.length === 0)
    return { problems: [problem('aucun texte dans ce PDF : il est sans doute numérisé', 'error')] };
  const fallback: DocumentMeta = {
    title:
      text.title?.trim() ||
      basename(path)
        .replace(/\.pdf$/i, '')
        .replace(/[-_]+/g, ' '),
    kind: 'document',
    audience: 'both',
    regime: 'any',
    territories: [],
    sources: [],
  };
  return { document: { id: path, path, meta: meta ?? fallback, sections }, problems };
}

function pageSection(page: number, index: number, text: string, meta: DocumentMeta | undefined): Section {
  return {
    id: index === 0 ? `page-${page}` : `page-${page}-${index + 1}`,
    heading: `Page ${page}`,
    line: 1,
    details: text.split('\n\n').map((part) => ({ type: 'paragraph', text: part })),
    articles: articlesIn(text).slice(0, 4),
    otherReferences: [],
    wordings: [],
    regime: meta?.regime ?? 'any',
    validFrom: meta?.validFrom,
    validUntil: meta?.validUntil,
    page,
  };
}

/** Rejoins words cut at line ends and lines cut inside sentences; keeps blank lines as paragraphs. */
function cleanPage(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000B-\u001F\u00AD]/g, '')
    .replace(/(\p{Ll})-\n(?=\p{Ll})/gu, '$1')
    .replace(/\{\{|\}\}/g, ' ')
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n\n');
}

/** The pages, or a French reason. */
async function extract(absolute: string, timeoutMs: number): Promise<PdfText | string> {
  const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: MAX_TEXT_BYTES } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--max-old-space-size=512', WORKER, absolute], options, (error, stdout) => {
      if (error?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        return resolve('ce PDF contient trop de texte (plus de 32 Mo), ignoré');
      if (error?.killed) return resolve('ce PDF est trop long à lire, ignoré');
      if (error) return resolve('PDF illisible : abîmé ou protégé par un mot de passe');
      try {
        resolve(outputSchema.parse(JSON.parse(stdout)));
      } catch {
        resolve('PDF illisible : abîmé ou protégé par un mot de passe');
      }
    });
  });
}
