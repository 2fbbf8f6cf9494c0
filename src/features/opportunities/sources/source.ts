import type { Publication, SourceId } from '#src/features/opportunities/notice/notice.ts';

/** What a source gave for one notice: it was understood, or not, and why, in French. */
export type ReadNotice =
  | { readonly ok: true; readonly publication: Publication }
  | { readonly ok: false; readonly reference: string; readonly why: string };

/** Some of what a source has. */
export interface SourcePage {
  readonly read: readonly ReadNotice[];
  /** From where the next page is asked, now or in another run: it is kept in the store with what this page gave. */
  readonly cursor: string;
  /** Whether nothing is left for now. */
  readonly isLast: boolean;
}

/** PORT. Where notices come from, one page at a time: a stop between two pages loses nothing. */
export interface NoticeSource {
  readonly id: string;
  /**
   * Reads one page.
   * @param cursor what the last page gave; undefined to begin
   * @throws SourceTrouble when the source does not answer as it should; the same cursor is then asked again later
   */
  page(cursor: string | undefined, signal: AbortSignal): Promise<SourcePage>;
}

/** Why a source gave nothing. */
export class SourceTrouble extends Error {
  override name = 'SourceTrouble';
  /** `busy`: it asks to wait; `down`: it does not answer; `malformed`: it answers what is not understood. */
  readonly kind: 'busy' | 'down' | 'malformed';
  /** How long it asks to wait, in milliseconds. */
  readonly waitMs: number | undefined;

  /** @param message in French, for staff */
  constructor(kind: SourceTrouble['kind'], message: string, more: { waitMs?: number; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.kind = kind;
    this.waitMs = more.waitMs;
  }
}

/** A notice that was not understood. */
export const refused = (reference: string | undefined, why: string): ReadNotice => ({
  ok: false,
  reference: reference ?? '?',
  why,
});

/** One that was, as of a source. */
export const understood = (publication: Publication): ReadNotice => ({ ok: true, publication });

/** The page of a notice where people read it, by its source. */
export const NOTICE_PAGES: Readonly<Partial<Record<SourceId, (reference: string) => string>>> = {
  boamp: (reference) => `https://www.boamp.fr/pages/avis/?q=idweb:${reference}`,
  ted: (reference) => `https://ted.europa.eu/fr/notice/-/detail/${reference}`,
};
