import { readFileSync } from 'node:fs';
import type { RequestHandler, Router } from 'express';
import { officeTexts } from '#src/texts/office.ts';
import { Html } from '../office/html.ts';
import { createOfficeRouter } from '../office/office-router.ts';
import { officePage } from '../office/page.ts';
import { actorOf } from '../office/traces.ts';
import { signedOf } from '../sign-in/identity.ts';
import { addActionRoutes } from './action-routes.ts';
import { addDraftRoutes } from './drafts-routes.ts';
import { DeskStreams } from './event-streams.ts';
import { addFiguresRoutes } from './figures-routes.ts';
import { addIntroductionRoutes } from './introductions-routes.ts';
import type { DeskParts } from './parts.ts';
import { addReadRoutes } from './read-routes.ts';
import { addSessionPage } from './session-page.ts';

const ASSETS = new URL('./assets/', import.meta.url);

/** The experts' desk, `/desk`: its pages, and `/desk/api` behind them. Experts and staff enter. */
export function createDeskRouter(parts: DeskParts): Router {
  const streams = new DeskStreams(parts.feed, parts.signIn);
  return createOfficeRouter(parts, {
    role: 'expert',
    assets: ASSETS,
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
