import type { Block } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import type { Form } from '#src/company/form/form.ts';
import { addConsent, lastConsent } from '#src/company/store/consents.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { moveReminders } from '#src/features/opportunities/store/alert-notices.ts';
import {
  ALERTS_CONSENT,
  type Alert,
  findAlert,
  startAlert,
  stopAlert,
  takeWish,
} from '#src/features/opportunities/store/alerts.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { alertButtons } from '../buttons.ts';
import { type Cadence, USUAL } from '../rules/cadence.ts';
import { mailSaid } from '../rules/mail-said.ts';
import { minutesLater, type Times, USUAL_TIMES } from '../rules/times.ts';
import type { Wanted } from '../rules/wanted.ts';
import { chatTexts as texts } from '../texts.ts';
import { sentenceFor, settingButtons } from './around.ts';
import { byMail, forgetMails, mailBlocks } from './by-mail.ts';

/** Who asks for alerts, where, and in which words. */
interface Asking {
  readonly conversation: Pick<Conversation, 'id' | 'channel'>;
  readonly personId: string;
  readonly companyId: string;
  readonly form: Form;
  readonly text: string;
  /** Whether a mail can be sent at all. */
  readonly mailIsOn: boolean;
  readonly now: number;
}

/** Begins the alerts of a company, or begins them again, here: its agreement is kept in its words. @returns what is said */
export async function beginAlerts(
  tx: Transaction,
  asking: Asking,
  {
    cadence,
    times = USUAL_TIMES,
    wanted,
  }: { readonly cadence: Cadence; readonly times?: Times | undefined; readonly wanted: Wanted },
): Promise<Block[]> {
  const { conversation, personId, companyId, form, text, now } = asking;
  const sentence = await sentenceFor(tx, { companyId, cadence, times, wanted }, form);
  if (sentence === undefined) return words(texts.fileTooShort);
  const mails = { ...asking, tx };
  const before = await findAlert(tx, companyId);
  if (!before?.isOn) await forgetMails(mails);
  await setAgreement(tx, asking, true);
  const conversationId = conversation.id;
  await startAlert(tx, { companyId, personId, conversationId, cadence, times, wanted, now });
  if (before) await moveReminders(tx, companyId, minutesLater(times, before.times));
  const alert = (await findAlert(tx, companyId)) as Alert;
  const soon = canPush(conversation.channel) ? texts.firstSoon(times.hours !== undefined) : texts.webWaits;
  return [
    ...words(texts.started(sentence), soon),
    settingButtons(alert),
    ...(await (mailSaid(text) === 'wanted' ? byMail(mails) : mailBlocks(mails, alert))),
  ];
}

/** Stops the alerts of a company, and takes its agreement back. */
export async function endAlerts(tx: Transaction, asking: Asking): Promise<void> {
  await stopAlert(tx, asking.companyId);
  await setAgreement(tx, asking, false);
}

/** Keeps that somebody agrees to alerts, or no longer does, unless that is what they said last. */
async function setAgreement(
  tx: Transaction,
  { conversation, personId, companyId, form, text, now }: Asking,
  given: boolean,
): Promise<void> {
  const last = await lastConsent(tx, personId, ALERTS_CONSENT);
  if ((last?.given ?? false) === given) return;
  const version = form.fields.find(({ id }) => id === ALERTS_CONSENT)?.version ?? 'chat';
  await addConsent(tx, {
    personId,
    companyId,
    purpose: ALERTS_CONSENT,
    version,
    given,
    at: now,
    channel: conversation.channel,
    wording: text,
  });
}

/**
 * What a company that has just got its file, or looks at it, is offered: the alerts that it asked for before begin; else a
 * button, unless it has them, or said that it wants none.
 */
export async function alertsOffer(
  tx: Transaction,
  companyId: string,
  {
    conversation,
    form,
    mailIsOn,
    now,
  }: {
    readonly conversation: Conversation;
    readonly form: Form;
    readonly mailIsOn: boolean;
    readonly now: number;
  },
): Promise<Block[]> {
  const { personId } = conversation;
  if (personId === undefined) return [];
  const alert = await findAlert(tx, companyId);
  if (alert?.isOn) return [];
  // Who said no to them in the form meant it, whatever they had asked before.
  const isRefused = (await lastConsent(tx, personId, ALERTS_CONSENT))?.given === false;
  const wish = await takeWish(tx, personId);
  if (isRefused) return [];
  if (!wish) return [...words(texts.offer), choices(alertButtons.start)];
  const asking = { conversation, personId, companyId, form, text: texts.offer, mailIsOn, now };
  return beginAlerts(tx, asking, {
    cadence: wish.cadence ?? USUAL,
    times: wish.times,
    wanted: wish.wanted,
  });
}
