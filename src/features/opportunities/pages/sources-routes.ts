import type { Router } from 'express';
import { readNow } from '#src/features/opportunities/jobs.ts';
import { isOpened, READ_SOURCES, sourceState } from '#src/features/opportunities/source-states.ts';
import { placeOfSource, refusalsBefore } from '#src/features/opportunities/store/sources.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import type { OpportunitiesRoomParts } from './parts.ts';
import { show } from './show.ts';
import { placeIn, refusalsPage, sourcesPage } from './sources-view.ts';
import { sourcesTexts as texts } from './texts-sources.ts';

const PER_PAGE = 50;
/** A service may ask to wait a few seconds: whoever presses is not told of that. */
const SHORT_WAIT_MS = 30_000;

/** How the sources do, what they refused, and « relancer ». */
export function addSourceRoutes(pages: Router, api: Router, parts: OpportunitiesRoomParts): void {
  const { db, now, noticeSources, traces } = parts;

  pages.get('/opportunites', async (request, response) => {
    const at = now();
    const states = [];
    for (const id of READ_SOURCES) states.push(await sourceState(db, noticeSources, id, at));
    show(request, response, {
      title: texts.title,
      main: sourcesPage(states, at),
      scripts: ['session', 'retry'],
    });
  });

  pages.get('/opportunites/refus', async (request, response) => {
    const source = READ_SOURCES.find((one) => one === request.query.source);
    const before = placeIn(request.query.avant);
    const found = await refusalsBefore(db, { source, before }, PER_PAGE + 1);
    const refusals = found.slice(0, PER_PAGE);
    const more = found.length > PER_PAGE ? refusals.at(-1) : undefined;
    const main = refusalsPage({ source, refusals, isFirst: before === undefined, more }, now());
    show(request, response, { title: texts.refusalsTitle, main });
  });

  api.post('/opportunities/sources/:source/read', async (request, response) => {
    const source = READ_SOURCES.find((one) => one === request.params.source);
    if (source === undefined || !isOpened(noticeSources, source))
      return void response.status(404).json({ error: texts.closed });
    const at = now();
    const { waitUntil } = await placeOfSource(db, source);
    if (waitUntil !== undefined && waitUntil > at + SHORT_WAIT_MS)
      return void response.status(409).json({ error: texts.waits(momentInFrench(waitUntil, at)) });
    const became = await db.tx(async (tx) => {
      const planned = await readNow(tx, source, at);
      if (planned === 'planned') await traces.note(actorOf(request), 'source_relaunched', undefined, tx);
      return planned;
    });
    response.json({ said: became === 'planned' ? texts.relaunched : texts.alreadyUnderWay });
  });
}
