import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { addRequest } from '#src/conversation/store/requests.ts';
import { followedBy } from '#src/features/opportunities/store/alert-notices.ts';
import {
  type Alert,
  keepWish,
  lockAlert,
  NO_END,
  type Rhythm,
  type RhythmChange,
  setPause,
  setRhythm,
  setWanted,
  takeWish,
} from '#src/features/opportunities/store/alerts.ts';
import { alertButtons } from '../buttons.ts';
import { type Cadence, cadenceAsked, cadencesSaid, nextSlot, USUAL } from '../rules/cadence.ts';
import { pauseSaid } from '../rules/pause.ts';
import { isLeastSaid, namedIn, namesAny } from '../rules/read-named.ts';
import { nextTimeFor, USUAL_TIMES } from '../rules/times.ts';
import { timesBeside } from '../rules/times-beside.ts';
import { type TimesSaid, timesSaid } from '../rules/times-said.ts';
import { ALL_OF_FILE, alsoThese, type Named, onlyThese, type Wanted, withoutThese } from '../rules/wanted.ts';
import { chatTexts as texts } from '../texts.ts';
import {
  type Around,
  leavesNothing,
  notOn,
  pauseEnd,
  saidSet,
  sentenceFor,
  settingButtons,
} from './around.ts';
import { beginAlerts, endAlerts } from './begin.ts';
import { chosenBy, keepRhythm } from './times.ts';

/** How what is named changes what is wanted. */
export type Change = 'only' | 'add' | 'leave-out';

/** « Je veux des alertes »: they begin, with what the words name; or are told how they stand. */
export async function start(around: Around): Promise<Block[]> {
  const { tx, companyId, personId, conversation, text, now } = around;
  const alert = await lockAlert(tx, companyId);
  if (alert?.isOn && alert.personId !== personId)
    return [...words(texts.elsewhere), choices(alertButtons.here)];
  const wish = await takeWish(tx, personId);
  const named = namedIn(text, now);
  const wanted = namesAny(named)
    ? onlyThese(ALL_OF_FILE, withoutLeast(named, text, 'only'))
    : (wish?.wanted ?? alert?.wanted ?? ALL_OF_FILE);
  const when = timesBeside(text);
  const wantedCadence = cadenceBeside(text, when) ?? wish?.cadence ?? alert?.cadence ?? USUAL;
  const before = wish?.times ?? alert?.times ?? USUAL_TIMES;
  const times = when ? chosenBy(before, when) : before;
  const isHere = alert?.isOn && alert.conversationId === conversation.id;
  if (isHere && !namesAny(named) && !when && wantedCadence === alert.cadence) return takeUp(around, alert);
  const said = await beginAlerts(tx, around, { cadence: wantedCadence, times, wanted });
  return alert?.isOn && !isHere ? [...words(texts.moved), ...said] : said;
}

/** Alerts that are on already go on, at once where they were paused. */
async function takeUp(around: Around, alert: Alert): Promise<Block[]> {
  if (alert.pausedUntil === undefined) return saidSet(around, texts.on);
  return resume(around);
}

/** The alerts of the company arrive here from now on. */
export async function moveHere(around: Around): Promise<Block[]> {
  const { tx, companyId } = around;
  const alert = await lockAlert(tx, companyId);
  if (!alert?.isOn) return start(around);
  return [...words(texts.moved), ...(await beginAlerts(tx, around, alert))];
}

export async function stop(around: Around): Promise<Block[]> {
  const { tx, companyId, personId } = around;
  const alert = await lockAlert(tx, companyId);
  await takeWish(tx, personId);
  await endAlerts(tx, around);
  return alert ? [...words(texts.stopped), choices(alertButtons.start)] : words(texts.noCompanyStop);
}

/** The times that are named with how often; « pas le lundi » of who wants them more often is no day of theirs. */
function chosenWith(text: string, way: 'faster' | 'slower'): TimesSaid | undefined {
  const when = timesSaid(text);
  if (!when || when.closed) return undefined;
  const days = way === 'slower' ? when.days : undefined;
  return when.hours === undefined && days === undefined ? undefined : { ...when, days };
}

