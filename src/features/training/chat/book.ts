import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { button } from '#src/features/training/blocks.ts';
import { book, calendarBlock, giveBack, tellDropped } from '#src/features/training/bookings.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import { type Booking, bookingsOfCompany } from '#src/features/training/store/bookings.ts';
import {
  type EventWithCount,
  eventsOf,
  findEvent,
  type TrainingEvent,
} from '#src/features/training/store/events.ts';
import { listSessions } from '#src/features/training/store/sessions.ts';
import { bookingTexts } from '#src/features/training/texts.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import type { BookingRequest } from './request.ts';
import { bookingChat as texts } from './texts.ts';
import type { TrainingParts } from './turn.ts';

/** Events that one message shows. */
const SHOWN = 10;
/** Longest label of a button on every channel, within reason. */
const LABEL = 70;

interface Around {
  readonly personId: string;
  readonly companyId: string;
  readonly training: TrainingParts;
  readonly now: number;
}

/** Shows what may be booked, books it, gives it back. */
export async function bookingWords(
  tx: Transaction,
  around: Around,
  request: BookingRequest,
): Promise<Block[]> {
  switch (request.type) {
    case 'events':
      return offers(tx, around, 'workshop');
    case 'slots':
      return offers(tx, around, 'meeting');
    case 'mine':
      return own(tx, around);
    case 'book':
      return bookNow(tx, around, request.id);
    case 'cancel':
      return askToCancel(tx, around, request.id);
    case 'drop':
      return drop(tx, around, request.id ?? '');
    case 'ics': {
      const held = (await upcoming(tx, around)).find(({ booking }) => booking.id === request.id);
      if (!held) return words(texts.notHeld);
      return [await calendarBlock(tx, held, { organizer: around.training.organizer, now: around.now })];
    }
    default:
      return request satisfies never;
  }
}

/** What is published and still to come, for admitted companies with a way to book it. */
async function offers(tx: Transaction, around: Around, kind: TrainingEvent['kind']): Promise<Block[]> {
  const { companyId, now } = around;
  const admitted = (await applicationsOf(tx, companyId))
    .filter(({ state }) => state === 'admitted')
    .map(({ sessionId }) => sessionId);
  const held = new Set((await upcoming(tx, around)).map(({ event }) => event.id));
  const all: EventWithCount[] = [];
  for (const { id } of await listSessions(tx))
    if (admitted.length === 0 || admitted.includes(id)) all.push(...(await eventsOf(tx, id)));
  const coming = all
    .filter((event) => event.kind === kind && event.state === 'planned' && event.startsAt > now)
    .sort((a, b) => a.startsAt - b.startsAt);
  const isFree = (event: EventWithCount) => held.has(event.id) || event.booked < event.places;
  // What is taken interests nobody while something is free.
  const shown = (kind === 'meeting' ? coming.filter(isFree) : coming).slice(0, SHOWN);
  const notIn =
    admitted.length === 0
      ? [...words(texts.onlyAdmitted[kind]), choices(button('apply', texts.applyButton))]
      : [];
  if (shown.length === 0) return notIn.length > 0 ? notIn : words(texts.none[kind]);
  const lines = shown.map((event) =>
    texts.offer(lineOf(event, now), held.has(event.id) ? 'held' : Math.max(0, event.places - event.booked)),
  );
  const free = shown.filter((event) => !held.has(event.id) && event.booked < event.places);
  return [
    ...words(texts.title[kind]),
    { type: 'list', items: lines.map((text) => [{ text }]) },
    ...(coming.length > shown.length && kind === 'workshop' ? words(texts.more) : []),
    ...(admitted.length === 0
      ? notIn
      : free.length > 0
        ? [choices(...free.map((event) => button(`book:${event.id}`, labelOf(event, now))))]
        : []),
  ];
}

interface Held {
  readonly event: TrainingEvent;
  readonly booking: Booking;
}

