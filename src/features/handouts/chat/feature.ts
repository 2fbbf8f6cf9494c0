import { z } from 'zod';
import { companyBrief } from '#src/company/brief.ts';
import { companyFields } from '#src/company/store/companies.ts';
import {
  AS_ANSWER,
  type Candidate,
  type Errand,
  type Feature,
  type Memory,
  type Reading,
  type Said,
  type Standing,
} from '#src/conversation/feature.ts';
import type { AfterAnswer, Reviewed } from '#src/conversation/reply.ts';
import { bareClosing } from '#src/conversation/rules/bare-closing.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { orderAmong, ordersOurDocument } from '#src/features/handouts/rules/asked.ts';
import { ofContract } from '#src/features/handouts/rules/purchase.ts';
import type { KnownBefore, OwnCompany } from '#src/features/handouts/rules/told.ts';
import { asksAnother } from '#src/features/handouts/rules/which-meant.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import { VALUE_KINDS } from '#src/knowledge/model/handout-model.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { onPurchase } from '#src/reader/purchases/several.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import { offeredIn } from './offer.ts';
import { type GivenHandout, type HandoutReply, type PendingHandout, pendingAfter } from './pending.ts';
import {
  choosesIn,
  correctsDocument,
  correctsFacts,
  type HandoutParts,
  handoutReply,
  isAwaited,
} from './reply.ts';
import { givenBy } from './together.ts';
import {
  caseTold,
  hoursTold,
  invoiceTold,
  lastSources,
  lastTalk,
  offeredInWords,
  selfTold,
  toldBefore,
} from './told-before.ts';
import { withFiles } from './with-files.ts';

/** Fields as they were put right; empty for one that is wanted blank. */
const fields = z.partialRecord(z.enum(VALUE_KINDS), z.string()).optional();
const givenSchema = z.object({ model: z.string(), said: z.string(), at: z.number(), fields });

const schema = z.object({
  /** A document asked for, which what comes next may complete. */
  handout: z
    .object({
      model: z.string().optional(),
      /** Which one was asked: what was offered, in order. */
      offered: z.array(z.string()).optional(),
      said: z.string(),
      at: z.number(),
      open: z.boolean(),
      takesClosing: z.boolean().optional(),
      fields,
      awaits: z.enum(VALUE_KINDS).optional(),
    })
    .optional()
    .catch(undefined),
  /** The last document that was given: it may be wanted again for another case. */
  given: givenSchema.optional().catch(undefined),
  /** The closing that was said for a document, until another one is said in passing. */
  ownClosing: z
    .object({ at: z.number(), said: z.string(), certain: z.boolean() })
    .optional()
    .catch(undefined),
  /** Those that were given before it, the last first. */
  earlier: z.array(givenSchema).optional().catch(undefined),
});
type State = z.output<typeof schema>;

const memory: Memory<State> = {
  schema,
  // What is open waits for an answer, until another one asks for a precision.
  left: ({ handout, given, earlier, ownClosing }, { said, closing: { passing } }) => ({
    handout: handout?.open && !said.isOpen ? handout : undefined,
    given,
    earlier,
    ownClosing: passing ? undefined : ownClosing,
  }),
  isSubject: true,
};

interface Ordered {
  readonly text: string;
  /** A document is wanted, by what was learnt from examples, whether or not we know it by name. */
  readonly isWanted?: boolean | undefined;
  /** The last one is to be put right, by what was learnt from examples. */
  readonly isFix?: boolean | undefined;
  /** The one that was offered below the last answer. */
  readonly offered?: string | undefined;
}
interface GiveAct {
  readonly act: 'give';
  readonly data: Pick<HandoutReply, 'kind' | 'blocks' | 'files' | 'thread'> & {
    readonly left: PendingHandout | undefined;
    readonly given: GivenHandout | undefined;
    readonly earlier: readonly GivenHandout[];
    readonly ownClosing: KnownBefore['closing'];
    readonly takesClosing: boolean;
    /** It asks which document is wanted. */
    readonly asks: boolean;
  };
}

/** The act by which a document is asked for, as learnt from examples. */
const WANTED = 'handout.get';
/** The act by which the last one is put right. */
const FIX = 'handout.correct';
const SURE = { date: 1, corrects: 0.98, ours: 0.6, perhaps: 0.7 };
/** Documents that may still be put right beside the last one. */
const KEPT = 3;

