import { canPush } from '#src/channel/can-push.ts';
import type { ConversationMode } from '#src/conversation/store/conversations.ts';
import { isWorkingDay } from '#src/platform/calendar/holidays.ts';
import { parisTime } from '#src/platform/calendar/paris-time.ts';

/** Whom a conversation is with, and whether they can be told something unasked. */
export interface Reachable {
  /** Nobody is known where others read too. */
  readonly personId: string | undefined;
  readonly channel: string;
  readonly mode: ConversationMode;
  readonly isUnreachable: boolean;
  readonly hasStopped: boolean;
}

/** Why somebody is not told unasked, or « now ». An expert who holds the conversation leaves: « held » is tried again. */
export type MayBeTold = 'now' | 'group' | 'channel' | 'stopped' | 'unreachable' | 'held';

/** Whether somebody may be told something that they did not ask for. Pure. */
export function mayBeTold({ personId, channel, mode, isUnreachable, hasStopped }: Reachable): MayBeTold {
  if (personId === undefined) return 'group';
  if (!canPush(channel)) return 'channel';
  if (hasStopped) return 'stopped';
  if (isUnreachable) return 'unreachable';
  return mode === 'human' ? 'held' : 'now';
}

/** Hours at which people are written to unasked, by the clocks of Paris. */
const FROM = '09:00';
const TO = '18:00';

/** Whether people are written to unasked at an instant: on working days, at civil hours, in Paris. */
export function isCivilHour(at: number): boolean {
  const { day, time } = parisTime(at);
  return isWorkingDay(day) && time >= FROM && time < TO;
}

/** Above so many persons, a second member of the staff says yes too. */
export const ALONE_UP_TO = 20;

/** Whether telling so many persons takes two members of the staff. */
export const needsSecond = (people: number): boolean => people > ALONE_UP_TO;

const STOPS: ReadonlySet<string> = new Set([
  'stop',
  'stopper',
  'stop rappels',
  'stop messages',
  'desabonnement',
  'me desabonner',
  'desinscription',
  'ne m ecrivez plus',
  'arretez de m ecrire',
  'plus de messages',
  'plus de rappels',
  'je ne veux plus de messages',
  'je ne veux plus recevoir de messages',
  'ne plus recevoir ces messages',
]);

/** Whether a whole message says that its writer wants to hear nothing more. @param bare without accents, capitals nor signs */
export const saysStop = (bare: string): boolean => STOPS.has(bare);

/** Whole messages that stop everything wherever they are said, without the question of what « stop » is about. */
export const STOP_WORDS: readonly string[] = [...STOPS].filter((words) => words.includes(' '));
