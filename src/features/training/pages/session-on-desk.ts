import type { Router } from 'express';
import { isRunning } from '#src/features/training/rules/session.ts';
import { listSessions, type TrainingSession } from '#src/features/training/store/sessions.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { type AdmittedCompany, readAdmitted } from './read-rows.ts';
import { trainingTexts } from './texts.ts';

const { desk: texts, labels, presence } = trainingTexts;

/** What experts see of the sessions under way or to come: the admitted companies and what they booked. */
export const sessionOnDeskRoom = (parts: RoomParts): Room => ({
  addRoutes: (pages) => addSessionPage(pages, parts),
});

function addSessionPage(pages: Router, { db, traces, now }: RoomParts): void {
  pages.get('/session', async (request, response) => {
    const running = (await listSessions(db)).filter((session) => isRunning(session, parisDay(now())));
    const parts: Html[] = [];
    for (const session of running) {
      await traces.read(actorOf(request), 'session_read', { kind: 'session', id: session.id });
      parts.push(sessionPart(session, await readAdmitted(db, session.id)));
    }
    const main = html`<p>${texts.intro}</p>
      ${parts.length > 0 ? parts : html`<div class="empty"><p>${texts.noSession}</p></div>`}`;
    const shown = { title: officeTexts.session, main, path: '/desk/session' };
    const scripts = ['/desk/assets/session.js'];
    response.type('html').send(officePage({ ...shown, scripts, signed: signedOf(request) }));
  });
}

function sessionPart(session: TrainingSession, companies: readonly AdmittedCompany[]): Html {
  const id = `session-${session.id}`;
  const dates = trainingTexts.dates(frenchDate(session.startsOn), frenchDate(session.endsOn));
  return html`<section aria-labelledby="${id}">
        <h2 id="${id}">${session.name}</h2>
        <p>${dates}, ${session.place}. ${trainingTexts.places(companies.length, session.places)}.</p>
        ${companies.length > 0 ? html`<ul>${companies.map(companyItem)}</ul>` : html`<p>${texts.noAdmitted}</p>`}
      </section>`;
}

function companyItem({ name, siren, profile, booked }: AdmittedCompany): Html {
  const lines = booked.map(
    ({ event, booking }) =>
      html`<li>${event.title}, ${fullMoment(event.startsAt)}, ${event.host}${booking.presence && ` (${presence[booking.presence]})`}</li>`,
  );
  return html`<li>
          <strong>${name}</strong>${siren && ` (${labels.siren} ${siren})`}${profile && `, ${labels.profile} : ${profile}`}
          ${lines.length > 0 ? html`<ul aria-label="${texts.booked}">${lines}</ul>` : undefined}
        </li>`;
}