/**
 * Whether a message may ask for a document, or complete one: that is known once it is read against the models. A date
 * is for the document that waits for one, and for the case beside; « annuler » is about it where it asked last.
 */
function heard(message: Reading, at: Standing<State>): Candidate<Ordered>[] {
  const { memory, now, asked } = at;
  const { handout } = memory;
  const { content } = message;
  const text = ownWords(message);
  if (content.type !== 'text' && content.type !== 'action') return [];
  const as = (ground: Candidate['ground'], probability: number): Candidate<Ordered>[] => [
    { turn: { text }, ground, probability },
  ];
  const awaited = handout && isAwaited(handout, now) ? handout : undefined;
  const dated = isOnlyDate(message) ? withDate(message, at) : undefined;
  if (dated) return [dated];
  const asAnswer = () => as(asked === 'handouts' ? 'asked' : 'presumed', SURE.perhaps);
  if (awaited?.open && callsOff(text)) return asAnswer();
  if (actOf(message) === WANTED) return [wanted(message)];
  if (awaited && choosesIn(awaited, text)) return asAnswer();
  const corrects = isOfLast(memory, now) ? correction(message, text) : undefined;
  if (corrects) return [corrects];
  if (awaited?.awaits !== undefined) return asAnswer();
  const sure = orderedBy(text, memory, now);
  return sure === undefined ? as('answer', SURE.perhaps) : as('meant', sure);
}

/** What a bare date is for: the document that waits for one, or what is made of a closing that was just asked for. */
function withDate(
  { text, shown }: Reading,
  { memory: { handout }, conversation, now }: Standing<State>,
): Candidate<Ordered> | undefined {
  if (handout?.takesClosing && isAwaited(handout, now) && conversation.mode === 'waiting')
    return { turn: { text }, ground: 'asked', probability: SURE.date };
  // « le 12 décembre à midi », after « Donnez-moi la date et l’heure limites ».
  if (!shown.asksClosing || !bareClosing(text, now)?.isAll) return undefined;
  const turn = { text: texts.planBefore(text), isWanted: true };
  return { turn, ground: 'asked', probability: AS_ANSWER };
}

/** What of a message puts the last document right, where something else is asked after it; all of it, elsewhere. */
const ownWords = ({ text, parts: [first] }: Reading): string => (first?.wants === FIX ? first.text : text);

/** How sure it is that a document is ordered: beside something else, after the last (« celle pour le gagnant »), or alone. */
function orderedBy(text: string, { given }: State, now: number): number | undefined {
  const isAnother = given !== undefined && isAwaited(given, now) && asksAnother(text);
  if (isAnother || orderAmong(text) !== undefined) return SURE.corrects;
  return ordersOurDocument(text) ? SURE.ours : undefined;
}

/** When it closes, and no wish. */
const isOnlyDate = (message: Reading): boolean => {
  const { given } = message.closing;
  return given !== undefined && given !== 'none' && wishOf(message) === undefined;
};

const wanted = (message: Reading): Candidate<Ordered> => ({
  turn: { text: message.text, isWanted: true, offered: offeredIn(message.shown.choices) },
  ground: 'meant',
  probability: sureOf(message),
});

/** The last document is to be put right, or what it was filled with: by what was learnt, or by what the message names. */
function correction(message: Reading, text: string): Candidate<Ordered> | undefined {
  if (actOf(message) === FIX && !asksBesides(text)) {
    const probability = Math.max(sureOf(message), SURE.corrects);
    return { turn: { text, isFix: true }, ground: 'meant', probability };
  }
  const isSaid = correctsDocument(text) || correctsFacts(text);
  return isSaid ? { turn: { text }, ground: 'meant', probability: SURE.corrects } : undefined;
}

/** A message longer than this says more than what is to be put right. */
const LONGEST_FIX = 160;
/** « …, mon courrier est du 20 novembre. Quel recours me reste-t-il ? »: a long message that asks is a question. */
const asksBesides = (text: string): boolean =>
  text.length > LONGEST_FIX && text.includes('?') && !correctsDocument(text);

/** Whether a document was given, or asked for, not long ago. */
const isOfLast = ({ handout, given }: State, now: number): boolean =>
  [handout, given].some((one) => one !== undefined && isAwaited(one, now));

