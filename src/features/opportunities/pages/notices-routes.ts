import { setImmediate } from 'node:timers/promises';
import type { Router } from 'express';
import {
  noticesChangedBefore,
  noticesNumbered,
  writtenNotices,
  writtenPublication,
} from '#src/features/opportunities/store/listing.ts';
import { needOfNotice } from '#src/features/opportunities/store/needs.ts';
import { findNotice, type KeptNotice, type NoticePlace } from '#src/features/opportunities/store/notices.ts';
import { publishingOf, staffActsOf } from '#src/features/opportunities/store/publishing.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import {
  type ListedNotice,
  type NoticesShown,
  noticePlaceIn,
  noticesList,
  writtenList,
} from './list-view.ts';
import { noticeView } from './notice-view.ts';
import type { OpportunitiesRoomParts } from './parts.ts';
import { gone, show } from './show.ts';
import { writtenPageTexts as texts } from './texts-written.ts';

const PER_PAGE = 30;
/** Notices in which words are looked for, some at a time. */
const MOST_SEARCHED = 3_000;
const AT_ONCE = 250;

/** The notices that are kept, whatever their source: lists, a search, and each by itself. */
export function addNoticeRoutes(pages: Router, { db, traces, now }: OpportunitiesRoomParts): void {
  pages.get('/opportunites/ecrites', async (request, response) => {
    const before = noticePlaceIn(request.query.avant);
    const shown = await pageOf(db, before, await writtenNotices(db, before, PER_PAGE + 1));
    show(request, response, { title: texts.written, main: writtenList(shown, now()) });
  });

  pages.get('/opportunites/avis', async (request, response) => {
    const { q } = request.query;
    // What no number and no word has would be refused by a store.
    const words = typeof q === 'string' ? q.replaceAll('\0', '').trim().slice(0, 200) : '';
    const before = words === '' ? noticePlaceIn(request.query.avant) : undefined;
    const found =
      words === '' ? await noticesChangedBefore(db, before, PER_PAGE + 1) : await search(db, words);
    const shown = await pageOf(db, before, found);
    const more = { isCut: found.length > PER_PAGE, most: MOST_SEARCHED.toLocaleString('fr-FR') };
    show(request, response, { title: texts.notices, main: noticesList(words, { ...shown, ...more }, now()) });
  });

  pages.get('/opportunites/avis/:id', async (request, response) => {
    const kept = await findNotice(db, request.params.id);
    if (!kept) return gone(request, response, texts.gone);
    const [acts, published, written, need] = await Promise.all([
      staffActsOf(db, kept.id),
      publishingOf(db, kept.id),
      writtenPublication(db, kept.id),
      needOfNotice(db, kept.id),
    ]);
    // It names somebody, as no other notice does.
    if (need) await traces.read(actorOf(request), 'need_read', { kind: 'notice', id: kept.id });
    const shown = { kept, acts, published, isWritten: written !== undefined, callBack: need?.contact };
    const main = noticeView(shown, now());
    show(request, response, { title: kept.notice.title, main, scripts: ['session', 'opportunities'] });
  });
}

async function pageOf(
  db: Queryable,
  before: NoticePlace | undefined,
  found: readonly KeptNotice[],
): Promise<NoticesShown> {
  const some = found.slice(0, PER_PAGE);
  const last = some.at(-1);
  const notices: ListedNotice[] = [];
  for (const kept of some)
    notices.push({ kept, isPublished: (await publishingOf(db, kept.id)) !== undefined });
  const more = found.length > PER_PAGE && last ? { at: last.changedAt, id: last.id } : undefined;
  return { notices, isFirst: before === undefined, more };
}

/** Notices of a number, else those whose titles, lots or buyer hold all the words; one more than a page shows. */
async function search(db: Queryable, said: string): Promise<KeptNotice[]> {
  const numbered = await noticesNumbered(db, said);
  if (numbered.length > 0) return numbered;
  const words = fold(said).split(/\s+/).filter(Boolean);
  const found: KeptNotice[] = [];
  let before: NoticePlace | undefined;
  for (let looked = 0; looked < MOST_SEARCHED && found.length <= PER_PAGE; looked += AT_ONCE) {
    const some = await noticesChangedBefore(db, before, AT_ONCE);
    const last = some.at(-1);
    if (!last) break;
    before = { at: last.changedAt, id: last.id };
    for (const kept of some) {
      const text = textOf(kept);
      if (words.every((word) => text.includes(word))) found.push(kept);
    }
    await setImmediate();
  }
  return found.slice(0, PER_PAGE + 1);
}

const textOf = ({ notice: { title, lots, buyer, written } }: KeptNotice): string =>
  fold([title, ...lots.map((lot) => lot.title), buyer?.name, written?.publisher].join(' '));
