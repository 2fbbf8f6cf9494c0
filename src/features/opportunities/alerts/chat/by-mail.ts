import type { Block } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { companyOf } from '#src/company/chat/step.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import {
  type AlertMail,
  alertMailOf,
  channelOfAlert,
  noteMailTold,
  setAlertMail,
} from '#src/features/opportunities/store/alert-mails.ts';
import { type Alert, lockAlert } from '#src/features/opportunities/store/alerts.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { alertButtons } from '../buttons.ts';
import { setAgreement } from '../mail/agreement.ts';
import { addressButton, stateBlocks, stateButtons, stateSentence } from '../mail/state.ts';
import { byMailTexts as texts } from '../mail/texts.ts';
import { chatTexts } from '../texts.ts';

/** Who speaks of mails, and where. */
export interface MailAsking {
  readonly tx: Transaction;
  readonly conversation: Pick<Conversation, 'id' | 'channel'>;
  readonly personId: string;
  readonly companyId: string;
  /** Whether a mail can be sent at all. */
  readonly mailIsOn: boolean;
  /** The words that ask; empty where a button was pressed. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** « Aussi par mail »: from now on, or once they have an address that is theirs. */
export async function byMail(asking: MailAsking): Promise<Block[]> {
  const { tx, companyId, personId, conversation, mailIsOn } = asking;
  const alert = await lockAlert(tx, companyId);
  if (!alert?.isOn) return [...words(chatTexts.notOn), choices(alertButtons.start)];
  if (alert.personId !== personId) return [...words(chatTexts.elsewhere), choices(alertButtons.here)];
  if (canPush((await channelOfAlert(tx, companyId)) ?? ''))
    return alert.conversationId === conversation.id
      ? words(texts.comesHere)
      : [...words(texts.comesElsewhere), choices(alertButtons.here)];
  if (!mailIsOn) return words(texts.noMail);
  const mail = await alertMailOf(tx, asking);
  return begin(asking, mail, asking.text || shownWith(mail));
}

/** What the button that has mails begin stood under, with its words. */
const shownWith = (mail: AlertMail): string => {
  const sentence = mail.state === 'never' ? offerOf(mail) : stateSentence(mail);
  const pressed = stateButtons(mail).find(({ value }) => value === alertButtons.mail.value);
  return `${sentence} « ${(pressed ?? alertButtons.mail).label} »`;
};

/** @param wording what they said, or pressed */
async function begin(asking: MailAsking, mail: AlertMail, wording: string): Promise<Block[]> {
  const { tx, now } = asking;
  if (mail.state === 'on') return stateBlocks(mail);
  const { address } = mail;
  if (address === undefined) {
    await setAlertMail(tx, asking, { state: 'wanted', isTold: true, now });
    return [...words(texts.askAddress), choices(addressButton)];
  }
  const { channel } = asking.conversation;
  await setAgreement(tx, asking, { address, channel, wording, isTold: true, now });
  return [...words(texts.on(address)), choices(alertButtons.noMail, alertButtons.show)];
}

/** « Arrêter les mails »: none leaves any more, not even one that waits; alerts go on where they are told. */
export async function noMail(asking: MailAsking): Promise<Block[]> {
  const { tx, companyId, conversation, text, now } = asking;
  await lockAlert(tx, companyId);
  const mail = await alertMailOf(tx, asking);
  if (mail.state === 'never' || mail.state === 'off') return words(texts.notOn);
  const { channel } = conversation;
  const wording = text || `« ${alertButtons.noMail.label} »`;
  await setAgreement(tx, asking, { channel, wording, isTold: true, now });
  return [...words(texts.off), choices(alertButtons.mailAgain, alertButtons.show)];
}

/** Whether mails make sense at all: the alerts are theirs, and told where nothing reaches who left. */
export const mayBeMailed = async (
  db: Queryable,
  { mailIsOn, personId }: Pick<MailAsking, 'mailIsOn' | 'personId'>,
  { isOn, companyId, personId: owner }: Alert,
): Promise<boolean> =>
  mailIsOn && isOn && owner === personId && !canPush((await channelOfAlert(db, companyId)) ?? '');

/** Alerts that begin again after they were stopped have no mails before these are asked for anew. */
export async function forgetMails(asking: MailAsking): Promise<void> {
  const { tx, conversation, now } = asking;
  const { state } = await alertMailOf(tx, asking);
  if (state === 'never' || state === 'off') return;
  // Nothing was agreed to yet.
  if (state === 'wanted') await setAlertMail(tx, asking, { state: 'off', isTold: true, now });
  else
    await setAgreement(tx, asking, {
      channel: conversation.channel,
      wording: texts.isOff,
      isTold: true,
      now,
    });
}

/** How mails stand, among the alerts that are shown; the offer where none were asked for. */
export async function mailBlocks(asking: MailAsking, alert: Alert): Promise<Block[]> {
  if (!(await mayBeMailed(asking.tx, asking, alert))) return [];
  const mail = await alertMailOf(asking.tx, asking);
  if (!mail.isTold) await noteMailTold(asking.tx, asking);
  return mail.state === 'never' ? offer(mail) : stateBlocks(mail);
}

const offerOf = ({ address }: AlertMail): string =>
  address === undefined ? texts.offerAddress : texts.offer(address);

const offer = (mail: AlertMail): Block[] => [...words(offerOf(mail)), choices(alertButtons.mail)];

/** Who asked for mails longer ago, and never gave an address, may give one for something else. */
const WANTED_MS = DAY_MS;

/**
 * An address was confirmed: mails that were wanted just before begin; those that were wanted long ago are offered; those that went to another address are offered at this one.
 * @returns what is said
 */
export async function addressConfirmed(
  tx: Transaction,
  {
    conversation,
    personId,
    now,
  }: { readonly conversation: Conversation; readonly personId: string; readonly now: number },
): Promise<Block[]> {
  const companyId = await companyOf(tx, personId);
  const alert = companyId === undefined ? undefined : await lockAlert(tx, companyId);
  const asking = alert && {
    tx,
    conversation,
    personId,
    companyId: alert.companyId,
    mailIsOn: true,
    text: '',
    now,
  };
  if (!asking || !(await mayBeMailed(tx, asking, alert))) return [];
  const mail = await alertMailOf(tx, asking);
  if (mail.state === 'wanted' && now - (mail.since ?? 0) <= WANTED_MS)
    return begin(asking, mail, texts.askAddress);
  return mail.state === 'wanted' || mail.state === 'moved' ? stateBlocks(mail) : [];
}

/** An address is forgotten: mails that waited for one are not wanted any more. */
export async function addressForgotten(
  tx: Transaction,
  { personId, now }: { readonly personId: string; readonly now: number },
): Promise<void> {
  const companyId = await companyOf(tx, personId);
  if (companyId === undefined) return;
  await lockAlert(tx, companyId);
  const mailed = { companyId, personId };
  if ((await alertMailOf(tx, mailed)).state === 'wanted')
    await setAlertMail(tx, mailed, { state: 'off', isTold: true, now });
}
