import type { DocumentMeta, KnowledgeDocument, Section } from '#src/knowledge/model/document.ts';
import { type Regime, regimeServes } from '#src/knowledge/model/regime.ts';
import { holdsOn, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type ToCompany, toCompanyIn } from './to-company.ts';

/** A section as it is indexed and cited: its own content and what it needs of its document. */
export interface Passage extends Section {
  /** « guides/avance#ai-je-droit-a-une-avance ». */
  readonly key: string;
  readonly documentId: string;
  readonly document: DocumentMeta;
  /** What of it is told to no buyer; absent where that is nothing, and of a page for buyers or a document. */
  readonly toCompany?: ToCompany | undefined;
}

/**
 * Whether a passage asks nothing: part of a document that others wrote, which is found by what it says, and quoted. The
 * heading of a page of ours is a question; so is that of a document that ends like one.
 */
export const asksNothing = (passage: Passage): boolean =>
  passage.page !== undefined ||
  passage.slide !== undefined ||
  (passage.document.kind === 'document' && !/\?\s*$/.test(passage.heading));

/**
 * Whether a passage is of a document that others wrote, rather than of a page of ours: documents are searched apart, so
 * that whatever is dropped moves nothing of how pages are found.
 */
export const isOfDocument = (passage: Passage): boolean =>
  passage.document.kind === 'document' || asksNothing(passage);

/** The heading of a passage that asks nothing, where it says more than its place or its document's title. */
export const ownHeading = ({ heading, document }: Passage): string =>
  heading === document.title || /^(?:Page|Diapositive) \d+$/.test(heading) ? '' : heading;

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
      ...spokenIn(section, document.meta),
    })),
  );
}

/** What of a section speaks to a company, on our own pages, where they are not for buyers alone. */
function spokenIn(section: Section, { kind, audience }: DocumentMeta): Pick<Passage, 'toCompany'> {
  if (kind === 'document' || audience === 'buyer') return {};
  const toCompany = toCompanyIn(section, audience === 'both');
  return toCompany ? { toCompany } : {};
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