/** Places that a company holds at what is still to come, the next first. */
async function upcoming(tx: Transaction, { companyId, now }: Around): Promise<Held[]> {
  const held: Held[] = [];
  for (const booking of await bookingsOfCompany(tx, companyId)) {
    const event = await findEvent(tx, booking.eventId);
    if (event?.state === 'planned' && event.startsAt > now) held.push({ event, booking });
  }
  return held.sort((a, b) => a.event.startsAt - b.event.startsAt);
}

async function own(tx: Transaction, around: Around): Promise<Block[]> {
  const held = await upcoming(tx, around);
  const others = [button('slots', texts.slotsButton), button('events', texts.eventsButton)];
  if (held.length === 0) return [...words(texts.nothingHeld), choices(...others)];
  return [
    ...words(texts.mine),
    { type: 'list', items: held.map(({ event }) => [{ text: lineOf(event, around.now) }]) },
    choices(
      ...held
        .slice(0, SHOWN)
        .map(({ event, booking }) =>
          button(`cancel:${booking.id}`, texts.cancelOne(labelOf(event, around.now))),
        ),
      ...others,
    ),
  ];
}

async function bookNow(tx: Transaction, around: Around, eventId: string): Promise<Block[]> {
  const { companyId, personId, training, now } = around;
  const booked = await book(tx, { eventId, companyId, personId, now });
  if (!booked.ok) {
    const { event } = booked;
    const again = event && booked.why !== 'not-admitted' ? await offers(tx, around, event.kind) : [];
    return [...words(texts.unbookable[booked.why]), ...again];
  }
  const { event, booking, isNew } = booked;
  return [
    ...words((isNew ? texts.booked : texts.bookedBefore)(lineOf(event, now)), texts.file),
    await calendarBlock(tx, { event, booking }, { organizer: training.organizer, now }),
    choices(button(`cancel:${booking.id}`, bookingTexts.cancelButton)),
  ];
}

async function askToCancel(tx: Transaction, around: Around, id: string | undefined): Promise<Block[]> {
  const held = (await upcoming(tx, around)).filter(({ booking }) => id === undefined || booking.id === id);
  const [first, ...others] = held;
  if (!first) return words(id === undefined ? texts.nothingHeld : texts.notHeld);
  if (others.length > 0)
    return [
      ...words(texts.cancelWhich),
      choices(
        ...held
          .slice(0, SHOWN)
          .map(({ event, booking }) => button(`cancel:${booking.id}`, labelOf(event, around.now))),
      ),
    ];
  return [
    ...words(texts.cancelAsk(lineOf(first.event, around.now))),
    choices(button(`drop:${first.booking.id}`, texts.cancelYes), button('mine', texts.cancelNo)),
  ];
}

async function drop(tx: Transaction, around: Around, bookingId: string): Promise<Block[]> {
  const { companyId, training, now } = around;
  const given = await giveBack(tx, { bookingId, companyId, now });
  if (!given) return words(texts.notHeld);
  const { event, booking } = given;
  if (booking.personId !== around.personId)
    await tellDropped(tx, given, { organizer: training.organizer, now });
  return [
    ...words(texts.cancelled(lineOf(event, now))),
    await calendarBlock(tx, given, { organizer: training.organizer, now }),
    choices(button(event.kind === 'meeting' ? 'slots' : 'events', bookingTexts.others)),
  ];
}

/** An event in a line, its day told from today. */
const lineOf = ({ title, startsAt, place, host }: TrainingEvent, now: number): string =>
  bookingTexts.line(title, momentInFrench(startsAt, now), place, host);

function labelOf({ kind, title, host, startsAt }: TrainingEvent, now: number): string {
  const when = momentInFrench(startsAt, now);
  const label = kind === 'meeting' ? `${when}, ${host}` : `${title}, ${when}`;
  return label.length > LABEL ? `${label.slice(0, LABEL - 1)}…` : label;
}
