import { textsOf } from '#src/knowledge/check/document.ts';
import type { Block, KnowledgeDocument, Problem, Section } from '#src/knowledge/model/document.ts';
import { articleExists, articlesIn } from '#src/reference/article-number.ts';
import { withoutContacts } from './contact-details.ts';
import { isForNoReader, partOrders, speaksToMachine } from './document-orders.ts';
import { excerptOf } from './hidden-text.ts';
import { removedContact, hiddenText as texts } from './texts.ts';

/** Sentences that go with an order: an attack is rarely one sentence, and a page of ours is worth more of its own. */
const AROUND = { document: { before: 1, after: 2 }, page: { before: 0, after: 1 } };
/** Contacts, or articles, named to staff in one warning. */
const MOST_NAMED = 4;
/** A longer title is a text of its own. */
const LONGEST_TITLE = 200;

/**
 * A document as it may be indexed and quoted. Sentences that give orders to a machine are left out of any page. A
 * document that nobody of the team wrote also loses the addresses and telephone numbers that its description does not
 * declare, the articles that do not exist, and its say on a yes or a no. All of it is told to staff.
 */
export function screenDocument(document: KnowledgeDocument): {
  document: KnowledgeDocument;
  problems: Problem[];
} {
  const uncurated = document.meta.kind === 'document';
  const problems: Problem[] = [];
  const warn = (line: number, message: string) =>
    problems.push({ path: document.path, line, message, severity: 'warning' });
  const { title, sources } = document.meta;
  const declared = sources.flatMap(({ label, url }) => [label, url ?? '']);
  const removed = new Set<string>();
  const unknown = new Set<string>();
  const mask = (text: string): string => {
    const found = withoutContacts(text, declared, removedContact);
    for (const contact of found.removed) removed.add(contact);
    return found.text;
  };
  const screen = (text: string, { heading, line }: Section): string => {
    const { kept, orders } = uncurated
      ? partOrders(text, isForNoReader, AROUND.document)
      : partOrders(text, speaksToMachine, AROUND.page);
    for (const order of orders) warn(line, texts.order(heading, excerptOf(order)));
    return uncurated ? mask(kept) : kept;
  };
  const sections = document.sections.flatMap((section): Section[] => {
    if (speaksToMachine(section.heading)) {
      warn(section.line, texts.order(document.path, excerptOf(section.heading)));
      return [];
    }
    const shortAnswer = section.shortAnswer && screen(section.shortAnswer, section);
    const details = section.details.flatMap((block) => screenBlock(block, (text) => screen(text, section)));
    if (!shortAnswer && details.length === 0) return [];
    const screened = { ...section, shortAnswer: shortAnswer || undefined, details };
    if (!uncurated) return [screened];
    if (section.proposition) warn(section.line, texts.verdict(section.heading));
    for (const article of unknownArticles(screened)) unknown.add(article);
    return [withoutAuthority(screened, mask)];
  });
  const titled = uncurated ? mask(title) === title && title.length <= LONGEST_TITLE : true;
  const meta =
    titled && !speaksToMachine(title) ? document.meta : { ...document.meta, title: fileTitle(document.path) };
  if (meta !== document.meta) warn(1, texts.title(excerptOf(title)));
  if (removed.size > 0) warn(1, texts.contacts(...named(removed)));
  if (unknown.size > 0) warn(1, texts.unknownArticles(...named(unknown)));
  return { document: { ...document, meta, sections }, problems };
}

function unknownArticles({ articles, shortAnswer, details }: Section): string[] {
  const said = [shortAnswer ?? '', ...details.flatMap(textsOf)].flatMap(articlesIn);
  return [...articles, ...said].filter((article) => !articleExists(article));
}

/**
 * A section of a document of others: it cites no article that does not exist, concludes nothing, and does not say how
 * it is asked for. It has no short answer either: it is quoted as a document, and never speaks for the team.
 */
const withoutAuthority = (section: Section, mask: (text: string) => string): Section => ({
  ...section,
  heading: mask(section.heading),
  shortAnswer: undefined,
  details: section.shortAnswer
    ? [{ type: 'paragraph', text: section.shortAnswer }, ...section.details]
    : section.details,
  articles: section.articles.filter(articleExists),
  otherReferences: section.otherReferences.filter((reference) => !speaksToMachine(reference)).map(mask),
  wordings: [],
  proposition: undefined,
});

function screenBlock(block: Block, screen: (text: string) => string): Block[] {
  if (block.type === 'paragraph') {
    const text = screen(block.text);
    return text ? [{ type: 'paragraph', text }] : [];
  }
  const items = block.items.map(screen).filter(Boolean);
  return items.length > 0 ? [{ type: 'list', items }] : [];
}

/** A title made of a file's name: « guide-achats_2026.pdf » → « guide achats 2026 ». */
export const fileTitle = (path: string): string =>
  (path.split('/').at(-1) ?? path).replace(/\.[a-z]+$/i, '').replace(/[-_]+/g, ' ');

/** The first of some words for staff to read, and how many more there are. */
const named = (words: ReadonlySet<string>): [first: string[], more: number] => [
  [...words].slice(0, MOST_NAMED).map(excerptOf),
  Math.max(0, words.size - MOST_NAMED),
];
