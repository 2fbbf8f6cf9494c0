import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';
import { button, choices, choicesOf, listOf, words } from '#src/channel/make-blocks.ts';
import { companyOf } from '#src/company/chat/step.ts';
import type { Form } from '#src/company/form/form.ts';
import { holdingBlocks } from '#src/company/holding/state.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { INTRODUCTION_KIND } from '#src/company/members/news.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { addConsent } from '#src/company/store/consents.ts';
import { holdingOf } from '#src/company/store/holders.ts';
import { agreesTo, isListed, lockListing } from '#src/company/store/listed-companies.ts';
import { membershipsOf } from '#src/company/store/members.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { introductionDraftOf } from '#src/features/directory/introductions/dialog.ts';
import { disputeIntroduction } from '#src/features/directory/introductions/dispute.ts';
import { endWishes } from '#src/features/directory/introductions/end-wishes.ts';
import { answerIntroduction, type IntroductionWords } from '#src/features/directory/introductions/step.ts';
import { introductionTexts } from '#src/features/directory/introductions/texts.ts';
import type { PublicCard } from '#src/features/directory/rules/public-card.ts';
import { ownCard } from '#src/features/directory/search/read-cards.ts';
import { type Found, previewLines } from '#src/features/directory/search/show-companies.ts';
import { setSilence } from '#src/features/directory/store/introductions.ts';
import { directoryTexts as texts } from '#src/features/directory/texts.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { directoryButtons } from './request.ts';
import type { DirectoryParts, DirectoryTurn, JoiningState, LookingState } from './turn.ts';

/** What is said, its kind, and what the conversation then remembers. */
export interface DirectoryWords {
  readonly blocks: readonly Block[];
  readonly kind: string;
  readonly state?: IntroductionWords['state'] | JoiningState | LookingState;
}

interface DirectoryStepParts {
  /** What a search found, made before the transaction. */
  readonly found: Found | undefined;
  readonly directory: DirectoryParts;
  readonly form: Form;
  readonly mailIsOn: boolean;
  readonly now: number;
}

const KIND = 'directory';
/** What buyers do; companies answer what was asked before, and leave, also once the directory is closed. */
const BUYER: ReadonlySet<DirectoryTurn['request']['type']> = new Set([
  'search',
  'ask-search',
  'contact-which',
  'contact',
  'answer',
  'show',
  'send',
] as const);
const said = (blocks: readonly Block[]): DirectoryWords => ({ blocks, kind: KIND });

/** Does what a message asks of the directory, in the transaction that says so. */
export async function answerDirectory(
  tx: Transaction,
  conversation: Conversation,
  { request }: DirectoryTurn,
  parts: DirectoryStepParts,
): Promise<DirectoryWords> {
  const { directory } = parts;
  const { personId } = conversation;
  if (!directory.isOn && BUYER.has(request.type))
    return said([...words(texts.closed, texts.elsewhere), choices(EXPERT_BUTTON)]);
  if (looksFor(request)) return lookFor(conversation, request, parts);
  if (!personId) return said(words(texts.anonymous));
  switch (request.type) {
    case 'join':
    case 'agree':
    case 'decline':
    case 'leave': {
      const blocks = await answerOwn(tx, personId, request.type, parts);
      return asksToJoin(blocks) ? { ...said(blocks), state: { joining: true } } : said(blocks);
    }
    case 'mute':
    case 'unmute': {
      const companyId = await companyOf(tx, personId);
      if (!companyId) return said(words(texts.noFile));
      const silent = request.type === 'mute';
      await setSilence(tx, { companyId, personId, silent, now: parts.now });
      return said(words(silent ? introductionTexts.muted : introductionTexts.unmuted));
    }
    case 'dispute': {
      const { id } = request;
      const kept = await disputeIntroduction(tx, { id, personId, words: '', now: parts.now });
      return { blocks: words(kept ?? introductionTexts.notYours), kind: INTRODUCTION_KIND };
    }
    case 'need':
      // Given to the team before this, where something was looked for.
      return said(words(texts.needFirst));
    case 'contact-name':
      // Read as the company's key, or as nothing, before this.
      return said(words(introductionTexts.gone));
    default:
      return {
        ...(await answerIntroduction(tx, { ...conversation, personId }, request, parts)),
        kind: INTRODUCTION_KIND,
      };
  }
}

