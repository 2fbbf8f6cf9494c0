import type { ApplicationState } from '#src/features/training/store/applications.ts';
import type { EventWithCount, TrainingEvent } from '#src/features/training/store/events.ts';
import type { SessionPlan, TrainingSession } from '#src/features/training/store/sessions.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { parisTime } from '#src/platform/calendar/paris-time.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { apiForm, formField, submit, versionField } from './form-field.ts';
import type { ApplicationRow } from './read-rows.ts';
import { stateLabels, trainingTexts as texts } from './texts.ts';

const { labels } = texts;

/** A session with how many companies are in each state. */
export interface CountedSession {
  readonly session: TrainingSession;
  readonly counts: Readonly<Record<ApplicationState, number>>;
}

/** The way to the sessions, with what waits there. */
export function sessionsPart(sessions: readonly CountedSession[]): Html {
  const open = sessions.filter(({ session }) => session.state === 'open').length;
  const toStudy = sessions.reduce((sum, { counts }) => sum + counts.applied, 0);
  return html`<section class="block" aria-labelledby="sessions-title">
        <h2 id="sessions-title">${texts.title}</h2>
        <p>${texts.count(open, toStudy)} <a href="/staff/sessions">${texts.goTo}</a></p>
      </section>`;
}

/** All sessions, and the form that opens one. */
export function sessionsList(sessions: readonly CountedSession[]): Html {
  const items = sessions.map(
    ({ session, counts }) => html`<li>
            <p><a href="/staff/sessions/${session.id}">${session.name}</a></p>
            <p class="hint">${datesOf(session)}. ${texts.states[session.state]}. ${texts.places(counts.admitted, session.places)}. ${stateLabels.applied} : ${String(counts.applied)}. ${stateLabels.waiting} : ${String(counts.waiting)}.</p>
          </li>`,
  );
  return html`<p>${texts.intro}</p>
      <p><a href="/desk/session">${texts.seeBooked}</a></p>
      ${items.length > 0 ? html`<ul class="watched">${items}</ul>` : html`<div class="empty"><p>${texts.none}</p></div>`}
      <section class="block" aria-labelledby="open-title">
        <h2 id="open-title">${texts.open}</h2>
        ${apiForm({ api: '/sessions', method: 'POST' }, [...sessionFields('open'), submit(texts.open)])}
      </section>`;
}

const datesOf = ({ startsOn, endsOn, applyUntil, place }: SessionPlan): string =>
  `${texts.dates(frenchDate(startsOn), frenchDate(endsOn))}, ${place}, ${texts.until(frenchDate(applyUntil))}`;

const sessionFields = (form: string, plan?: SessionPlan): Html[] => [
  formField(form, { name: 'name', label: labels.name, value: plan?.name }),
  formField(form, { name: 'place', label: labels.place, value: plan?.place }),
  formField(form, { name: 'startsOn', label: labels.startsOn, as: 'date', value: plan?.startsOn }),
  formField(form, { name: 'endsOn', label: labels.endsOn, as: 'date', value: plan?.endsOn }),
  formField(form, { name: 'applyUntil', label: labels.applyUntil, as: 'date', value: plan?.applyUntil }),
  formField(form, { name: 'places', label: labels.places, as: 'count', value: plan && String(plan.places) }),
];