/** « Moins souvent », « plus souvent ». */
export async function step(around: Around, way: 'faster' | 'slower'): Promise<Block[]> {
  const { tx, companyId, text, now } = around;
  const alert = await lockAlert(tx, companyId);
  if (!alert?.isOn) return notOn();
  const cadence = cadenceAsked(text, alert.cadence, way);
  const chosen = chosenWith(text, way);
  if (chosen) {
    // « Trop de notifications, plutôt le lundi matin »
    const times = chosenBy(alert.times, chosen);
    await keepRhythm(tx, alert, { cadence: chosen.days ? 'weekly' : cadence, times, now });
    return saidSet(around, texts.tuned);
  }
  const isSeveral = (alert.times.days ?? []).length > 1;
  if (cadence === alert.cadence && !(way === 'slower' && isSeveral))
    return [...words(way === 'slower' ? texts.slowest : texts.fastest), settingButtons(alert)];
  // Of several days of the week, one is left.
  const times = cadence === alert.cadence ? { ...alert.times, days: undefined } : alert.times;
  const nextAt = cadence === 'at-once' ? nextTimeFor(times, now) : nextSlot(cadence, now, times);
  await setRhythm(tx, companyId, { cadence, times, nextAt });
  return saidSet(around, texts.tuned);
}

/** « En pause jusqu’au 5 janvier ». */
export async function pause(around: Around): Promise<Block[]> {
  const { tx, companyId, text, now } = around;
  const alert = await lockAlert(tx, companyId);
  if (!alert?.isOn) return notOn();
  const { from, until } = pauseSaid(text, now);
  await setPause(tx, companyId, { from, until: until ?? NO_END });
  const [first, last] = [pauseEnd(from, now), until === undefined ? undefined : pauseEnd(until, now)];
  const told =
    last === undefined
      ? texts.pausedNoEnd
      : from > now && first !== undefined
        ? texts.pausedFrom(first, last)
        : texts.paused(last);
  const follows = (await followedBy(tx, companyId, 1)).length > 0;
  return [...words(told, ...(follows ? [texts.pausedFollowed] : [])), choices(alertButtons.resume)];
}

export async function resume(around: Around): Promise<Block[]> {
  const { tx, companyId } = around;
  const alert = await lockAlert(tx, companyId);
  if (!alert?.isOn) return start(around);
  await setPause(tx, companyId, undefined);
  return saidSet(around, texts.resumed);
}

/** « Que le nettoyage dans le 13 », « ajoutez le Var », « enlevez la voirie »; how often too, where the words name it. */
export async function tune(around: Around, change: Change): Promise<Block[]> {
  const { tx, companyId, personId, conversation, text, now } = around;
  const alert = await lockAlert(tx, companyId);
  const named = withoutLeast(namedIn(text, now), text, change);
  if (!namesAny(named)) return keepForTeam(around, alert);
  if (!alert?.isOn) {
    // It is what they want once they want any, beside what they said before.
    const wish = await takeWish(tx, personId);
    const when = timesBeside(text);
    await keepWish(
      tx,
      {
        personId,
        conversationId: conversation.id,
        cadence: cadenceBeside(text, when) ?? wish?.cadence,
        times: when ? chosenBy(wish?.times ?? alert?.times ?? USUAL_TIMES, when) : wish?.times,
        wanted: changed(wish?.wanted ?? alert?.wanted ?? ALL_OF_FILE, named, change),
      },
      now,
    );
    return notOn();
  }
  const wanted = changed(alert.wanted, named, change);
  if (await leavesNothing(around, wanted)) return [...words(texts.nothingLeft), settingButtons(alert)];
  const rhythm = await alsoWhen(around, alert);
  await setWanted(tx, companyId, { wanted, before: alert.wanted, rhythm, now });
  return saidSet(around, texts.tuned);
}