/** What looks for companies: nothing of it is anybody's own. */
type Look = Extract<
  DirectoryTurn['request'],
  { type: 'search' | 'ask-search' | 'drop-search' | 'contact-which' }
>;
const LOOKS: ReadonlySet<DirectoryTurn['request']['type']> = new Set([
  'search',
  'ask-search',
  'drop-search',
  'contact-which',
] as const);
const looksFor = (request: DirectoryTurn['request']): request is Look => LOOKS.has(request.type);

/** What is said of a search, and which companies may be meant, whoever asks. */
function lookFor({ state }: Conversation, request: Look, { found, now }: DirectoryStepParts): DirectoryWords {
  switch (request.type) {
    case 'search':
    case 'contact-which': {
      const { blocks, keys } = found ?? { blocks: [], keys: [] };
      // A wish that is under way is spoken of before what is looked for beside it.
      if (introductionDraftOf(state, now)) return said(blocks);
      const search = request.type === 'search' ? { search: { ...request.words, at: now } } : {};
      return { ...said(blocks), state: { ...search, listed: { keys: [...keys], at: now } } };
    }
    case 'ask-search': {
      const { lacks, words: known } = request;
      const any = lacks === 'place' ? texts.anyPlace : texts.anyActivity;
      const all: Choice = { id: 'any', label: any, kind: 'ask', value: any };
      return {
        ...said([paragraph(questionOn(request)), choices(all)]),
        state: { search: { ...known, asks: lacks, at: now } },
      };
    }
    case 'drop-search':
      return { ...said(words(texts.searchDropped)), state: { search: undefined } };
    default:
      return request satisfies never;
  }
}

function questionOn({ lacks, unknownPlace }: Extract<Look, { type: 'ask-search' }>): string {
  if (lacks === 'activity') return texts.askActivity;
  return unknownPlace ? texts.askPlaceAgain(unknownPlace) : texts.askPlace;
}

const asksToJoin = (blocks: readonly Block[]): boolean =>
  blocks.some(
    (block) =>
      block.type === 'choices' && block.choices.some(({ value }) => value === directoryButtons.agree),
  );

/** What a person does with their own company's place in the directory. */
async function answerOwn(
  tx: Transaction,
  personId: string,
  request: 'join' | 'agree' | 'decline' | 'leave',
  parts: DirectoryStepParts,
): Promise<Block[]> {
  const { directory } = parts;
  const companyId = await companyOf(tx, personId);
  if (!companyId) {
    const search = directory.isOn ? [texts.searchHere(directory.pageUrl())] : [];
    return words(texts.noFile, ...search);
  }
  const own: OwnCompany = { personId, companyId, isIn: await agreesTo(tx, companyId, PURPOSE) };
  switch (request) {
    case 'leave':
      return leave(tx, personId, parts);
    case 'decline':
      return decline(tx, own, parts);
    case 'join':
    case 'agree': {
      const card = await ownCard(tx, companyId);
      if (!directory.isOn) return words(texts.notOpen);
      if (own.isIn) return alreadyIn(tx, own, directory, [leaveButton]);
      if (!card) return words(texts.nothingToShow);
      return request === 'agree' ? agree(tx, own, card, parts) : consentQuestion(parts.form, card);
    }
    default:
      return request satisfies never;
  }
}

/** The company that a person speaks for, and whether it agreed to be in the directory. */
interface OwnCompany {
  readonly personId: string;
  readonly companyId: string;
  readonly isIn: boolean;
}

