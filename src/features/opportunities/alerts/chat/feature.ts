import type { Block } from '#src/channel/blocks.ts';
import { words } from '#src/channel/make-blocks.ts';
import { companyOf } from '#src/company/chat/step.ts';
import type { Form } from '#src/company/form/form.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import {
  type Acting,
  AS_ANSWER,
  type Candidate,
  type Errand,
  type Feature,
  type Reading,
} from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import type { AfterAnswer } from '#src/conversation/reply.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import { alertMailOf } from '#src/features/opportunities/store/alert-mails.ts';
import { findAlert, keepWish, takeWish } from '#src/features/opportunities/store/alerts.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import {
  alertButtons,
  askTimes as areTimesAsked,
  type NoticeButton,
  type Pressed,
  pressedIn,
} from '../buttons.ts';
import type { Cadence } from '../rules/cadence.ts';
import { mailSaid } from '../rules/mail-said.ts';
import { namedIn, namesAny } from '../rules/read-named.ts';
import { USUAL_TIMES } from '../rules/times.ts';
import { saysHours, saysHoursAlone, timesBeside, weekendBeside } from '../rules/times-beside.ts';
import { type TimesSaid, timesSaid } from '../rules/times-said.ts';
import { ALL_OF_FILE, type Named, onlyThese } from '../rules/wanted.ts';
import { chatTexts as texts } from '../texts.ts';
import { namedSaid, rhythmSaid } from '../texts-wanted.ts';
import type { Around } from './around.ts';
import { addressConfirmed, addressForgotten, byMail, noMail } from './by-mail.ts';
import { follow, more, refuse, unfollow, why, whyLast } from './notices.ts';
import { show } from './show.ts';
import {
  cadenceBeside,
  keepForTeam,
  moveHere,
  pause,
  resume,
  setByButton,
  start,
  step,
  stop,
  tune,
  undo,
  unsure,
  withoutLeast,
} from './subscribe.ts';
import { askTimes, chooseDay, chooseHours, chooseTimes, chosenBy } from './times.ts';

/** The kind of what is said of alerts, and of the requests that are kept. */
const KIND = 'alerts';
/** The wishes that words about mails may be: how often, when and which notices are about alerts, wherever they are told. */
const MAY_BE_OF_MAILS: readonly (string | undefined)[] = [
  undefined,
  KIND,
  'alerts.start',
  'alerts.show',
  'alerts.tune',
  'alerts.stop',
];
/** Who no longer wants alerts is heard whatever the bounds. */
const NO_MORE = ['desabonnement', 'me desabonner', 'desinscription'];

/** What is wanted of alerts: a button, or words with what exactly they want, where that is known. */
type AlertsTurn =
  | { readonly type: 'press'; readonly pressed: Pressed }
  | { readonly type: 'wish'; readonly act: string | undefined; readonly isButton: boolean };

const HOURS_SAID: AlertsTurn = { type: 'wish', act: 'alerts.hours', isButton: false };

/** The same, with the sign-up form as it was read; or that an address, which mails may wait for, was confirmed or forgotten. */
type AlertsAct =
  | { readonly act: 'alerts'; readonly data: { readonly turn: AlertsTurn; readonly form: Form } }
  | { readonly act: 'address-confirmed'; readonly data?: undefined }
  | { readonly act: 'address-forgotten'; readonly data?: undefined };

/** What alerts need of the rest of the program. */
interface FeatureParts {
  readonly form: () => Promise<Form>;
  /** Buttons of others under each notice. */
  readonly more: readonly NoticeButton[];
  /** Whether a partner may be looked for. */
  readonly partnersAreOpen: boolean;
  readonly mailIsOn: boolean;
  /** What an answer asks of another feature after it. */
  readonly after: AfterAnswer;
}

