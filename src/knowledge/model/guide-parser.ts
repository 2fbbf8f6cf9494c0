import MarkdownIt from 'markdown-it';
import type { Block, DocumentMeta, KnowledgeDocument, Problem, Section } from './document.ts';
import { readMeta, splitPage } from './front-matter.ts';
import { fieldOf, readField, type SectionFields } from './section-fields.ts';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];
const markdown = new MarkdownIt('commonmark', { html: false });

interface Draft {
  heading: string;
  line: number;
  blocks: Block[];
  fields: SectionFields;
}

/** What a page gives: a document when its front matter holds, and the problems to mend. */
export interface ParsedPage {
  readonly document?: KnowledgeDocument;
  readonly problems: Problem[];
}

/**
 * Parses a guide, clause or programme page: front matter, then one section a level-2 heading, its first
 * paragraph being the short answer and its last lines « Label : value » fields.
 * @param path path in the knowledge folder, with extension
 */
export function parsePage(path: string, text: string): ParsedPage {
  const problems: Problem[] = [];
  const report = (line: number, message: string) => problems.push({ path, line, message, severity: 'error' });
  const page = splitPage(text.normalize('NFC'));
  if (!page) {
    report(1, 'la page doit commencer par un en-tête entre deux lignes « --- »');
    return { problems };
  }
  const read = readMeta(page.yaml, path, 2);
  if ('problems' in read) return { problems: read.problems };
  const drafts = cutSections(page.body, page.bodyLine, report);
  if (drafts.length === 0)
    report(page.bodyLine, 'aucune question : une section commence par « ## Question ? »');
  const seen = new Map<string, number>();
  const sections = drafts.map((draft) => toSection(draft, read.meta, seen, report));
  const id = path.replace(/\.md$/, '');
  return { document: { id, path, meta: read.meta, sections }, problems };
}

/** The title of a page, and those of its sections. */
const PAGE_HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2']);

function cutSections(
  body: string,
  bodyLine: number,
  report: (line: number, message: string) => void,
): Draft[] {
  const tokens = markdown.parse(body, {});
  const drafts: Draft[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (!isOpening(token)) continue;
    const [at = 0] = token.map ?? [];
    const line = at + bodyLine;
    const { content = '' } = tokens[index + 1] ?? {};
    switch (token.type) {
      case 'heading_open':
        if (token.tag === 'h2') drafts.push({ heading: content, line, blocks: [], fields: emptyFields() });
        if (!PAGE_HEADINGS.has(token.tag))
          report(line, 'seuls les titres de niveau 2 (« ## ») sont acceptés');
        break;
      case 'paragraph_open':
        readParagraph(drafts.at(-1), content, line, report);
        break;
      case 'bullet_list_open':
      case 'ordered_list_open':
        drafts.at(-1)?.blocks.push({ type: 'list', items: itemsOfList(tokens, index) });
        break;
      case 'hr':
        break;
      default:
        report(
          line,
          'élément non accepté (tableau, citation, code…) : écrivez des paragraphes et des listes',
        );
    }
  }
  return drafts;
}

/** The first token of a block of the page itself, not of what it holds. */
const isOpening = ({ level, nesting }: Token): boolean => level === 0 && nesting !== -1;

/** The items of the list that begins at that token. */
function itemsOfList(tokens: readonly Token[], index: number): string[] {
  const end = tokens.findIndex((other, at) => at > index && other.level === 0 && other.nesting === -1);
  const items = tokens.slice(index, end).filter((inner) => inner.type === 'inline');
  return items.map((inner) => oneLine(inner.content));
}

function readParagraph(
  draft: Draft | undefined,
  content: string,
  line: number,
  report: (line: number, m: string) => void,
): void {
  if (!draft) return;
  const prose: string[] = [];
  content.split('\n').forEach((text, offset) => {
    const field = fieldOf(text);
    if (!field) {
      prose.push(text);
      return;
    }
    const message = readField(draft.fields, field.label, field.value);
    if (message) report(line + offset, message);
  });
  if (prose.length > 0) draft.blocks.push({ type: 'paragraph', text: oneLine(prose.join('\n')) });
}

function toSection(
  draft: Draft,
  meta: DocumentMeta,
  seen: Map<string, number>,
  report: (line: number, message: string) => void,
): Section {
  const { heading, line, blocks, fields } = draft;
  const [first, ...details] = blocks;
  if (first?.type !== 'paragraph')
    report(line, `« ${heading} » : la réponse courte manque (premier paragraphe)`);
  const decided = fields.verdict !== undefined || fields.undecided === true;
  if ((fields.statement !== undefined) !== decided) {
    report(line, `« ${heading} » : « Proposition » et « Verdict » vont ensemble`);
  }
  const slug = slugify(heading);
  const count = (seen.get(slug) ?? 0) + 1;
  seen.set(slug, count);
  const { modality, statement, verdict } = fields;
  return {
    id: count > 1 ? `${slug}-${count}` : slug,
    heading,
    line,
    shortAnswer: first?.type === 'paragraph' ? first.text : undefined,
    details: first?.type === 'paragraph' ? details : blocks,
    articles: [...new Set(fields.articles)],
    otherReferences: fields.otherReferences,
    wordings: fields.wordings,
    proposition: modality && statement && verdict ? { modality, statement, verdict } : undefined,
    ...(fields.undecided ? { undecided: true } : {}),
    appliesTo: fields.appliesTo,
    ...statedIn(fields),
    regime: fields.regime ?? meta.regime,
    validFrom: fields.validFrom ?? meta.validFrom,
    validUntil: fields.validUntil ?? meta.validUntil,
  };
}

/** What few sections say, of those that say it. */
const statedIn = ({ moment, role, parts }: SectionFields): Pick<Section, 'moment' | 'role' | 'parts'> => ({
  ...(moment && { moment }),
  ...(role && { role }),
  ...(parts && { parts }),
});

const emptyFields = (): SectionFields => ({ articles: [], otherReferences: [], wordings: [] });
const oneLine = (text: string): string => text.replace(/(?<!\s)\s*\n\s*/g, ' ').trim();

/** « Ai-je droit à une avance ? » → « ai-je-droit-a-une-avance ». */
export function slugify(text: string): string {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe');
  return (
    folded
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80) || 'section'
  );
}
