import { fileURLToPath } from 'node:url';
import type { Request, RequestHandler, Response, Router } from 'express';
import { figuresCsv } from '#src/features/expert/figures/csv.ts';
import { shapeFigures, spansOf, WEEK_COUNTS, weeksUntil } from '#src/features/expert/figures/figures.ts';
import { figuresTexts } from '#src/features/expert/figures/texts.ts';
import { casesByState, spanFigures } from '#src/features/expert/store/figures.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { refuse } from '#src/platform/web/layout/failures.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { figuresView } from './view.ts';

const PATH = '/desk/chiffres';
/** How long whoever looks waits for hours that were never counted, and after how many seconds to look again. */
const PATIENCE_MS = 600;
const COUNTED_SOON_S = 5;
const [DEFAULT_WEEKS] = WEEK_COUNTS;
/** The library that draws the plots, as its package gives it. */
const CHARTS = { 'uplot.js': 'uPlot.esm.js', 'uplot.css': 'uPlot.min.css' };

/** The figures for those who run the hotline: a page, the same as JSON and as a table to take away. */
export const figuresRoom = (parts: RoomParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  addRoutes: (pages, api) => addFiguresRoutes(pages, api, parts),
});

function addFiguresRoutes(pages: Router, api: Router, parts: RoomParts): void {
  pages.get('/chiffres', async (request, response) => {
    const count = weeksOf(request.query.semaines);
    if (count === undefined) return refuseWeeks(request, response);
    const figures = await readFigures(parts, count).catch(refuseUncounted(request, response));
    if (!figures) return;
    const main = figuresView(count, figures);
    const scripts = ['session', 'figures'].map((name) => `/desk/assets/${name}.js`);
    const styles = ['/desk/assets/vendor/uplot.css', '/desk/assets/figures.css'];
    const shown = { title: officeTexts.figures, main, path: PATH, scripts, styles };
    response.type('html').send(officePage({ ...shown, signed: signedOf(request) }));
  });

  pages.get('/chiffres.csv', async (request, response) => {
    const count = weeksOf(request.query.semaines);
    if (count === undefined) return refuseWeeks(request, response);
    const { weeks } = await readFigures(parts, count);
    await parts.traces.note(actorOf(request), 'figures_exported');
    const name = figuresTexts.fileName(parisDay(parts.now()));
    response.attachment(name).type('text/csv; charset=utf-8').send(figuresCsv(weeks));
  });

  api.get('/figures', async (request, response) => {
    const count = weeksOf(request.query.weeks);
    if (count === undefined) return refuseWeeks(request, response);
    response.json(await readFigures(parts, count));
  });

  for (const [name, file] of Object.entries(CHARTS)) pages.get(`/assets/vendor/${name}`, serveChart(file));
}

/** How many weeks an address asks for; undefined when it asks for something else. */
const weeksOf = (asked: unknown): number | undefined =>
  asked === undefined ? DEFAULT_WEEKS : WEEK_COUNTS.find((count) => String(count) === asked);

const refuseWeeks = (request: Request, response: Response): void =>
  refuse(request, response, {
    status: 400,
    title: officeTexts.figures,
    error: figuresTexts.badWeeks,
    signed: signedOf(request),
  });

/** A store that was never counted, a first start on a large one: its page comes back by itself until it is. */
const refuseUncounted = (request: Request, response: Response) => (error: unknown) => {
  if (!(error instanceof HotlineError) || error.code !== 'busy') throw error;
  response.set({ 'Retry-After': `${COUNTED_SOON_S}`, Refresh: `${COUNTED_SOON_S}` });
  const shown = { title: officeTexts.figures, error: error.message, signed: signedOf(request) };
  refuse(request, response, { status: 503, ...shown });
  return undefined;
};

async function readFigures({ db, now }: RoomParts, count: number) {
  const at = now();
  const weeks = weeksUntil(at, count);
  const counted = await spanFigures(db, spansOf(weeks), { patienceMs: PATIENCE_MS });
  return { states: await casesByState(db), ...shapeFigures(weeks, counted, at) };
}

function serveChart(file: string): RequestHandler {
  const path = fileURLToPath(import.meta.resolve(`uplot/dist/${file}`));
  return (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile(path, { cacheControl: false });
  };
}
