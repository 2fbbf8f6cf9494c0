/**
 * Where a buyer's wish to be put in touch with a company stands. Nothing of either side's contact is given before
 * `accepted`.
 */
export type IntroductionStatus =
  | { readonly state: 'asked'; readonly expiresAt: number }
  | { readonly state: 'accepted' | 'refused'; readonly at: number; readonly by: string }
  | { readonly state: 'expired'; readonly at: number }
  /** Called off by the buyer, or void because the company left the directory. */
  | { readonly state: 'cancelled' | 'void'; readonly at: number };

/** What happens to a wish. `by` is a person of the company. */
export type IntroductionEvent =
  | { readonly type: 'accept' | 'refuse'; readonly by: string }
  | { readonly type: 'cancel' | 'leave' | 'expire' };

/** Who hears of a change, and what. */
export type IntroductionNews = 'contacts' | 'refused' | 'unanswered' | 'cancelled' | 'gone';

/** What an event makes of a wish, or why it changes nothing. */
type IntroductionStep =
  | { readonly ok: true; readonly next: IntroductionStatus; readonly news: IntroductionNews }
  | { readonly ok: false; readonly why: 'ended' | 'early' };

/** What an event makes of a wish. Pure: the first end holds, whatever comes after. @param at epoch milliseconds */
export function introductionStep(
  status: IntroductionStatus,
  event: IntroductionEvent,
  at: number,
): IntroductionStep {
  if (status.state !== 'asked') return { ok: false, why: 'ended' };
  switch (event.type) {
    case 'accept':
      // An answer that comes after its day is none: the buyer was told, or is about to be, that nobody answered.
      if (at >= status.expiresAt) return { ok: false, why: 'ended' };
      return { ok: true, next: { state: 'accepted', at, by: event.by }, news: 'contacts' };
    case 'refuse':
      return { ok: true, next: { state: 'refused', at, by: event.by }, news: 'refused' };
    case 'cancel':
      return { ok: true, next: { state: 'cancelled', at }, news: 'cancelled' };
    case 'leave':
      return { ok: true, next: { state: 'void', at }, news: 'gone' };
    case 'expire':
      if (at < status.expiresAt) return { ok: false, why: 'early' };
      return { ok: true, next: { state: 'expired', at }, news: 'unanswered' };
    default:
      return event satisfies never;
  }
}
