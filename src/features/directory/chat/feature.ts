import type { Block } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import type { Form } from '#src/company/form/form.ts';
import { INTRODUCTION_KIND } from '#src/company/members/news.ts';
import type { Acting, Errand, Feature, Said, Standing } from '#src/conversation/feature.ts';
import { introductionAnswer } from '#src/features/directory/introductions/dialog.ts';
import {
  askIntroductionAgain,
  introductionAfterContact,
} from '#src/features/directory/introductions/step.ts';
import { readCards } from '#src/features/directory/search/read-cards.ts';
import { searchBlocks } from '#src/features/directory/search/show-companies.ts';
import type { ContactState } from '#src/person/rules/contact-dialog.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { directoryHears, type HeardInDirectory } from './hear.ts';
import { type DirectoryState, directoryMemory } from './memory.ts';
import { answerDirectory, type DirectoryWords } from './step.ts';
import type { DirectoryParts, DirectoryTurn } from './turn.ts';

/** A step in the directory, or what an address opens that was confirmed. */
type DirectoryAct =
  | {
      readonly act: 'step';
      readonly data: {
        readonly turn: DirectoryTurn;
        readonly form: Form;
        /** What a search found. */
        readonly found: readonly Block[] | undefined;
      };
    }
  | { readonly act: 'address-confirmed'; readonly data?: undefined };

/** The directory of companies, and wishes for the contact of one. */
export function directoryFeature(parts: {
  readonly db: Queryable;
  readonly directory: DirectoryParts;
  readonly form: () => Promise<Form>;
  readonly mailIsOn: boolean;
  /** What a code that was sent asks of the dialog that takes it. */
  readonly awaitCode: (contact: ContactState) => Errand;
}): Feature<HeardInDirectory, DirectoryAct, DirectoryState> {
  const { db, directory, mailIsOn, awaitCode } = parts;
  const read = async (
    heard: HeardInDirectory,
    { conversation, now }: Standing<DirectoryState>,
  ): Promise<DirectoryTurn | undefined> => {
    if ('answers' in heard) {
      const { answers: draft, text } = heard;
      const known = conversation.personId && (await confirmedEmail(db, conversation.personId));
      const needsProof = mailIsOn && !canPush(conversation.channel);
      const step = introductionAnswer(draft, text, { known, needsProof, now });
      return { request: { type: 'answer', draft, known, step }, isButton: false };
    }
    const { request } = heard;
    if (request.type !== 'contact-name') return heard;
    const key = await keyNamed(db, request.name);
    return key === undefined ? undefined : { request: { type: 'contact', key }, isButton: false };
  };
  const saidOf = ({ blocks, kind, state = {} }: DirectoryWords): Said => {
    const { contact, ...own } = { contact: undefined, ...state };
    const asks = ('introduction' in own && own.introduction) || ('joining' in own && own.joining);
    return {
      blocks,
      kind,
      ...(Object.keys(own).length > 0 && { state: own }),
      asked: Boolean(asks),
      next: contact ? [awaitCode(contact)] : [],
    };
  };
  const step = async (
    tx: Transaction,
    { turn, form, found }: Extract<DirectoryAct, { act: 'step' }>['data'],
    { conversation, now }: Acting<DirectoryState>,
  ): Promise<Said> => {
    const words = await answerDirectory(tx, conversation, turn, { directory, form, mailIsOn, found, now });
    const said = saidOf(words);
    return conversation.mode === 'human' ? { ...said, kind: INTRODUCTION_KIND } : said;
  };
  return {
    name: 'directory',
    memory: directoryMemory,
    saidBeside: [INTRODUCTION_KIND],
    knows: async () => undefined,
    hears: (message, at) => directoryHears(message, at, directory),
    prepare: async (heard, at) => {
      const turn = await read(heard, at);
      if (!turn) return undefined;
      const form = await parts.form();
      const { request } = turn;
      const isSearch = request.type === 'search' && directory.isOn;
      const found = isSearch
        ? searchBlocks(form, await readCards(db), request.search, directory.pageUrl)
        : undefined;
      return { act: 'step', data: { turn, form, found } };
    },
    act: async (tx, doing, at) => {
      if (doing.act === 'step') return step(tx, doing.data, at);
      // The wish goes on with the address, or ends with it.
      const { conversation, now } = at;
      const words = await introductionAfterContact(tx, conversation, { mailIsOn, now });
      if (!words) return { blocks: [], kind: INTRODUCTION_KIND };
      return { ...saidOf({ ...words, kind: INTRODUCTION_KIND }), isAside: true };
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
