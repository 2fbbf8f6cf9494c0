import { z } from 'zod';
import { OUTCOMES } from '#src/features/expert/case/case.ts';
import { isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { deskPageTexts as texts } from './texts.ts';

/** A reply, or a note, fits in a message of every channel cut in a few; more is a document. */
const TEXT_MAX = 8_000;
const SOURCES_MAX = 6;
const SEARCH_MAX = 500;

/** What was asked, or why it can't be, in French. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string };

const id = z.string(texts.unreadable).regex(/^[\w-]{8,64}$/, texts.unreadable);
const text = z
  .string(texts.unreadable)
  .transform((value) => value.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().min(1, texts.empty).max(TEXT_MAX, texts.tooLong(TEXT_MAX)));
const reply = z.object(
  {
    id,
    text,
    sources: z
      .array(z.string(texts.unreadable), texts.unreadable)
      .max(SOURCES_MAX, texts.tooManySources(SOURCES_MAX))
      .default([]),
  },
  texts.unreadable,
);
const note = z.object({ id, text }, texts.unreadable);
const transfer = z.object({ to: z.string(texts.unreadable).optional() }, texts.unreadable);
const close = z.object({ outcome: z.enum(OUTCOMES, texts.noOutcome) }, texts.unreadable);
const deadline = z.union(
  [
    z.object({ none: z.literal(true) }).transform(() => undefined),
    z
      .object({
        day: z.string().refine(isIsoDate),
        time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
      })
      .transform(({ day, time }) => instantOf(day, time)),
  ],
  texts.badDay,
);

function parse<S extends z.ZodType>(schema: S, body: unknown): Parsed<z.output<S>> {
  const read = schema.safeParse(body);
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, error: read.error.issues[0]?.message ?? texts.unreadable };
}

/** Words for the company, under an id of the page's, with the passages that they cite. */
export const parseReply = (body: unknown) => parse(reply, body);
export const parseNote = (body: unknown) => parse(note, body);
/** To whom; to the queue when nobody is named. */
export const parseTransfer = (body: unknown) => parse(transfer, body);
export const parseClose = (body: unknown) => parse(close, body);
/** A day and a time of France as an instant; undefined when there is none. */
export const parseDeadline = (body: unknown) => parse(deadline, body);

/** A parameter of an address as text; empty when it is absent or given twice. */
export const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, SEARCH_MAX) : '';

/** A place in a conversation; 0 when it is none. */
export function placeOf(value: unknown): number {
  const place = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : 0;
  return place;
}
