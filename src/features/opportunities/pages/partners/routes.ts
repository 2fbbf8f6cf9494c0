import type { Router } from 'express';
import { noticePlaceIn } from '#src/features/opportunities/pages/list-view.ts';
import type { OpportunitiesRoomParts } from '#src/features/opportunities/pages/parts.ts';
import { show } from '#src/features/opportunities/pages/show.ts';
import { companyNames } from '#src/features/opportunities/store/bidders.ts';
import { noticesOf } from '#src/features/opportunities/store/notices.ts';
import { asksBefore } from '#src/features/opportunities/store/partners.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { partnerListTexts as texts } from './texts.ts';
import { partnersView } from './view.ts';

const PER_PAGE = 50;

/** The companies that look for a partner, as staff look over them. */
export function addPartnerRoutes(pages: Router, { db, traces, now }: OpportunitiesRoomParts): void {
  pages.get('/opportunites/partenaires', async (request, response) => {
    const before = noticePlaceIn(request.query.avant);
    const found = await asksBefore(db, before, PER_PAGE + 1);
    const asks = found.slice(0, PER_PAGE);
    // Who looks for whom is told to neither company.
    if (asks.length > 0) await traces.read(actorOf(request), 'partners_read');
    const last = asks.at(-1);
    const companies = asks.flatMap(({ fromCompany, toCompany }) => [fromCompany, toCompany]);
    const notices = await noticesOf(
      db,
      asks.map(({ noticeId }) => noticeId),
    );
    const main = partnersView(
      {
        asks,
        names: await companyNames(db, [...new Set(companies)]),
        kept: new Set(notices.map(({ id }) => id)),
        isFirst: before === undefined,
        more: found.length > PER_PAGE && last ? { at: last.askedAt, id: last.id } : undefined,
      },
      now(),
    );
    show(request, response, { title: texts.title, intro: texts.intro, main });
  });
}
