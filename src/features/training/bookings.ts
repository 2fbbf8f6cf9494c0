import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { addFile } from '#src/conversation/store/files.ts';
import { calendarFile } from '#src/features/training/rules/calendar-file.ts';
import { type Unbookable, unbookable } from '#src/features/training/rules/session.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import {
  type Booking,
  bookingsOf,
  bookingsOfCompany,
  cancelBooking,
  countBooked,
  findBooking,
  noteEventChange,
  saveBooking,
} from '#src/features/training/store/bookings.ts';
import {
  type EventPlan,
  findEvent,
  lockEvent,
  saveEvent,
  type TrainingEvent,
} from '#src/features/training/store/events.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { button } from './blocks.ts';
import { type Actor, tellCompany, tellPerson } from './news.ts';
import { admissionTexts, bookingTexts as texts } from './texts.ts';

/** A place, or why there is none. */
type Booked =
  | { readonly ok: true; readonly event: TrainingEvent; readonly booking: Booking; readonly isNew: boolean }
  | { readonly ok: false; readonly why: Unbookable | 'unknown'; readonly event?: TrainingEvent };

/** Books a place for a company. The event is locked first: its places are never exceeded. */
export async function book(
  tx: Transaction,
  {
    eventId,
    companyId,
    personId,
    now,
  }: { eventId: string; companyId: string; personId: string; now: number },
): Promise<Booked> {
  const event = await lockEvent(tx, eventId);
  if (!event) return { ok: false, why: 'unknown' };
  const held = (await bookingsOfCompany(tx, companyId)).find((one) => one.eventId === eventId);
  if (held && event.state === 'planned') return { ok: true, event, booking: held, isNew: false };
  const isAdmitted = (await applicationsOf(tx, companyId)).some(
    ({ sessionId, state }) => sessionId === event.sessionId && state === 'admitted',
  );
  const why = unbookable(event, { isAdmitted, booked: await countBooked(tx, eventId), now });
  if (why) return { ok: false, why, event };
  const booking = await saveBooking(tx, { eventId, companyId, personId, now });
  return { ok: true, event, booking, isNew: true };
}

/** A company gives a place back, before the event begins. @returns undefined when it holds none there any more */
export async function giveBack(
  tx: Transaction,
  { bookingId, companyId, now }: { bookingId: string; companyId: string; now: number },
): Promise<{ event: TrainingEvent; booking: Booking } | undefined> {
  const found = await findBooking(tx, bookingId);
  if (found?.companyId !== companyId) return undefined;
  const event = await lockEvent(tx, found.eventId);
  if (!event || event.startsAt <= now) return undefined;
  const booking = await cancelBooking(tx, bookingId, now);
  return booking && { event, booking };
}

/** The calendar file of a booking, as a block: the event as it is now, or that it does not take place for the company. */
export async function calendarBlock(
  tx: Transaction,
  { event, booking }: { event: TrainingEvent; booking: Booking },
  { organizer, now }: { organizer?: string | undefined; now: number },
): Promise<Block> {
  const isCancelled = booking.state === 'cancelled' || event.state === 'cancelled';
  const { id, sequence } = booking;
  const { title, place, host, startsAt, endsAt } = event;
  const text = calendarFile(
    { id, sequence, isCancelled, title, place, host, startsAt, endsAt },
    { organizer, now },
  );
  const name = isCancelled ? texts.cancelledFile : texts.file;
  const mediaType = 'text/calendar; charset=utf-8';
  const bytes = new TextEncoder().encode(text);
  return {
    type: 'file',
    fileId: await addFile(tx, { name, mediaType, bytes }, now),
    name,
    mediaType: 'text/calendar',
  };
}

/** What came of the change of an event. */
type EventChanged =
  | { readonly ok: true; readonly told: number }
  | { readonly ok: false; readonly why: 'unknown' | 'changed' | 'cancelled' | 'past' }
  | { readonly ok: false; readonly why: 'too-few'; readonly booked: number };

/**
 * Staff change an event, or cancel it. Those who booked are told when it is at another time or place, under another
 * name, or no more, with a new version of their calendar file.
 */
