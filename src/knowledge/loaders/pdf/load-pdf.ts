import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { splitText } from '#src/knowledge/loaders/text/split-text.ts';
import type { DocumentMeta, KnowledgeDocument, Problem, Section } from '#src/knowledge/model/document.ts';
import { excerptOf, withoutHiddenText } from '#src/knowledge/screen/hidden-text.ts';
import { fileTitle } from '#src/knowledge/screen/screen-document.ts';
import { hiddenText } from '#src/knowledge/screen/texts.ts';
import { articlesIn } from '#src/reference/article-number.ts';
import { runConfined } from './run-confined.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
const TIMEOUT_MS = 60_000;
const UNREADABLE = 'PDF illisible : abîmé ou protégé par un mot de passe';
const MAX_TEXT_BYTES = 32 * 1024 * 1024;
/** A page with less text than this is an image, a cover or blank. */
const MIN_PAGE_CHARACTERS = 20;
/** Fewer hidden letters are ornaments: they go without a word. */
const FEW_LETTERS = 6;

const outputSchema = z.object({
  title: z.string().optional(),
  pages: z.array(
    z.object({
      page: z.number().int(),
      text: z.string(),
      /** What nobody can read on the page: not in its text. */
      hidden: z.string().optional(),
      /** Its words were recognised on a picture. */
      scan: z.boolean().optional(),
      /** What is hidden could not be told from what is not: none of its text is given. */
      mixed: z.boolean().optional(),
    }),
  ),
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
  for (const { page, text: raw, ...drawn } of text.pages) {
    const { text: seen, hidden: disguised } = withoutHiddenText(raw);
    const clean = cleanPage(seen);
    for (const message of [...notesOf(page, drawn), ...disguised.map((one) => hiddenText.onPage(page, one))])
      problems.push(problem(message, 'warning'));
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
    title: (text.title && withoutHiddenText(text.title).text.trim()) || fileTitle(path),
    kind: 'document',
    audience: 'both',
    regime: 'any',
    territories: [],
    sources: [],
  };
  return { document: { id: path, path, meta: meta ?? fallback, sections }, problems };
}

type Page = z.infer<typeof outputSchema>['pages'][number];

/** What staff must know of a page whose text is not all that is seen. */
function notesOf(page: number, { hidden = '', scan, mixed }: Omit<Page, 'page' | 'text'>): string[] {
  const isHidden = hidden.replace(/\s/g, '').length >= FEW_LETTERS;
  const unseen = isHidden ? [hiddenText.pdfPage(page, excerptOf(hidden))] : [];
  return [...(mixed ? [hiddenText.pdfMixed(page)] : unseen), ...(scan ? [hiddenText.pdfScan(page)] : [])];
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
  const confinement = { reads: [absolute], timeoutMs, maxOutputBytes: MAX_TEXT_BYTES };
  const ended = await runConfined(WORKER, [absolute], confinement);
  switch (ended.type) {
    case 'too much':
      return 'ce PDF contient trop de texte (plus de 32 Mo), ignoré';
    case 'too long':
      return 'ce PDF est trop long à lire, ignoré';
    case 'failed':
      return UNREADABLE;
    case 'done':
      try {
        return outputSchema.parse(JSON.parse(ended.output));
      } catch {
        return UNREADABLE;
      }
    default:
      return ended satisfies never;
  }
}
