import type { Choice } from '#src/channel/blocks.ts';
import { button } from '#src/channel/make-blocks.ts';
import { byMailButtons } from './mail/texts.ts';
import { REFUSALS, type Refusal } from './rules/refusals.ts';
import { HOURS_CHOICES, type HoursChoice } from './rules/times.ts';
import { buttonTexts as texts } from './texts.ts';

/** A button under a notice, by the id of that notice. */
export type NoticeButton = (noticeId: string) => Choice;

const START = 'al:';

/** What a button of alerts asks. */
export type Pressed =
  | {
      readonly press: 'why' | 'refuse' | 'follow' | 'unfollow';
      readonly noticeId: string;
      readonly refusal?: Refusal | undefined;
    }
  | {
      readonly press:
        | 'start'
        | 'here'
        | 'stop'
        | 'show'
        | 'more'
        | 'slower'
        | 'faster'
        | 'pause'
        | 'resume'
        | 'mail'
        | 'no-mail'
        | 'no-neighbours'
        | 'as-file'
        | 'times';
    }
  /** When they are told: some hours of the list, or a day, 1 for Monday. */
  | { readonly press: 'hours'; readonly hours: HoursChoice }
  | { readonly press: 'day'; readonly day: number }
  /** Takes back the change of an instant. */
  | { readonly press: 'undo'; readonly at: number };

/** Values of the buttons, within Telegram's 64 bytes. */
export const noticeButtons = {
  why: (id) => button(`${START}why:${id}`, texts.why),
  refuse: (id) => button(`${START}no:${id}`, texts.refuse),
  follow: (id) => button(`${START}follow:${id}`, texts.follow),
  unfollow: (id) => button(`${START}unfollow:${id}`, texts.unfollow),
} satisfies Record<string, NoticeButton>;

/** The reasons for which a notice is not wanted. */
export const refusalButtons = (noticeId: string): Choice[] =>
  REFUSALS.map((refusal) => button(`${START}no:${noticeId}:${refusal}`, texts.refusals[refusal]));

/** Buttons of all the alerts of a company. */
export const alertButtons = {
  start: button(`${START}start`, texts.start),
  here: button(`${START}here`, texts.here),
  stop: button(`${START}stop`, texts.stop),
  show: button(`${START}show`, texts.show),
  more: button(`${START}more`, texts.more),
  slower: button(`${START}slower`, texts.slower),
  faster: button(`${START}faster`, texts.faster),
  pause: button(`${START}pause`, texts.pause),
  resume: button(`${START}resume`, texts.resume),
  mail: button(`${START}mail`, byMailButtons.mail),
  mailAgain: button(`${START}mail`, byMailButtons.again),
  noMail: button(`${START}no-mail`, byMailButtons.noMail),
  noNeighbours: button(`${START}no-neighbours`, texts.noNeighbours),
  times: button(`${START}times`, texts.times),
  asFile: button(`${START}as-file`, texts.asFile),
  undo: (at: number): Choice => button(`${START}undo:${at}`, texts.undo),
};

/** The hours, and the days of who is told weekly, that may be chosen by a button. */
export const timesButtons = (isWeekly: boolean): Choice[] => [
  ...HOURS_CHOICES.map((hours) => button(`${START}hours:${hours}`, texts.hours[hours])),
  ...(isWeekly ? texts.days.map((label, index) => button(`${START}day:${index + 1}`, label)) : []),
];

/** Whether buttons are those that ask when. */
export const askTimes = (choices: readonly Choice[]): boolean =>
  choices.some(({ value }) => value.startsWith(`${START}hours:`));

const WORKED = /^[1-5]$/;
const ALONE = [
  'start',
  'here',
  'stop',
  'show',
  'more',
  'slower',
  'faster',
  'pause',
  'resume',
  'mail',
  'no-mail',
  'no-neighbours',
  'as-file',
  'times',
] as const;
const OF_NOTICE: ReadonlyMap<string, 'why' | 'refuse' | 'follow' | 'unfollow'> = new Map([
  ['why', 'why'],
  ['no', 'refuse'],
  ['follow', 'follow'],
  ['unfollow', 'unfollow'],
]);

/** What a button asks; undefined for one that is not of alerts. */
export function pressedIn(value: string | undefined): Pressed | undefined {
  if (!value?.startsWith(START)) return undefined;
  const [kind = '', about = '', reason] = value.slice(START.length).split(':');
  const alone = ALONE.find((one) => one === kind);
  if (alone) return { press: alone };
  if (kind === 'hours') {
    const hours = HOURS_CHOICES.find((one) => one === about);
    return hours && { press: 'hours', hours };
  }
  if (kind === 'day') return WORKED.test(about) ? { press: 'day', day: Number(about) } : undefined;
  if (kind === 'undo') return { press: 'undo', at: Number(about) };
  const press = OF_NOTICE.get(kind);
  return press && { press, noticeId: about, refusal: REFUSALS.find((one) => one === reason) };
}
