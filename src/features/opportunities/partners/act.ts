import { type Block, paragraph } from '#src/channel/blocks.ts';
import { button, choices, listOf, words } from '#src/channel/make-blocks.ts';
import { companyButtons } from '#src/company/chat/request.ts';
import { companyOf } from '#src/company/chat/step.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { contactOfCompany } from '#src/company/members/news.ts';
import { withoutDetails } from '#src/company/rules/without-details.ts';
import { holdingOf } from '#src/company/store/holders.ts';
import { companyTexts } from '#src/company/texts.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Acting, Said } from '#src/conversation/feature.ts';
import { safeInstant } from '#src/features/opportunities/notice/notice.ts';
import { findNotice } from '#src/features/opportunities/store/notices.ts';
import {
  asksFor,
  changeAsk,
  countAsks,
  lockAsk,
  notToAsk,
  type PartnerAsk,
  proposePartner,
  waitingAsks,
} from '#src/features/opportunities/store/partners.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { tidy } from '#src/platform/french/plain-words.ts';
import { boundsOf, MOST, mayAsk, mayBeAsked, speakersOf, WEEK_MS } from './bounds.ts';
import {
  answerButtons,
  cancelButton,
  draftButtons,
  type PartnerPressed,
  pickButton,
  whyButtons,
} from './buttons.ts';
import type { PartnerParts } from './ports.ts';
import { isForSeveral } from './prepare.ts';
import { answerUntil, askStep } from './rules/ask.ts';
import { MOST_PROPOSED } from './rules/complement.ts';
import { ownNamed } from './rules/own-named.ts';
import { contactSaid, endAsk } from './tell.ts';
import { askedTexts, partnerTexts as texts } from './texts.ts';
import type { HeardSaid, PartnerTurn } from './turn.ts';

const KIND = 'partners';
const LONGEST_MESSAGE = 600;

const said = (blocks: readonly Block[], more: Partial<Said> = {}): Said => ({
  kind: KIND,
  blocks,
  isReply: true,
  ...more,
});
const ASKS_NOTHING: Partial<Said> = { state: { partnerDraft: undefined } };
const day = (at: number | undefined): string => (at === undefined ? '' : frenchDate(parisDay(at)));

interface Around {
  readonly tx: Transaction;
  readonly parts: PartnerParts;
  readonly at: Acting;
  readonly personId: string;
}

/** Does what was prepared, and says it. */
export async function actOnPartner(
  tx: Transaction,
  parts: PartnerParts,
  turn: PartnerTurn,
  at: Acting,
): Promise<Said> {
  const { personId } = at.conversation;
  if (turn.type === 'say') return said(turn.blocks, ASKS_NOTHING);
  if (personId === undefined) return said(words(texts.privately));
  const around: Around = { tx, parts, at, personId };
  switch (turn.type) {
    case 'find':
      return propose(around, turn);
    case 'told':
      return ownMessage(around, turn);
    case 'pressed':
      return pressed(around, turn.pressed);
    case 'said':
      return saidToOne(around, turn);
    default:
      return turn satisfies never;
  }
}

/** Shows who could join, three at most, and what was asked before for this call. */
async function propose(
  { tx, parts, at: { conversation, now }, personId }: Around,
  { noticeId, title, candidates, isReserved, after, none }: Extract<PartnerTurn, { type: 'find' }>,
): Promise<Said> {
  const fromCompany = await companyOf(tx, personId);
  if (fromCompany === undefined) return said(words(texts.noFile));
  const why = await whyNoAsk(tx, fromCompany);
  if (why) return said(why);
  const out = await notToAsk(tx, boundsOf(fromCompany, noticeId, now));
  const asks: { readonly id: string; readonly line: string }[] = [];
  for (const { companyId, described, fromDescribed, line, message } of candidates) {
    if (asks.length === MOST_PROPOSED) break;
    if (out.has(companyId)) continue;
    if (!(await mayBeAsked(tx, { ...parts, companyId, fromCompany }))) continue;
    const { id } = await proposePartner(tx, {
      ...{ noticeId, title, fromCompany, personId, conversationId: conversation.id, toCompany: companyId },
      ...{ fromDescribed, toDescribed: described, message, now },
    });
    asks.push({ id, line });
  }
  const before = (await asksFor(tx, fromCompany, noticeId)).map((ask) =>
    texts.already(ask.toDescribed, ask.state === 'asked' ? day(ask.expiresAt) : undefined),
  );
  if (asks.length === 0) return said([...words(...before), ...none], ASKS_NOTHING);
  const lines = asks.map(({ line }, place) => (asks.length === 1 ? line : `${place + 1}. ${line}`));
  const buttons = asks.map(({ id }, place) => pickButton(id, place + 1, asks.length));
  return said(
    [
      ...words(...before, (isReserved ? texts.introReserved : texts.intro)(title, asks.length)),
      listOf(lines),
      ...after,
      choices(...buttons, EXPERT_BUTTON),
    ],
    ASKS_NOTHING,
  );
}

