import { z } from 'zod';
import { checkAddress } from '#src/person/rules/email-address.ts';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { type ClockTime, parisTime } from '#src/platform/calendar/paris-time.ts';
import { dutyTexts as texts } from './texts.ts';

/** An expert who is on duty on some days, between two times of the clocks of Paris. */
export interface Duty {
  readonly name: string;
  readonly email: string;
  /** 0 for Sunday … 6 for Saturday. */
  readonly days: readonly number[];
  readonly from: ClockTime;
  /** Left out. */
  readonly until: ClockTime;
}

/** Something to mend: the line, from 0, and what of it. */
export interface DutyMistake {
  readonly place: string;
  readonly message: string;
}

const MOST = 30;
const MOST_SIGNS = 80;
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const schema = z
  .array(
    z.object({
      name: z.string().max(400),
      email: z.string().max(400),
      days: z.array(z.number().int().min(0).max(6)).max(7),
      from: z.string().max(10),
      until: z.string().max(10),
    }),
  )
  .max(MOST);

/** Checks who is on duty, as somebody typed it: all mistakes at once, in French. A line without a name nor an address is none. */
export function checkDuties(given: unknown): { duties: Duty[] } | { mistakes: DutyMistake[] } {
  const read = schema.safeParse(given);
  if (!read.success) return { mistakes: [{ place: '', message: texts.unreadable }] };
  const duties: Duty[] = [];
  const mistakes: DutyMistake[] = [];
  for (const [line, one] of read.data.entries()) {
    const [name, email] = [one.name.trim(), one.email.trim()];
    if (name === '' && email === '') continue;
    const address = checkAddress(email);
    const found = mistakesOf({ ...one, name }, address.ok ? undefined : address.error);
    mistakes.push(...found.map(([of, message]) => ({ place: `${line}.${of}`, message })));
    if (found.length === 0 && address.ok)
      duties.push({ name, email: address.value, days: one.days, from: one.from, until: one.until });
  }
  return mistakes.length > 0 ? { mistakes } : { duties };
}

function mistakesOf(
  { name, days, from, until }: Duty | Omit<Duty, 'email'>,
  email: string | undefined,
): [string, string][] {
  const isTime = time.safeParse(from).success && time.safeParse(until).success;
  return [
    ...(name === '' || name.length > MOST_SIGNS ? [['name', texts.noName] as [string, string]] : []),
    ...(email === undefined ? [] : [['email', email] as [string, string]]),
    ...(days.length === 0 ? [['days', texts.noDay] as [string, string]] : []),
    ...(!isTime || from >= until ? [['times', texts.badTimes] as [string, string]] : []),
  ];
}

/** Who is on duty at an instant. Pure. */
export function onDutyAt(duties: readonly Duty[], at: number): Duty[] {
  const { day, time: now } = parisTime(at);
  const weekday = weekdayOf(day);
  return duties.filter(({ days, from, until }) => days.includes(weekday) && from <= now && now < until);
}
