import { explainFit, type Fit, type Fits, SAID_ONCE_UP_TO } from '#src/features/opportunities/fits.ts';
import type { KeptNotice } from '#src/features/opportunities/store/notices.ts';
import type { Published } from '#src/features/opportunities/store/publishing.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { publishingTexts as texts } from './texts-publishing.ts';
import { writtenPageTexts } from './texts-written.ts';

/** Companies that a page of each list shows. */
export const FITS_PER_PAGE = 25;

/** Whom a notice fits, as it is shown. */
export interface ShownFits {
  readonly kept: KeptNotice;
  readonly fits: Fits;
  readonly published: Published | undefined;
  /** Whether it may still be answered. */
  readonly isOpen: boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly wanting: ReadonlySet<string>;
  /** Who looks. */
  readonly reader: string;
  /** Pages of both lists that are shown, from 1. */
  readonly pages: { readonly useful: number; readonly near: number };
}

/** The companies of a page of a list. */
export const onPage = (fits: readonly Fit[], page: number): readonly Fit[] =>
  fits.slice((page - 1) * FITS_PER_PAGE, page * FITS_PER_PAGE);

/** Whom a notice fits and nearly fits, with why, and the way to publish it to the first. */
export function fitsView(shown: ShownFits, now: number): Html {
  const { kept, fits, published, isOpen, wanting } = shown;
  const { useful, near, compared, unread } = fits;
  const wants = useful.filter(({ companyId }) => wanting.has(companyId)).length;
  return html`<p><a href="/staff/opportunites/avis/${kept.id}">${writtenPageTexts.backToNotice}</a></p>
      <p class="lead">${texts.summary(useful.length, near.length)} ${useful.length > 0 ? texts.wanting(useful.length, wants) : undefined}</p>
      <p class="hint">${texts.compared(compared, unread)}</p>
      ${published && html`<p class="published">${texts.publishedBy(published.byName, momentInFrench(published.at, now), published.companies)} ${texts.willLeave}</p>`}
      ${isOpen ? undefined : html`<p class="alert">${texts.over}</p>`}
      ${isOpen && !published && useful.length > 0 ? publishPart(shown) : undefined}
      ${useful.length === 0 ? html`<div class="empty"><p>${texts.noneHint}</p></div>` : listPart(shown, 'useful')}
      ${near.length === 0 ? undefined : listPart(shown, 'near')}`;
}

function publishPart({ kept, fits: { useful }, reader }: ShownFits): Html {
  const count = useful.length;
  const sure = html`<div class="field">
              <label class="tick"><input type="checkbox" name="sure" value="yes" aria-describedby="sure-mistake"> ${texts.sure(count)}</label>
              <p class="mistake" id="sure-mistake" data-mistake="sure" tabindex="-1" hidden></p>
            </div>`;
  return html`<details class="publish">
        <summary class="primary">${texts.publish}</summary>
        <form class="written block" data-api="/staff/api/opportunities/${kept.id}/publish" data-method="POST" novalidate>
          <fieldset class="plain" disabled>
            <input type="hidden" name="count" value="${String(count)}">
            <input type="hidden" name="version" value="${String(kept.version)}">
            <p>${texts.publishIntro(count, reader)}</p>
            ${count > SAID_ONCE_UP_TO ? sure : undefined}
            <div class="buttons"><button class="primary" type="submit">${texts.confirm(count)}</button></div>
          </fieldset>
          <p class="said-line" role="status"></p>
        </form>
      </details>`;
}

function listPart(shown: ShownFits, which: 'useful' | 'near'): Html {
  const all = shown.fits[which];
  const some = onPage(all, shown.pages[which]);
  const title = `${which}-title`;
  return html`<section aria-labelledby="${title}">
        <h2 id="${title}">${texts[which](all.length)}</h2>
        <p class="hint">${which === 'near' ? texts.nearIntro : texts.asTold}</p>
        <ul class="fits">${some.map((fit) => fitPart(shown, fit))}</ul>
        ${pager(shown, which)}
      </section>`;
}

function fitPart({ kept: { notice }, names, wanting }: ShownFits, fit: Fit): Html {
  const { companyId, lot, match } = fit;
  const { fitted, failed, changes } = explainFit(notice, fit);
  const wants = wanting.has(companyId);
  const list = (name: string, lines: readonly string[]) =>
    lines.length === 0
      ? undefined
      : html`<p class="reason">${name}</p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  const isNear = match.verdict === 'near';
  return html`<li>
          <h3><a href="/staff/entreprises/${companyId}">${names.get(companyId) ?? texts.noName}</a> <span class="chip ${wants ? '' : 'state-closed'}">${wants ? texts.wantsAlerts : texts.noAlerts}</span></h3>
          ${lot?.number === undefined ? undefined : html`<p class="hint">${texts.lot(lot.number, lot.title)}</p>`}
          ${isNear ? list(texts.failed, failed) : undefined}
          ${isNear ? list(texts.changes, changes) : undefined}
          ${list(texts.fitted, fitted)}
        </li>`;
}

function pager({ kept, fits, pages }: ShownFits, which: 'useful' | 'near'): Html | undefined {
  const last = Math.ceil(fits[which].length / FITS_PER_PAGE);
  if (last < 2) return undefined;
  const to = (page: number, label: string) => {
    if (page < 1 || page > last) return undefined;
    const { useful, near }: ShownFits['pages'] = { ...pages, [which]: page };
    const address = `/staff/opportunites/avis/${kept.id}/entreprises?page=${useful}&presque=${near}#${which}-title`;
    return html`<a href="${address}">${label}</a>`;
  };
  return html`<nav class="pager" aria-label="${texts.pager}, ${texts[which](fits[which].length)}">
          ${to(pages[which] - 1, texts.previous)}
          <span>${texts.page(pages[which], last)}</span>
          ${to(pages[which] + 1, texts.next)}
        </nav>`;
}
