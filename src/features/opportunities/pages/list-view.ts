import { isOpen } from '#src/features/opportunities/notice/notice.ts';
import type { KeptNotice, NoticePlace } from '#src/features/opportunities/store/notices.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { closingText, kindText, publisherText } from './notice-facts.ts';
import { noticeKindNames, writtenPageTexts as texts } from './texts-written.ts';

/** A notice in a list. */
export interface ListedNotice {
  readonly kept: KeptNotice;
  readonly isPublished: boolean;
}

/** A page of a list, and where the next one begins. */
export interface NoticesShown {
  readonly notices: readonly ListedNotice[];
  readonly isFirst: boolean;
  readonly more: NoticePlace | undefined;
}

const PATH = '/staff/opportunites';
const { columns } = texts;

/** What the team wrote. */
export const writtenList = (
  shown: NoticesShown,
  now: number,
): Html => html`<p><a href="${PATH}">${texts.back}</a></p>
      <p>${texts.writtenIntro}</p>
      <p class="actions"><a href="${PATH}/ecrire">${texts.write}</a> <a href="${PATH}/importer">${texts.drop}</a></p>
      ${shown.notices.length === 0 ? empty(texts.noneWritten) : tableOf(shown.notices, texts.written, now)}
      ${pager(`${PATH}/ecrites`, shown)}`;

/** Notices of all sources: the last ones, or those that are searched. */
export function noticesList(
  words: string,
  shown: NoticesShown & { readonly isCut: boolean; readonly most: string },
  now: number,
): Html {
  const { notices, isCut, most } = shown;
  const heading = words === '' ? texts.lastOnes : texts.found(notices.length, isCut);
  return html`<p><a href="${PATH}">${texts.back}</a></p>
      <form class="filters" method="get" action="${PATH}/avis" role="search" aria-label="${texts.notices}">
        <div class="wide">
          <label for="q">${texts.words}</label>
          <input id="q" name="q" type="search" value="${words}" maxlength="200">
          <p class="hint">${texts.noticesIntro(most)}</p>
        </div>
        <div class="buttons"><button class="primary" type="submit">${texts.search}</button></div>
      </form>
      <h2 class="found">${heading}</h2>
      ${notices.length === 0 ? empty(texts.noneFound) : tableOf(notices, heading, now)}
      ${words === '' ? pager(`${PATH}/avis`, shown) : undefined}`;
}

const empty = (text: string): Html => html`<div class="empty"><p>${text}</p></div>`;

function tableOf(notices: readonly ListedNotice[], label: string, now: number): Html {
  const heads = [columns.title, columns.kind, columns.publisher, columns.closing, columns.state];
  return html`<table class="listing" aria-label="${label}">
        <thead><tr>${heads.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${notices.map((one) => rowOf(one, now))}</tbody>
      </table>`;
}

function rowOf({ kept: { id, notice }, isPublished }: ListedNotice, now: number): Html {
  const isClosed = !isOpen(notice, now) && (notice.kind === 'written' || notice.kind === 'initial');
  const state = isClosed ? texts.closedState : noticeKindNames[notice.kind];
  return html`<tr>
            <th scope="row"><a href="${PATH}/avis/${id}">${notice.title}</a></th>
            <td data-label="${columns.kind}">${kindText(notice)}</td>
            <td data-label="${columns.publisher}">${publisherText(notice)}</td>
            <td data-label="${columns.closing}">${closingText(notice.closing)}</td>
            <td data-label="${columns.state}">${state}${isPublished ? html` <span class="chip">${texts.published}</span>` : undefined}</td>
          </tr>`;
}

function pager(path: string, { isFirst, more }: NoticesShown): Html | undefined {
  if (isFirst && !more) return undefined;
  return html`<nav class="pager" aria-label="${texts.pager}">
        ${isFirst ? undefined : html`<a href="${path}">${texts.newest}</a>`}
        ${more && html`<a rel="next" href="${path}?avant=${String(more.at)}_${more.id}">${texts.older}</a>`}
      </nav>`;
}

/** Where a page of notices begins, from its address; undefined for anything else. */
export function noticePlaceIn(text: unknown): NoticePlace | undefined {
  const [, at, id] = /^(\d{1,15})_([\w-]{1,64})$/.exec(String(text)) ?? [];
  return id === undefined ? undefined : { at: Number(at), id };
}
