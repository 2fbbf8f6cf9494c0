import { DECISIONS, transition } from '#src/features/training/rules/application.ts';
import type { ApplicationChange } from '#src/features/training/store/applications.ts';
import type { Booking } from '#src/features/training/store/bookings.ts';
import type { TrainingEvent } from '#src/features/training/store/events.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { apiForm, formField, submit, versionField } from './form-field.ts';
import type { ApplicationRow } from './read-rows.ts';
import { eventFields } from './sessions-view.ts';
import { stateLabels, trainingTexts as texts } from './texts.ts';

const { labels } = texts;

/** An application: the company's file, its diagnosis, what happened, and the decision. */
export function applicationView(
  { application, siren, fields, diagnosis }: ApplicationRow,
  history: readonly ApplicationChange[],
  now: { readonly free: number },
): Html {
  const { id, sessionId, companyId, state, version } = application;
  const list = (lines: readonly string[]) => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  // What the company is already is no decision; a full session says so when one admits.
  const decisions = DECISIONS.filter((one) => transition(state, one, 1).ok);
  const decision =
    decisions.length === 0
      ? html`<p>${texts.refused.impossible}</p>`
      : apiForm({ api: `/applications/${id}/decision`, method: 'POST' }, [
          versionField(version),
          formField('decision', {
            name: 'reason',
            label: labels.reason,
            as: 'words',
            hint: texts.decideHint,
          }),
          html`<div class="buttons">${decisions.map(
            (one) =>
              html`<button class="${one === 'admit' ? 'primary' : 'quiet'}" type="submit" name="decision" value="${one}">${texts.decisions[one]}</button>`,
          )}</div>`,
        ]);
  return html`<p><a href="/staff/sessions/${sessionId}">${texts.backToSession}</a></p>
      <p id="said" role="status"></p>
      <p><strong>${stateLabels[state]}</strong>. ${siren && `${labels.siren} ${siren}. `}${texts.free(now.free)}</p>
      <section class="block" aria-labelledby="decide-title">
        <h2 id="decide-title">${state === 'applied' ? texts.decide : texts.decideAgain}</h2>
        ${decision}
      </section>
      <section class="block" aria-labelledby="diagnosis-title">
        <h2 id="diagnosis-title">${texts.diagnosis}</h2>
        ${
          diagnosis
            ? html`<p><strong>${diagnosis.told.profile}</strong>, ${frenchDate(parisDay(diagnosis.madeAt))}. ${diagnosis.told.summary}</p>${list(diagnosis.answers)}`
            : html`<p>${texts.noDiagnosis}</p>`
        }
      </section>
      <section class="block" aria-labelledby="file-title">
        <h2 id="file-title">${texts.file}</h2>
        <p><a href="/staff/entreprises/${companyId}">${texts.openFile}</a></p>
        ${list(fields.map(({ label, shown }) => `${label} : ${shown}`))}
      </section>
      <section class="block" aria-labelledby="history-title">
        <h2 id="history-title">${texts.history}</h2>
        ${list(history.map((one) => texts.historyLine(fullMoment(one.at), stateLabels[one.state], one.by, one.reason)))}
      </section>`;
}

/** An event: who comes, whether they came, and how it is changed. */
export function eventView(
  event: TrainingEvent,
  bookings: readonly { readonly booking: Booking; readonly name: string }[],
  now: number,
): Html {
  const mayChange = event.state === 'planned' && event.startsAt > now;
  const state = event.state === 'cancelled' ? ` (${texts.cancelled})` : '';
  const lines = bookings.map(
    ({ booking, name }) => html`<li>
            <p><a href="/staff/entreprises/${booking.companyId}">${name}</a></p>
            ${presence(booking, name)}
            ${mayChange ? cancelBooking(booking) : undefined}
          </li>`,
  );
  return html`<p><a href="/staff/sessions/${event.sessionId}">${texts.backToSession}</a></p>
      <p id="said" role="status"></p>
      <p>${texts.kinds[event.kind]}${state}. ${fullMoment(event.startsAt)}, ${event.place}, ${event.host}.</p>
      <section class="block" aria-labelledby="bookings-title">
        <h2 id="bookings-title">${texts.bookings} <span class="count">${texts.booked(bookings.length, event.places)}</span></h2>
        ${lines.length > 0 ? html`<ul class="watched">${lines}</ul>` : html`<p>${texts.noBooking}</p>`}
      </section>
      ${
        mayChange
          ? html`<section class="block" aria-labelledby="change-title">
        <h2 id="change-title">${texts.changeEvent}</h2>
        ${apiForm({ api: `/events/${event.id}`, method: 'PUT' }, [versionField(event.version), ...eventFields('event', event), submit(texts.save)])}
        ${apiForm({ api: `/events/${event.id}/cancel`, method: 'POST' }, [
          versionField(event.version),
          html`<p class="hint">${texts.cancelHint}</p><button class="quiet" type="submit">${texts.cancelEvent}</button>`,
        ])}
      </section>`
          : undefined
      }`;
}

function presence(booking: Booking, name: string): Html {
  const buttons = (['present', 'absent', 'unknown'] as const).map((one) => {
    const pressed = (booking.presence ?? 'unknown') === one;
    return html`<button class="quiet" type="submit" name="presence" value="${one}" aria-pressed="${String(pressed)}">${texts.presence[one]}</button>`;
  });
  return apiForm({ api: `/bookings/${booking.id}/presence`, method: 'POST' }, [
    html`<div class="buttons" role="group" aria-label="${texts.presenceOf(name)}">${buttons}</div>`,
  ]);
}

/** A place is taken back with a word to the company. */
const cancelBooking = ({
  id,
}: Booking): Html => html`<details class="fold"><summary>${texts.cancelBooking}</summary>
            ${apiForm({ api: `/bookings/${id}/cancel`, method: 'POST' }, [
              formField(`cancel-${id}`, {
                name: 'reason',
                label: labels.reason,
                as: 'words',
                hint: texts.cancelBookingHint,
              }),
              html`<div class="buttons"><button class="quiet" type="submit">${texts.cancelAndTell}</button></div>`,
            ])}
            </details>`;