export async function changeEvent(
  tx: Transaction,
  change: { id: string; version: number; plan: EventPlan | 'cancelled' },
  { by, now, organizer }: Actor,
): Promise<EventChanged> {
  const before = await lockEvent(tx, change.id);
  if (!before) return { ok: false, why: 'unknown' };
  if (before.version !== change.version) return { ok: false, why: 'changed' };
  if (before.state === 'cancelled') return { ok: false, why: 'cancelled' };
  if (before.startsAt <= now) return { ok: false, why: 'past' };
  const isCancelled = change.plan === 'cancelled';
  const plan: EventPlan = change.plan === 'cancelled' ? before : change.plan;
  const booked = await countBooked(tx, change.id);
  if (plan.places < booked) return { ok: false, why: 'too-few', booked };
  await saveEvent(tx, { id: change.id, plan, state: isCancelled ? 'cancelled' : 'planned', by, now });
  const shows = ({ title, place, host, startsAt, endsAt }: EventPlan) =>
    JSON.stringify([title, place, host, startsAt, endsAt]);
  if (!isCancelled && shows(plan) === shows(before)) return { ok: true, told: 0 };
  const event = (await findEvent(tx, change.id)) as TrainingEvent;
  await noteEventChange(tx, change.id, now);
  const bookings = await bookingsOf(tx, change.id);
  for (const booking of bookings) await tellChange(tx, { before, event, booking }, { organizer, now });
  return { ok: true, told: bookings.length };
}

/** What came of taking a place back. */
type TakenBack = { readonly ok: true } | { readonly ok: false; readonly why: 'unknown' | 'past' | 'gone' };

/** Staff take back a place that a company holds: all who speak for it are told, with the team's word. */
export async function takeBack(
  tx: Transaction,
  { bookingId, reason }: { bookingId: string; reason: string },
  at: Omit<Actor, 'by'>,
): Promise<TakenBack> {
  const found = await findBooking(tx, bookingId);
  const event = found && (await lockEvent(tx, found.eventId));
  if (!event) return { ok: false, why: 'unknown' };
  if (event.startsAt <= at.now) return { ok: false, why: 'past' };
  const booking = event.state === 'planned' ? await cancelBooking(tx, bookingId, at.now) : undefined;
  if (!booking) return { ok: false, why: 'gone' };
  const said = words(
    texts.droppedByTeam(event.title, fullMoment(event.startsAt)),
    admissionTexts.reason(reason),
  );
  const blocks = [...said, await calendarBlock(tx, { event, booking }, at), otherDates(event)];
  const news = { subject: texts.subject(event.title), blocks };
  await tellCompany(tx, { companyId: booking.companyId, news, now: at.now });
  return { ok: true };
}

const otherDates = ({ kind }: TrainingEvent): Block =>
  choices(button(kind === 'meeting' ? 'slots' : 'events', texts.others));

/** Tells who booked that the place was given back by somebody else of the company, or with the session. */
export async function tellDropped(
  tx: Transaction,
  given: { event: TrainingEvent; booking: Booking },
  at: { organizer?: string | undefined; now: number },
): Promise<void> {
  const { event, booking } = given;
  const said = words(texts.dropped(event.title, fullMoment(event.startsAt)));
  const blocks = [...said, await calendarBlock(tx, given, at)];
  await tellPerson(tx, {
    personId: booking.personId,
    news: { subject: texts.subject(event.title), blocks },
    now: at.now,
  });
}

async function tellChange(
  tx: Transaction,
  { before, event, booking }: { before: TrainingEvent; event: TrainingEvent; booking: Booking },
  at: { organizer?: string | undefined; now: number },
): Promise<void> {
  const isCancelled = event.state === 'cancelled';
  const said = isCancelled
    ? [texts.eventCancelled(event.title, fullMoment(event.startsAt))]
    : [texts.eventChanged(before.title, fullMoment(before.startsAt)), lineOf(event)];
  const more = isCancelled ? otherDates(event) : choices(button(`cancel:${booking.id}`, texts.cancelButton));
  const file = await calendarBlock(tx, { event, booking }, at);
  const news = { subject: texts.subject(event.title), blocks: [...words(...said), file, more] };
  await tellPerson(tx, { personId: booking.personId, news, now: at.now });
}

/** An event in a line: « Répondre à un marché, vendredi 27 novembre 2026 à 9 h, 12 rue X, avec Nadia Benali ». */
const lineOf = ({ title, startsAt, place, host }: TrainingEvent): string =>
  texts.line(title, fullMoment(startsAt), place, host);
