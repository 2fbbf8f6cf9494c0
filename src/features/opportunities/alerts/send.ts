import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import type { Form } from '#src/company/form/form.ts';
import { closesForGood } from '#src/features/opportunities/notice/notice.ts';
import {
  dropWaiting,
  markSent,
  noticeIdsIn,
  setState,
} from '#src/features/opportunities/store/alert-notices.ts';
import {
  type Alert,
  dueAlerts,
  findAlert,
  lockAlert,
  noteReach,
  noteTurn,
} from '#src/features/opportunities/store/alerts.ts';
import { noticesOf } from '#src/features/opportunities/store/notices.ts';
import { STOP_BUTTON, UNASKED } from '#src/person/unasked/said.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { alertButtons, type NoticeButton } from './buttons.ts';
import { cardsOf } from './card.ts';
import { matchedIn } from './company.ts';
import type { Delivery, MayReach } from './delivery.ts';
import { nextSlot } from './rules/cadence.ts';
import { MOST_SHOWN, type Pick, picksOf } from './rules/select.ts';
import { isDaytime, isTimeFor, nextTimeFor } from './rules/times.ts';
import { tellTexts as texts } from './texts.ts';

/** Companies that one run tells: the next one goes on, a minute later. */
const PACE = 200;
/** Notices that wait for one company and are looked at, the last found first. */
export const MOST_LOOKED_AT = 500;
/** An expert who holds a conversation, or a page that nobody opened, is looked at again after so long. */
const AGAIN_MS = 10 * MINUTE_MS;

/** What alerts are sent with. */
export interface SendParts {
  readonly db: Database;
  readonly form: () => Promise<Form>;
  readonly delivery: Delivery;
  /** Buttons of others under each notice. */
  readonly more: readonly NoticeButton[];
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Tells the companies whose turn has come of what waits for them, at their hours. @returns how many were told */
export async function sendAlerts(parts: SendParts, signal: AbortSignal): Promise<number> {
  const { db, form, wake, now } = parts;
  if (!isDaytime(now())) return 0;
  const today = await form();
  let told = 0;
  for (const companyId of await dueAlerts(db, now(), PACE)) {
    signal.throwIfAborted();
    if (await db.tx((tx) => tellCompany(tx, companyId, { ...parts, form: today, at: now() }))) told += 1;
  }
  if (told > 0) wake();
  return told;
}

interface Telling extends Omit<SendParts, 'form'> {
  readonly form: Form;
  readonly at: number;
}

async function tellCompany(tx: Transaction, companyId: string, telling: Telling): Promise<boolean> {
  const { delivery, at } = telling;
  const before = await findAlert(tx, companyId);
  if (!before) return false;
  // The conversation first: what handles a message locks it first too.
  const may = await delivery.may(tx, before);
  const alert = await lockAlert(tx, companyId);
  // Somebody stopped, moved or was told meanwhile.
  if (!alert?.isOn || alert.nextAt > at || alert.conversationId !== before.conversationId) return false;
  if (isPaused(alert, at)) return false;
  if (!isTimeFor(alert.times, at)) {
    // Their turn came at another hour, or was missed: those whose hours these are go first meanwhile.
    await noteTurn(tx, companyId, { nextAt: nextTimeFor(alert.times, at) });
    return false;
  }
  if (await noteMay(tx, alert, may, at)) return false;
  const picks = await waitingFor(tx, alert, telling);
  const shown = picks.slice(0, MOST_SHOWN);
  const nextAt = nextSlot(alert.cadence, at, alert.times);
  if (shown.length === 0) {
    await noteTurn(tx, companyId, { nextAt });
    return false;
  }
  const blocks = alertBlocks(shown, { others: picks.length - shown.length, now: at, more: telling.more });
  const { seq } = await delivery.send(tx, alert, {
    kind: UNASKED.alert,
    blocks,
    now: at,
    until: lastClosing(shown),
  });
  await markSent(tx, companyId, idsOf(shown), at);
  await setState(tx, companyId, idsOf(picks.slice(MOST_SHOWN)), 'summed');
  await noteTurn(tx, companyId, { nextAt, sent: { at, seq } });
  return true;
}

/** When the last of some notices closes; undefined where one of them does not say. */
function lastClosing(picks: readonly Pick[]): number | undefined {
  const last = Math.max(...picks.map(({ kept }) => closesForGood(kept.notice)));
  return Number.isFinite(last) ? last : undefined;
}

export const idsOf = (picks: readonly Pick[]): string[] => picks.map(({ kept }) => kept.id);

/** Whether a company's alerts are paused at an instant. */
export const isPaused = ({ pausedFrom = 0, pausedUntil }: Alert, at: number): boolean =>
  pausedUntil !== undefined && pausedFrom <= at && at < pausedUntil;

/** Notes why a company can't be told now. @returns whether it is so */
export async function noteMay(tx: Transaction, alert: Alert, may: MayReach, at: number): Promise<boolean> {
  const { companyId, unreachableAt } = alert;
  const isLost = may === 'unreachable' || may === 'group';
  if (isLost) await noteReach(tx, companyId, at);
  else if (unreachableAt !== undefined) await noteReach(tx, companyId, undefined);
  if (may === 'now') return false;
  await noteTurn(tx, companyId, {
    nextAt: isLost || may === 'stopped' ? nextSlot('daily', at, alert.times) : at + AGAIN_MS,
  });
  return true;
}

/** What waits for a company and still fits it, the best first; what no longer does waits no more. */
async function waitingFor(tx: Transaction, alert: Alert, { form, at }: Telling): Promise<Pick[]> {
  const { companyId } = alert;
  const ids = await noticeIdsIn(tx, companyId, 'waiting', MOST_LOOKED_AT);
  const matched = ids.length === 0 ? undefined : await matchedIn(tx, alert, form);
  if (!matched) return [];
  const picks = picksOf(await noticesOf(tx, ids), matched, at);
  const fitting = new Set(idsOf(picks));
  await dropWaiting(
    tx,
    companyId,
    ids.filter((id) => !fitting.has(id)),
  );
  return picks;
}

/** What a company is told: its notices, how many more there are, and how to change or stop it. */
export const alertBlocks = (
  shown: readonly Pick[],
  {
    others,
    now,
    more,
  }: { readonly others: number; readonly now: number; readonly more: readonly NoticeButton[] },
): Block[] => [
  ...words(texts.opening(shown.length)),
  ...cardsOf(shown, { now, more }),
  ...(others > 0 ? words(texts.others(others)) : []),
  { type: 'note', tone: 'info', text: [{ text: texts.hint }] },
  choices(...(others > 0 ? [alertButtons.more] : []), alertButtons.show, STOP_BUTTON),
];