/** Why a company may not ask another one: the team has not approved it, or it has no contact to give. */
async function whyNoAsk(tx: Transaction, companyId: string): Promise<Block[] | undefined> {
  if ((await holdingOf(tx, companyId))?.state !== 'approved') return words(holdingTexts.noIntroduction);
  if ((await contactOfCompany(tx, companyId)).reach.length > 0) return undefined;
  return [...words(texts.noReach), choices(button(companyButtons.edit, companyTexts.editButton))];
}

async function pressed(around: Around, press: PartnerPressed): Promise<Said> {
  switch (press.does) {
    case 'pick':
    case 'own':
    case 'send':
    case 'cancel':
      return ofAsker(around, press.does, press.id);
    case 'drop':
      return said(words(texts.dropped), ASKS_NOTHING);
    case 'yes':
    case 'no':
    case 'mute':
    case 'why':
      return ofAsked(around, press);
    case 'find':
      // Worked out before this.
      return said(words(texts.gone));
    default:
      return press.does satisfies never;
  }
}

/** What the company that asks does. */
async function ofAsker(around: Around, does: 'pick' | 'own' | 'send' | 'cancel', id: string): Promise<Said> {
  const { tx, at } = around;
  const ask = await ownAsk(around, id);
  if (!ask) return said(words(texts.unknown), ASKS_NOTHING);
  if (does === 'cancel') {
    const ended = await endAsk(tx, ask, 'cancel', around.parts, { now: at.now });
    return said(words(ended ? texts.cancelled : texts.ended), ASKS_NOTHING);
  }
  // Pressed twice, it is asked once.
  if (ask.state === 'asked')
    return said([...words(texts.sent(day(ask.expiresAt))), choices(cancelButton(id))], ASKS_NOTHING);
  if (ask.state !== 'proposed') return said(words(texts.ended), ASKS_NOTHING);
  // Its words went with who had them.
  if (ask.message === '') return said(words(texts.unknown), ASKS_NOTHING);
  if (does === 'send') return send(around, ask);
  if (does === 'pick') return showDraft(tx, ask);
  return said(words(texts.askOwn), { state: { partnerDraft: { id, at: at.now } }, asked: true });
}

/** What was proposed to a company that one speaks for, or what it asked, locked. */
async function ownAsk({ tx, personId }: Around, id: string): Promise<PartnerAsk | undefined> {
  const ask = await lockAsk(tx, id);
  return ask && (await speakersOf(tx, ask.fromCompany)).includes(personId) ? ask : undefined;
}

/** What would be sent, and what is given on a yes. */
async function showDraft(
  tx: Transaction,
  { id, fromCompany, toDescribed, message }: PartnerAsk,
): Promise<Said> {
  const contact = contactSaid(await contactOfCompany(tx, fromCompany));
  return said(
    [
      ...words(texts.draft(toDescribed), texts.quoted(message), texts.given(contact)),
      choices(...draftButtons(id)),
    ],
    ASKS_NOTHING,
  );
}

/** The message in their own words, without names of addresses or numbers: these come after a yes. */
async function ownMessage(around: Around, { id, text }: { id: string; text: string }): Promise<Said> {
  const ask = await ownAsk(around, id);
  if (ask?.state !== 'proposed') return said(words(texts.unknown), ASKS_NOTHING);
  const message = withoutDetails(tidy(text));
  const again = { state: { partnerDraft: { id, at: around.at.now } }, asked: true };
  if (message.length > LONGEST_MESSAGE) return said(words(texts.tooLong(message.length)), again);
  if (!/\p{L}{2}/u.test(message)) return said(words(texts.emptyMessage), again);
  const named = ownNamed(message, { ...(await contactOfCompany(around.tx, ask.fromCompany)), ordinary: ask });
  if (named !== undefined) return said(words(texts.named(named)), again);
  await changeAsk(around.tx, id, { message });
  return showDraft(around.tx, { ...ask, message });
}

