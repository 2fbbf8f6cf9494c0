import { canPush } from '#src/channel/can-push.ts';
import type { InboundContent } from '#src/channel/port.ts';
import { companyRequestOf } from '#src/company/chat/request.ts';
import type { Listing } from '#src/company/holding/listing.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { isLastOffered } from '#src/conversation/store/last-said.ts';
import {
  type DraftStep,
  type IntroductionDraft,
  introductionAnswer,
  introductionDraftOf,
  introductionHears,
} from '#src/features/directory/introductions/dialog.ts';
import type { Criteria } from '#src/features/directory/rules/criteria.ts';
import { readCards } from '#src/features/directory/search/read-cards.ts';
import { isFilling } from '#src/features/referencing/chat/turn.ts';
import { trainingRequestOf } from '#src/features/training/chat/request.ts';
import { isDiagnosing } from '#src/features/training/chat/turn.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type DirectoryRequest, directoryButtons, directoryRequestOf } from './request.ts';

/** What the directory needs beside the store. */
export interface DirectoryParts {
  /** Whether the team opened it. A company leaves it whether or not it is open. */
  readonly isOn: boolean;
  /** Its public page, as somebody searched it. */
  readonly pageUrl: (criteria?: Criteria) => string;
  readonly cardUrl: (slug: string) => string;
  /** Where a person of a company answers a buyer from a mail. */
  readonly answerUrl: (introductionId: string, personId: string) => string;
  /** The company that a message is about; absent where nothing is acted on. */
  readonly companyOf?: Listing['companyOf'] | undefined;
}

/** What a message does to the directory, or to a wish for a contact. */
export type DirectoryTurn =
  | { readonly request: DirectoryRequest; readonly isButton: boolean }
  | { readonly request: IntroductionAnswer; readonly isButton: false };

/** An answer to a question about a buyer, read: it holds as long as what it was read on is so. */
export interface IntroductionAnswer {
  readonly type: 'answer';
  readonly draft: IntroductionDraft;
  /** The address that the person confirmed before. */
  readonly known: string | undefined;
  readonly step: DraftStep;
}

/** What needs no more words than its button: it is heard while a person of the team holds the conversation. */
const BUTTON_ALONE: ReadonlySet<DirectoryTurn['request']['type']> = new Set([
  ...(['join', 'agree', 'decline', 'leave', 'send', 'drop', 'cancel', 'decide', 'dispute'] as const),
]);

/** Whether a turn is answered beside the person of the team who holds the conversation. */
export const actsBesideExpert = ({ request, isButton }: DirectoryTurn): boolean =>
  isButton && BUTTON_ALONE.has(request.type);

/**
 * What a message asks of the directory, or undefined when it is for somebody else. While a person of the team holds the
 * conversation, words are for them: only buttons of ours that need no words are heard. A bare « oui » answers what was
 * said last; where something else was said since, what it is about is shown again.
 */
export async function directoryTurn(
  parts: {
    readonly db: Queryable;
    readonly directory?: DirectoryParts | undefined;
    /** Whether mails can be sent; not, when absent. */
    readonly mailIsOn?: boolean | undefined;
  },
  conversation: Conversation,
  content: InboundContent,
  routed: { readonly to: string },
  now: number,
): Promise<DirectoryTurn | undefined> {
  const { db, directory } = parts;
  if (!directory) return undefined;
  if (content.type === 'action') {
    const request = directoryRequestOf(content);
    const turn = request && ({ request, isButton: true } as const);
    return routed.to === 'person' && turn && !actsBesideExpert(turn) ? undefined : turn;
  }
  if (content.type !== 'text' || (routed.to !== 'intent' && routed.to !== 'question')) return undefined;
  const request = directoryRequestOf(content);
  const isOther =
    routed.to === 'intent' || (request !== undefined && request.type !== 'search') || isForOthers(content);
  const draft = introductionDraftOf(conversation.state, now);
  const heard = draft && introductionHears(draft, content, isOther);
  if (draft && heard === 'answer') {
    const known = conversation.personId && (await confirmedEmail(db, conversation.personId));
    const needsProof = parts.mailIsOn === true && !canPush(conversation.channel);
    const step = introductionAnswer(draft, content.text, { known, needsProof, now });
    return { request: { type: 'answer', draft, known, step }, isButton: false };
  }
  const isOffered = (value: string) => isLastOffered(db, conversation.id, value);
  if (heard === 'send' && !(await isOffered(directoryButtons.send)))
    return { request: { type: 'show' }, isButton: false };
  if (heard && heard !== 'answer') return { request: { type: heard }, isButton: false };
  const own = draft ? undefined : consentAnswer(conversation.state, content.text);
  if (own === 'agree' && !(await isOffered(directoryButtons.agree)))
    return { request: { type: 'join' }, isButton: false };
  if (own) return { request: { type: own }, isButton: false };
  // Closed, it answers no search: the pages know the networks that may help.
  const isBuyer = request?.type === 'search' || request?.type === 'contact-name';
  if (isBuyer && !directory.isOn) return undefined;
  if (request?.type !== 'contact-name') return request && { request, isButton: false };
  const key = await keyNamed(db, request.name);
  return key === undefined ? undefined : { request: { type: 'contact', key }, isButton: false };
}

/** What a conversation remembers of the directory: whether the company agrees to be in it is what was last asked. */
export interface JoiningState {
  readonly joining?: boolean;
}

// The whole message is the answer: « oui mais sans mon adresse » agrees to nothing.
const AGREES =
  /^\W*(?:oui\W+)?(?:oui|ok|d'accord|j'accepte|on accepte|nous acceptons|je suis d'accord|nous sommes d'accord|bien sur|je veux bien|volontiers)(?: (?:merci|avec plaisir))?\W*$/;
const DECLINES =
  /^\W*(?:non\W+)?(?:non|merci|je refuse|je n'accepte pas|je ne veux pas|pas d'accord|pas maintenant|plus tard|annule[rz]?)(?: merci)?\W*$/;

/** The answer, in words, to whether the company agrees to be in the directory. */
function consentAnswer(state: unknown, text: string): 'agree' | 'decline' | undefined {
  const isLastAsked = ((state ?? {}) as JoiningState).joining === true;
  if (!isLastAsked || isFilling(state) || isDiagnosing(state)) return undefined;
  const said = fold(text).replace(/\s+/g, ' ').trim();
  if (AGREES.test(said)) return 'agree';
  return DECLINES.test(said) && !/^\W*merci\W*$/.test(said) ? 'decline' : undefined;
}

/** Words that sessions or a company's file know for sure are no answer to a question about a buyer. */
const isForOthers = (content: InboundContent): boolean =>
  trainingRequestOf(content)?.isSure === true || companyRequestOf(content) !== undefined;

/** The key of the one company of the directory that goes by a name. */
async function keyNamed(db: Queryable, name: string): Promise<string | undefined> {
  const plain = (words: string) =>
    fold(words)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const asked = plain(name);
  // As the page of a company writes it: « Contacter Les Jardins (fiche 0a1b2c3d4e) ».
  const written = /\bfiche ([0-9a-f]{10})$/.exec(asked)?.[1];
  const found = (await readCards(db)).filter((card) =>
    written ? card.key === written : plain(card.name) === asked,
  );
  return found.length === 1 ? found[0]?.key : undefined;
}
