import type { DocumentMeta, KnowledgeDocument, Section } from '#src/knowledge/model/document.ts';
import { type Regime, regimeServes } from '#src/knowledge/model/regime.ts';
import { holdsOn, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** A section as it is indexed and cited: its own content and what it needs of its document. */
export interface Passage extends Section {
  /** « guides/avance#ai-je-droit-a-une-avance ». */
  readonly key: string;
  readonly documentId: string;
  readonly document: DocumentMeta;
}

/** The passages of parsed documents, in order. */
export function passagesOf(documents: readonly KnowledgeDocument[]): Passage[] {
  return documents.flatMap((document) =>
    document.sections.map((section) => ({
      ...section,
      // What a yes/no section asserts is one more way of asking it.
      wordings: section.proposition ? [...section.wordings, section.proposition.statement] : section.wordings,
      key: `${document.id}#${section.id}`,
      documentId: document.id,
      document: document.meta,
    })),
  );
}

/** Which rules may be served: those of the asked regime that hold for a consultation of the asked date. */
export interface PassageFilter {
  readonly regime: Regime;
  readonly date: IsoDate;
}

/** Whether a passage may be served: a rule of another regime or another time is not an answer. */
export function serves(passage: Passage, filter: PassageFilter): boolean {
  const period = { from: passage.validFrom, until: passage.validUntil };
  return regimeServes(passage.regime, filter.regime) && holdsOn(period, filter.date);
}
