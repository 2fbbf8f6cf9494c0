import type { Form } from '#src/company/form/form.ts';
import type { StoredFile } from '#src/conversation/store/files.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { Followed } from './which.ts';

/** Documents of an answer, and of what follows it, by the names of their models. */
export type BidDocument = 'candidature' | 'retroplanning' | 'memoire-technique' | 'lettre-motifs-rejet';

/** What documents are filled with. */
export interface ToldByNotice {
  readonly company?: { readonly name: string; readonly siret?: string | undefined } | undefined;
  readonly closing?: { readonly at: number; readonly said: string; readonly certain: boolean } | undefined;
  readonly purchase: {
    readonly object: string;
    readonly buyer?: string | undefined;
    readonly place?: string | undefined;
    readonly lot?: string | undefined;
  };
  readonly contract?: { readonly worth: { readonly value: number; readonly tax: 'HT' } } | undefined;
  readonly lessons?: readonly string[] | undefined;
  /** The facts of the case, as people say them. */
  readonly words: string;
}

/** Makes a document, as whoever makes them does; undefined where there is none, or it lacks what it cannot do without. */
export type MakeDocument = (
  id: BidDocument,
  told: ToldByNotice,
  now: number,
) => Promise<
  | {
      readonly files: readonly StoredFile[];
      readonly days: readonly { readonly day: string; readonly title: string }[];
    }
  | undefined
>;

/** What answers to calls are made with. */
export interface BidParts {
  readonly db: Queryable;
  /** Today's form of companies' files. */
  readonly form: () => Promise<Form>;
  /** The index in service; read in workers. */
  readonly base: () => { readonly passages: readonly Passage[]; readonly figures: FigureRegister };
  readonly makeDocument: MakeDocument;
  readonly directoryIsOpen: boolean;
  /** Notices that somebody follows. */
  readonly followed: Followed;
}
