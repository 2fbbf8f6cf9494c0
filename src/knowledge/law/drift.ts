import { diffWords } from 'diff';
import type { KnowledgeDocument, Section } from '#src/knowledge/model/document.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type LawEdition, wordingOn } from './edition.ts';

/** What became of an article since a page that cites it was read. */
export type ArticleChange =
  /** No wording of it is in force any more. */
  | { readonly kind: 'gone' }
  /** It has another wording, since a day when the edition says which; `words` are what changed, where both are at hand. */
  | {
      readonly kind: 'changed';
      readonly from: IsoDate | undefined;
      readonly words: readonly WordChange[] | undefined;
    };

/** Words that went and words that came at one place, with a few around them. */
export interface WordChange {
  readonly before: string;
  readonly removed: string;
  readonly added: string;
  readonly after: string;
}

/** A section that cites an article which changed. */
export interface Drift {
  readonly path: string;
  readonly line: number;
  readonly heading: string;
  readonly article: string;
  readonly change: ArticleChange;
}

/** Two editions of the law to compare, and the day on which the newer one is looked at. */
export interface Editions {
  readonly newer: LawEdition;
  /** What the pages were written beside; without it, only the days on which wordings begin tell what is new. */
  readonly older: LawEdition | undefined;
  readonly today: IsoDate;
}

/** Sections to read again because an article that they cite is no longer as it was when they were read. Pure. */
export function driftOf(documents: readonly KnowledgeDocument[], editions: Editions): Drift[] {
  return documents
    .filter(({ meta }) => meta.kind !== 'document' && meta.kind !== 'law')
    .flatMap((document) =>
      document.sections
        .filter(({ validUntil }) => validUntil === undefined || validUntil >= editions.today)
        .flatMap((section) => driftOfSection(document, section, editions)),
    );
}

function driftOfSection(
  { path, meta: { reviewedOn } }: KnowledgeDocument,
  { line, heading, articles }: Section,
  editions: Editions,
): Drift[] {
  return articles.flatMap((article) => {
    const change = changeOf(article, reviewedOn, editions);
    return change ? [{ path, line, heading, article, change }] : [];
  });
}

/** @returns nothing when the article is as it was, or when neither edition knows it: then nobody can tell */
function changeOf(
  article: string,
  reviewedOn: IsoDate | undefined,
  { newer, older, today }: Editions,
): ArticleChange | undefined {
  const now = wordingOn(newer, article, today);
  const then = older && wordingOn(older, article, reviewedOn ?? today);
  if (!now) return then || newer.has(article) ? { kind: 'gone' } : undefined;
  if (then) {
    const words = changedWords(then.text, now.text);
    return words.length > 0 ? { kind: 'changed', from: now.from, words } : undefined;
  }
  const isNewer = reviewedOn !== undefined && now.from !== undefined && now.from > reviewedOn;
  return isNewer ? { kind: 'changed', from: now.from, words: undefined } : undefined;
}

/** Words shown on each side of a change. */
const AROUND = 5;

/** What changed from one wording to another, place by place; layout, quotation marks and dashes are not words. */
export function changedWords(one: string, other: string): WordChange[] {
  const parts = diffWords(plain(one), plain(other));
  const found: WordChange[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (!part || (!part.added && !part.removed)) continue;
    const next = parts[index + 1];
    const pair = next && (next.added || next.removed) ? [part, next] : [part];
    found.push({
      before: lastWords(parts[index - 1]?.value),
      removed: joined(pair.filter(({ removed }) => removed)),
      added: joined(pair.filter(({ added }) => added)),
      after: firstWords(parts[index + pair.length]?.value),
    });
    index += pair.length - 1;
  }
  return found.filter(({ removed, added }) => removed !== added);
}

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[’ʼ]/g, "'")
    .replace(/[«»“”]/g, '"')
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
const joined = (parts: readonly { value: string }[]): string =>
  parts
    .map(({ value }) => value)
    .join('')
    .trim();
const wordsIn = (text = ''): string[] => text.split(' ').filter(Boolean);
const lastWords = (text: string | undefined): string => wordsIn(text).slice(-AROUND).join(' ');
const firstWords = (text: string | undefined): string => wordsIn(text).slice(0, AROUND).join(' ');