const { purpose: PURPOSE, version: VERSION } = DIRECTORY_CONSENT;
const leaveButton = button(directoryButtons.leave, texts.leaveButton);

const noteConsent = (
  tx: Transaction,
  { personId, companyId }: Pick<OwnCompany, 'personId' | 'companyId'>,
  given: boolean,
  at: number,
) => addConsent(tx, { personId, companyId, purpose: PURPOSE, version: VERSION, given, at });

/** A no to the question takes nobody out who said yes before: leaving is its own wish. */
async function decline(
  tx: Transaction,
  own: OwnCompany,
  { directory, now }: DirectoryStepParts,
): Promise<Block[]> {
  if (own.isIn) return alreadyIn(tx, own, directory, []);
  await noteConsent(tx, own, false, now);
  return words(texts.declined);
}

/** Where the card of a company that agreed is read, or what it waits for before it is shown. */
async function alreadyIn(
  tx: Transaction,
  { companyId }: OwnCompany,
  directory: DirectoryParts,
  offered: readonly Choice[],
): Promise<Block[]> {
  if (!(await isListed(tx, companyId, PURPOSE))) return holdingBlocks(tx, companyId);
  return [...words(texts.already(await urlOf(tx, companyId, directory))), ...choicesOf(offered)];
}

/** Puts a company in the directory; where its holder is not confirmed, it is shown once they are. */
async function agree(
  tx: Transaction,
  own: OwnCompany,
  { slug }: PublicCard,
  { directory, now }: DirectoryStepParts,
): Promise<Block[]> {
  const { companyId } = own;
  await noteConsent(tx, own, true, now);
  if (await isListed(tx, companyId, PURPOSE))
    return words(texts.agreed(directory.cardUrl(slug)), texts.agreedHint);
  const { state } = (await holdingOf(tx, companyId)) ?? {};
  return state === 'pending'
    ? words(holdingTexts.agreedWaits, holdingTexts.hint)
    : holdingBlocks(tx, companyId);
}

/** What would be shown of a company, and the question whether it may be. */
const consentQuestion = (form: Form, card: PublicCard): Block[] => [
  paragraph(texts.consent),
  listOf(previewLines(form, card)),
  paragraph(texts.consentNever),
  choices(button(directoryButtons.agree, texts.agree), button(directoryButtons.decline, texts.decline)),
];

/** Takes all the companies that a person speaks for out of the directory, and ends the wishes that waited for them. */
async function leave(tx: Transaction, personId: string, parts: DirectoryStepParts): Promise<Block[]> {
  let left = 0;
  let waiting = 0;
  for (const { companyId, status } of await membershipsOf(tx, personId)) {
    if (status !== 'member' || !(await agreesTo(tx, companyId, PURPOSE))) continue;
    await lockListing(tx, companyId);
    await noteConsent(tx, { personId, companyId }, false, parts.now);
    left += 1;
    waiting += await endWishes(tx, companyId, parts);
  }
  if (left === 0) return words(texts.notIn);
  return words(texts.left, ...(waiting > 0 ? [texts.leftWaiting(waiting)] : []));
}

const urlOf = async (db: Queryable, companyId: string, { cardUrl, pageUrl }: DirectoryParts) => {
  const card = await ownCard(db, companyId);
  return card ? cardUrl(card.slug) : pageUrl();
};

/**
 * The offer to be in the directory, and what it waits for, to a person whose company has just been referenced or whose
 * file is shown; nothing while the directory is closed, or once they are in it.
 */
export async function directoryOffer(
  db: Queryable,
  companyId: string,
  { isOn }: DirectoryParts,
): Promise<Block[]> {
  if (!isOn) return [];
  const waits = await holdingBlocks(db, companyId);
  if (await agreesTo(db, companyId, PURPOSE)) return waits;
  return [paragraph(texts.offer), ...waits, choices(button(directoryButtons.join, texts.offerButton))];
}
