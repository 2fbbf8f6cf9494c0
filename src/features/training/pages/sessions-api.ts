import { json, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { changeSession, decide } from '#src/features/training/admissions.ts';
import { changeEvent, takeBack } from '#src/features/training/bookings.ts';
import { DECISIONS, type StaffDecision } from '#src/features/training/rules/application.ts';
import {
  checkEvents,
  checkSession,
  checkWord,
  type FieldMistake,
} from '#src/features/training/rules/check-plan.ts';
import { savePresence } from '#src/features/training/store/bookings.ts';
import { addEvent, findEvent } from '#src/features/training/store/events.ts';
import { addSession, findSession } from '#src/features/training/store/sessions.ts';
import { planMistakes } from '#src/features/training/texts.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import type { RoomParts } from '#src/platform/web/layout/room.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import type { TraceObject } from '#src/platform/web/traces/store/traces.ts';
import { trainingTexts as texts } from './texts.ts';

const versionForm = z.object({ version: z.coerce.number().int() });
const stateForm = versionForm.extend({ state: z.enum(['open', 'closed']) });
const decisionForm = versionForm.extend({ decision: z.enum(DECISIONS) });
const DECISION_ACTS = {
  admit: 'application_admitted',
  hold: 'application_held',
  refuse: 'application_refused',
} as const satisfies Readonly<Record<StaffDecision, Act>>;
const presenceForm = z.object({ presence: z.enum(['present', 'absent', 'unknown']) });

/** What changing sessions works with. */
export interface SessionApiParts extends RoomParts {
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  /** The address in whose name calendar files are; one that is none, when absent. */
  readonly organizer?: string | undefined;
}

/** What the staff's pages of sessions change. Answers: `{ said, to? }`, `{ mistakes }`, or `{ error }` with its status. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a flat list of routes
export function addSessionApi(api: Router, { db, traces, now, wake, organizer }: SessionApiParts): void {
  const body = json({ limit: '64kb' });
  const by = (request: Request): string => actorOf(request).name;
  /** Does something in a transaction, with its trace unless it was refused. */
  const traced = <T>(
    request: Request,
    work: (tx: Transaction) => Promise<T>,
    done: (result: T) => { readonly act: Act; readonly on: TraceObject } | undefined,
  ): Promise<T> =>
    db.tx(async (tx) => {
      const result = await work(tx);
      const trace = done(result);
      if (trace) await traces.note(actorOf(request), trace.act, trace.on, tx);
      return result;
    });

  api.post('/sessions', body, async (request, response) => {
    const at = now();
    const checked = checkSession(request.body, parisDay(at));
    if ('mistakes' in checked) return wrong(response, checked.mistakes);
    const id = await traced(
      request,
      (tx) => addSession(tx, { plan: checked.value, by: by(request), now: at }),
      (made) => ({ act: 'session_opened', on: { kind: 'session', id: made } }),
    );
    response.json({ said: texts.opened, to: `/staff/sessions/${id}` });
  });

  api.put('/sessions/:id', body, async (request, response) => {
    const { id } = request.params;
    const before = await findSession(db, id);
    const read = versionForm.safeParse(request.body);
    if (!before || !read.success) return unreadable(response, before);
    const checked = checkSession(request.body, parisDay(now()), before);
    if ('mistakes' in checked) return wrong(response, checked.mistakes);
    const change = { id, version: read.data.version, plan: checked.value };
    const changed = await traced(
      request,
      (tx) => changeSession(tx, change, { by: by(request), now: now() }),
      ({ ok }) => (ok ? { act: 'session_changed', on: { kind: 'session', id } } : undefined),
    );
    if (!changed.ok && changed.why === 'too-few')
      return wrong(response, [{ field: 'places', message: planMistakes.tooFew(changed.admitted) }]);
    if (!changed.ok) return refused(response, texts.notChanged[changed.why]);
    wake();
    const { length } = changed.promoted;
    response.json({ said: length > 0 ? texts.promoted(length) : texts.saved });
  });

  api.post('/sessions/:id/state', body, async (request, response) => {
    const read = stateForm.safeParse(request.body);
    if (!read.success) return unreadable(response, true);
    const change = { id: request.params.id, ...read.data };
    const act = read.data.state === 'open' ? 'session_reopened' : 'session_closed';
    const changed = await traced(
      request,
      (tx) => changeSession(tx, change, { by: by(request), now: now() }),
      ({ ok }) => (ok ? { act, on: { kind: 'session', id: change.id } } : undefined),
    );
    if (!changed.ok && changed.why !== 'too-few') return refused(response, texts.notChanged[changed.why]);
    response.json({ said: texts.saved });
  });

  api.post('/sessions/:id/events', body, async (request, response) => {
    const session = await findSession(db, request.params.id);
    if (!session) return refused(response, texts.notChanged.unknown);
    const checked = checkEvents(withoutEmpty(request.body), { session, now: now() });
    if ('mistakes' in checked) return wrong(response, checked.mistakes);
    const at = { sessionId: session.id, by: by(request), now: now() };
    await db.tx(async (tx) => {
      for (const plan of checked.value) {
        const id = await addEvent(tx, { ...at, plan });
        await traces.note(actorOf(request), 'event_published', { kind: 'event', id }, tx);
      }
    });
    response.json({ said: texts.published(checked.value.length) });
  });

  api.put('/events/:id', body, async (request, response) => {
    const { id } = request.params;
    const before = await findEvent(db, id);
    const session = before && (await findSession(db, before.sessionId));
    const read = versionForm.safeParse(request.body);
    if (!session || !read.success) return unreadable(response, session);
    const checked = checkEvents(withoutEmpty(request.body), { session, before, now: now() });
    if ('mistakes' in checked) return wrong(response, checked.mistakes);
    const [plan] = checked.value;
    if (!plan) return unreadable(response, true);
    await changed(request, response, { id, version: read.data.version, plan });
  });

  api.post('/events/:id/cancel', body, async (request, response) => {
    const read = versionForm.safeParse(request.body);
    if (!read.success) return unreadable(response, true);
    const { id } = request.params;
    await changed(request, response, { id, version: read.data.version, plan: 'cancelled' });
  });

  api.post('/applications/:id/decision', body, async (request, response) => {
    const read = decisionForm.safeParse(request.body);
    if (!read.success) return unreadable(response, true);
    const { decision, version } = read.data;
    const checked = checkWord(request.body, decision === 'refuse');
    if ('mistakes' in checked) return wrong(response, checked.mistakes);
    const asked = { id: request.params.id, decision, version, reason: checked.value };
    const decided = await traced(
      request,
      (tx) => decide(tx, asked, { by: by(request), now: now(), organizer }),
      ({ ok }) =>
        ok ? { act: DECISION_ACTS[decision], on: { kind: 'application', id: asked.id } } : undefined,
    );
    if (!decided.ok) return refused(response, texts.refused[decided.why]);
    wake();
    const { length } = decided.promoted;
    response.json({ said: length > 0 ? `${texts.decided} ${texts.promoted(length)}` : texts.decided });
  });

  api.post('/bookings/:id/presence', body, async (request, response) => {
    const read = presenceForm.safeParse(request.body);
    if (!read.success) return unreadable(response, true);
    const presence = read.data.presence === 'unknown' ? undefined : read.data.presence;
    const { id } = request.params;
    const saved = await traced(
      request,
      (tx) => savePresence(tx, { id, presence, now: now() }),
      (done) => (done ? { act: 'presence_noted', on: { kind: 'booking', id } } : undefined),
    );
    if (!saved) return refused(response, texts.notChanged.unknown);
    response.json({ said: texts.saved });
  });

  api.post('/bookings/:id/cancel', body, async (request, response) => {
    const checked = checkWord(request.body, true);
    if ('mistakes' in checked) return wrong(response, checked.mistakes);
    const asked = { bookingId: request.params.id, reason: checked.value ?? '' };
    const done = await traced(
      request,
      (tx) => takeBack(tx, asked, { now: now(), organizer }),
      ({ ok }) =>
        ok ? { act: 'booking_cancelled', on: { kind: 'booking', id: asked.bookingId } } : undefined,
    );
    if (!done.ok)
      return refused(response, done.why === 'gone' ? texts.bookingGone : texts.notChanged[done.why]);
    wake();
    response.json({ said: texts.bookingCancelled });
  });

  async function changed(
    request: Request,
    response: Response,
    change: Parameters<typeof changeEvent>[1],
  ): Promise<void> {
    const act = change.plan === 'cancelled' ? 'event_cancelled' : 'event_changed';
    const done = await traced(
      request,
      (tx) => changeEvent(tx, change, { by: by(request), now: now(), organizer }),
      ({ ok }) => (ok ? { act, on: { kind: 'event', id: change.id } } : undefined),
    );
    if (!done.ok && done.why === 'too-few')
      return wrong(response, [{ field: 'places', message: planMistakes.tooFew(done.booked) }]);
    if (!done.ok) return refused(response, texts.notChanged[done.why]);
    wake();
    response.json({ said: texts.told(done.told) });
  }
}

/** A field left empty was not filled. */
const withoutEmpty = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'minutes' in body && body.minutes === ''
    ? { ...body, minutes: undefined }
    : body;

const wrong = (response: Response, mistakes: readonly FieldMistake[]): void =>
  void response.json({ mistakes });
const refused = (response: Response, error: string): void => void response.status(409).json({ error });
const unreadable = (response: Response, found: unknown): void =>
  void (found
    ? response.status(400).json({ error: texts.unreadable })
    : response.status(404).json({ error: texts.notChanged.unknown }));
