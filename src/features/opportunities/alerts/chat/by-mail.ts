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
import type { Transaction } from '#src/platform/database/database.ts';
import { alertButtons } from '../buttons.ts';
import { setAgreement } from '../mail/agreement.ts';
import { addressButton, stateBlocks } from '../mail/state.ts';
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
  return begin(asking);
}

async function begin(asking: MailAsking): Promise<Block[]> {
  const { tx, now } = asking;
  const mail = await alertMailOf(tx, asking);
  if (mail.state === 'on') return stateBlocks(mail);
  const { address } = mail;
  if (address === undefined) {
    await setAlertMail(tx, asking, { state: 'wanted', isTold: true, now });
    return [...words(texts.askAddress), choices(addressButton)];
  }
  const { channel } = asking.conversation;
  await setAgreement(tx, asking, { address, channel, wording: texts.offer(address), isTold: true, now });
  return [...words(texts.on(address)), choices(alertButtons.noMail, alertButtons.show)];
}

/** « Arrêter les mails »: none leaves any more, not even one that waits; alerts go on where they are told. */
export async function noMail(asking: MailAsking): Promise<Block[]> {
  const { tx, companyId, conversation, now } = asking;
  await lockAlert(tx, companyId);
  const mail = await alertMailOf(tx, asking);
  if (mail.state === 'never' || mail.state === 'off') return words(texts.notOn);
  const { channel } = conversation;
  await setAgreement(tx, asking, { channel, wording: texts.off, isTold: true, now });
  return [...words(texts.off), choices(alertButtons.mailAgain, alertButtons.show)];
}

/** Whether mails make sense at all: the alerts are theirs, and told where nothing reaches who left. */
const mayBeMailed = async (
  { tx, mailIsOn, personId }: MailAsking,
  { isOn, companyId, personId: owner }: Alert,
): Promise<boolean> =>
  mailIsOn && isOn && owner === personId && !canPush((await channelOfAlert(tx, companyId)) ?? '');

/** Alerts that begin again after they were stopped have no mails before these are asked for anew. */
export async function forgetMails(asking: MailAsking): Promise<void> {
  const { state } = await alertMailOf(asking.tx, asking);
  if (state === 'never' || state === 'off') return;
  await setAlertMail(asking.tx, asking, { state: 'off', isTold: true, now: asking.now });
}

/** How mails stand, among the alerts that are shown; the offer where none were asked for. */
export async function mailBlocks(asking: MailAsking, alert: Alert): Promise<Block[]> {
  if (!(await mayBeMailed(asking, alert))) return [];
  const mail = await alertMailOf(asking.tx, asking);
  if (!mail.isTold) await noteMailTold(asking.tx, asking);
  return mail.state === 'never' ? offer(mail) : stateBlocks(mail);
}

const offer = ({ address }: AlertMail): Block[] => [
  ...words(address === undefined ? texts.offerAddress : texts.offer(address)),
  choices(alertButtons.mail),
];

/**
 * An address was confirmed: mails that were wanted begin; those that went to another address are offered at this one.
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
  const asking = alert && { tx, conversation, personId, companyId: alert.companyId, mailIsOn: true, now };
  if (!asking || !(await mayBeMailed(asking, alert))) return [];
  const mail = await alertMailOf(tx, asking);
  if (mail.state === 'wanted') return begin(asking);
  return mail.state === 'moved' ? stateBlocks(mail) : [];
}
