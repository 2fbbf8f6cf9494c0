import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { followedBy, moveReminders } from '#src/features/opportunities/store/alert-notices.ts';
import { type Alert, lockAlert, setRhythm } from '#src/features/opportunities/store/alerts.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { timesButtons } from '../buttons.ts';
import { type Cadence, slotOnceChosen } from '../rules/cadence.ts';
import { CHOSEN_HOURS, type HoursChoice, minutesLater, type Times } from '../rules/times.ts';
import { type TimesSaid, timesSaid } from '../rules/times-said.ts';
import { chatTexts as texts } from '../texts.ts';
import { type Around, notOn, saidSet, sentenceFor } from './around.ts';

/** The times of a company, once words chose some. Pure. */
export const chosenBy = (times: Times, { hours, days }: TimesSaid): Times => ({
  hours: hours === 'usual' ? undefined : (hours ?? times.hours),
  days: days ?? times.days,
});

/** Keeps how often, and when, a company is told; its reminders come at the same hours. */
export async function keepRhythm(
  tx: Transaction,
  alert: Alert,
  { cadence, times, now }: { readonly cadence: Cadence; readonly times: Times; readonly now: number },
): Promise<void> {
  const { companyId, sentAt } = alert;
  await setRhythm(tx, companyId, { cadence, times, nextAt: slotOnceChosen({ cadence, times, sentAt }, now) });
  const minutes = minutesLater(times, alert.times);
  if (minutes !== 0) await moveReminders(tx, companyId, minutes);
}

/** « Envoyez-les-moi après 18 h », « le lundi matin »: set where the words name it, else asked. */
export async function chooseTimes(around: Around): Promise<Block[]> {
  const said = timesSaid(around.text);
  return said === undefined ? askTimes(around) : setTimes(around, said);
}

/** A button of the list. */
export const chooseHours = (around: Around, hours: HoursChoice): Promise<Block[]> =>
  setTimes(around, { hours: hours === 'usual' ? hours : CHOSEN_HOURS[hours] });
export const chooseDay = (around: Around, day: number): Promise<Block[]> => setTimes(around, { days: [day] });

async function setTimes(around: Around, said: TimesSaid): Promise<Block[]> {
  const { tx, companyId, now } = around;
  const alert = await lockAlert(tx, companyId);
  if (!alert?.isOn) return notOn();
  if (said.closed) return askAgain(around, alert, said.closed === 'night' ? texts.noNight : texts.noWeekend);
  const cadence = said.days === undefined ? alert.cadence : 'weekly';
  await keepRhythm(tx, alert, { cadence, times: chosenBy(alert.times, said), now });
  const [first, ...more] = await saidSet(around, texts.tuned);
  const follows = (await followedBy(tx, companyId, 1)).length > 0;
  return [...(first ? [first] : []), ...(follows ? words(texts.timesFollowed) : []), ...more];
}

/** « Choisir l’heure » */
export async function askTimes(around: Around): Promise<Block[]> {
  const alert = await lockAlert(around.tx, around.companyId);
  return alert?.isOn ? askAgain(around, alert) : notOn();
}

/** @param why nothing was changed, where something was asked */
async function askAgain({ tx, form }: Around, alert: Alert, why?: string): Promise<Block[]> {
  const sentence = await sentenceFor(tx, alert, form);
  return [
    ...words(
      ...(why === undefined ? [] : [why]),
      ...(sentence === undefined ? [] : [texts.asNow(sentence)]),
      texts.askTimes,
    ),
    choices(...timesButtons(alert.cadence === 'weekly')),
  ];
}
