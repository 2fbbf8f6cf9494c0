import { z } from 'zod';
import { companyBrief } from '#src/company/brief.ts';
import { companyFields } from '#src/company/store/companies.ts';
import type {
  Candidate,
  Errand,
  Feature,
  Memory,
  Reading,
  Said,
  Standing,
} from '#src/conversation/feature.ts';
import type { AfterAnswer, Reviewed } from '#src/conversation/reply.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import { wishOf } from '#src/conversation/rules/reading.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { ordersOurDocument } from '#src/features/handouts/rules/asked.ts';
import type { KnownBefore, OwnCompany } from '#src/features/handouts/rules/told.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import { type HandoutReply, type PendingHandout, pendingAfter } from './pending.ts';
import { type HandoutParts, handoutReply, isAwaited } from './reply.ts';
import { withFiles } from './with-files.ts';

const schema = z.object({
  /** A document asked for, which what comes next may complete. */
  handout: z
    .object({
      model: z.string(),
      said: z.string(),
      at: z.number(),
      open: z.boolean(),
      takesClosing: z.boolean().optional(),
    })
    .optional()
    .catch(undefined),
});
type State = z.output<typeof schema>;

const memory: Memory<State> = {
  schema,
  // What is open waits for an answer, until another one asks for a precision.
  left: ({ handout }, { said }) => (handout?.open && !said.isOpen ? { handout } : {}),
  isSubject: true,
};

interface Ordered {
  readonly text: string;
}
interface GiveAct {
  readonly act: 'give';
  readonly data: Pick<HandoutReply, 'kind' | 'blocks' | 'files' | 'thread'> & {
    readonly left: PendingHandout | undefined;
    readonly takesClosing: boolean;
  };
}

const SURE = { date: 1, ours: 0.6, perhaps: 0.7 };

/**
 * Whether a message may ask for a document, or complete one: that is known once it is read against the models. A date
 * is for the document that waits for one, and for the case beside; « annuler » is about it where it asked last.
 */
function heard(message: Reading, { memory: { handout }, conversation, now, asked }: Standing<State>) {
  const { content, text, closing } = message;
  if (content.type !== 'text' && content.type !== 'action') return [];
  const as = (ground: Candidate['ground'], probability: number): Candidate<Ordered>[] => [
    { turn: { text }, ground, probability },
  ];
  const awaited = handout && isAwaited(handout, now) ? handout : undefined;
  const isDate = closing.given !== undefined && closing.given !== 'none';
  if (awaited?.takesClosing && isDate && conversation.mode === 'waiting' && wishOf(message) === undefined)
    return as('asked', SURE.date);
  if (awaited?.open && callsOff(text)) return as(asked === 'handouts' ? 'asked' : 'presumed', SURE.perhaps);
  return ordersOurDocument(text) ? as('meant', SURE.ours) : as('answer', SURE.perhaps);
}

/** Documents to take away: made of models, and of what was said. */
export function handoutsFeature(parts: {
  readonly db: Queryable;
  readonly handouts: HandoutParts;
  /** The closing, still to come, of the tender that a person speaks of. */
  readonly knownClosing: (
    db: Queryable,
    conversation: Conversation,
    now: number,
  ) => Promise<KnownBefore['closing']>;
  readonly reviewed: Reviewed;
  readonly after: AfterAnswer;
  /** What a clause asks of who answers what comes next about it. */
  readonly speakOf: (thread: ThreadContext) => Errand;
}): Feature<Ordered, GiveAct, State> {
  const { db, handouts, knownClosing, reviewed, after, speakOf } = parts;
  return {
    name: 'handouts',
    memory,
    knows: async () => undefined,
    hears: heard,
    prepare: async ({ text }, { conversation, now, memory: { handout: pending } }) => {
      const known = async () => ({
        company: await ownCompany(db, conversation),
        closing: await knownClosing(db, conversation, now),
      });
      const reply: HandoutReply | undefined = await reviewed(conversation, () =>
        handoutReply(handouts, text, { now, pending, known }),
      );
      if (!reply) return undefined;
      const { kind, blocks, files, thread } = reply;
      const left = pendingAfter(reply, pending);
      return {
        act: 'give',
        data: { kind, blocks, files, thread, left, takesClosing: reply.pending?.takesClosing === true },
      };
    },
    act: async (
      tx,
      { data: { kind, blocks, files, thread, left, takesClosing } },
      { now },
    ): Promise<Said> => ({
      blocks: await withFiles(tx, blocks, files, now),
      kind,
      state: { handout: left },
      isReply: true,
      next: [...(thread ? [speakOf(thread)] : []), ...after({ takesClosing })],
    }),
    pending: () => undefined,
  };
}

/** The company for which a person speaks, as their documents name it. */
async function ownCompany(db: Queryable, { personId }: Conversation): Promise<OwnCompany | undefined> {
  const own = personId ? await companyBrief(db, personId) : undefined;
  if (!own || own.name === '') return undefined;
  const siret = (await companyFields(db, own.companyId)).find(({ field }) => field === 'siret')?.shown;
  return { name: own.name, siret };
}
