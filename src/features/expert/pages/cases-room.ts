import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { Html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room } from '#src/platform/web/layout/room.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { addActionRoutes } from './action-routes.ts';
import { DeskStreams } from './event-streams.ts';
import type { CasesParts } from './parts.ts';
import { addReadRoutes } from './read-routes.ts';

const ASSETS = new URL('./assets/', import.meta.url);
const SHEETS = ['desk', 'queue', 'case', 'side', 'composer'];

/** The cases, on the first page of the desk: the queue, what was said in each, and what experts do there. */
export const casesRoom = (parts: CasesParts): Room => {
  const streams = new DeskStreams(parts.feed, parts.signIn);
  return {
    assets: ASSETS,
    addRoutes: (pages, api) => {
      pages.get('/', casesPage());
      api.get('/events', async (request, response) => {
        // It tells every change of the queue.
        await parts.traces.read(actorOf(request), 'queue_read');
        await streams.open(request, response);
      });
      addReadRoutes(api, parts);
      addActionRoutes(api, parts);
    },
  };
};

/** The page whose content stands in a file of `assets`. */
function casesPage(): RequestHandler {
  const main = new Html(readFileSync(new URL('cases.html', ASSETS), 'utf8'));
  const scripts = ['session', 'desk'].map((name) => `/desk/assets/${name}.js`);
  const styles = SHEETS.map((name) => `/desk/assets/${name}.css`);
  return (request, response) => {
    const shown = { title: officeTexts.cases, main, path: '/desk', scripts, styles };
    response.type('html').send(officePage({ ...shown, signed: signedOf(request) }));
  };
}
