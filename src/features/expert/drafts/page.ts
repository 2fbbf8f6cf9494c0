import type { DraftWords, KnowledgeDraft } from '#src/features/expert/store/drafts.ts';
import { SHORT_ANSWER_WORDS, wordCount } from '#src/knowledge/check/document.ts';
import { fieldOf } from '#src/knowledge/model/section-fields.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { articleExists, normalizeArticle } from '#src/reference/article-number.ts';
import { HEADING_MAX } from './section.ts';
import { draftTexts as texts } from './texts.ts';

/** Where staff stand with a draft. */
export const DRAFT_STATES = ['to_read', 'kept', 'dropped', 'done'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** Those that are still to be taken up in the knowledge. */
const WANTED: ReadonlySet<string> = new Set<DraftState>(['to_read', 'kept']);
const DETAILS_MAX = 20_000;

/** Something wrong in a draft that was given, at the field that has it. */
interface DraftMistake {
  readonly field: 'heading' | 'shortAnswer' | 'details' | 'references';
  readonly message: string;
}

/** Reads a draft that staff wrote: its words, or what is wrong, field by field. */
export function checkDraft(given: {
  heading: string;
  shortAnswer: string;
  details: string;
  references: string;
}): { readonly words: DraftWords } | { readonly mistakes: readonly DraftMistake[] } {
  const { mistakes: say } = texts;
  const mistakes: DraftMistake[] = [];
  const heading = given.heading.replace(/\s+/g, ' ').trim();
  const shortAnswer = given.shortAnswer.replace(/\s+/g, ' ').trim();
  const details = given.details.replace(/\r\n?/g, '\n').trim();
  const wrong = (field: DraftMistake['field'], message: string) => mistakes.push({ field, message });
  if (heading === '') wrong('heading', say.heading);
  if (heading.length > HEADING_MAX) wrong('heading', say.longHeading(HEADING_MAX));
  const words = wordCount(shortAnswer);
  if (words === 0) wrong('shortAnswer', say.shortAnswer);
  if (words > SHORT_ANSWER_WORDS) wrong('shortAnswer', say.longAnswer(words, SHORT_ANSWER_WORDS));
  if (details.length > DETAILS_MAX) wrong('details', say.longDetails(DETAILS_MAX));
  const references = given.references
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => ({ one, article: normalizeArticle(one) }));
  for (const { one, article } of references)
    if (article === undefined || !articleExists(article)) wrong('references', say.noArticle(one));
  if (mistakes.length > 0) return { mistakes };
  const articles = references.flatMap(({ article }) => article ?? []);
  return { words: { heading, shortAnswer, details, references: [...new Set(articles)] } };
}

/**
 * The drafts that are still to be taken up, as one page of the knowledge: staff complete its description (dates of
 * review) and its sections. Where each comes from stands in comments, which nobody who asks ever reads.
 */
export function draftsPage(drafts: readonly KnowledgeDraft[]): string {
  const wanted = drafts.filter(({ state }) => WANTED.has(state));
  const articles = [...new Set(wanted.flatMap(({ references }) => references))];
  const sources = articles.flatMap((one) => [
    `  - label: ${yaml(texts.article(one))}`,
    `    article: ${yaml(one)}`,
  ]);
  const origins = wanted.map(
    (draft) =>
      `# ${flat(texts.source(draft.caseNumber, draft.owner.name, parisDay(draft.createdAt)))} : ${flat(draft.heading)}`,
  );
  return [
    '---',
    `title: ${yaml(texts.fileTitle)}`,
    'kind: guide',
    'audience: company',
    'regime: ordinary',
    'territories: []',
    'valid_from:',
    'valid_until:',
    'reviewed_on:',
    'review_by:',
    `owner: ${yaml(texts.fileOwner)}`,
    ...(sources.length > 0 ? ['sources:', ...sources] : ['sources: []']),
    ...origins,
    '---',
    ...wanted.flatMap(sectionLines),
    '',
  ].join('\n');
}

function sectionLines({ heading, shortAnswer, details, references }: KnowledgeDraft): string[] {
  return [
    '',
    `## ${flat(heading)}`,
    '',
    prose(flat(shortAnswer)),
    ...(details === '' ? [] : ['', ...details.split('\n').map(prose)]),
    ...(references.length === 0 ? [] : ['', `Références : ${references.join(' ; ')}`]),
  ];
}

const flat = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim();
const yaml = (text: string): string => JSON.stringify(flat(text));

/** A line that stays prose: what would make it a heading, a quotation, code, a table, a rule or a field is taken off. */
function prose(line: string): string {
  const bare = line
    .trim()
    .replace(/^(?:[#>|]+\s*)+|^`{3,}.*|^~{3,}.*|^(?:-\s?){3,}$|^(?:\*\s?){3,}$|^(?:_\s?){3,}$|^=+$/u, '')
    .replace(/\{\{(?!\s*[a-z0-9-]+\s*\}\})/g, '{ {')
    .trim();
  return fieldOf(bare) ? bare.replace(/(?<!\s)\s*:/, ' —') : bare;
}
