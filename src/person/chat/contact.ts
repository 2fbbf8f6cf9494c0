import type { Block, Choice } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { button } from '#src/channel/make-blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { StrangersBudget } from '#src/person/budgets/strangers-budget.ts';
import { whoAsks } from '#src/person/budgets/who-asks.ts';
import { guesses } from '#src/person/codes/guesses.ts';
import { CODE_MINUTES, digestOf, drawCode } from '#src/person/codes/short-code.ts';
import { codeMail } from '#src/person/mail/texts.ts';
import type { Merging } from '#src/person/merging.ts';
import {
  CONTACT_ACTIONS,
  type ContactOutcome,
  type ContactRequest,
  type ContactState,
  contactRequestOf,
  contactStateOf,
  nextContactState,
} from '#src/person/rules/contact-dialog.ts';
import type { CheckedAddress } from '#src/person/rules/email-address.ts';
import {
  addContactCode,
  confirmedEmail,
  countContactCodes,
  endContactCodes,
  forgetContact,
  useContactCode,
} from '#src/person/store/contacts.ts';
import { contactTexts as texts } from '#src/person/texts-contact.ts';
import { HOUR_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import { answerLink } from './link.ts';

/**
 * Codes sent within an hour: to one person, to one address whoever asks (it may be a stranger's), for strangers of one
 * network (an office shares one), and for all strangers, which keeps the mail server's good name; beyond, a few for each
 * network. Who is known is not counted among strangers: nobody uses up what is theirs, nor what goes to their address.
 */
const MAILS = { own: 5, address: 3, addressOfKnown: 5 };
const mailed = new StrangersBudget({ source: 60, all: 300, share: 3 }, HOUR_MS);

const CANCEL = button(CONTACT_ACTIONS.cancel, texts.cancelButton);
const AGAIN = button(CONTACT_ACTIONS.again, texts.againButton);

/** The offer to have the answers of experts by mail, where it is of use: the channel shows nothing to who left. */
export async function contactOffer(
  tx: Transaction,
  { channel, personId }: Conversation,
  mailIsOn: boolean,
): Promise<Block[]> {
  if (!mailIsOn || canPush(channel) || !personId || (await confirmedEmail(tx, personId))) return [];
  return [{ type: 'choices', choices: [button(CONTACT_ACTIONS.ask, texts.button)] }];
}

/**
 * What a message asks on the way to a confirmed address; undefined when it is for somebody else. While a person of the
 * team holds the conversation, words are for that person: only a button of ours, what was begun before, and the wish to
 * have no more mail are heard.
 */
export function contactRequestIn(
  {
    conversation: { mode },
    memory,
    now,
  }: {
    readonly conversation: Pick<Conversation, 'mode'>;
    readonly memory: { readonly contact?: ContactState | undefined };
    readonly now: number;
  },
  content: InboundContent,
): ContactRequest | undefined {
  const request = contactRequestOf(contactStateOf(memory, now), content);
  const isForPerson = mode === 'human' && content.type !== 'action' && request?.type === 'ask';
  return isForPerson ? undefined : request;
}

/** What a request got: sentences, and what came of it. */
interface Said {
  readonly sentences: readonly string[];
  readonly outcome: ContactOutcome;
}
const said = (outcome: ContactOutcome, ...sentences: string[]): Said => ({ sentences, outcome });
const REFUSED: ContactOutcome = { type: 'refused' };
const ENDED: ContactOutcome = { type: 'ended' };

/**
 * Takes a person one step further to a confirmed address: the code and its mail, and the address, are written in the
 * transaction that says so.
 * @returns what is said, and where the dialog then stands; nowhere, when it is over
 */
export async function contactWords(
  tx: Transaction,
  conversation: Conversation,
  request: ContactRequest,
  { mailIsOn, merging, now }: { mailIsOn: boolean; merging: Merging; now: number },
): Promise<{
  readonly sentences: readonly string[];
  readonly next: ContactState | undefined;
  readonly choices: readonly Choice[];
}> {
  const state = contactStateOf(conversation.state, now);
  const { sentences, outcome } = await answer(tx, {
    conversation,
    state,
    request,
    mailIsOn,
    merging,
    now,
  });
  const next = nextContactState(state, outcome, now);
  return { sentences, next, choices: next?.step === 'code' ? [AGAIN, CANCEL] : next ? [CANCEL] : [] };
}

interface Step {
  readonly conversation: Conversation;
  readonly state: ContactState | undefined;
  readonly request: ContactRequest;
  readonly mailIsOn: boolean;
  readonly merging: Merging;
  readonly now: number;
}

async function answer(tx: Transaction, step: Step): Promise<Said> {
  const { conversation, state, request, mailIsOn, merging, now } = step;
  const { personId } = conversation;
  if (request.type === 'cancel') return cancel(tx, personId, state, now);
  if (!personId) return said(ENDED, texts.anonymous);
  // An address that is being confirmed stays so.
  if (request.type === 'link')
    return said(REFUSED, ...(await answerLink(tx, personId, request, { merging, now })));
  if (request.type === 'forget') {
    const had = await forgetContact(tx, personId, now);
    return said(ENDED, had ? texts.forgotten : texts.nothingToForget);
  }
  // The sign-up form has addresses confirmed on every channel.
  if (canPush(conversation.channel) && !state) return said(ENDED, texts.comesHere);
  if (!mailIsOn) return said(ENDED, texts.noMail);
  switch (request.type) {
    case 'ask':
      return askAddress(tx, personId, request.address, now);
    case 'address':
      return mailCode(tx, personId, request.address, now);
    case 'again':
      return state?.step === 'code'
        ? mailCode(tx, personId, { ok: true, value: state.address }, now)
        : said({ type: 'asked' }, texts.ask, texts.use);
    case 'bad-code':
      return said(REFUSED, texts.notTenSigns);
    case 'code':
      return useCode(tx, personId, request.code, { now, pushes: canPush(conversation.channel) });
    default:
      return request satisfies never;
  }
}

async function cancel(
  tx: Transaction,
  personId: string | undefined,
  state: Step['state'],
  now: number,
): Promise<Said> {
  if (personId) await endContactCodes(tx, personId, now);
  return said(ENDED, state ? texts.cancelled : texts.nothingToCancel);
}

/** Asks for an address, or has the one that came with the wish confirmed. */
async function askAddress(
  tx: Transaction,
  personId: string,
  address: Parameters<typeof mailCode>[2] | undefined,
  now: number,
): Promise<Said> {
  if (address !== undefined) {
    const tried = await mailCode(tx, personId, address, now);
    // Who asks with an address that has a fault is asked for it again.
    return tried.outcome === REFUSED ? { ...tried, outcome: { type: 'asked' } } : tried;
  }
  const known = await confirmedEmail(tx, personId);
  return said({ type: 'asked' }, ...(known ? [texts.already(known)] : [texts.ask, texts.use]));
}

/** Sends a new code to an address, when it is one. */
async function mailCode(
  tx: Transaction,
  personId: string,
  address: CheckedAddress,
  now: number,
): Promise<Said> {
  if (!address.ok) return said(REFUSED, address.error);
  const email = address.value;
  const sent = await countContactCodes(tx, { personId, email, since: now - HOUR_MS, now });
  const who = await whoAsks(tx, personId);
  const toAddress = who.isKnown ? MAILS.addressOfKnown : MAILS.address;
  if (sent.own >= MAILS.own || sent.address >= toAddress || !mailed.may(who))
    return said(REFUSED, texts.tooManyMails);
  mailed.note(who);
  const expiresAt = now + CODE_MINUTES * MINUTE_MS;
  const code = await drawCode(async (digest) => {
    await addContactCode(tx, { personId, email, digest, expiresAt, now });
    return true;
  });
  const mail = { to: email, subject: codeMail.subject, text: codeMail.text(code, CODE_MINUTES) };
  await queueMail(tx, { id: `code-${newId(now)}`, ...mail, until: expiresAt }, now);
  return said({ type: 'mailed', address: email }, texts.mailed(email, CODE_MINUTES), texts.mailedHint);
}

/** Sends a code to an address that the sign-up form was given. @returns why none was sent, in French */
export async function codeFor(
  tx: Transaction,
  { personId, email, now }: { personId: string; email: string; now: number },
): Promise<{ minutes: number; error?: string } | undefined> {
  if ((await confirmedEmail(tx, personId))?.toLowerCase() === email.toLowerCase()) return undefined;
  const tried = await mailCode(tx, personId, { ok: true, value: email }, now);
  const [error] = tried.sentences;
  return { minutes: CODE_MINUTES, ...(tried.outcome === REFUSED && error !== undefined && { error }) };
}

async function useCode(
  tx: Transaction,
  personId: string,
  code: string,
  { now, pushes }: { now: number; pushes: boolean },
): Promise<Said> {
  const who = await whoAsks(tx, personId);
  if (!guesses.may('contact', who)) return said(REFUSED, texts.tooManyTries);
  const email = await useContactCode(tx, { personId, digest: digestOf(code), now });
  if (!email) {
    guesses.wrong('contact', who);
    return said(REFUSED, texts.wrong);
  }
  return pushes
    ? said(ENDED, texts.confirmedHere(email))
    : said(ENDED, texts.confirmed(email), texts.confirmedHint);
}
