import { canPush } from '#src/channel/can-push.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import type { Form } from '#src/company/form/form.ts';
import { INTRODUCTION_KIND } from '#src/company/members/news.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Acting, Errand, Feature, Said, Standing } from '#src/conversation/feature.ts';
import { introductionAnswer } from '#src/features/directory/introductions/dialog.ts';
import {
  askIntroductionAgain,
  introductionAfterContact,
} from '#src/features/directory/introductions/step.ts';
import type { SearchWords } from '#src/features/directory/rules/search-words.ts';
import { type Found, NEED_BUTTON } from '#src/features/directory/search/show-companies.ts';
import { directoryTexts } from '#src/features/directory/texts.ts';
import type { ContactState } from '#src/person/rules/contact-dialog.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { directoryHears, type HeardInDirectory } from './hear.ts';
import { contactMeant, foundFor, keyNamed, keyRanked, needWords } from './lookups.ts';
import { type DirectoryState, directoryMemory, spokenOf } from './memory.ts';
import { answerDirectory, type DirectoryWords } from './step.ts';
import type { DirectoryParts, DirectoryTurn, Needs } from './turn.ts';

const KIND = 'directory';

/** A step in the directory, or what an address opens that was confirmed. */
type DirectoryAct =
  | {
      readonly act: 'step';
      readonly data: {
        readonly turn: DirectoryTurn;
        readonly form: Form;
        /** What a search found, or the companies of which one is meant. */
        readonly found: Found | undefined;
      };
    }
  | { readonly act: 'address-confirmed'; readonly data?: undefined };

/** The directory of companies, and wishes for the contact of one. */
export function directoryFeature(parts: {
  readonly db: Queryable;
  readonly directory: DirectoryParts;
  readonly form: () => Promise<Form>;
  readonly mailIsOn: boolean;
  readonly needs: Needs;
  /** What a code that was sent asks of the dialog that takes it. */
  readonly awaitCode: (contact: ContactState) => Errand;
}): Feature<HeardInDirectory, DirectoryAct, DirectoryState> {
  const { db, directory, mailIsOn, needs, awaitCode } = parts;
  const read = async (
    heard: HeardInDirectory,
    { conversation, now, memory }: Standing<DirectoryState>,
  ): Promise<DirectoryTurn | undefined> => {
    if ('contactIn' in heard)
      return {
        request: await contactMeant(db, heard.contactIn, spokenOf(memory, now).listed),
        isButton: false,
      };
    if ('answers' in heard) {
      const { answers: draft, text } = heard;
      const known = conversation.personId && (await confirmedEmail(db, conversation.personId));
      const needsProof = mailIsOn && !canPush(conversation.channel);
      const step = introductionAnswer(draft, text, { known, needsProof, now });
      return { request: { type: 'answer', draft, known, step }, isButton: false };
    }
    const { request } = heard;
    if (request.type !== 'contact-name') return heard;
    const key =
      (await keyNamed(db, request.name)) ?? (await keyRanked(db, request.name, spokenOf(memory, now).listed));
    return key === undefined ? undefined : { request: { type: 'contact', key }, isButton: false };
  };
  const step = async (
    tx: Transaction,
    { turn, form, found }: Extract<DirectoryAct, { act: 'step' }>['data'],
    { conversation, memory, now }: Acting<DirectoryState>,
  ): Promise<Said> => {
    if (turn.request.type === 'need') return giveNeed(spokenOf(memory, now), needs);
    const need = directory.isOn ? undefined : needTold(turn.request, needs, now);
    if (need) return needOffered(need, now);
    const told = await answerDirectory(tx, conversation, turn, { directory, form, mailIsOn, found, now });
    const said = saidOf(told, awaitCode);
    return conversation.mode === 'human' ? { ...said, kind: INTRODUCTION_KIND } : said;
  };
  return {
    name: 'directory',
    memory: directoryMemory,
    saidBeside: [INTRODUCTION_KIND],
    knows: async () => undefined,
    hears: (message, at) => directoryHears(message, at, { isOn: directory.isOn, saysNeed: needs.saysNeed }),
    prepare: async (heard, at) => {
      const turn = await read(heard, at);
      if (!turn) return undefined;
      const form = await parts.form();
      const { request } = turn;
      return {
        act: 'step',
        data: { turn, form, found: await foundFor(db, request, { directory, form, needs, now: at.now }) },
      };
    },
    act: async (tx, doing, at) => {
      if (doing.act === 'step') return step(tx, doing.data, at);
      // The wish goes on with the address, or ends with it.
      const { conversation, now } = at;
      const words = await introductionAfterContact(tx, conversation, { mailIsOn, now });
      if (!words) return { blocks: [], kind: INTRODUCTION_KIND };
      return { ...saidOf({ ...words, kind: INTRODUCTION_KIND }, awaitCode), isAside: true };
    },
    pending: ({ conversation, memory, now }) => ({
      blocks: askIntroductionAgain(
        { channel: conversation.channel, introduction: memory.introduction },
        { mailIsOn, now },
      ),
      kind: INTRODUCTION_KIND,
    }),
  };
}

/** What a buyer looks for, where their words say that they buy. */
function needTold(request: DirectoryTurn['request'], needs: Needs, now: number): SearchWords | undefined {
  if (request.type !== 'search' && request.type !== 'ask-search') return undefined;
  return needs.saysNeed(needWords(request.words), now) ? request.words : undefined;
}

/** While the directory is closed, no company is shown; what is needed may be given to the team all the same. */
const needOffered = (search: SearchWords, now: number): Said => ({
  blocks: [
    ...words(directoryTexts.closedNeed, directoryTexts.elsewhere),
    choices(NEED_BUTTON, EXPERT_BUTTON),
  ],
  kind: KIND,
  state: { search: { ...search, at: now } },
});

/** Gives what was looked for last to the team: another feature asks for whom. */
function giveNeed({ search }: Pick<DirectoryState, 'search'>, needs: Needs): Said {
  const told = search && needWords(search);
  if (!told) return { blocks: words(directoryTexts.needFirst), kind: KIND };
  return { blocks: [], kind: KIND, next: [needs.begin(told)] };
}

/** What was said, and what it asks of the dialog that takes a code. */
function saidOf(
  { blocks, kind, state = {} }: DirectoryWords,
  awaitCode: (contact: ContactState) => Errand,
): Said {
  const { contact, ...own } = { contact: undefined, ...state };
  const asks =
    ('introduction' in own && own.introduction) ||
    ('joining' in own && own.joining) ||
    ('search' in own && own.search?.asks);
  return {
    blocks,
    kind,
    ...(Object.keys(own).length > 0 && { state: own }),
    asked: Boolean(asks),
    next: contact ? [awaitCode(contact)] : [],
  };
}
