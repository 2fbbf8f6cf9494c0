import { type Block, paragraph } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import type { Route } from '#src/conversation/rules/router.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { INTRODUCTION_KIND, NEWS_KIND } from '#src/conversation/store/kinds.ts';
import type { ClosingSaid } from '#src/conversation/workers/prepared.ts';
import { answerDirectory, type DirectoryWords } from '#src/features/directory/chat/step.ts';
import type { DirectoryParts } from '#src/features/directory/chat/turn.ts';
import { CASE_BUTTONS } from '#src/features/expert/case/news.ts';
import { openingOf } from '#src/features/expert/chat/case-opening.ts';
import {
  answerCaseRequest,
  type CaseWords,
  keepDeadline,
  startCase,
} from '#src/features/expert/chat/case-steps.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { privacyWords } from '#src/features/privacy/chat/hear.ts';
import type { PrivacySettings, PrivacyWords } from '#src/features/privacy/chat/step.ts';
import type { ReferencingWords } from '#src/features/referencing/chat/step.ts';
import { referencingWords } from '#src/features/referencing/chat/step-and-offer.ts';
import type { ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import { answerTraining } from '#src/features/training/chat/step.ts';
import type { DiagnosingState } from '#src/features/training/chat/turn.ts';
import { contactOffer } from '#src/person/chat/contact.ts';
import { link } from '#src/person/chat/link.ts';
import type { Merging } from '#src/person/merging.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import type { FormsInUse } from './forms-in-use.ts';
import type { Reply } from './reply.ts';

/** A turn of the conversation, decided. */
export interface DecidedTurn {
  readonly current: Conversation;
  /** The last message of the burst, by its place in the conversation. */
  readonly last: { readonly id: string; readonly seq: number };
  readonly decided: Route;
  readonly reply: Reply | undefined;
  readonly mailIsOn: boolean;
  readonly forms: FormsInUse;
  readonly referencing: ReferencingParts | undefined;
  readonly directory: DirectoryParts | undefined;
  readonly privacy: PrivacySettings | undefined;
  readonly merging: Merging;
  readonly closing: ClosingSaid;
  readonly found: readonly Block[] | undefined;
}

/** What a turn says beside its reply, and what of the conversation's state it changes. */
export type TurnWords = CaseWords & {
  readonly kind: string;
  readonly state?:
    | (Partial<ReferencingWords['state']> & DiagnosingState)
    | DirectoryWords['state']
    | PrivacyWords['state'];
};

/** What is said in the transaction that does it: a link, a step of a dialog or of a case, a case that opens after a reply. */
export async function wordsOf(tx: Transaction, context: DeskContext, turn: DecidedTurn): Promise<TurnWords> {
  const { current, decided, mailIsOn, directory } = turn;
  const { now } = context;
  switch (decided.to) {
    case 'link': {
      const said = await link(tx, current.personId, decided.request, now);
      return { blocks: said.map(paragraph), kind: 'help' };
    }
    case 'referencing': {
      const figures = turn.referencing?.figures() ?? new Map();
      const parts = { mailIsOn, figures, directory, merging: turn.merging, now };
      return { ...(await referencingWords(tx, current, decided.turn, parts)), kind: 'referencing' };
    }
    case 'training': {
      const training = turn.referencing?.training;
      // Beside an expert, a button of ours is answered as news are.
      const kind = current.mode === 'human' ? NEWS_KIND : 'training';
      if (!training) return { blocks: [], kind };
      return { ...(await answerTraining(tx, current, decided.turn, { training, now })), kind };
    }
    case 'directory': {
      const { form } = turn.forms;
      if (!directory || !form) return { blocks: [], kind: 'help' };
      const said = await answerDirectory(tx, current, decided.turn, {
        directory,
        form,
        mailIsOn,
        found: turn.found,
        now,
      });
      return current.mode === 'human' ? { ...said, kind: INTRODUCTION_KIND } : said;
    }
    case 'privacy':
      return privacyWords(tx, context, turn, decided.request);
    case 'case':
      return { ...(await answerCaseRequest(tx, context, current, decided.request)), kind: 'case' };
    case 'deadline': {
      const blocks: readonly Block[] = await keepDeadline(tx, context, current, decided.deadline);
      return { blocks, kind: 'case' };
    }
    default:
      return openingWordsOf(tx, context, turn);
  }
}

/** What is said of a case that the turn opens, or whose closing date it tells; often nothing. */
async function openingWordsOf(tx: Transaction, context: DeskContext, turn: DecidedTurn): Promise<TurnWords> {
  const { current, decided, reply, closing, mailIsOn } = turn;
  const { seq } = turn.last;
  const opening = await openingOf(tx, context, { conversation: current, decided, reply, closing, seq });
  switch (opening?.type) {
    case undefined:
      return { blocks: [], kind: 'help' };
    case 'ended':
      return { blocks: [paragraph(caseTexts.alreadyOver), choices(CASE_BUTTONS.reopen)], kind: 'case' };
    case 'deadline':
      return { blocks: await keepDeadline(tx, context, current, opening.deadline), kind: 'case' };
    case 'open': {
      const opened = await startCase(tx, context, current, opening.wish);
      const offer = await contactOffer(tx, current, mailIsOn);
      return { ...opened, blocks: [...opened.blocks, ...offer], kind: 'case' };
    }
    default:
      return opening satisfies never;
  }
}
