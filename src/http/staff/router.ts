import type { Router } from 'express';
import { parisDay } from '#src/knowledge/dates.ts';
import { listDrafts } from '#src/storage/knowledge-drafts.ts';
import { officeTexts } from '#src/texts/office.ts';
import { html } from '../office/html.ts';
import { createOfficeRouter } from '../office/office-router.ts';
import { officePage } from '../office/page.ts';
import { actorOf } from '../office/traces.ts';
import { signedOf } from '../sign-in/identity.ts';
import { addCompanyRoutes, companiesSummary } from './companies-routes.ts';
import { concernsPart } from './concerns-view.ts';
import { disputesPart } from './disputes-view.ts';
import { addDraftRoutes } from './drafts-routes.ts';
import { draftsPart } from './drafts-view.ts';
import { addHeldRoutes } from './held-routes.ts';
import { heldPart } from './held-view.ts';
import { addHoldingRoutes } from './holding-routes.ts';
import { addHoursRoutes } from './hours-routes.ts';
import { hoursPart } from './hours-view.ts';
import { addImportRoutes } from './import-routes.ts';
import type { StaffParts } from './parts.ts';
import { addSessionApi } from './sessions-api.ts';
import { addSessionPages, countedSessions } from './sessions-routes.ts';
import { sessionsPart } from './sessions-view.ts';
import { addWatchRoutes } from './watch-routes.ts';
import { watchPart } from './watch-view.ts';

const ASSETS = new URL('./assets/', import.meta.url);

/** The staff's space, `/staff`: its pages, and `/staff/api` behind them. Staff only. */
export function createStaffRouter(parts: StaffParts): Router {
  const { db, now } = parts;
  return createOfficeRouter(parts, {
    role: 'staff',
    assets: ASSETS,
    addRoutes: (pages, api) => {
      pages.get('/', async (request, response) => {
        const at = now();
        // Its list of what is to be watched quotes messages.
        await parts.traces.read(actorOf(request), 'watch_read');
        const toRead = (await listDrafts(db)).filter(({ state }) => state === 'to_read').length;
        const main = html`${await heldPart(parts, at)}
      ${await watchPart(parts, at)}
      ${concernsPart(parts.concerns())}
      ${await disputesPart(db, at)}
      ${sessionsPart(await countedSessions(db))}
      ${await companiesSummary(parts)}
      ${draftsPart(toRead)}
      ${hoursPart(Number(parisDay(at).slice(0, 4)))}`;
        const scripts = ['session', 'retry', 'hours'].map((name) => `/staff/assets/${name}.js`);
        const styles = ['/staff/assets/staff.css'];
        const shown = { title: officeTexts.staff, main, path: '/staff', scripts, styles };
        response.type('html').send(officePage({ ...shown, signed: signedOf(request) }));
      });
      addHoursRoutes(api, parts);
      addWatchRoutes(api, parts);
      addHeldRoutes(api, parts);
      addDraftRoutes(pages, api, parts);
      addSessionPages(pages, parts);
      addSessionApi(api, parts);
      addImportRoutes(pages, api, parts);
      addCompanyRoutes(pages, api, parts);
      addHoldingRoutes(api, parts);
    },
  });
}
