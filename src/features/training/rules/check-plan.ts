import { z } from 'zod';
import type { EventPlan } from '#src/features/training/store/events.ts';
import type { SessionPlan } from '#src/features/training/store/sessions.ts';
import { planMistakes as texts } from '#src/features/training/texts.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate, type IsoDate, isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';
import { hasMarkup, tidy } from '#src/platform/french/plain-words.ts';

/** What is wrong with a field of a form, in French. */
export interface FieldMistake {
  readonly field: string;
  readonly message: string;
}

/** What a form holds once checked, or what is wrong with it: all at once. */
type Checked<T> = { readonly value: T } | { readonly mistakes: readonly FieldMistake[] };

/** Letters in a name, and in a word to a company. */
const NAME_MAX = 120;
const WORD_MAX = 1_000;
const PLACES_MAX = 1_000;
/** Slots that one form publishes. */
const SLOTS_MAX = 48;
const LONGEST_MINUTES = 12 * 60;

/** Words on one line, without tags. */
const line = (most: number) =>
  z
    .string(texts.missing)
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(2, texts.missing)
        .max(most, texts.tooLong(most))
        .refine((text) => !hasMarkup(text), texts.tags),
    );
const day = z.string(texts.day).trim().refine(isIsoDate, texts.day);
const clock = z
  .string(texts.time)
  .trim()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, texts.time);
const count = (most: number, message: string) =>
  z.coerce
    .string()
    .trim()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .pipe(z.number().min(1, message).max(most, message));

const sessionForm = z.object(
  {
    name: line(NAME_MAX),
    place: line(NAME_MAX),
    startsOn: day,
    endsOn: day,
    applyUntil: day,
    places: count(PLACES_MAX, texts.places(PLACES_MAX)),
  },
  texts.unreadable,
);

const mistakesOf = (error: z.ZodError): FieldMistake[] => {
  const found = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const field = String(path[0] ?? '');
    if (!found.has(field)) found.set(field, message);
  }
  return [...found].map(([field, message]) => ({ field, message }));
};

/**
 * Reads what staff say of a session.
 * @param before the session as it is, whose days of the past may stay
 */
export function checkSession(given: unknown, today: IsoDate, before?: SessionPlan): Checked<SessionPlan> {
  const read = sessionForm.safeParse(given);
  if (!read.success) return { mistakes: mistakesOf(read.error) };
  const plan = read.data;
  const mistakes: FieldMistake[] = [];
  const report = (field: keyof SessionPlan, message: string) => mistakes.push({ field, message });
  if (plan.startsOn < today && plan.startsOn !== before?.startsOn) report('startsOn', texts.past);
  if (plan.endsOn < plan.startsOn) report('endsOn', texts.endsBefore);
  else if (plan.endsOn < today && plan.endsOn !== before?.endsOn) report('endsOn', texts.past);
  if (plan.applyUntil > plan.endsOn) report('applyUntil', texts.appliesAfter);
  else if (plan.applyUntil < today && plan.applyUntil !== before?.applyUntil)
    report('applyUntil', texts.past);
  return mistakes.length > 0 ? { mistakes } : { value: plan };
}

const eventForm = z.object(
  {
    kind: z.enum(['workshop', 'meeting'], texts.kind),
    title: line(NAME_MAX),
    place: line(300),
    host: line(NAME_MAX),
    day,
    from: clock,
    to: clock,
    places: count(PLACES_MAX, texts.places(PLACES_MAX)),
    /** Of meetings: how long each lasts. */
    minutes: count(240, texts.minutes).optional(),
  },
  texts.unreadable,
);

/**
 * Reads what staff say of an event: one, or the slots of an expert, one after the other from the first time to the last.
 * @param session whose days it must be in
 * @param before the event as it is, when it is changed
 */
export function checkEvents(
  given: unknown,
  { session, before, now }: { session: SessionPlan; before?: EventPlan | undefined; now: number },
): Checked<EventPlan[]> {
  const read = eventForm.safeParse(given);
  if (!read.success) return { mistakes: mistakesOf(read.error) };
  const { day: on, from, to, minutes, ...plan } = read.data;
  const startsAt = instantOf(on, from);
  const endsAt = instantOf(on, to);
  const mistakes: FieldMistake[] = [];
  const report = (field: string, message: string) => mistakes.push({ field, message });
  if (on < session.startsOn || on > session.endsOn)
    report('day', texts.outside(frenchDate(session.startsOn), frenchDate(session.endsOn)));
  else if (startsAt <= now) report(on < parisTime(now).day ? 'day' : 'from', texts.past);
  const length = (endsAt - startsAt) / MINUTE_MS;
  const wrong = wrongLength(length);
  if (wrong !== undefined) report('to', wrong);
  const slots = minutes && !before && plan.kind === 'meeting' ? Math.floor(length / minutes) : undefined;
  if (slots !== undefined && length > 0 && (slots < 1 || slots > SLOTS_MAX))
    report('minutes', texts.slots(SLOTS_MAX));
  if (mistakes.length > 0) return { mistakes };
  if (slots === undefined || minutes === undefined) return { value: [{ ...plan, startsAt, endsAt }] };
  return {
    value: Array.from({ length: slots }, (_, index) => {
      const at = startsAt + index * minutes * MINUTE_MS;
      return { ...plan, startsAt: at, endsAt: at + minutes * MINUTE_MS };
    }),
  };
}

/** @param length in minutes */
function wrongLength(length: number): string | undefined {
  if (length <= 0) return texts.endsBefore;
  return length > LONGEST_MINUTES ? texts.tooLongEvent : undefined;
}

const wordForm = z.object(
  {
    reason: z
      .string(texts.missing)
      .default('')
      .transform((text) => text.replace(/\r\n?/g, '\n').trim())
      .pipe(
        z
          .string()
          .max(WORD_MAX, texts.tooLong(WORD_MAX))
          .refine((text) => !hasMarkup(text), texts.tags),
      ),
  },
  texts.unreadable,
);

/** Reads a word to a company; who is refused is told why. */
export function checkWord(given: unknown, isNeeded: boolean): Checked<string | undefined> {
  const read = wordForm.safeParse(given);
  if (!read.success) return { mistakes: mistakesOf(read.error) };
  const { reason } = read.data;
  if (isNeeded && reason === '') return { mistakes: [{ field: 'reason', message: texts.reasonNeeded }] };
  return { value: reason === '' ? undefined : reason };
}
