import type { Router } from 'express';
import { addCompanyRoutes, companiesSummary } from '#src/company/pages/companies-routes.ts';
import { disputesPart } from '#src/company/pages/disputes-view.ts';
import { addHoldingRoutes } from '#src/company/pages/holding-routes.ts';
import { concernsPart } from '#src/conversation/pages/concerns-view.ts';
import { addHeldRoutes } from '#src/conversation/pages/held-routes.ts';
import { heldPart } from '#src/conversation/pages/held-view.ts';
import { addWatchRoutes } from '#src/conversation/pages/watch-routes.ts';
import { watchPart } from '#src/conversation/pages/watch-view.ts';
import { addDraftRoutes } from '#src/features/expert/pages/drafts/staff-routes.ts';
import { draftsPart } from '#src/features/expert/pages/drafts/view.ts';
import { addHoursRoutes } from '#src/features/expert/pages/hours/routes.ts';
import { hoursPart } from '#src/features/expert/pages/hours/view.ts';
import { listDrafts } from '#src/features/expert/store/drafts.ts';
import { addImportRoutes } from '#src/features/referencing/pages/import-routes.ts';
import { addSessionApi } from '#src/features/training/pages/sessions-api.ts';
import { addSessionPages, countedSessions } from '#src/features/training/pages/sessions-routes.ts';
import { sessionsPart } from '#src/features/training/pages/sessions-view.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { html } from '#src/platform/web/layout/html.ts';
import { createOfficeRouter } from '#src/platform/web/layout/office-router.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import type { StaffParts } from './parts.ts';

const ASSETS = [
  './assets/',
  '../../../company/pages/assets/',
  '../../../features/expert/pages/drafts/assets/',
  '../../../features/expert/pages/hours/assets/',
  '../../../features/referencing/pages/assets/',
  '../../../features/training/pages/assets/',
].map((folder) => new URL(folder, import.meta.url));

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
