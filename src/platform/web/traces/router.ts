import { pipeline } from 'node:stream/promises';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Space } from '#src/platform/web/app.ts';
import { createOfficeRouter, type OfficeParts } from '#src/platform/web/layout/office-router.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { RoomParts } from '#src/platform/web/layout/room.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { findTraces, tracedActors } from '#src/platform/web/traces/store/traces.ts';
import { tracesCsv } from './csv.ts';
import { actorOf } from './office-traces.ts';
import { askedTraces } from './query.ts';
import { tracesTexts as texts } from './texts.ts';
import { tracesView } from './view.ts';

const ASSETS = new URL('./assets/', import.meta.url);
const PER_PAGE = 100;
const PATH = '/staff/traces';

/** What the routes of the traces work with. */
export interface AuditParts extends OfficeParts, RoomParts {
  /** Days for which traces are kept. */
  readonly days: number;
}

/**
 * What experts and staff did: `/staff/traces`, and the same choice as a file. For the role « audit » alone; reading it is
 * traced too.
 */
export function createAuditSpaces(parts: AuditParts): Space[] {
  const { db, traces, days, now } = parts;
  const page = createOfficeRouter(parts, {
    role: 'audit',
    rooms: [
      {
        assets: ASSETS,
        addRoutes: (pages) => {
          pages.get('/', async (request, response) => {
            await traces.read(actorOf(request), 'traces_read');
            const asked = askedTraces(request.query);
            const found = await findTraces(db, { ...asked.query, limit: PER_PAGE + 1 });
            const shown = {
              traces: found.slice(0, PER_PAGE),
              hasMore: found.length > PER_PAGE,
              actors: await tracedActors(db),
              days,
            };
            const main = tracesView(asked, shown);
            const styles = [`${PATH}/assets/traces.css`];
            const scripts = [`${PATH}/assets/session.js`];
            const whole = {
              title: texts.title,
              main,
              path: PATH,
              styles,
              scripts,
              signed: signedOf(request),
            };
            response.type('html').send(officePage(whole));
          });
        },
      },
    ],
  });
  const file = createOfficeRouter(parts, {
    role: 'audit',
    rooms: [
      {
        addRoutes: (pages) => {
          pages.get('/', async (request, response) => {
            await traces.note(actorOf(request), 'traces_exported');
            response.attachment(texts.fileName(parisDay(now()))).type('text/csv; charset=utf-8');
            await pipeline(tracesCsv(db, askedTraces(request.query).query), response).catch((error) => {
              // Who gave the download up is no failure.
              if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
            });
          });
        },
      },
    ],
  });
  return [
    { path: `${PATH}.csv`, router: file },
    { path: PATH, router: page },
  ];
}