/** One session: its applications, what it offers, and how it is changed. */
export function sessionView(
  { session, counts }: CountedSession,
  applications: readonly ApplicationRow[],
  events: readonly EventWithCount[],
): Html {
  const isOpen = session.state === 'open';
  const toggle = apiForm({ api: `/sessions/${session.id}/state`, method: 'POST' }, [
    versionField(session.version),
    html`<button class="quiet" type="submit" name="state" value="${isOpen ? 'closed' : 'open'}">${isOpen ? texts.close : texts.reopen}</button>`,
  ]);
  return html`<p><a href="/staff/sessions">${texts.back}</a></p>
      <p id="said" role="status"></p>
      <p>${datesOf(session)}. ${texts.places(counts.admitted, session.places)}. ${texts.states[session.state]}.</p>
      ${toggle}
      <section class="block" aria-labelledby="applications-title">
        <h2 id="applications-title">${texts.applications}</h2>
        ${applicationsTable(session.id, applications)}
      </section>
      <section class="block" aria-labelledby="events-title">
        <h2 id="events-title">${texts.events}</h2>
        ${eventsTable(events)}
        <details class="fold"><summary>${texts.publish}</summary>
          ${apiForm({ api: `/sessions/${session.id}/events`, method: 'POST' }, [...eventFields('new'), submit(texts.publish)])}
        </details>
      </section>
      <section class="block" aria-labelledby="change-title">
        <h2 id="change-title">${texts.change}</h2>
        ${apiForm({ api: `/sessions/${session.id}`, method: 'PUT' }, [versionField(session.version), ...sessionFields('change', session), submit(texts.save)])}
      </section>`;
}

function applicationsTable(sessionId: string, rows: readonly ApplicationRow[]): Html {
  if (rows.length === 0) return html`<p>${texts.noApplication}</p>`;
  const lines = rows.map(
    ({ application, name, diagnosis }) => html`<tr>
            <th scope="row"><a href="/staff/candidatures/${application.id}">${name}</a></th>
            <td>${stateLabels[application.state]}</td>
            <td>${diagnosis?.told.profile}</td>
            <td data-label="${labels.appliedOn}">${frenchDate(parisDay(application.appliedAt))}</td>
          </tr>`,
  );
  return html`<p><a href="/staff/sessions/${sessionId}/candidatures.csv" download>${texts.download}</a></p>
        <table class="drafts stacked">
          <thead><tr><th scope="col">${labels.company}</th><th scope="col">${labels.state}</th><th scope="col">${labels.profile}</th><th scope="col">${labels.appliedOn}</th></tr></thead>
          <tbody>${lines}</tbody>
        </table>`;
}

function eventsTable(events: readonly EventWithCount[]): Html {
  if (events.length === 0) return html`<p>${texts.noEvent}</p>`;
  const lines = events.map(
    (event) => html`<tr>
            <th scope="row"><a href="/staff/evenements/${event.id}">${event.title}</a><br>${texts.kinds[event.kind]}</th>
            <td>${fullMoment(event.startsAt)}, ${event.host}</td>
            <td data-label="${texts.bookings}">${event.state === 'cancelled' ? texts.cancelled : texts.booked(event.booked, event.places)}</td>
          </tr>`,
  );
  return html`<table class="drafts stacked">
          <thead><tr><th scope="col">${labels.title}</th><th scope="col">${labels.when}</th><th scope="col">${texts.bookings}</th></tr></thead>
          <tbody>${lines}</tbody>
        </table>`;
}

/** What is filled of an event; a new one may be several slots. */
export function eventFields(form: string, event?: TrainingEvent): Html[] {
  const [from, to] = [event?.startsAt, event?.endsAt].map((at) =>
    at === undefined ? undefined : parisTime(at),
  );
  return [
    formField(form, { name: 'kind', label: labels.kind, options: texts.kinds, value: event?.kind }),
    formField(form, { name: 'title', label: labels.title, value: event?.title }),
    formField(form, { name: 'place', label: labels.eventPlace, value: event?.place }),
    formField(form, { name: 'host', label: labels.host, value: event?.host }),
    formField(form, { name: 'day', label: labels.day, as: 'date', value: from?.day }),
    formField(form, { name: 'from', label: labels.from, as: 'time', value: from?.time }),
    formField(form, { name: 'to', label: labels.to, as: 'time', value: to?.time }),
    formField(form, {
      name: 'places',
      label: labels.eventPlaces,
      as: 'count',
      value: event ? String(event.places) : '1',
    }),
    ...(event
      ? []
      : [formField(form, { name: 'minutes', label: labels.minutes, as: 'count', hint: texts.minutesHint })]),
  ];
}
