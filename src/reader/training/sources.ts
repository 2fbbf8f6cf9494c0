import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { trainingLines } from '#src/reader/wish/examples.ts';
import { type Passage, passagesOf } from '#src/retrieval/passages/passage.ts';

const KNOWLEDGE = join(import.meta.dirname, '../../../knowledge');

/** Not answered by the section that they name. */
const NOT_ANSWERED: ReadonlySet<string> = new Set(['near', 'denied']);

/** A message of the training data, and the section that answers it. */
export interface Message {
  readonly section: string;
  readonly style: string;
  readonly text: string;
}

/** The sections of the pages as they are: those of the guides, of the programme and of the clauses. */
export const readPages = (): Passage[] =>
  passagesOf(
    globSync('{guides,programme,clauses}/**/*.md', { cwd: KNOWLEDGE })
      .sort()
      .flatMap((path) => parsePage(path, readFileSync(join(KNOWLEDGE, path), 'utf8')).document ?? []),
  );

/** The lines of some files of the training data, in the order of their names. */
export const linesOf = <T>(files: string): T[] => trainingLines(files).map((line) => JSON.parse(line) as T);

/** Every message that a section answers. */
export const readMessages = (): Message[] =>
  linesOf<Message>('sections-*.jsonl').filter(({ style }) => !NOT_ANSWERED.has(style));
