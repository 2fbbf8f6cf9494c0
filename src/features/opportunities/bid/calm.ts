import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import { isHeavyFile } from '#src/features/opportunities/matching/reading/heavy-file.ts';
import type { Notice } from '#src/features/opportunities/notice/notice.ts';
import type { Bid } from '#src/features/opportunities/store/bids.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { isOpen, nextOpening, type WorkingHours } from '#src/platform/calendar/working-time.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { calmButton, outcomeButton, stepButtons } from './actions.ts';
import { type EnvelopeFacts, nextStep, type Step, stepsFor } from './rules/envelope.ts';
import { lastSafe } from './rules/moments.ts';
import { bidTexts as texts } from './texts.ts';

/** What of a call its last hours are told with. */
export interface CalmFacts extends EnvelopeFacts {
  /** Where the answer is deposited. */
  readonly platform: string | undefined;
}

/** What the last hours of an answer need of its call; the fullest envelope, where the call is no longer kept. */
export function calmFacts(notice: Notice | undefined, bid: Pick<Bid, 'lots'>): CalmFacts {
  if (!notice) return { isHeavy: true, isReserved: false, isPublic: true, platform: undefined };
  const { lots, title, description = '', written } = notice;
  const own = bid.lots.length === 0 ? lots : lots.filter(({ id }) => bid.lots.includes(id));
  return {
    isHeavy: isHeavyFile(notice, `${title}. ${description}`),
    isReserved: own.some(({ reserved }) => (reserved?.for.length ?? 0) > 0),
    isPublic: written === undefined || written.kind === 'public-contract',
    platform: notice.depositUrl ?? notice.documentsUrl,
  };
}

/** What the last hours are told with. */
export interface CalmAsked {
  readonly bid: Bid;
  readonly facts: CalmFacts;
  readonly done: ReadonlySet<string>;
  /** The step that was just ticked, or left for later. */
  readonly after?: Step | undefined;
  /** It is spoken of for the first time, or again after a while. */
  readonly opens: boolean;
  /** The margin before the closing, in hours, of the register; undefined where it is not known. */
  readonly margin: number | undefined;
  readonly hours: WorkingHours;
  readonly now: number;
}

/** The one thing that is to be done next, until when, and whom to ask: calm, in few words. */
export function calmBlocks({ bid, facts, done, after, opens, margin, hours, now }: CalmAsked): Block[] {
  const { closesAt, title, buyer } = bid;
  if (closesAt !== undefined && closesAt <= now)
    return [
      ...words(texts.closedNow(title)),
      ...words(texts.askSent(title, buyer)),
      choices(outcomeButton(bid.id, 'sent'), outcomeButton(bid.id, 'unsent')),
    ];
  const next = nextStep(stepsFor(facts), done, after);
  if (!next) return words(texts.allDone);
  const { title: heading, text } = texts.step(next);
  const opening = opens && closesAt !== undefined ? [texts.calmOpening(title, buyer, closesAt, now)] : [];
  const platform = next.step === 'platform' || next.step === 'deposit' ? facts.platform : undefined;
  const safe =
    closesAt === undefined || margin === undefined
      ? []
      : [texts.safe(lastSafe(closesAt, margin * HOUR_MS), now, opens ? margin : undefined)];
  return [
    ...words(...opening),
    { type: 'paragraph', text: [{ text: heading, strong: true }, { text: ` : ${text}` }] },
    ...words(
      ...(platform === undefined ? [] : [texts.platformAt(platform)]),
      ...(next.step === after ? [texts.onlyLeft] : []),
      ...safe,
      ...(opens ? [teamSaid(hours, closesAt, now)] : []),
    ),
    choices(...stepButtons(bid.id, next.step), EXPERT_BUTTON),
  ];
}

/** When somebody of the team can help before it closes. */
function teamSaid(hours: WorkingHours, closesAt: number | undefined, now: number): string {
  if (isOpen(now, hours)) return texts.teamNow;
  const next = nextOpening(now, hours);
  if (next === undefined || (closesAt !== undefined && next >= closesAt)) return texts.teamAbsent;
  return texts.teamAt(momentInFrench(next, now));
}

/** What to do about a step that does not work. */
export const stuckBlocks = (bid: Bid, step: Step): Block[] => [
  ...words(texts.stuck(step)),
  choices(EXPERT_BUTTON, calmButton(bid.id, texts.goOn)),
];
