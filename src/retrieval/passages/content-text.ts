import { type IndexContent, sha256 } from './index-content.ts';
import type { Passage } from './passage.ts';

/** Before the passages, and before the law; no other line begins so, for JSON writes its line ends otherwise. */
const PASSAGES = '"passages":[';
const LAW = '],"law":[';
const END = ']}';

/**
 * A content as it is stored: JSON, with the passages of each document on a line of their own, so that whoever read the
 * one before reads again what changed alone.
 */
export function contentText({ passages, figures, glossary, law }: IndexContent): string {
  const head = JSON.stringify({ figures, glossary }).slice(0, -1);
  return [`${head},${PASSAGES}`, ...linesOf(passages), ...(law ? [LAW, ...linesOf(law)] : []), END].join(
    '\n',
  );
}

/** The passages of each document as the inside of a JSON list; a comma stands at the end of all lines but the last. */
function linesOf(passages: readonly Passage[]): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const [at, passage] of passages.entries()) {
    line.push(JSON.stringify(passage));
    if (passages[at + 1]?.documentId === passage.documentId) continue;
    lines.push(`${line.join(',')}${at + 1 < passages.length ? ',' : ''}`);
    line = [];
  }
  return lines;
}

/**
 * Reads contents one after the other. A document that was in the last one is not parsed again: its passages are the very
 * objects that they were, by which whoever counted their words or sentences knows them.
 */
export class ContentReader {
  #known: ReadonlyMap<string, readonly Passage[]> = new Map();

  read(text: string): IndexContent {
    const lines = text.split('\n');
    const [head = ''] = lines;
    // One that an older version wrote has a single line.
    if (lines.length < 2 || !head.endsWith(PASSAGES)) return JSON.parse(text) as IndexContent;
    const seen = new Map<string, readonly Passage[]>();
    const law = lines.indexOf(LAW);
    const between = (from: number, to: number): Passage[] =>
      lines.slice(from, to).flatMap((line) => this.#passagesIn(line, seen));
    const rest = JSON.parse(`${head}]}`) as Pick<IndexContent, 'figures' | 'glossary'>;
    const passages = between(1, law < 0 ? lines.length - 1 : law);
    const content = { ...rest, passages, ...(law < 0 ? {} : { law: between(law + 1, lines.length - 1) }) };
    this.#known = seen;
    return content;
  }

  #passagesIn(line: string, seen: Map<string, readonly Passage[]>): readonly Passage[] {
    const own = line.endsWith(',') ? line.slice(0, -1) : line;
    const key = sha256(own);
    const passages = seen.get(key) ?? this.#known.get(key) ?? (JSON.parse(`[${own}]`) as Passage[]);
    seen.set(key, passages);
    return passages;
  }
}