/** What is known of who writes, and what the conversation told until now. */
async function toldSoFar(
  db: Queryable,
  conversation: Conversation,
  { now, contract }: { now: number; contract: KnownBefore['contract'] },
): Promise<KnownBefore> {
  const { id } = conversation;
  return {
    company: await ownCompany(db, conversation),
    purchase: ofContract(await toldBefore(db, id, now), contract),
    self: await selfTold(db, id, now),
    invoice: await invoiceTold(db, id, now),
    hours: await hoursTold(db, id, now),
    case: await caseTold(db, id, now),
    spokenOf: await lastSources(db, id, now),
    offers: await offeredInWords(db, id, now),
    recent: await lastTalk(db, id, now),
  };
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
  /** What the person said that they would change, after an answer that was lost, the last said first. */
  readonly lessonsOf: (db: Queryable, personId: string) => Promise<readonly string[]>;
  /** What the conversation told of the contract that it speaks of. */
  readonly contractTold: (conversation: Conversation, now: number) => Promise<KnownBefore['contract']>;
  readonly reviewed: Reviewed;
  readonly after: AfterAnswer;
  /** What a clause asks of who answers what comes next about it. */
  readonly speakOf: (thread: ThreadContext) => Errand;
}): Feature<Ordered, GiveAct, State> {
  const { db, handouts, knownClosing, lessonsOf, contractTold, reviewed, after, speakOf } = parts;
  return {
    name: 'handouts',
    memory,
    knows: async () => undefined,
    hears: heard,
    prepare: async ({ text, isWanted, isFix, offered }, { conversation, now, memory }) => {
      const { handout: pending, given, earlier = [], ownClosing } = memory;
      const told = await contractTold(conversation, now);
      const on = onPurchase(text, told, parisDay(now));
      const contract = on?.told ?? told;
      const known = async () => ({
        ...(await toldSoFar(db, conversation, { now, contract })),
        closing: ownClosing && ownClosing.at > now ? ownClosing : await knownClosing(db, conversation, now),
        contract,
        lessons: conversation.personId ? await lessonsOf(db, conversation.personId) : [],
      });
      const reply: HandoutReply | undefined = await reviewed(conversation, () =>
        handoutReply(handouts, on?.text ?? text, {
          now,
          pending,
          given,
          earlier,
          known,
          isWanted,
          isFix,
          offered,
          // What is put right of one of several purchases is in what was told of it.
          isCorrected: on !== undefined && correctsFacts(text),
        }),
      );
      if (!reply) return undefined;
      const { kind, blocks, files } = reply;
      const thread = reply.thread && { ...reply.thread, told: contract };
      const left = pendingAfter(reply, pending);
      return {
        act: 'give',
        data: {
          kind,
          blocks,
          files,
          thread,
          left,
          ...givenAfter(reply, { given, earlier }),
          ownClosing: reply.closing ?? ownClosing,
          takesClosing: reply.pending?.takesClosing === true,
          asks: reply.pending?.offered !== undefined || reply.pending?.awaits !== undefined,
        },
      };
    },
    act: async (
      tx,
      { data: { kind, blocks, files, thread, left, given, earlier, ownClosing, takesClosing, asks } },
      { now },
    ): Promise<Said> => ({
      blocks: await withFiles(tx, blocks, files, now),
      kind,
      state: { handout: left, given, earlier, ownClosing },
      isReply: true,
      asked: asks,
      next: [...(thread ? [speakOf(thread)] : []), ...after({ takesClosing })],
    }),
    pending: () => undefined,
  };
}

/** The documents that may be put right after a reply: the last that was given, and those before it. */
function givenAfter(
  reply: HandoutReply,
  { given, earlier }: { given: GivenHandout | undefined; earlier: readonly GivenHandout[] },
): { given: GivenHandout | undefined; earlier: readonly GivenHandout[] } {
  const now = (reply.gives ?? givenBy(reply)).toReversed();
  const all = [...now, ...(given ? [given] : []), ...earlier];
  const [last, ...others] = all.filter(
    ({ model }, index) => all.findIndex((one) => one.model === model) === index,
  );
  return { given: last, earlier: others.slice(0, KEPT) };
}

/** The company for which a person speaks, as their documents name it. */
async function ownCompany(db: Queryable, { personId }: Conversation): Promise<OwnCompany | undefined> {
  const own = personId ? await companyBrief(db, personId) : undefined;
  if (!own || own.name === '') return undefined;
  const siret = (await companyFields(db, own.companyId)).find(({ field }) => field === 'siret')?.shown;
  return { name: own.name, siret };
}