/** How often, said beside something else; undefined where it is not, or in several ways. */
export function cadenceBeside(text: string, when: TimesSaid | undefined): Cadence | undefined {
  const [cadence, another] = cadencesSaid(text);
  return when?.days ? 'weekly' : another === undefined ? cadence : undefined;
}

/** How often, and when, said beside what is wanted. @returns what changed of it */
async function alsoWhen({ tx, text, now }: Around, alert: Alert): Promise<RhythmChange | undefined> {
  const when = timesBeside(text);
  const cadence = cadenceBeside(text, when) ?? alert.cadence;
  if (!when && cadence === alert.cadence) return undefined;
  const after = { cadence, times: when ? chosenBy(alert.times, when) : alert.times };
  if (when) await keepRhythm(tx, alert, { ...after, now });
  else await setRhythm(tx, alert.companyId, { ...after, nextAt: nextSlot(cadence, now, after.times) });
  return { before: { cadence: alert.cadence, times: alert.times }, after };
}

const CHANGES: Readonly<Record<Change, (wanted: Wanted, named: Named) => Wanted>> = {
  only: onlyThese,
  add: alsoThese,
  'leave-out': withoutThese,
};
const changed = (wanted: Wanted, named: Named, change: Change): Wanted => CHANGES[change](wanted, named);

/** An amount that is the least of what is wanted bounds nothing. */
export const withoutLeast = (named: Named, text: string, change: Change): Named =>
  isLeastSaid(text, change === 'leave-out') ? { ...named, most: undefined } : named;

/** What cannot be set by words yet is kept for the team; how alerts stand is said. */
export async function keepForTeam(around: Around, alert: Alert | undefined): Promise<Block[]> {
  const { tx, conversation, messageId, text, form, now } = around;
  await addRequest(tx, { conversationId: conversation.id, messageId, kind: 'alerts', body: text, now });
  if (!alert?.isOn) return [...words(texts.tuneKept), ...notOn()];
  const sentence = await sentenceFor(tx, alert, form);
  return [
    ...words(texts.whichTune, ...(sentence === undefined ? [] : [texts.asNow(sentence)]), texts.tuneKept),
    settingButtons(alert),
  ];
}

/** Something is wanted of alerts, and nobody knows what: nothing changes, and the ways to change them are shown. */
export async function unsure({ tx, companyId, form }: Around): Promise<Block[]> {
  const alert = await lockAlert(tx, companyId);
  if (!alert?.isOn) return notOn();
  const sentence = await sentenceFor(tx, alert, form);
  return [
    ...words(texts.unsure, ...(sentence === undefined ? [] : [texts.asNow(sentence)]), texts.sayIt),
    settingButtons(alert),
  ];
}

/** Sets what is wanted by a button. */
export async function setByButton(around: Around, change: (wanted: Wanted) => Wanted): Promise<Block[]> {
  const { tx, companyId, now } = around;
  const alert = await lockAlert(tx, companyId);
  if (!alert) return notOn();
  await setWanted(tx, companyId, { wanted: change(alert.wanted), before: alert.wanted, now });
  return saidSet(around, texts.tuned);
}

const isSame = ({ cadence, times }: Rhythm, other: Rhythm): boolean =>
  cadence === other.cadence &&
  times.hours?.from === other.times.hours?.from &&
  times.hours?.to === other.times.hours?.to &&
  String(times.days) === String(other.times.days);

/** Takes back the change that was made at an instant, where nothing changed since. */
export async function undo(around: Around, at: number): Promise<Block[]> {
  const { tx, companyId, now } = around;
  const alert = await lockAlert(tx, companyId);
  if (!alert) return notOn();
  if (alert.tunedAt !== at || alert.wantedBefore === undefined)
    return [...words(texts.undoOld), settingButtons(alert)];
  await setWanted(tx, companyId, { wanted: alert.wantedBefore, before: undefined, now });
  const { before, after } = alert.rhythmBefore ?? {};
  // Hours that were chosen since stay.
  if (before && after && isSame(alert, after)) await keepRhythm(tx, alert, { ...before, now });
  return saidSet(around, texts.undone);
}
