import { euros } from '#src/calculators/texts-amounts.ts';
import type { Block } from '#src/channel/blocks.ts';
import { button, choices, choicesOf, listOf, words } from '#src/channel/make-blocks.ts';
import { explain } from '#src/features/opportunities/matching/explain.ts';
import { matchLot } from '#src/features/opportunities/matching/match.ts';
import { profilesOfNotice } from '#src/features/opportunities/matching/profiles.ts';
import { safeInstant } from '#src/features/opportunities/notice/notice.ts';
import { partnerButton } from '#src/features/opportunities/partners/buttons.ts';
import {
  findAlertNotice,
  followNotice,
  lastSentTo,
  markSent,
  noticeIdsIn,
  refuseNotice,
  unfollowNotice,
} from '#src/features/opportunities/store/alert-notices.ts';
import { lockAlert, setWanted } from '#src/features/opportunities/store/alerts.ts';
import { findNotice, type KeptNotice, noticesOf } from '#src/features/opportunities/store/notices.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { shortWeekdayDate } from '#src/platform/french/moments.ts';
import { alertButtons, noticeButtons, refusalButtons } from '../buttons.ts';
import { cardsOf } from '../card.ts';
import { matchedIn } from '../company.ts';
import { closingOf, reminderOf } from '../follow.ts';
import { type Refusal, type Tuned, tunedBy, withTuned } from '../rules/refusals.ts';
import { remindersOf } from '../rules/reminders.ts';
import { type Matched, MOST_SHOWN, pickOf, picksOf } from '../rules/select.ts';
import { USUAL_TIMES } from '../rules/times.ts';
import { ALL_OF_FILE } from '../rules/wanted.ts';
import { idsOf, MOST_LOOKED_AT } from '../send.ts';
import { chatTexts as texts } from '../texts.ts';
import { cut } from '../texts-notice.ts';
import { departmentsSaid, tradesSaid } from '../texts-wanted.ts';
import type { Around } from './around.ts';

/** A notice that was told to the company, or why there is none. */
async function toldNotice(
  { tx, companyId }: Around,
  noticeId: string,
): Promise<
  | { readonly kept: KeptNotice; readonly said?: undefined }
  | { readonly kept?: undefined; readonly said: Block[] }
> {
  // What was told to others is nobody else's affair.
  if (!(await findAlertNotice(tx, companyId, noticeId))) return { said: words(texts.notYours) };
  const kept = await findNotice(tx, noticeId);
  return kept ? { kept } : { said: words(texts.gone) };
}

/** The company as it is matched now. */
async function matchedNow({ tx, companyId, form }: Around): Promise<Matched | undefined> {
  const alert = await lockAlert(tx, companyId);
  return matchedIn(tx, { companyId, wanted: alert?.wanted ?? ALL_OF_FILE }, form);
}

/** « Pourquoi celui-ci ? »: each reason; what no longer fits, too. */
export async function why(around: Around, noticeId: string): Promise<Block[]> {
  const { kept, said } = await toldNotice(around, noticeId);
  if (!kept) return said;
  const matched = await matchedNow(around);
  if (!matched) return words(texts.fileTooShort);
  const title = cut(kept.notice.title);
  const pick = pickOf(kept, matched, around.now);
  if (pick)
    return [
      ...words(texts.whyTitle(title)),
      listOf(explain(pick.match).fitted),
      choices(noticeButtons.refuse(noticeId), noticeButtons.follow(noticeId)),
    ];
  const [best] = profilesOfNotice(kept.notice, kept.vectors)
    .map((lot) => matchLot(matched.profile, lot, around.now))
    .sort((a, b) => b.score - a.score);
  const { failed, changes } = best ? explain(best) : { failed: [], changes: [] };
  const wantsPartner = best?.findings.some(({ change }) => change === 'partner') === true;
  return [
    ...words(texts.whyNoMore(title)),
    ...(failed.length > 0 ? [listOf([...failed, ...changes])] : []),
    ...choicesOf(wantsPartner && around.partnersAreOpen ? [partnerButton(noticeId)] : []),
  ];
}

/** « Pourquoi cette alerte ? », of what was sent last: which one is asked, where there were several. */
export async function whyLast(around: Around): Promise<Block[]> {
  const sent = await lastSentTo(around.tx, around.companyId, MOST_SHOWN);
  const [first] = sent;
  if (!first) return words(texts.whyNone);
  const last = sent.filter(({ sentAt }) => sentAt === first.sentAt);
  if (last.length === 1) return why(around, first.noticeId);
  const notices = await noticesOf(
    around.tx,
    last.map(({ noticeId }) => noticeId),
  );
  return [
    ...words(texts.whyWhich),
    ...choicesOf(notices.map(({ id, notice }) => button(noticeButtons.why(id).value, cut(notice.title, 70)))),
  ];
}

