import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import type { Form } from '#src/company/form/form.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { type Alert, findAlert, NO_END } from '#src/features/opportunities/store/alerts.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { shortWeekdayDate } from '#src/platform/french/moments.ts';
import { alertButtons, type NoticeButton } from '../buttons.ts';
import { bidderIn } from '../company.ts';
import { profileFor, type Wanted } from '../rules/wanted.ts';
import { chatTexts as texts } from '../texts.ts';
import { wantedSentence } from '../texts-wanted.ts';

/** Where something of alerts is asked, and by whom. */
export interface Around {
  readonly tx: Transaction;
  readonly conversation: Conversation;
  readonly personId: string;
  readonly companyId: string;
  readonly form: Form;
  /** Buttons of others under each notice. */
  readonly more: readonly NoticeButton[];
  /** Whether a partner may be looked for. */
  readonly partnersAreOpen: boolean;
  /** Whether a mail can be sent at all. */
  readonly mailIsOn: boolean;
  readonly messageId: string;
  /** The words that ask. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What is sent to a company, in one sentence; undefined where its file does not tell enough. */
export async function sentenceFor(
  db: Queryable,
  { companyId, cadence, times, wanted }: Pick<Alert, 'companyId' | 'cadence' | 'times' | 'wanted'>,
  form: Form,
): Promise<string | undefined> {
  const bidder = await bidderIn(db, companyId, form);
  return bidder && wantedSentence({ cadence, times }, wanted, profileFor(bidder, wanted));
}

/** Whether any trade would be left of what a company wants. */
export async function leavesNothing({ tx, companyId, form }: Around, wanted: Wanted): Promise<boolean> {
  const bidder = await bidderIn(tx, companyId, form);
  if (!bidder || (wanted.withoutTrades ?? []).length === 0) return false;
  return profileFor(bidder, wanted).own.length === 0;
}

/** Nothing is sent, and this begins it. */
export const notOn = (): Block[] => [...words(texts.notOn), choices(alertButtons.start)];

/** What is said once something was set: how alerts stand now, and the ways to change them. */
export async function saidSet(
  { tx, companyId, form }: Around,
  say: (sentence: string) => string,
): Promise<Block[]> {
  const alert = await findAlert(tx, companyId);
  const sentence = alert && (await sentenceFor(tx, alert, form));
  if (!alert) return words(texts.notOn);
  return [...words(say(sentence ?? '')), settingButtons(alert)];
}

/** The ways to change alerts as they stand. */
export function settingButtons({ isOn, cadence, wanted, pausedUntil }: Alert): Block {
  if (!isOn) return choices(alertButtons.start);
  const { withNeighbours, ...named } = wanted;
  const isOwn = Object.values(named).some((one) => (Array.isArray(one) ? one.length > 0 : one !== undefined));
  return choices(
    ...(cadence === 'weekly' ? [] : [alertButtons.slower]),
    ...(cadence === 'at-once' ? [] : [alertButtons.faster]),
    alertButtons.times,
    ...(withNeighbours ? [alertButtons.noNeighbours] : []),
    ...(isOwn ? [alertButtons.asFile] : []),
    pausedUntil === undefined ? alertButtons.pause : alertButtons.resume,
    alertButtons.stop,
  );
}

/** « mardi 5 janvier 2027 »; undefined for a pause that has no end. */
export const pauseEnd = (until: number, now: number): string | undefined =>
  until >= NO_END ? undefined : shortWeekdayDate(parisDay(until), parisDay(now));