/** Alerts on the opportunities of a company: begun, tuned, paused and stopped in people's words. */
export const alertsFeature = ({
  form,
  more: moreButtons,
  partnersAreOpen,
  mailIsOn,
  after,
}: FeatureParts): Feature<AlertsTurn, AlertsAct> => ({
  name: 'opportunities',
  memory: NO_MEMORY,
  alwaysHeard: { words: NO_MORE, buttons: [alertButtons.stop.value, alertButtons.noMail.value] },
  knows: async () => undefined,
  hears: (message: Reading): Candidate<AlertsTurn>[] => {
    const pressed = pressedIn(message.button);
    if (pressed) return [{ turn: { type: 'press', pressed }, ground: 'command', probability: 1 }];
    const wish = wishOf(message);
    // Right after « Choisir l’heure », an hour is that.
    if (
      (wish === undefined || wish === KIND) &&
      areTimesAsked(message.shown.choices) &&
      timesSaid(message.text)
    )
      return [{ turn: HOURS_SAID, ground: 'asked', probability: AS_ANSWER }];
    if (wish !== KIND) return [];
    const isButton = message.content.type === 'action';
    const turn = { type: 'wish', act: actOf(message), isButton } as const;
    return [{ turn, ground: isButton ? 'command' : 'meant', probability: sureOf(message) }];
  },
  prepare: async (turn) => ({ act: 'alerts', data: { turn, form: await form() } }),
  act: async (tx, doing, at) => {
    if (doing.act === 'address-confirmed') {
      const { conversation, now } = at;
      const { personId } = conversation;
      const asked = mailIsOn && personId !== undefined;
      const blocks = asked ? await addressConfirmed(tx, { conversation, personId, now }) : [];
      return { kind: KIND, blocks, isAside: true };
    }
    if (doing.act === 'address-forgotten') {
      const { personId } = at.conversation;
      if (personId !== undefined) await addressForgotten(tx, { personId, now: at.now });
      return { kind: KIND, blocks: [], isAside: true };
    }
    const { turn, form: today } = doing.data;
    const said = await answer(tx, turn, { at, form: today, more: moreButtons, partnersAreOpen, mailIsOn });
    return { kind: KIND, blocks: said.blocks, isReply: true, next: said.next ?? after({}) };
  },
  pending: () => undefined,
});

interface Answered {
  readonly blocks: readonly Block[];
  readonly next?: readonly Errand[];
}
interface Asked {
  readonly at: Acting;
  readonly form: Form;
  readonly more: readonly NoticeButton[];
  readonly partnersAreOpen: boolean;
  readonly mailIsOn: boolean;
}

async function answer(
  tx: Transaction,
  turn: AlertsTurn,
  { at, form, more: buttons, partnersAreOpen, mailIsOn }: Asked,
): Promise<Answered> {
  const { conversation, message, now } = at;
  const { personId } = conversation;
  // Where others read, nothing of a file is shown.
  if (personId === undefined) return { blocks: words(texts.group) };
  const companyId = await companyOf(tx, personId);
  if (companyId === undefined) return withoutCompany(tx, turn, { at, form, personId });
  const around: Around = {
    tx,
    conversation,
    personId,
    companyId,
    form,
    more: buttons,
    partnersAreOpen,
    mailIsOn,
    messageId: message.id,
    // The label of a button names nothing.
    text: turn.type === 'press' ? '' : message.text,
    now,
  };
  return { blocks: await (turn.type === 'press' ? press(around, turn.pressed) : doWish(around, turn)) };
}

/** Who has no referenced company is led to that first, and gets what they asked after it. */
async function withoutCompany(
  tx: Transaction,
  turn: AlertsTurn,
  { at, form, personId }: { readonly at: Acting; readonly form: Form; readonly personId: string },
): Promise<Answered> {
  const { conversation, message, now } = at;
  const isStop = turn.type === 'wish' ? turn.act === 'alerts.stop' : turn.pressed.press === 'stop';
  if (isStop) {
    await takeWish(tx, personId);
    return { blocks: words(texts.noCompanyStop) };
  }
  const text = turn.type === 'press' ? '' : message.text;
  const when = timesBeside(text);
  const cadence = cadenceBeside(text, when);
  const named = withoutLeast(namedIn(text, now), text, 'only');
  // What they said before holds, as far as they do not say otherwise.
  const wish = await takeWish(tx, personId);
  await keepWish(
    tx,
    {
      personId,
      conversationId: conversation.id,
      cadence: cadence ?? wish?.cadence,
      times: when ? chosenBy(wish?.times ?? USUAL_TIMES, when) : wish?.times,
      wanted: namesAny(named) ? onlyThese(ALL_OF_FILE, named) : (wish?.wanted ?? ALL_OF_FILE),
    },
    now,
  );
  // A form that was begun is asked again as it always is, or was put off.
  const { told, hours } = saidBack({ text, cadence, when, named });
  if (await findDraft(tx, personId)) return { blocks: words(texts.noCompanyYet, ...told, ...hours) };
  // It begins in the same turn.
  const next = [{ feature: 'referencing', act: 'step', data: { type: 'start', form } }];
  const opening = told.length > 0 ? texts.noCompanyTold : texts.noCompany;
  return { blocks: words(...told, opening, ...hours), next };
}

