import { join } from 'node:path';
import type { InboundContent } from '#src/channel/port.ts';
import type { Feature, NamedCandidate } from '#src/conversation/feature.ts';
import { kernelStateOf, memoryOf } from '#src/conversation/memory.ts';
import { type Heard, hear, type Listening } from '#src/conversation/rules/hear.ts';
import { readingOf } from '#src/conversation/rules/reading.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { HandlerParts } from '#src/conversation/turn/handle.ts';
import { prepareTurn } from '#src/conversation/workers/prepare.ts';
import { answerCheck } from '#src/features/answers/verify/answer-check.ts';
import { createDesk } from '#src/features/expert/desk/beside.ts';
import { createReferencing } from '#src/features/referencing/parts.ts';
import { createTraining } from '#src/features/training/parts.ts';
import { merging, othersDo } from '#src/features-together.ts';
import { createFeatures, type FeatureParts, PRECEDENCE } from '#src/hotline-features.ts';
import type { Database, Queryable } from '#src/platform/database/database.ts';
import { createLogger } from '#src/platform/logger.ts';
import { learntMeaning } from '#src/reader/wish/learnt.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import { ROOT } from '#support/repository/source-files.ts';

const knowledgeDir = join(ROOT, 'knowledge');
const logger = createLogger('silent');

/** The features of the hotline over a store, without an index: for messages that are not questions. */
export function featuresOn(db: Queryable, parts: Partial<FeatureParts> = {}): readonly Feature[] {
  const answerer = () => {
    throw new Error('this message needs no answerer');
  };
  return createFeatures({
    db,
    logger,
    mailIsOn: false,
    alertsAreMailed: parts.mailIsOn ?? false,
    surfaces: [],
    answerer,
    handouts: {
      models: async () => [],
      base: () => ({ passages: [], figures: new Map() }),
      check: answerCheck,
    },
    referencing: createReferencing({
      config: { knowledgeDir, companyApiUrl: undefined },
      logger,
      figures: () => undefined,
    }),
    training: createTraining({ config: { knowledgeDir, mail: undefined }, logger, cite: () => [] }),
    merging,
    directory: { isOn: false, pageUrl: () => '', cardUrl: () => '', answerUrl: () => '' },
    privacy: {
      delayDays: 7,
      conversationDays: 365,
      visitDays: 90,
      keptDays: { forms: 90, cases: 730, companies: 1_095, proofs: 1_825 },
      contact: undefined,
      page: () => undefined,
      others: othersDo,
    },
    ...parts,
  });
}

/** What answers a burst in this thread, over a store. */
export const handlerOn = (db: Database, now: () => number): HandlerParts => {
  const features = featuresOn(db);
  return {
    db,
    now,
    features,
    desk: createDesk({ db, surfaces: [], now }),
    prepare: (turn) => prepareTurn({ db, features, precedence: PRECEDENCE }, turn),
  };
};

/** A store that has nothing. */
const EMPTY: Queryable = { query: async () => [] };

/** How a conversation stands in which something is heard. */
export interface Setting {
  readonly mode?: Conversation['mode'];
  readonly state?: object;
  readonly now?: number;
  readonly personId?: string;
  readonly shown?: Parameters<typeof readingOf>[1]['shown'];
  /** What its words mean by what was learnt from examples. */
  readonly learnt?: readonly Meaning[];
  readonly parts?: Partial<FeatureParts>;
  readonly db?: Queryable;
}

/** What a message means that is known to want this, as the reader of wishes says it. */
export const learntAs = (act: string, probability = 0.9): readonly Meaning[] =>
  learntMeaning([{ wish: act, probability }]);

/** Who would take a message, best first, by the hotline's own features and precedence; nothing is prepared. */
export async function heardBy(content: InboundContent, setting: Setting = {}): Promise<readonly Heard[]> {
  const { mode = 'bot', state = {}, now = Date.UTC(2026, 10, 24, 9), personId, db = EMPTY } = setting;
  const conversation: Conversation = {
    id: 'c',
    channel: 'web',
    channelKey: 'k',
    address: null,
    mode,
    state,
    lastSeq: 1,
    personId,
    kind: 'company',
  };
  const { shown = { kind: undefined, choices: [], buttons: [] }, learnt } = setting;
  const message = readingOf(content, {
    shown,
    isHeld: mode === 'human',
    now,
    learnt: () => learnt ?? [],
  });
  const listening: Listening[] = [];
  for (const feature of featuresOn(db, setting.parts)) {
    const { asked } = kernelStateOf(state);
    const at = { conversation, now, asked, memory: memoryOf(feature.memory, state) };
    const known = await feature.knows(db, message, { ...at, known: undefined });
    listening.push({ feature, at: { ...at, known } });
  }
  return hear(message, listening, PRECEDENCE);
}

/** The one who takes a message; nobody, while it is for the expert who holds the conversation. */
export const taker = async (
  content: InboundContent,
  setting: Setting = {},
): Promise<NamedCandidate | undefined> => (await heardBy(content, setting))[0]?.ranked[0];
