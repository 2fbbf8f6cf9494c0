import { readFileSync } from 'node:fs';
import type { RequestHandler, Router } from 'express';
import { addIntroductionRoutes } from '#src/features/directory/pages/introductions-routes.ts';
import { addDraftRoutes } from '#src/features/expert/pages/drafts/desk-routes.ts';
import { addFiguresRoutes } from '#src/features/expert/pages/figures/routes.ts';
import { addSessionPage } from '#src/features/training/pages/session-on-desk.ts';
import { Html } from '#src/platform/web/layout/html.ts';
import { createOfficeRouter } from '#src/platform/web/layout/office-router.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { addActionRoutes } from './action-routes.ts';
import { DeskStreams } from './event-streams.ts';
import type { DeskParts } from './parts.ts';
import { addReadRoutes } from './read-routes.ts';

const ASSETS = new URL('./assets/', import.meta.url);
const ALL_ASSETS = [
  ASSETS,
  new URL('./figures/assets/', import.meta.url),
  new URL('../../directory/pages/assets/', import.meta.url),
];

/** The experts' desk, `/desk`: its pages, and `/desk/api` behind them. Experts and staff enter. */
export function createDeskRouter(parts: DeskParts): Router {
  const streams = new DeskStreams(parts.feed, parts.signIn);
  return createOfficeRouter(parts, {
    role: 'expert',
    assets: ALL_ASSETS,
    addRoutes: (pages, api) => {
      const desk = {
        scripts: ['/desk/assets/desk.js'],
        styles: ['desk.css', 'queue.css', 'case.css', 'side.css', 'composer.css'].map(
          (file) => `/desk/assets/${file}`,
        ),
      };
      pages.get('/', page('/desk', officeTexts.cases, 'cases.html', desk));
      api.get('/events', async (request, response) => {
        // It tells every change of the queue.
        await parts.traces.read(actorOf(request), 'queue_read');
        await streams.open(request, response);
      });
      addReadRoutes(api, parts);
      addActionRoutes(api, parts);
      addFiguresRoutes(pages, api, parts);
      addDraftRoutes(api, parts);
      addSessionPage(pages, parts);
      addIntroductionRoutes(pages, parts);
    },
  });
}

/** A page whose content stands in a file of `assets`. */
function page(
  path: string,
  title: string,
  file: string,
  more: { scripts?: readonly string[]; styles?: readonly string[] } = {},
): RequestHandler {
  const main = new Html(readFileSync(new URL(file, ASSETS), 'utf8'));
  const scripts = ['/desk/assets/session.js', ...(more.scripts ?? [])];
  return (request, response) => {
    const shown = { title, main, path, scripts, styles: more.styles, signed: signedOf(request) };
    response.type('html').send(officePage(shown));
  };
}