/** What was told of the alerts that are wanted, as it is said back before there are any. */
function saidBack({
  text,
  cadence = 'daily',
  when,
  named,
}: {
  readonly text: string;
  readonly cadence: Cadence | undefined;
  readonly when: TimesSaid | undefined;
  readonly named: Named;
}): { readonly told: readonly string[]; readonly hours: readonly string[] } {
  const rhythm = when && rhythmSaid(cadence, chosenBy(USUAL_TIMES, when));
  const said = [namesAny(named) ? namedSaid(named) : '', rhythm?.toLowerCase() ?? ''].filter(Boolean);
  return {
    told: said.length > 0 ? [texts.noted(said.join(', '))] : [],
    // Hours that were said, and that code does not read, are not lost in silence.
    hours: when
      ? []
      : weekendBeside(text)
        ? [texts.weekendClosed]
        : saysHours(text)
          ? [texts.hoursLater]
          : [],
  };
}

async function doWish(
  around: Around,
  { act, isButton }: Extract<AlertsTurn, { type: 'wish' }>,
): Promise<readonly Block[]> {
  const ofMails = await answerOfMails(around, act);
  if (ofMails) return ofMails;
  switch (act) {
    case 'alerts.start':
      return start(around);
    case 'alerts.stop':
      return stop(around);
    case 'alerts.slower':
      return step(around, 'slower');
    case 'alerts.faster':
      return step(around, 'faster');
    case 'alerts.pause':
      return pause(around);
    case 'alerts.hours':
      return chooseTimes(around);
    case 'alerts.only':
      return tune(around, 'only');
    case 'alerts.add':
      return tune(around, 'add');
    case 'alerts.leave-out':
      return tune(around, 'leave-out');
    case 'alerts.why':
      return whyLast(around);
    case 'alerts.tune':
      return isAboutHours(around)
        ? chooseTimes(around)
        : keepForTeam(around, await findAlert(around.tx, around.companyId));
    case 'alerts.show':
      return show(around);
    default:
      if (isButton) return show(around);
      return timesSaid(around.text) ? chooseTimes(around) : unsure(around);
  }
}

/** Whether words that change alerts in some other way say when, and nothing else. */
const isAboutHours = ({ text, now }: Around): boolean =>
  saysHoursAlone(text) && !namesAny(namedIn(text, now));

/** What is answered to words about the mails of alerts; undefined where they are about something else. */
async function answerOfMails(around: Around, act: string | undefined): Promise<readonly Block[] | undefined> {
  const { tx, companyId, text, now } = around;
  const said = MAY_BE_OF_MAILS.includes(act) ? mailSaid(text) : undefined;
  if (said === undefined || namesAny(namedIn(text, now))) return undefined;
  const alert = await findAlert(tx, companyId);
  // Words that begin alerts begin their mails too.
  if (!alert?.isOn) return undefined;
  // « Les mails, plutôt après 18 h »: they leave already.
  if (said === 'wanted' && timesSaid(text) && (await alertMailOf(tx, around)).state === 'on')
    return undefined;
  if (said === 'wanted') return act === 'alerts.stop' ? undefined : byMail(around);
  // « Plus de mails », where none leave, is about the alerts themselves.
  const { state } = await alertMailOf(tx, around);
  return state === 'never' || state === 'off' ? undefined : noMail(around);
}

function press(around: Around, pressed: Pressed): Promise<readonly Block[]> {
  switch (pressed.press) {
    case 'why':
      return why(around, pressed.noticeId);
    case 'refuse':
      return refuse(around, pressed.noticeId, pressed.refusal);
    case 'follow':
      return follow(around, pressed.noticeId);
    case 'unfollow':
      return unfollow(around, pressed.noticeId);
    case 'more':
      return more(around);
    case 'undo':
      return undo(around, pressed.at);
    case 'hours':
      return chooseHours(around, pressed.hours);
    case 'day':
      return chooseDay(around, pressed.day);
    case 'no-neighbours':
      return setByButton(around, (wanted) => ({ ...wanted, withNeighbours: false }));
    case 'as-file':
      return setByButton(around, () => ALL_OF_FILE);
    default:
      return pressSetting(around, pressed.press);
  }
}

function pressSetting(
  around: Around,
  setting:
    | 'start'
    | 'here'
    | 'stop'
    | 'show'
    | 'slower'
    | 'faster'
    | 'pause'
    | 'resume'
    | 'mail'
    | 'no-mail'
    | 'times',
): Promise<readonly Block[]> {
  switch (setting) {
    case 'start':
      return start(around);
    case 'here':
      return moveHere(around);
    case 'stop':
      return stop(around);
    case 'show':
      return show(around);
    case 'times':
      return askTimes(around);
    case 'pause':
      return pause(around);
    case 'resume':
      return resume(around);
    case 'mail':
      return byMail(around);
    case 'no-mail':
      return noMail(around);
    case 'slower':
    case 'faster':
      return step(around, setting);
    default:
      return setting satisfies never;
  }
}
