import type { Request, Response, Router } from 'express';
import type { Form } from '#src/company/form/form.ts';
import {
  applicationHistory,
  countApplications,
  findApplication,
} from '#src/features/training/store/applications.ts';
import { eventsOf, findEvent } from '#src/features/training/store/events.ts';
import { findSession, listSessions } from '#src/features/training/store/sessions.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { refuse } from '#src/platform/web/layout/failures.ts';
import type { Html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { applicantsCsv } from './applicants-csv.ts';
import { applicationView, eventView } from './application-views.ts';
import { readApplication, readApplications, readBookings } from './read-rows.ts';
import { addSessionApi, type SessionApiParts } from './sessions-api.ts';
import { type CountedSession, sessionsList, sessionsPart, sessionView } from './sessions-view.ts';
import { trainingTexts as texts } from './texts.ts';

/** What the staff's pages of training sessions are made with. */
export interface SessionsParts extends RoomParts, SessionApiParts {
  /** The sign-up form as staff last wrote it. */
  readonly form: () => Promise<Form>;
}

/** Training sessions, as staff lead them. */
export const sessionsRoom = (parts: SessionsParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  home: { show: async () => sessionsPart(await countedSessions(parts.db)) },
  addRoutes: (pages, api) => {
    addSessionPages(pages, parts);
    addSessionApi(api, parts);
  },
});

/** Every session with its counts, the one that begins last first. */
async function countedSessions(db: Queryable): Promise<CountedSession[]> {
  const sessions = await listSessions(db);
  return Promise.all(
    sessions.map(async (session) => ({ session, counts: await countApplications(db, session.id) })),
  );
}

/** The staff's pages of training sessions: all of them, one, an application, an event, a table of applicants. */
function addSessionPages(pages: Router, { db, traces, now, form }: SessionsParts): void {
  pages.get('/sessions', async (request, response) => {
    show(request, response, texts.title, sessionsList(await countedSessions(db)));
  });

  pages.get('/sessions/:id', async (request, response) => {
    const session = await findSession(db, request.params.id);
    if (!session) return gone(request, response);
    await traces.read(actorOf(request), 'session_read', { kind: 'session', id: session.id });
    const counts = await countApplications(db, session.id);
    const applications = await readApplications(db, session.id);
    const main = sessionView({ session, counts }, applications, await eventsOf(db, session.id));
    show(request, response, session.name, main);
  });

  pages.get('/sessions/:id/candidatures.csv', async (request, response) => {
    const session = await findSession(db, request.params.id);
    if (!session) return gone(request, response);
    await traces.note(actorOf(request), 'applicants_exported', { kind: 'session', id: session.id });
    const table = applicantsCsv(await readApplications(db, session.id));
    response
      .attachment(texts.fileName(parisDay(now())))
      .type('text/csv; charset=utf-8')
      .send(table);
  });

  pages.get('/candidatures/:id', async (request, response) => {
    const application = await findApplication(db, request.params.id);
    const session = application && (await findSession(db, application.sessionId));
    if (!session) return gone(request, response);
    await traces.read(actorOf(request), 'application_read', { kind: 'application', id: application.id });
    const read = await readApplication(db, application);
    // In the order of the form, as the company read its file.
    const order = (await form()).fields.map(({ id }) => id);
    const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
    const row = { ...read, fields: read.fields.toSorted((a, b) => place(a.field) - place(b.field)) };
    const history = await applicationHistory(db, application.id);
    const free = session.places - (await countApplications(db, session.id)).admitted;
    show(request, response, row.name || texts.application, applicationView(row, history, { free }));
  });

  pages.get('/evenements/:id', async (request, response) => {
    const event = await findEvent(db, request.params.id);
    if (!event) return gone(request, response);
    await traces.read(actorOf(request), 'event_read', { kind: 'event', id: event.id });
    show(request, response, event.title, eventView(event, await readBookings(db, event.id), now()));
  });
}

function show(request: Request, response: Response, title: string, main: Html): void {
  const scripts = ['session', 'training'].map((name) => `/staff/assets/${name}.js`);
  const styles = ['/staff/assets/staff.css', '/staff/assets/training.css'];
  const page = { title, main, path: '/staff/sessions', scripts, styles, signed: signedOf(request) };
  response.type('html').send(officePage(page));
}

const gone = (request: Request, response: Response): void =>
  refuse(request, response, {
    status: 404,
    title: texts.title,
    error: texts.gone,
    signed: signedOf(request),
  });
