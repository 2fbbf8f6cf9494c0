import type { Router } from 'express';
import { contactOfCompany } from '#src/company/members/news.ts';
import { buyerSchema } from '#src/features/directory/introductions/dialog.ts';
import {
  type Introduction,
  introductionRecords,
  isSilent,
  recentIntroductions,
} from '#src/features/directory/store/introductions.ts';
import type { Database } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { introductionsPageTexts as texts } from './texts-introductions.ts';

const PATH = '/desk/mises-en-relation';
const PER_PAGE = 50;

/** What buyers asked of the companies of the directory, for experts and staff: who, what became of it, and when. */
export const introductionsRoom = (parts: RoomParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  addRoutes: (pages) => addIntroductionRoutes(pages, parts),
});

function addIntroductionRoutes(pages: Router, { db, traces, now }: RoomParts): void {
  pages.get('/mises-en-relation', async (request, response) => {
    const asked = Number(request.query.page);
    await traces.read(actorOf(request), 'introductions_read');
    const page = Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked : 1;
    const { items, total } = await recentIntroductions(db, {
      limit: PER_PAGE,
      offset: (page - 1) * PER_PAGE,
    });
    const lines: Html[] = [];
    for (const item of items) lines.push(await line(db, item, now()));
    const pageCount = Math.max(1, Math.ceil(total / PER_PAGE));
    const main = html`<p class="hint">${texts.lead}</p>
      ${
        lines.length === 0
          ? html`<div class="empty"><p>${texts.none}</p></div>`
          : html`<ul class="watched">${lines}</ul>`
      }
      ${pageCount > 1 ? paging(page, pageCount) : undefined}`;
    const styles = ['/desk/assets/introductions.css'];
    const scripts = ['/desk/assets/session.js'];
    const shown = { title: texts.title, main, path: PATH, styles, scripts };
    response.type('html').send(officePage({ ...shown, signed: signedOf(request) }));
  });
}

function paging(page: number, count: number): Html {
  const link = (to: number, label: string) =>
    html`<a class="quiet" href="${PATH}?page=${String(to)}">${label}</a>`;
  return html`<nav class="paging" aria-label="${texts.pages}">
        ${page > 1 ? link(page - 1, texts.previous) : undefined}
        <span>${texts.pageOf(page, count)}</span>
        ${page < count ? link(page + 1, texts.next) : undefined}
      </nav>`;
}

/** The buyer's address and the company's are theirs: the team sees who and what for, not how to reach them. */
async function line(db: Database, item: Introduction, now: number): Promise<Html> {
  const buyer = buyerSchema.safeParse(item.buyer).data;
  const { name } = await contactOfCompany(db, item.companyId);
  const records = await introductionRecords(db, item.id);
  const isTold = records.some(({ type }) => type === 'told');
  const steps = records
    .filter(({ type }) => type !== 'told')
    .map(({ type, at }) => texts.step(texts.steps[type] ?? type, momentInFrench(at, now)));
  return html`<li>
          <p><strong>${texts.wish(buyer?.organisation ?? '', buyer?.name ?? '', name || texts.erased)}</strong>
            <span class="state ${item.state}">${texts.states[item.state] ?? item.state}</span></p>
          <p class="said">${buyer?.need ?? ''}</p>
          <p class="hint">${steps.join(' · ')}</p>
          ${isTold ? undefined : html`<p class="hint">${texts.notTold}</p>`}
          ${(await isSilent(db, item.companyId)) ? html`<p class="hint">${texts.silent}</p>` : undefined}
        </li>`;
}
