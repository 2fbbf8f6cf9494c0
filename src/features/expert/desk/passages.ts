import type { SourceItem } from '#src/channel/blocks.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { detectDate } from '#src/reader/detect-date.ts';
import type { KnowledgeBase, ServedContent } from '#src/retrieval/knowledge-base.ts';
import { toEvidence, toSource } from '#src/retrieval/passages/evidence.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { Retriever } from '#src/retrieval/retriever.ts';

/** A passage of the knowledge that an expert may put into a reply. */
export interface ExpertPassage {
  /** Names the passage, to cite it. */
  readonly key: string;
  /** What it says in short, its figures filled for the day; the passage itself when it has no short answer. */
  readonly text: string;
  readonly source: SourceItem;
}

interface Library {
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
}

const FOUND = 8;
const TEXT_MAX = 600;

/** Passages for an expert's words, or for what a company asks, the best first; articles of the law among them. */
export async function findPassages(
  { base, retriever }: Library,
  words: string,
  today: IsoDate,
): Promise<ExpertPassage[]> {
  const date = detectDate(words, today)?.date ?? today;
  const filter = { regime: detectCase(words).regime, date };
  const { hits } = await retriever.search(words, { k: FOUND, among: 'all', filter });
  return hits.flatMap(({ passage }) => {
    const found = passageFor(base, passage, date);
    return found ? [found] : [];
  });
}

/** The passages of some keys as numbered sources, in that order; those that no longer exist are left out. */
export function citePassages(base: ServedContent, keys: readonly string[], today: IsoDate): SourceItem[] {
  const known = (key: string) =>
    base.passages.find((passage) => passage.key === key) ??
    base.law?.passages.find((passage) => passage.key === key);
  const found = [...new Set(keys)].flatMap((key) => {
    const passage = known(key);
    const one = passage && passageFor(base, passage, today);
    return one ? [one.source] : [];
  });
  return found.map((source, index) => ({ ...source, n: index + 1 }));
}

function passageFor(
  base: Pick<ServedContent, 'figures'>,
  passage: Passage,
  date: IsoDate,
): ExpertPassage | undefined {
  const evidence = toEvidence(passage, base.figures, date);
  if (!evidence) return undefined;
  const source = toSource(1, evidence, passage.articles);
  return {
    key: passage.key,
    text: evidence.shortAnswer || (source.excerpt ?? '').slice(0, TEXT_MAX),
    source,
  };
}