/** « Pas intéressé »: why is asked; the answer tunes what follows. */
export async function refuse(
  around: Around,
  noticeId: string,
  refusal: Refusal | undefined,
): Promise<Block[]> {
  const { tx, companyId, now } = around;
  const { kept, said } = await toldNotice(around, noticeId);
  if (!kept) return said;
  await refuseNotice(tx, companyId, { noticeId, refusal: refusal ?? 'other', now });
  if (refusal === undefined)
    return [...words(texts.askRefusal(cut(kept.notice.title))), choices(...refusalButtons(noticeId))];
  return tuneBy(around, kept, refusal);
}

async function tuneBy(around: Around, kept: KeptNotice, refusal: Refusal): Promise<Block[]> {
  const { tx, companyId, now } = around;
  const alert = await lockAlert(tx, companyId);
  const matched = await matchedNow(around);
  const lots = profilesOfNotice(kept.notice, kept.vectors);
  // The lot for which it was told; any other, where it no longer fits.
  const lot = (matched && pickOf(kept, matched, now)?.lot) ?? lots[0];
  if (!alert || !matched || !lot) return words(texts.refusedUnknown[refusal]);
  const tuned = tunedBy(refusal, matched.profile, lot);
  if (tuned.left === 'nothing') {
    const told = tuned.why === 'all' ? texts.refusedAll : texts.refusedUnknown[refusal];
    return [...words(told), choices(...(refusal === 'time' ? [alertButtons.slower] : []), alertButtons.show)];
  }
  await setWanted(tx, companyId, { wanted: withTuned(alert.wanted, tuned), before: alert.wanted, now });
  return [...words(tunedText(tuned)), choices(alertButtons.undo(now), alertButtons.show)];
}

function tunedText(tuned: Exclude<Tuned, { left: 'nothing' }>): string {
  switch (tuned.left) {
    case 'size':
      return texts.refusedSize(euros(tuned.most));
    case 'places':
      return texts.refusedPlaces(departmentsSaid(tuned.departments));
    case 'trades':
      return texts.refusedTrades(tradesSaid(tuned.trades));
    default:
      return tuned satisfies never;
  }
}

/** « Suivre »: reminders before the closing, and what changes. */
export async function follow(around: Around, noticeId: string): Promise<Block[]> {
  const { tx, companyId, now } = around;
  const { kept, said } = await toldNotice(around, noticeId);
  if (!kept) return said;
  const { notice, version } = kept;
  const alert = await lockAlert(tx, companyId);
  const times = alert?.times ?? USUAL_TIMES;
  await followNotice(tx, companyId, { noticeId, version, remindAt: reminderOf(notice, now, times), now });
  const closesAt = safeInstant(closingOf(notice));
  const days = (closesAt === undefined ? [] : remindersOf(closesAt, times))
    .filter((at) => at > now)
    .map((at) => shortWeekdayDate(parisDay(at), parisDay(now)));
  return [
    ...words(
      texts.follows(cut(notice.title)),
      days.length > 0 ? texts.remindersOn([...new Set(days)]) : texts.noReminder,
      ...(alert?.isOn ? [] : [texts.followOff]),
    ),
    choices(noticeButtons.unfollow(noticeId), alert?.isOn ? alertButtons.show : alertButtons.start),
  ];
}

export async function unfollow(around: Around, noticeId: string): Promise<Block[]> {
  const { kept, said } = await toldNotice(around, noticeId);
  if (!kept) return said;
  await unfollowNotice(around.tx, around.companyId, noticeId);
  return [
    ...words(texts.unfollowed(cut(kept.notice.title))),
    choices(noticeButtons.follow(noticeId), alertButtons.show),
  ];
}

/** « Voir les autres »: those that were only counted, some at a time. */
export async function more(around: Around): Promise<Block[]> {
  const { tx, companyId, now } = around;
  const matched = await matchedNow(around);
  const ids = await noticeIdsIn(tx, companyId, 'summed', MOST_LOOKED_AT);
  const picks = matched ? picksOf(await noticesOf(tx, ids), matched, now) : [];
  const shown = picks.slice(0, MOST_SHOWN);
  if (shown.length === 0) return [...words(texts.noMore), choices(alertButtons.show)];
  await markSent(tx, companyId, idsOf(shown), now);
  const left = picks.length - shown.length;
  return [
    ...words(texts.moreTitle),
    ...cardsOf(shown, { now, more: around.more }),
    ...(left > 0 ? words(texts.moreLeft(left)) : []),
    choices(...(left > 0 ? [alertButtons.more] : []), alertButtons.show),
  ];
}
