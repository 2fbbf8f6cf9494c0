import { paragraph } from '#src/channel/blocks.ts';
import { companyBrief } from '#src/company/brief.ts';
import { companyFields } from '#src/company/store/companies.ts';
import type { ThreadState } from '#src/conversation/ports.ts';
import { asksWhetherToJoin } from '#src/conversation/rules/intents.ts';
import type { Route } from '#src/conversation/rules/router.ts';
import { type Conversation, conversationsOf } from '#src/conversation/store/conversations.ts';
import { requestsOf } from '#src/conversation/store/requests.ts';
import { onlyWords } from '#src/conversation/texts.ts';
import type { ReadingParts } from '#src/conversation/workers/prepared.ts';
import { caseLines } from '#src/features/expert/chat/case-lines.ts';
import { knownClosing, type SaidClosing } from '#src/features/expert/known-closing.ts';
import { withOffer } from '#src/features/handouts/chat/offer.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import type { OwnCompany } from '#src/features/handouts/rules/told.ts';
import type { PrivacyState } from '#src/features/privacy/rules/request.ts';
import { withSignUp, withSignUpBeside } from '#src/features/referencing/chat/sign-up-offer.ts';
import { isFilling } from '#src/features/referencing/chat/turn.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { failedReply } from './failed-reply.ts';
import { ownLines } from './own-lines.ts';
import { questionText } from './question-text.ts';
import { type PendingHandout, type Reply, replyToBareWord, replyToIntent, replyToQuestion } from './reply.ts';

/** What the conversation layer keeps between turns. */
export interface TurnState {
  readonly thread?: ThreadState;
  readonly threadAt?: number;
  /** The last closing date that the company said, as it was read. */
  readonly saidClosing?: SaidClosing | undefined;
  /** What was asked of the company, whose next message may be the answer. */
  readonly asking?: 'deadline' | undefined;
  /** When the last exchange with an expert ended: what was spoken of before is settled. */
  readonly endedAt?: number | undefined;
  /** The kind of the last reply. */
  readonly lastKind?: string | undefined;
  /** What was asked about the person's data. */
  readonly privacy?: PrivacyState | undefined;
  /** The form's question is what was last asked. */
  readonly filling?: boolean | undefined;
  /** A document asked for, which what comes next may complete. */
  readonly handout?: PendingHandout | undefined;
  /** Whether the company agrees to be in the directory is. */
  readonly joining?: boolean | undefined;
  /** The diagnosis's question is. */
  readonly diagnosing?: boolean | undefined;
}

/**
 * The reply of what needs no transaction. What is done and said in one (a link, something about a case) has none here.
 */
export async function makeReply(
  parts: ReadingParts,
  conversation: Conversation,
  decided: Route,
  at: number,
): Promise<Reply | undefined> {
  const { db, answerer, logger } = parts;
  try {
    switch (decided.to) {
      case 'person':
      case 'link':
      case 'privacy':
      case 'case':
      case 'deadline':
      case 'referencing':
      case 'training':
      case 'directory':
        return undefined;
      case 'file':
        return { kind: 'help', blocks: [paragraph(onlyWords)] };
      case 'question': {
        const started = performance.now();
        const { asking, handout: pending } = conversation.state as TurnState;
        const { handouts } = parts;
        if (handouts) {
          const known = async () => ({
            company: await ownCompany(db, conversation),
            closing: await knownClosing(db, conversation, at),
          });
          const document = await handoutReply(handouts, decided.text, { now: at, pending, known });
          if (document) return document;
        }
        const bare = replyToBareWord(decided.text);
        if (bare) return bare;
        const thread = await threadOf(db, conversation);
        const text = questionText(decided.text, at, asking === 'deadline');
        const answered = await replyToQuestion(answerer(), text, thread, parisDay(at));
        const reply = parts.referencing ? joining(conversation, decided.text, answered) : answered;
        logger.info(
          { kind: reply.kind, ms: Math.round(performance.now() - started), fallback: reply.answer?.fallback },
          'question answered',
        );
        return handouts ? await withOffer(handouts, reply) : reply;
      }
      case 'intent': {
        const isStatus = decided.intent === 'status';
        const requests = isStatus ? await requestsOf(db, conversation) : [];
        const { personId } = conversation;
        const own = isStatus && personId ? await ownLines(db, personId, at) : undefined;
        // Who has their file asked for nothing that is still to come.
        const left = requests.filter(({ kind }) => kind !== 'referencing' || !own?.hasSignUp);
        const named = left.map(({ kind, at }) => ({ kind, on: frenchDate(parisDay(at)) }));
        const cases = isStatus ? await caseLines(db, conversation, at) : [];
        const lines = [...cases, ...(own?.lines ?? [])];
        return replyToIntent(decided.intent, decided.text, true, named, lines, parts.directory?.isOn);
      }
      default:
        return decided satisfies never;
    }
  } catch (error) {
    logger.error({ err: error, conversation: conversation.id }, 'reply failed');
    return failedReply(error);
  }
}

/** An answer with the way to the sign-up, where it is of use; the form that is under way asks its question again. */
function joining({ state }: Conversation, text: string, answered: Reply): Reply {
  if (isFilling(state)) return answered;
  return asksWhetherToJoin(text) ? withSignUp(answered) : withSignUpBeside(answered);
}

/** The company for which a person speaks, as their documents name it. */
async function ownCompany(db: Queryable, { personId }: Conversation): Promise<OwnCompany | undefined> {
  const own = personId ? await companyBrief(db, personId) : undefined;
  if (!own || own.name === '') return undefined;
  const siret = (await companyFields(db, own.companyId)).find(({ field }) => field === 'siret')?.shown;
  return { name: own.name, siret };
}

/**
 * What a conversation speaks of: the last thread of the person, on whichever of their channels it was. On one channel,
 * a conversation that has its own thread goes on with it: people reply under what they see. What is older than the end
 * of an exchange with an expert is settled, wherever it was said.
 */
async function threadOf(db: Queryable, conversation: Conversation): Promise<ThreadState | undefined> {
  const own = conversation.state as TurnState;
  const all = conversation.personId ? await conversationsOf(db, conversation.personId) : [];
  const others = all.filter(({ channel }) => !own.thread || channel !== conversation.channel);
  const states = [own, ...others.map(({ state }) => state as TurnState)];
  const endedAt = Math.max(0, ...all.map(({ state }) => (state as TurnState).endedAt ?? 0), own.endedAt ?? 0);
  const fresh = states.filter(({ thread, threadAt = 0 }) => thread && threadAt > endedAt);
  return fresh.toSorted((a, b) => (b.threadAt ?? 0) - (a.threadAt ?? 0))[0]?.thread;
}
