import type { Feature, Ground, NamedCandidate, Reading, Standing } from '#src/conversation/feature.ts';

/** From this on, nobody doubts; below, two features this close to each other are both asked about. */
const SURE = 0.75;
const CLOSE = 0.15;

/** Who may take a part of a message, best first; or who it may be for, where that is not known. */
export interface Heard {
  readonly part: number;
  readonly ranked: readonly NamedCandidate[];
  readonly isDoubtful: boolean;
}

/** How a feature stands towards a message. */
export interface Listening {
  readonly feature: Feature;
  readonly at: Standing;
}

/** A part of a message that wishes something by itself, and how the features stand towards it. */
export interface Wished {
  readonly part: number;
  readonly message: Reading;
  readonly listening: readonly Listening[];
}

/**
 * Who takes each part of a message: the first by precedence; then the one who asked last, the likelier one, and the
 * order of the features. What answers a question that was asked, or is a command, takes the message whole. Of the questions that wait, only the last asked is answered, where its feature hears an answer.
 */
export function hear(
  message: Reading,
  listening: readonly Listening[],
  precedence: readonly Ground[],
  wished: readonly Wished[] = [],
): readonly Heard[] {
  const isHeld = listening[0]?.at.conversation.mode === 'human';
  const asked = listening[0]?.at.asked;
  const whole = heardBy(listening, message);
  // A feature that reads all parts has said what it takes of each.
  const isTaken = (part: number, name: string) =>
    whole.some((one) => one.part === part && one.feature === name && one.ground === 'meant');
  const all = [
    ...whole,
    ...wished.flatMap(({ part, message: alone, listening: own }) =>
      heardBy(own, alone)
        .filter(({ ground, feature }) => OF_PART.has(ground) && !isTaken(part, feature))
        .map((candidate) => ({ ...candidate, part })),
    ),
  ];
  const heard = message.parts.flatMap((_, part) => {
    const own = all.filter((one) => (one.part ?? 0) === part && (!isHeld || one.isBeside));
    const ranked = rank(own, precedence, asked);
    return ranked.length > 0 ? [{ part, ranked, isDoubtful: isDoubtful(ranked) }] : [];
  });
  const ground = heard[0]?.ranked[0]?.ground;
  if (!ground || !WHOLE.has(ground)) return heard;
  // What a wish was cut out of is asked beside it.
  const isCut = message.parts[0]?.wants !== undefined;
  return heard.filter(
    ({ part }, index) =>
      index === 0 || isCut || message.parts[part]?.isBeside || wished.some((one) => one.part === part),
  );
}

const heardBy = (listening: readonly Listening[], message: Reading): NamedCandidate[] =>
  listening.flatMap(({ feature, at }) =>
    feature.hears(message, at).map((candidate) => ({ ...candidate, feature: feature.name })),
  );

/** A part that wishes something by itself is taken on one of these: it answers no question that waits. */
const OF_PART: ReadonlySet<Ground> = new Set(['meant', 'right', 'command']);

/** What takes a message on one of these grounds takes all of it: the answer to what was asked, a command. */
const WHOLE: ReadonlySet<Ground> = new Set(['right', 'held', 'command', 'stop', 'asked', 'presumed']);

const isWaiting = ({ ground }: NamedCandidate): boolean => ground === 'asked' || ground === 'presumed';

function rank(
  all: readonly NamedCandidate[],
  precedence: readonly Ground[],
  asked: string | undefined,
): NamedCandidate[] {
  const last = all.filter((one) => one.feature === asked && isWaiting(one));
  const sureness = Math.max(0, ...last.map(({ probability }) => probability));
  const isHeard = (one: NamedCandidate) =>
    last.length === 0 || one.feature === asked || !isWaiting(one) || one.probability > sureness;
  const place = ({ ground }: NamedCandidate) => precedence.indexOf(ground);
  // The sort is stable: what is equal stays in the order of the features.
  return all.filter(isHeard).sort((a, b) => place(a) - place(b) || b.probability - a.probability);
}

/** Whether the two first are of two features, each of which can say what it would do, and none is sure. */
function isDoubtful([first, second]: readonly NamedCandidate[]): boolean {
  if (!first || !second || first.feature === second.feature || first.ground !== second.ground) return false;
  if (first.wish === undefined || second.wish === undefined) return false;
  return first.probability < SURE && first.probability - second.probability < CLOSE;
}
