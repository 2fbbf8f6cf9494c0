import type { Block } from '#src/channel/blocks.ts';
import { button, choices, choicesOf, listOf, words } from '#src/channel/make-blocks.ts';
import {
  type AlertNotice,
  followedBy,
  lastSentTo,
  noticeIdsIn,
} from '#src/features/opportunities/store/alert-notices.ts';
import { type Alert, lockAlert, noteReach } from '#src/features/opportunities/store/alerts.ts';
import { noticesOf } from '#src/features/opportunities/store/notices.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { shortDate } from '#src/platform/french/moments.ts';
import { alertButtons, noticeButtons } from '../buttons.ts';
import { closingOf } from '../follow.ts';
import { MOST_SHOWN } from '../rules/select.ts';
import { buttonTexts, chatTexts as texts } from '../texts.ts';
import { closingText, cut } from '../texts-notice.ts';
import { type Around, pauseEnd, sentenceFor, settingButtons } from './around.ts';
import { mailBlocks } from './by-mail.ts';

/** What is followed and shown at once. */
const MOST_FOLLOWED = 10;

/** « Mes alertes »: what is on, what was last sent, what is followed, with the buttons that change it. */
export async function show(around: Around): Promise<Block[]> {
  const { tx, companyId, form, now } = around;
  const alert = await lockAlert(tx, companyId);
  if (!alert) return [...words(texts.notOn), choices(alertButtons.start)];
  const sentence = (await sentenceFor(tx, alert, form)) ?? texts.fileTooShort;
  const isBack = alert.isOn && alert.unreachableAt !== undefined;
  if (isBack) await noteReach(tx, companyId, undefined);
  const summed = await noticeIdsIn(tx, companyId, 'summed', 1);
  return [
    ...words(
      alert.isOn ? texts.on(sentence) : texts.off,
      ...pauseSaid(alert, now),
      ...(isBack ? [texts.unreachable] : []),
    ),
    ...(await sentBlocks(around)),
    ...(await followedBlocks(around)),
    ...choicesOf(summed.length > 0 ? [alertButtons.more] : []),
    settingButtons(alert),
    ...(await mailBlocks(around, alert)),
  ];
}

function pauseSaid({ isOn, pausedFrom = 0, pausedUntil }: Alert, now: number): string[] {
  if (!isOn || pausedUntil === undefined || pausedUntil <= now) return [];
  const until = pauseEnd(pausedUntil, now);
  const from = pauseEnd(pausedFrom, now);
  return [
    pausedFrom > now && from !== undefined && until !== undefined
      ? texts.willPause(from, until)
      : texts.onPause(until),
  ];
}

async function sentBlocks({ tx, companyId, now }: Around): Promise<Block[]> {
  const sent = await lastSentTo(tx, companyId, MOST_SHOWN);
  const titles = await titlesOf(tx, sent);
  const lines = sent.flatMap(({ noticeId, sentAt }) => {
    const title = titles.get(noticeId)?.title;
    const day = sentAt === undefined ? '' : shortDate(parisDay(sentAt), parisDay(now));
    return title === undefined ? [] : [texts.sentLine(cut(title, 120), day)];
  });
  return lines.length === 0 ? words(texts.noneSent) : [...words(texts.lastSent), listOf(lines)];
}

async function followedBlocks({ tx, companyId, now }: Around): Promise<Block[]> {
  const followed = await followedBy(tx, companyId, MOST_FOLLOWED);
  const notices = await titlesOf(tx, followed);
  const known = followed.flatMap(({ noticeId }) => {
    const notice = notices.get(noticeId);
    return notice ? [{ noticeId, notice }] : [];
  });
  if (known.length === 0) return words(texts.noneFollowed);
  const lines = known.map(({ notice }) => {
    const closing = closingOf(notice);
    return texts.followedLine(cut(notice.title, 120), closing && closingText(closing, now));
  });
  const ends = known.map(({ noticeId, notice }) =>
    button(noticeButtons.unfollow(noticeId).value, `${buttonTexts.unfollow} « ${cut(notice.title, 40)} »`),
  );
  return [...words(texts.followed), listOf(lines), ...choicesOf(ends)];
}

async function titlesOf(tx: Around['tx'], of: readonly AlertNotice[]) {
  const notices = await noticesOf(
    tx,
    of.map(({ noticeId }) => noticeId),
  );
  return new Map(notices.map(({ id, notice }) => [id, notice]));
}
