import { json, type Response, type Router } from 'express';
import { z } from 'zod';
import { whoFits } from '#src/features/opportunities/fits.ts';
import { isOpen } from '#src/features/opportunities/notice/notice.ts';
import { type Publishing, publishToFitting } from '#src/features/opportunities/publish.ts';
import { ReferencedCompanies } from '#src/features/opportunities/referenced.ts';
import { companiesWithAlerts, companyNames } from '#src/features/opportunities/store/bidders.ts';
import { findNotice } from '#src/features/opportunities/store/notices.ts';
import { publishingOf } from '#src/features/opportunities/store/publishing.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { FITS_PER_PAGE, fitsView, onPage } from './fits-view.ts';
import type { OpportunitiesRoomParts } from './parts.ts';
import { gone, show } from './show.ts';
import { publishingTexts as texts } from './texts-publishing.ts';
import { writtenPageTexts } from './texts-written.ts';

const publishing = z.object({
  count: z.coerce.number().int(),
  version: z.coerce.number().int(),
  sure: z.string().optional(),
});

/** Whom a notice fits, with why; and that it is published to them. */
export function addFitRoutes(pages: Router, api: Router, parts: OpportunitiesRoomParts): void {
  const { db, traces, now } = parts;
  const referenced = new ReferencedCompanies(parts);

  pages.get('/opportunites/avis/:id/entreprises', async (request, response) => {
    const kept = await findNotice(db, request.params.id);
    if (!kept) return gone(request, response, writtenPageTexts.gone);
    await traces.read(actorOf(request), 'opportunity_matched', { kind: 'notice', id: kept.id });
    const at = now();
    const fits = whoFits(await referenced.current(), kept, at);
    const shownPages = {
      useful: pageIn(request.query.page, fits.useful.length),
      near: pageIn(request.query.presque, fits.near.length),
    };
    const ids = [...onPage(fits.useful, shownPages.useful), ...onPage(fits.near, shownPages.near)];
    const main = fitsView(
      {
        kept,
        fits,
        published: await publishingOf(db, kept.id),
        isOpen: isOpen(kept.notice, at),
        names: await companyNames(
          db,
          ids.map(({ companyId }) => companyId),
        ),
        wanting: await companiesWithAlerts(db),
        reader: signedOf(request).identity.name,
        pages: shownPages,
      },
      at,
    );
    const title = texts.titleOf(kept.notice.title);
    show(request, response, { title, main, scripts: ['session', 'opportunities'] });
  });

  api.post('/opportunities/:id/publish', json({ limit: '16kb' }), async (request, response) => {
    const read = publishing.safeParse(request.body);
    if (!read.success) return void response.status(400).json({ error: writtenPageTexts.unreadable });
    const { count, version, sure } = read.data;
    const noticeId = request.params.id;
    const by = actorOf(request);
    const seen = { noticeId, companies: count, version, isSure: sure === 'yes', by };
    const published = (tx: Transaction) =>
      traces.note(by, 'opportunity_published', { kind: 'notice', id: noticeId }, tx);
    answer(response, noticeId, await publishToFitting({ db, referenced, now: now() }, seen, published));
  });
}

function answer(response: Response, noticeId: string, done: Publishing): void {
  const to = `/staff/opportunites/avis/${noticeId}`;
  switch (done.did) {
    case 'published':
      return void response.json({ said: texts.done(done.companies), to });
    case 'already':
      return void response.json({ said: texts.already(done.byName), to });
    case 'unsure':
      return void response.json({ mistakes: [{ field: 'sure', message: texts.needsSure(done.companies) }] });
    case 'changed':
      return void response.status(409).json({ error: texts.changed(done.companies) });
    case 'over':
      return void response.status(409).json({ error: texts.over });
    case 'gone':
      return void response.status(404).json({ error: writtenPageTexts.gone });
    default:
      done satisfies never;
  }
}

/** A page that an address asks for, within those that there are. */
const pageIn = (text: unknown, count: number): number =>
  Math.max(1, Math.min(Math.floor(Number(text)) || 1, Math.ceil(count / FITS_PER_PAGE)));
