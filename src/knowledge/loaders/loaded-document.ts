import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import type { Refusal } from './refusal.ts';

/** What a file gives: a document, or the reason why not; and what staff must know of it. */
export interface LoadedDocument {
  readonly document?: KnowledgeDocument | undefined;
  readonly problems: Problem[];
  /** Why its bytes give no document: they would give none again. */
  readonly refused?: Refusal | undefined;
  /** Pages that are pictures, and nobody has read yet. */
  readonly pictures?: readonly number[] | undefined;
}
