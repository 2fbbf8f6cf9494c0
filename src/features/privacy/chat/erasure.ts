import type { Block } from '#src/channel/blocks.ts';
import { button, listOf, words } from '#src/channel/make-blocks.ts';
import { channelNames } from '#src/channel/texts.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { nameOf } from '#src/company/members/join.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import { type Conversation, conversationsOf } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { type EraseContext, warnExperts } from '#src/features/privacy/erasure/erase-person.ts';
import { planErasure } from '#src/features/privacy/erasure/jobs.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import { PRIVACY_KIND, type PrivacyState, privacyButtons } from '#src/features/privacy/rules/request.ts';
import { liveCaseNumbers } from '#src/features/privacy/store/around-erasing.ts';
import { cancelErasure, scheduledErasure, scheduleErasure } from '#src/features/privacy/store/erasures.ts';
import { erasureMails, privacyTexts as texts } from '#src/features/privacy/texts.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { setsOfPerson } from '#src/platform/database/personal-data/person-sets.ts';
import { fullMoment, momentInFrench } from '#src/platform/french/moments.ts';
import { queueMail } from '#src/platform/mail/job.ts';

interface Asking {
  readonly personId: string;
  readonly conversation: Conversation;
  readonly now: number;
}

const CANCEL: Block = { type: 'choices', choices: [button(privacyButtons.cancel, texts.cancelButton)] };

/** Says what would go and what would stay, and asks whether that is what the person wants. */
export async function eraseWords(
  tx: Transaction,
  { personId, now }: Asking,
  { delayDays, others }: { readonly delayDays: number; readonly others: Pick<OthersDo, 'wasTold'> },
): Promise<{ blocks: Block[]; state?: { privacy: PrivacyState } }> {
  const coming = await scheduledErasure(tx, personId);
  if (coming)
    return { blocks: [...words(texts.coming(coming.reference, momentInFrench(coming.dueAt, now))), CANCEL] };
  const sets = await setsOfPerson(tx, personId);
  const all = await conversationsOf(tx, personId);
  const channels = [...new Set(all.map(({ channel }) => channel))];
  const named = channels.map((channel) => channelNames[channel] ?? channel);
  const { willGo, stays } = texts;
  const goes = [willGo.conversations(all.length, named), willGo.person];
  if (await findDraft(tx, personId)) goes.push(willGo.draft);
  for (const id of sets.companies) goes.push(willGo.company(await nameOf(tx, id, holdingTexts.yours)));
  for (const id of sets.shared) goes.push(willGo.leaves(await nameOf(tx, id, holdingTexts.yours)));
  const told = await others.wasTold(tx, sets);
  if (told.asked > 0) goes.push(willGo.introductions(told.asked));
  if (told.given > 0) goes.push(willGo.contactGiven);
  if (sets.cases.length > 0) goes.push(willGo.cases(sets.cases.length));
  const kept: string[] = [];
  for (const id of sets.shared) kept.push(stays.company(await nameOf(tx, id, holdingTexts.yours)));
  if (sets.cases.length > 0) kept.push(stays.cases);
  kept.push(stays.proof);
  const platforms = channels.filter((channel) => channel !== 'web').map((one) => channelNames[one] ?? one);
  if (platforms.length > 0) kept.push(stays.platforms(platforms));
  if (told.asked + told.given > 0) kept.push(stays.introductions);
  if (sets.threads.length > 0) kept.push(stays.desk);
  const open = await liveCaseNumbers(tx, sets);
  const choices = [
    button(privacyButtons.confirm, texts.confirmButton),
    button(privacyButtons.keep, texts.keepButton),
  ];
  return {
    blocks: [
      ...words(texts.eraseTitle),
      listOf(goes),
      ...words(texts.staysTitle),
      listOf(kept),
      ...words(...open.map(texts.openCase), texts.askConfirm(delayDays)),
      { type: 'choices', choices },
    ],
    state: { privacy: { asking: 'erase', at: now } },
  };
}

/** Schedules the erasure that was confirmed: the person's other channels, their address and their experts are told. */
export async function scheduled(
  tx: Transaction,
  context: EraseContext,
  { personId, conversation, now }: Asking,
  delayDays: number,
): Promise<{ blocks: Block[] }> {
  const dueAt = now + delayDays * DAY_MS;
  const { erasure, fresh } = await scheduleErasure(tx, {
    personId,
    conversationId: conversation.id,
    askedBy: 'person',
    dueAt,
    now,
  });
  const { reference } = erasure;
  const moment = momentInFrench(erasure.dueAt, now);
  if (!fresh) return { blocks: [...words(texts.coming(reference, moment)), CANCEL] };
  await planErasure(tx, erasure, now);
  if (delayDays === 0) return { blocks: words(texts.scheduledNow(reference)) };
  await warnExperts(tx, context, { personId, moment: fullMoment(dueAt) });
  const where = channelNames[conversation.channel] ?? conversation.channel;
  await tellElsewhere(tx, { personId, conversation, now }, [
    ...words(texts.scheduledElsewhere(where, moment)),
    CANCEL,
  ]);
  const email = context.mailIsOn ? await confirmedEmail(tx, personId) : undefined;
  if (email) {
    const text = erasureMails.asked(reference, fullMoment(dueAt));
    await queueMail(
      tx,
      { id: `erasure-asked-${reference}`, to: email, subject: erasureMails.askedSubject, text },
      now,
    );
  }
  return { blocks: [...words(texts.scheduled(reference, moment)), CANCEL] };
}

/** Calls off what is coming; who was told of it is told of this. */
export async function cancelled(tx: Transaction, context: EraseContext, asking: Asking): Promise<Block[]> {
  const { personId, now } = asking;
  const called = await cancelErasure(tx, personId, now);
  if (!called) return words((await scheduledErasure(tx, personId)) ? texts.underWay : texts.nothingToCancel);
  const blocks = words(texts.cancelled(called.reference));
  await warnExperts(tx, context, { personId });
  await tellElsewhere(tx, asking, blocks);
  return blocks;
}

/** Says something on the person's other channels, where they last wrote on each. */
async function tellElsewhere(
  tx: Transaction,
  { personId, conversation, now }: Asking,
  blocks: readonly Block[],
): Promise<void> {
  const told = new Set([conversation.channel]);
  for (const { id, channel } of await conversationsOf(tx, personId)) {
    if (told.has(channel)) continue;
    told.add(channel);
    await addOutboundMessage(tx, { conversationId: id, content: { blocks, kind: PRIVACY_KIND }, now });
  }
}
