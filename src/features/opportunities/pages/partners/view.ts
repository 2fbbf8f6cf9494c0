import { publishingTexts } from '#src/features/opportunities/pages/texts-publishing.ts';
import type { AskPlace, ListedAsk } from '#src/features/opportunities/store/partners.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { partnerListTexts as texts } from './texts.ts';

/** A page of requests between companies. */
export interface ShownAsks {
  readonly asks: readonly ListedAsk[];
  /** Of companies, by their ids; those that have none are not there. */
  readonly names: ReadonlyMap<string, string>;
  /** Ids of the notices that are still kept. */
  readonly kept: ReadonlySet<string>;
  readonly isFirst: boolean;
  readonly more: AskPlace | undefined;
}

const PATH = '/staff/opportunites/partenaires';
const { columns } = texts;

/** Who looks for a partner, for which call, and where it stands. */
export function partnersView(shown: ShownAsks, now: number): Html {
  const { asks } = shown;
  if (asks.length === 0) return html`<div class="empty"><p>${texts.none}</p></div>`;
  const heads = [columns.notice, columns.from, columns.to, columns.state, columns.since];
  return html`<table class="listing" aria-label="${texts.title}">
        <thead><tr>${heads.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${asks.map((ask) => rowOf(ask, shown, now))}</tbody>
      </table>
      ${pager(shown)}`;
}

function rowOf(ask: ListedAsk, { names, kept }: ShownAsks, now: number): Html {
  const { noticeId, title, fromCompany, toCompany, askedAt, endedAt } = ask;
  const company = (id: string) =>
    html`<a href="/staff/entreprises/${id}">${names.get(id) ?? publishingTexts.noName}</a>`;
  return html`<tr>
            <th scope="row">${kept.has(noticeId) ? html`<a href="/staff/opportunites/avis/${noticeId}">${title}</a>` : title}</th>
            <td data-label="${columns.from}">${company(fromCompany)}</td>
            <td data-label="${columns.to}">${company(toCompany)}</td>
            <td data-label="${columns.state}">${stateOf(ask, now)}</td>
            <td data-label="${columns.since}">${momentInFrench(endedAt ?? askedAt, now)}</td>
          </tr>`;
}

function stateOf({ state, isTold, expiresAt }: ListedAsk, now: number): string {
  if (state !== 'asked') return texts.states[state];
  if (!isTold) return texts.waitsToTell;
  return expiresAt === undefined
    ? texts.states.asked
    : `${texts.states.asked}, ${texts.until(momentInFrench(expiresAt, now))}`;
}

function pager({ isFirst, more }: ShownAsks): Html | undefined {
  if (isFirst && !more) return undefined;
  return html`<nav class="pager" aria-label="${texts.pager}">
        ${isFirst ? undefined : html`<a href="${PATH}">${texts.newest}</a>`}
        ${more && html`<a rel="next" href="${PATH}?avant=${String(more.at)}_${more.id}">${texts.older}</a>`}
      </nav>`;
}
