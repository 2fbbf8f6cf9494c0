import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelPeer, PlatformFault } from '#support/world/channels/channel-peer.ts';

/** Questions whose answers tell them apart: who gets them in another order, or one of them twice, sees it. */
const QUESTIONS = [
  ['Ai-je droit à une avance ?', /^Oui/],
  ['Puis-je sous-traiter tout le marché ?', /^Non/],
  ['Sous quel montant une mairie achète des fournitures sans publicité ?', /60 000/],
] as const;
const questionAt = (place: number) => QUESTIONS[place % QUESTIONS.length] as (typeof QUESTIONS)[number];
const PEOPLE = 6;
/** Questions that each person writes while nothing can be answered. */
const MEANWHILE = 4;

/** What came of an outage. */
export interface OutageResult {
  readonly asked: number;
  /** Answers that never came, or stand at another's place, or came twice. */
  readonly wrong: number;
  /** Answers that came while the platform refused everything: there should be none. */
  readonly early: number;
  /** How many times the platform refused something. */
  readonly refusals: number;
  /** Seconds from the end of the outage to the last answer. */
  readonly caughtUpIn: number;
}

/**
 * People write before, during and just after a time in which the platform refuses whatever the hotline asks.
 * @param seconds how long that time is
 */
export async function throughOutage(
  peer: ChannelPeer,
  fault: PlatformFault,
  seconds: number,
): Promise<OutageResult> {
  const users = Array.from({ length: PEOPLE }, (_, index) => `${fault}-${index}`);
  let count = 0;
  const all = () => {
    for (const user of users) peer.say(user, questionAt(count)[0]);
    count += 1;
  };
  // A line that says « un instant » stands in a place until the answer takes it: it is none.
  const answersTo = (user: string) =>
    peer.received(user).filter(({ text }) => QUESTIONS.some(([, answer]) => answer.test(text))).length;
  const everybodyHas = async () => {
    while (users.some((user) => answersTo(user) < count)) await sleep(20);
  };
  const seen = () => users.reduce((sum, user) => sum + peer.received(user).length, 0);

  all();
  await everybodyHas();
  const before = { seen: seen(), refusals: peer.refusals() };
  const lift = peer.breakDown(fault);
  const end = Date.now() + seconds * 1_000;
  for (let place = 0; place < MEANWHILE; place += 1) {
    all();
    await sleep((seconds * 1_000) / (MEANWHILE + 1));
  }
  await sleep(Math.max(0, end - Date.now()));
  const early = seen() - before.seen;
  const refusals = peer.refusals() - before.refusals;
  lift();
  const lifted = performance.now();
  all();
  await everybodyHas();
  const caughtUpIn = (performance.now() - lifted) / 1_000;
  // What would come twice comes before the answer to this.
  all();
  await everybodyHas();
  const isRight = (user: string) => {
    const texts = peer.received(user).map(({ text }) => text);
    return texts.length === count && texts.every((text, place) => questionAt(place)[1].test(text));
  };
  const wrong = users.filter((user) => !isRight(user)).length;
  return { asked: users.length * count, wrong, early, refusals, caughtUpIn };
}
