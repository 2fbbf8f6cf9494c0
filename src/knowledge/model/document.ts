import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Regime } from './regime.ts';

export const KINDS = ['guide', 'clause', 'programme', 'document'] as const;
/** What staff write and drop, and the codes that are imported, which no page can pretend to be. */
export type DocumentKind = (typeof KINDS)[number] | 'law';

export const AUDIENCES = ['company', 'buyer', 'both'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * When a company asks: before its answer is handed in, once the buyer has decided, or while the contract is performed. What
 * holds at any time names none.
 */
export const MOMENTS = ['before', 'decision', 'performance'] as const;
export type Moment = (typeof MOMENTS)[number];

/**
 * As what a company stands with a contract: it holds it or bids for it, works for the one that does, or is one of several
 * that bid and perform it together. What is written for any of them names none.
 */
export const ROLES = ['holder', 'subcontractor', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** What a yes/no section asserts: « is `statement` permitted / compulsory / forbidden / true? ». */
export interface Proposition {
  readonly modality: 'permis' | 'obligatoire' | 'interdit' | 'vrai';
  readonly statement: string;
  readonly verdict: 'oui' | 'non';
}

/** Where a document comes from, as its page names it. */
export interface DocumentSource {
  readonly label: string;
  readonly article?: string | undefined;
  readonly url?: string | undefined;
}

/** What a section of a clause template is for. */
export const CLAUSE_PARTS = ['but', 'usage', 'variables', 'texte', 'suivi', 'contrôle'] as const;
export type ClausePart = (typeof CLAUSE_PARTS)[number];

/** What a blank of a clause, or a line of what it is for, is filled with. */
export const CLAUSE_VALUES = [
  'object',
  'amount',
  'category',
  'duration',
  'buyer',
  'place',
  'lot',
  'lot-and-object',
  'share',
  'hours',
] as const;
export type ClauseValue = (typeof CLAUSE_VALUES)[number];

/** How a clause is asked for, and what it is filled with: its page's front matter. */
export interface ClauseTemplate {
  readonly asked_as: readonly string[];
  /** Words beside which another clause is meant. */
  readonly not_with: readonly string[];
  /** Purchases for which it is meant rather than another of the same name. */
  readonly fits: readonly string[];
  readonly variables: readonly {
    readonly label: string;
    readonly from: ClauseValue;
    /** The blank of its text that takes the value, as written there between brackets; a line of its own otherwise. */
    readonly blank?: string | undefined;
  }[];
}

/** The front matter of a page, or the side-car of a document. */
export interface DocumentMeta {
  readonly title: string;
  readonly kind: DocumentKind;
  readonly audience: Audience;
  readonly moment?: Moment | undefined;
  readonly role?: Role | undefined;
  readonly regime: Regime;
  readonly territories: readonly string[];
  readonly validFrom?: IsoDate | undefined;
  readonly validUntil?: IsoDate | undefined;
  readonly reviewedOn?: IsoDate | undefined;
  readonly reviewBy?: IsoDate | undefined;
  readonly owner?: string | undefined;
  readonly sources: readonly DocumentSource[];
  /** Of a clause that may be asked for. */
  readonly clause?: ClauseTemplate | undefined;
}

/** A paragraph or a list, text still holding its `{{figure}}` marks and `**strong**` marks. */
export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] };

/** Where an article of a code stands and comes from. */
export interface LawPlace {
  /** Légifrance's id of this wording. */
  readonly id: string;
  /** Headings above it, from the widest. */
  readonly path: readonly string[];
  /** It only adapts others to a territory overseas. */
  readonly overseas: boolean;
  /** Day of the data that it was read in; absent when not known. */
  readonly asOf?: IsoDate | undefined;
}

/** One question and its answer: the unit that is indexed, retrieved and cited. */
export interface Section {
  /** Unique in its document; made from the heading, or from the page number of a PDF. */
  readonly id: string;
  readonly heading: string;
  /** First line in the file, from 1, for messages to staff. */
  readonly line: number;
  /** Curated pages open with a short answer complete by itself; other documents have none. */
  readonly shortAnswer?: string | undefined;
  readonly details: readonly Block[];
  readonly articles: readonly string[];
  /** Rulings, decrees: shown, not checked. */
  readonly otherReferences: readonly string[];
  /** Other ways people ask it: indexed, never shown. */
  readonly wordings: readonly string[];
  readonly proposition?: Proposition | undefined;
  /** The proposition is true or false with the case: the page gives neither yes nor no. */
  readonly undecided?: boolean | undefined;
  readonly appliesTo?: string | undefined;
  readonly moment?: Moment | undefined;
  readonly role?: Role | undefined;
  /** Of a section of a clause. */
  readonly parts?: readonly ClausePart[] | undefined;
  readonly regime: Regime;
  readonly validFrom?: IsoDate | undefined;
  readonly validUntil?: IsoDate | undefined;
  /** Page of a PDF, from 1. */
  readonly page?: number | undefined;
  /** Slide of a presentation, from 1. */
  readonly slide?: number | undefined;
  /** Its words were recognised on a picture: they may be read wrongly. */
  readonly recognised?: boolean | undefined;
  /** Of an article of a code only. */
  readonly law?: LawPlace | undefined;
}

/** A parsed file of the knowledge folder. */
export interface KnowledgeDocument {
  /** Path in the knowledge folder, without extension for pages: « guides/avance ». */
  readonly id: string;
  readonly path: string;
  readonly meta: DocumentMeta;
  readonly sections: readonly Section[];
}

/** Something staff must mend, in French, with where it is. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
  /** An `error` keeps the file out of the index; a `warning` is only said. */
  readonly severity: 'error' | 'warning';
}
