import type { Feature, Ground } from '#src/conversation/feature.ts';
import type { AfterAnswer } from '#src/conversation/reply.ts';
import type { Answerer } from '#src/features/answers/answerer.ts';
import { reviewedBy } from '#src/features/answers/chat/failed-reply.ts';
import { answersFeature } from '#src/features/answers/chat/feature.ts';
import { speakOf, threadOf } from '#src/features/answers/chat/thread.ts';
import { directoryFeature } from '#src/features/directory/chat/feature.ts';
import { directoryOffer } from '#src/features/directory/chat/step.ts';
import type { DirectoryParts, Needs } from '#src/features/directory/chat/turn.ts';
import { introductionsStatus } from '#src/features/directory/status.ts';
import { isSilent, setSilence } from '#src/features/directory/store/introductions.ts';
import { caseLines } from '#src/features/expert/chat/case-lines.ts';
import { afterAnswer, expertFeature } from '#src/features/expert/chat/feature.ts';
import { knownClosing } from '#src/features/expert/known-closing.ts';
import { handoutsFeature } from '#src/features/handouts/chat/feature.ts';
import { documentForCall } from '#src/features/handouts/chat/for-notice.ts';
import { withOffer } from '#src/features/handouts/chat/offer.ts';
import { withPlanOffer } from '#src/features/handouts/chat/plan-offer.ts';
import type { HandoutParts } from '#src/features/handouts/chat/reply.ts';
import { fileWish } from '#src/features/handouts/rules/asked.ts';
import type { NoticeButton } from '#src/features/opportunities/alerts/buttons.ts';
import { alertsOffer } from '#src/features/opportunities/alerts/chat/begin.ts';
import { alertsFeature } from '#src/features/opportunities/alerts/chat/feature.ts';
import { alertsStatus } from '#src/features/opportunities/alerts/status.ts';
import { answerButton, goButton } from '#src/features/opportunities/bid/actions.ts';
import { bidFeature } from '#src/features/opportunities/bid/feature.ts';
import { beginNeed, needsFeature } from '#src/features/opportunities/needs/feature.ts';
import { saysNeed, weighNeed } from '#src/features/opportunities/needs/rules/need.ts';
import { partnersFeature } from '#src/features/opportunities/partners/feature.ts';
import type { Silence } from '#src/features/opportunities/partners/ports.ts';
import { partnersStatus } from '#src/features/opportunities/partners/status.ts';
import { ReferencedCompanies } from '#src/features/opportunities/referenced.ts';
import { followedByPerson } from '#src/features/opportunities/store/alert-notices.ts';
import { lessonsOf } from '#src/features/opportunities/store/bids.ts';
import { privacyFeature } from '#src/features/privacy/chat/feature.ts';
import type { PrivacySettings } from '#src/features/privacy/chat/step.ts';
import { erasureStatus } from '#src/features/privacy/status.ts';
import { referencingFeature } from '#src/features/referencing/chat/feature.ts';
import { withSignUpOffer } from '#src/features/referencing/chat/sign-up-offer.ts';
import type { ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import { signUpStatus } from '#src/features/referencing/status.ts';
import { awaitCode, contactFeature } from '#src/features/smalltalk/contact.ts';
import { dyingFeature } from '#src/features/smalltalk/dying.ts';
import { smalltalkFeature } from '#src/features/smalltalk/feature.ts';
import { linkingFeature } from '#src/features/smalltalk/linking.ts';
import { noNewsFeature } from '#src/features/smalltalk/no-news.ts';
import type { StatusReader } from '#src/features/smalltalk/status.ts';
import { spaceFeature } from '#src/features/space/feature.ts';
import { trainingFeature } from '#src/features/training/chat/feature.ts';
import type { TrainingParts } from '#src/features/training/chat/turn.ts';
import { applicationsStatus } from '#src/features/training/status.ts';
import type { Merging } from '#src/person/merging.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';

/** Who is heard first: what a message is taken for goes down this list. */
export const PRECEDENCE: readonly Ground[] = [
  // One's own data, address and exchange with an expert; buttons that need no words.
  'right',
  // An expert who holds the conversation: the rest is for them.
  'held',
  // A button, or a command.
  'command',
  // « stop », of who spoke last.
  'stop',
  // The question that a feature has just asked, before those that others asked.
  'asked',
  // What the message says by itself.
  'meant',
  // Words that nobody knows, where a question waits.
  'presumed',
  // An answer.
  'answer',
];

/** Buttons under each notice that a company is told of, beside those of the alerts. */
export const MORE_BUTTONS: readonly NoticeButton[] = [(id) => goButton(id), (id) => answerButton(id)];

/** Companies that want no requests for their contact, whoever asks it: the directory keeps them. */
export const SILENCE: Silence = { isSilent, setSilence };

/** What buyers need, as calls are weighed, and as the team publishes them. */
const NEEDS: Needs = { weigh: weighNeed, saysNeed, begin: beginNeed };

/** Where what somebody asked for stands, after their cases, in the order in which it is said. */
const statuses = ({ alertsAreMailed }: Pick<FeatureParts, 'alertsAreMailed'>): readonly StatusReader[] => [
  signUpStatus,
  applicationsStatus,
  introductionsStatus,
  partnersStatus,
  alertsStatus(alertsAreMailed),
  erasureStatus,
];

/** What the features are made of, in the main thread and in each worker. */
export interface FeatureParts {
  /** What is read outside transactions. */
  readonly db: Queryable;
  readonly logger: Logger;
  readonly mailIsOn: boolean;
  /** Whether alerts can go by mail too: their links lead to an address that others reach. */
  readonly alertsAreMailed: boolean;
  /** Places of messaging platforms where experts work. */
  readonly surfaces: readonly string[];
  readonly answerer: () => Answerer;
  readonly handouts: HandoutParts;
  readonly referencing: ReferencingParts;
  readonly training: TrainingParts;
  readonly directory: DirectoryParts;
  readonly privacy: PrivacySettings;
  /** What features do when two persons become one. */
  readonly merging: Merging;
}

/**
 * The features of the hotline. What is equally sure on equal grounds goes to the first of them; the questions that wait
 * are asked again in this order.
 */
export function createFeatures(parts: FeatureParts): readonly Feature[] {
  const { db, logger, mailIsOn, surfaces, answerer, handouts, referencing, training, directory } = parts;
  const { merging } = parts;
  const { form } = referencing;
  const reviewed = reviewedBy(logger);
  const after: AfterAnswer = (told) => [afterAnswer(told)];
  const caseStatus: StatusReader = async (store, conversation, now) => ({
    lines: await caseLines(store, conversation, now),
  });
  return [
    dyingFeature,
    spaceFeature({ mailIsOn }),
    contactFeature({ mailIsOn, merging }),
    privacyFeature({ settings: parts.privacy, form, surfaces, mailIsOn, after: after({}) }),
    expertFeature({ surfaces, mailIsOn, ordersSomething: (text) => fileWish(text) !== undefined }),
    noNewsFeature,
    linkingFeature,
    directoryFeature({ db, directory, form, mailIsOn, needs: NEEDS, awaitCode }),
    trainingFeature(training),
    referencingFeature({
      db,
      referencing,
      mailIsOn,
      directoryIsOpen: directory.isOn,
      merging,
      spokenOf: directory.companyOf,
      offers: async (tx, companyId, at) => [
        ...(await directoryOffer(tx, companyId, directory)),
        ...(await alertsOffer(tx, companyId, { ...at, mailIsOn: parts.alertsAreMailed })),
      ],
      awaitCode,
    }),
    ...opportunityFeatures(parts, after),
    smalltalkFeature({
      db,
      status: [caseStatus, ...statuses(parts)],
      directoryIsOpen: directory.isOn,
      reviewed,
      after,
    }),
    handoutsFeature({
      db,
      handouts,
      knownClosing,
      lessonsOf,
      contractTold: async (conversation, now) => (await threadOf(db, conversation, now))?.told,
      reviewed,
      after,
      speakOf,
    }),
    answersFeature({
      db,
      answerer,
      logger,
      offers: [withSignUpOffer, (reply) => withOffer(handouts, reply), withPlanOffer(db)],
      reviewed,
      after,
    }),
  ];
}

/** Answers to calls, partners for them, and alerts on them. */
function opportunityFeatures(
  { db, mailIsOn, alertsAreMailed, handouts, referencing: { form }, directory }: FeatureParts,
  after: AfterAnswer,
): Feature[] {
  return [
    bidFeature({
      db,
      form,
      base: handouts.base,
      makeDocument: documentForCall(handouts),
      directoryIsOpen: directory.isOn,
      followed: followedByPerson,
    }),
    partnersFeature({
      db,
      form,
      base: handouts.base,
      companies: new ReferencedCompanies({ db, form }),
      directoryIsOpen: directory.isOn,
      mailIsOn,
      silence: SILENCE,
    }),
    needsFeature() as Feature,
    alertsFeature({
      ...{ form, more: MORE_BUTTONS, after },
      partnersAreOpen: directory.isOn,
      mailIsOn: alertsAreMailed,
    }),
  ];
}