async function send(
  { tx, parts, at: { conversation, now }, personId }: Around,
  ask: PartnerAsk,
): Promise<Said> {
  const { id, fromCompany, toCompany, noticeId } = ask;
  const why = await whyNoAsk(tx, fromCompany);
  if (why) return said(why, ASKS_NOTHING);
  const notice = (await findNotice(tx, noticeId))?.notice;
  if (!notice || !isForSeveral(notice, now)) return said(words(texts.over), ASKS_NOTHING);
  const { asked } = await countAsks(tx, { fromCompany, toCompany, since: now - WEEK_MS });
  if (asked >= MOST.asks)
    return said([...words(texts.tooMany(MOST.asks)), choices(EXPERT_BUTTON)], ASKS_NOTHING);
  const out = await notToAsk(tx, boundsOf(fromCompany, noticeId, now));
  if (out.has(toCompany) || !(await mayBeAsked(tx, { ...parts, companyId: toCompany, fromCompany })))
    return said(words(texts.notAnyMore), ASKS_NOTHING);
  const expiresAt = answerUntil(now, safeInstant(notice.closing));
  await changeAsk(tx, id, {
    state: askStep(ask, 'ask', now) ?? ask.state,
    personId,
    conversationId: conversation.id,
    askedAt: now,
    expiresAt,
  });
  return said([...words(texts.sent(day(expiresAt))), choices(cancelButton(id))], ASKS_NOTHING);
}

/**
 * A bare answer in words to what was shown last: it counts where it is a plain « oui » or « non », and nobody else waits for
 * one of this company; else its buttons are shown again.
 */
async function saidToOne(around: Around, { pressed: press, isPlain }: HeardSaid): Promise<Said> {
  if (press.does !== 'yes' && press.does !== 'no') return pressed(around, press);
  const ask = await askedOf(around, press.id);
  if (ask?.state !== 'asked') return pressed(around, press);
  const isOnly = (await waitingAsks(around.tx, { companyId: ask.toCompany })).every(
    ({ id, toCompany, toldAt }) => id === ask.id || toCompany !== ask.toCompany || toldAt === undefined,
  );
  if (isPlain && isOnly) return pressed(around, press);
  return said([...words(askedTexts.press(ask.title)), choices(...answerButtons(ask.id))]);
}

/** What was asked of a company that one speaks for, locked. */
async function askedOf({ tx, personId }: Around, id: string): Promise<PartnerAsk | undefined> {
  const ask = await lockAsk(tx, id);
  if (!ask || ask.state === 'proposed') return undefined;
  return (await speakersOf(tx, ask.toCompany)).includes(personId) ? ask : undefined;
}

/** What the company that is asked answers. */
async function ofAsked(around: Around, { id, does, why }: PartnerPressed): Promise<Said> {
  const { tx } = around;
  const ask = await askedOf(around, id);
  if (!ask) return said(words(askedTexts.notYours));
  switch (does) {
    case 'yes':
      return accept(around, ask);
    case 'why':
      if (ask.state !== 'refused' || why === undefined) return said(words(askedTexts.ended));
      await changeAsk(tx, id, { why });
      return said(words(why === 'busy' ? askedTexts.thanksBusy : askedTexts.thanks));
    default:
      return refuse(around, ask, does === 'mute');
  }
}

async function accept({ tx, parts, at: { now }, personId }: Around, ask: PartnerAsk): Promise<Said> {
  const no = ask.state === 'asked' ? await whyNoYes(tx, ask.toCompany) : undefined;
  if (no) return said([...no, choices(...answerButtons(ask.id))]);
  const notice = (await findNotice(tx, ask.noticeId))?.notice;
  const isOver = notice !== undefined && !isForSeveral(notice, now);
  // Who asked may have been suspended since, or have no contact left to give.
  const event = isOver ? 'close' : (await mayAsk(tx, ask.fromCompany)) ? 'accept' : 'bar';
  const ended = await endAsk(tx, ask, event, parts, { now, by: personId });
  // The contact comes by itself to all who speak for the company.
  return said(ended && event === 'accept' ? [] : words(askedTexts.ended));
}

async function refuse(
  { tx, parts, at: { now }, personId }: Around,
  ask: PartnerAsk,
  isMuted: boolean,
): Promise<Said> {
  const ended = await endAsk(tx, ask, 'refuse', parts, { now, by: personId });
  if (!isMuted)
    return said(
      ended ? [paragraph(askedTexts.refused), choices(...whyButtons(ask.id))] : words(askedTexts.ended),
    );
  await parts.silence.setSilence(tx, { companyId: ask.toCompany, personId, silent: true, now });
  return said(words(...(ended ? [askedTexts.refusedPlain] : [askedTexts.ended]), askedTexts.muted));
}

async function whyNoYes(tx: Transaction, companyId: string): Promise<Block[] | undefined> {
  if ((await holdingOf(tx, companyId))?.state !== 'approved') return words(holdingTexts.noIntroduction);
  const { reach } = await contactOfCompany(tx, companyId);
  return reach.length > 0 ? undefined : words(askedTexts.noReach);
}
