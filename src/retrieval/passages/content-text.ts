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
  let own: Passage[] = [];
  for (const [at, passage] of passages.entries()) {
    own.push(passage);
    if (passages[at + 1]?.documentId === passage.documentId) continue;
    lines.push(`${lineOf(own)}${at + 1 < passages.length ? ',' : ''}`);
    own = [];
  }
  return lines;
}

/** The lines that were written of documents, by their first passages. */
const written = new WeakMap<Passage, { readonly passages: readonly Passage[]; readonly line: string }>();

/** The passages of a document on a line; written once for as long as they live. */
function lineOf(passages: readonly Passage[]): string {
  const [first] = passages;
  const kept = first && written.get(first);
  if (kept?.passages.length === passages.length && passages.every((one, at) => one === kept.passages[at]))
    return kept.line;
  const line = passages.map((passage) => JSON.stringify(passage)).join(',');
  if (first) written.set(first, { passages, line });
  return line;
}

/**
 * Reads contents one after the other. A document that was in the last one is not parsed again: its passages are the very
 * objects that they were, by which whoever counted their words or sentences knows them. So are the registers.
 */
export class ContentReader {
  #known: ReadonlyMap<string, readonly Passage[]> = new Map();
  #head: { readonly digest: string; readonly registers: Registers } | undefined;

  /** @param stored the text, or its bytes: of those that are known, no string is made */
  read(stored: string | Uint8Array): IndexContent {
    const bytes = typeof stored === 'string' ? Buffer.from(stored) : bufferOf(stored);
    const lines = linesIn(bytes);
    const [head] = lines;
    // One that an older version wrote has a single line.
    if (!head || lines.length < 2 || !head.toString('latin1').endsWith(PASSAGES))
      return JSON.parse(bytes.toString()) as IndexContent;
    const seen = new Map<string, readonly Passage[]>();
    const law = lines.findIndex((line) => line.equals(LAW_LINE));
    const between = (from: number, to: number): Passage[] =>
      lines.slice(from, to).flatMap((line) => this.#passagesIn(line, seen));
    const registers = this.#registersIn(head);
    const passages = between(1, law < 0 ? lines.length - 1 : law);
    const content = {
      ...registers,
      passages,
      ...(law < 0 ? {} : { law: between(law + 1, lines.length - 1) }),
    };
    this.#known = seen;
    return content;
  }

  #registersIn(head: Buffer): Registers {
    const digest = sha256(head);
    if (this.#head?.digest !== digest)
      this.#head = { digest, registers: JSON.parse(`${head}]}`) as Registers };
    return this.#head.registers;
  }

  #passagesIn(line: Buffer, seen: Map<string, readonly Passage[]>): readonly Passage[] {
    const own = line.at(-1) === COMMA ? line.subarray(0, -1) : line;
    const key = sha256(own);
    const passages = seen.get(key) ?? this.#known.get(key) ?? parsed(own);
    seen.set(key, passages);
    return passages;
  }
}

/** The passages of a line: of one document, which stands once in memory for all of them. */
function parsed(line: Buffer): readonly Passage[] {
  const passages = JSON.parse(`[${line}]`) as Passage[];
  const [first] = passages;
  return passages.map((passage) =>
    first && passage.documentId === first.documentId
      ? Object.assign(passage, { document: first.document, documentId: first.documentId })
      : passage,
  );
}

type Registers = Pick<IndexContent, 'figures' | 'glossary'>;

const LAW_LINE = Buffer.from(LAW);
const COMMA = 44;
const LINE_END = 10;

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

function linesIn(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let to = bytes.indexOf(LINE_END); to >= 0; to = bytes.indexOf(LINE_END, from)) {
    lines.push(bytes.subarray(from, to));
    from = to + 1;
  }
  lines.push(bytes.subarray(from));
  return lines;
}
