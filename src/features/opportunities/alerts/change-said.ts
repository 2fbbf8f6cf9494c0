import type { Change } from '#src/features/opportunities/notice/changes.ts';
import type { Closing, Notice } from '#src/features/opportunities/notice/notice.ts';
import { FIELD_NAMES, tellTexts as texts } from './texts.ts';
import { closingText, cut } from './texts-notice.ts';
import { listed } from './texts-wanted.ts';

/** What is told of what changed to who follows a notice: what is over, the closing, then the names of the rest. Pure. */
export function changeSaid(
  { notice }: { readonly notice: Notice },
  changes: readonly Change[],
  now: number,
): string[] {
  if (changes.length === 0) return [];
  const title = cut(notice.title);
  const became = changes.find(({ field }) => field === 'kind')?.after;
  if (became === 'annulation') return [texts.cancelled(title), ...whyCancelled(notice)];
  if (became === 'attribution') {
    const winners = notice.award?.winners ?? [];
    return [texts.awarded(title), ...(winners.length > 0 ? [texts.winners(listed(winners))] : [])];
  }
  const closing = closingSaid(changes, now);
  const all = [...closing, ...restSaid(changes, closing.length > 0)];
  return all.length === 0 ? [] : [texts.changed(title), ...all];
}

/** Why a call was ended, in the words of the buyer; nothing where it does not say. Pure. */
export function whyCancelled({ cancelled }: Notice): string[] {
  return cancelled?.why === undefined ? [] : [texts.why(cut(cancelled.why, 300))];
}

/** The names of what changed beside the closing, and what a correction says. @param isMore something was told before. Pure. */
export function restSaid(changes: readonly Change[], isMore: boolean): string[] {
  const names = [...new Set(changes.flatMap(({ field }) => FIELD_NAMES[field] ?? []))].filter(
    (name) => name !== FIELD_NAMES.kind,
  );
  const words = changes.find(({ field }) => field === 'correction')?.after;
  const more = names.length === 0 ? [] : [(isMore ? texts.fields : texts.onlyFields)(listed(names))];
  return [...more, ...(typeof words === 'string' ? [texts.why(cut(words, 300))] : [])];
}

/** How the closing changed; nothing where it did not. Pure. */
export function closingSaid(changes: readonly Change[], now: number): string[] {
  const moved = changes.filter(({ field }) => field === 'closing');
  const [first, last] = [moved[0], moved.at(-1)];
  if (!first || !last) return [];
  const [from, to] = [first.before as Closing | null, last.after as Closing | null];
  if (!to) return [texts.closingGone];
  if (!from) return [texts.closingTold(closingText(to, now))];
  return [texts.closingMoved(to.at > from.at, closingText(to, now), closingText(from, now))];
}
