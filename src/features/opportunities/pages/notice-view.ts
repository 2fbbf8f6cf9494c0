import { needStaffTexts } from '#src/features/opportunities/needs/texts.ts';
import { isOpen } from '#src/features/opportunities/notice/notice.ts';
import type { KeptNotice } from '#src/features/opportunities/store/notices.ts';
import type { KeptStaffAct, Published } from '#src/features/opportunities/store/publishing.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import {
  amountText,
  closingText,
  kindText,
  lotName,
  placesOf,
  placesText,
  publisherText,
} from './notice-facts.ts';
import { publishingTexts } from './texts-publishing.ts';
import { clauseNames, noticeKindNames, reservedNames, writtenPageTexts as texts } from './texts-written.ts';

/** What a notice is shown with. */
export interface ShownNotice {
  readonly kept: KeptNotice;
  readonly acts: readonly KeptStaffAct[];
  readonly published: Published | undefined;
  /** Whether the team wrote it. */
  readonly isWritten: boolean;
  /** Whom the team may call back, of the need of a buyer. */
  readonly callBack: string | undefined;
}

const RESERVED = {
  adapted: 'entreprises adaptées et ESAT',
  insertion: 'structures d’insertion',
  ess: 'économie sociale et solidaire',
} as const;
const CLAUSES = { social: 'sociale', environmental: 'environnementale' } as const;
const MOST_LOTS = 50;

/** One notice: what it tells, who did what, and what may be done with it. */
export function noticeView(shown: ShownNotice, now: number): Html {
  const { kept, published, isWritten } = shown;
  const { id, notice } = kept;
  const path = `/staff/opportunites/avis/${id}`;
  const mayCorrect = isWritten && notice.cancelled === undefined;
  return html`<p><a href="/staff/opportunites/${isWritten ? 'ecrites' : 'avis'}">${texts.back}</a></p>
      <p id="said" role="status"></p>
      ${notice.cancelled && html`<p class="alert">${texts.cancelled(notice.cancelled.why ?? '')}</p>`}
      ${published && html`<p class="published">${publishingTexts.publishedBy(published.byName, momentInFrench(published.at, now), published.companies)} ${publishingTexts.willLeave}</p>`}
      <div class="buttons">
        ${isOpen(notice, now) ? html`<a class="primary" href="${path}/entreprises">${isWritten ? texts.fits : texts.fitsOf}</a>` : undefined}
        ${mayCorrect ? html`<a class="quiet" href="${path}/modifier">${texts.correctIt}</a>` : undefined}
      </div>
      ${factsPart(shown, now)}
      ${notice.description === undefined ? undefined : html`<section class="block" aria-labelledby="description-title"><h2 id="description-title">${texts.facts.description}</h2><p class="words">${notice.description}</p></section>`}
      ${mayCorrect ? endPart(id) : undefined}`;
}

function factsPart({ kept: { notice }, acts, callBack }: ShownNotice, now: number): Html {
  const { facts } = texts;
  const line = (name: string, value: string | Html | undefined) =>
    value === undefined || value === '' ? undefined : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const lists = [
    line(facts.lots, lotsPart(notice.lots.filter(({ number }) => number !== undefined).map(lotName))),
    line(
      facts.acts,
      listPart(acts.map(({ act, byName, at }) => texts.act(act, byName, momentInFrench(at, now)))),
    ),
  ];
  return html`<dl class="facts">
        ${line(facts.kind, kindText(notice))}
        ${line(facts.state, noticeKindNames[notice.kind])}
        ${line(facts.publisher, publisherText(notice))}
        ${notice.written && line(facts.buyer, notice.buyer?.name === notice.written.publisher ? '' : notice.buyer?.name)}
        ${line(facts.places, placesText(placesOf(notice)))}
        ${line(facts.amount, amountText(notice.amount))}
        ${line(facts.closing, closingText(notice.closing))}
        ${line(facts.reserved, reservedText(notice))}
        ${line(facts.clauses, notice.clauses?.map((one) => clauseNames[CLAUSES[one]] ?? '').join(', '))}
        ${line(facts.link, linkPart(notice.documentsUrl ?? notice.seen.find(({ url }) => url)?.url))}
        ${line(facts.contact, contactText(notice))}
        ${line(needStaffTexts.callBack, callBack)}
        ${line(facts.seen, notice.seen.map(({ source, reference }) => (source === 'written' ? texts.sources.written : `${texts.sources[source]} ${reference}`)).join(', '))}
        ${lists.flatMap((one) => one ?? [])}
      </dl>`;
}

const reservedText = ({ lots }: KeptNotice['notice']): string =>
  [...new Set(lots.flatMap(({ reserved }) => reserved?.for ?? []))]
    .map((one) => reservedNames[RESERVED[one]] ?? '')
    .join(', ');

const contactText = ({ contact }: KeptNotice['notice']): string =>
  [contact?.name, contact?.mail, contact?.phone].filter(Boolean).join(', ');

const linkPart = (url: string | undefined): Html | undefined =>
  url === undefined ? undefined : html`<a href="${url}" rel="noreferrer">${url}</a>`;

const listPart = (lines: readonly string[]): Html | undefined =>
  lines.length === 0
    ? undefined
    : html`<ul class="plain-list">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const lotsPart = (names: readonly string[]): Html | undefined =>
  listPart(
    names.length > MOST_LOTS
      ? [...names.slice(0, MOST_LOTS), texts.otherPlaces(names.length - MOST_LOTS)]
      : names,
  );

const endPart = (id: string): Html => html`<details class="fold">
        <summary>${texts.end}</summary>
        <form class="written" data-api="/staff/api/opportunities/${id}/end" data-method="POST" novalidate>
          <fieldset class="plain" disabled>
            <p>${texts.endIntro}</p>
            <div class="field">
              <label for="end-why">${texts.endWhy}</label>
              <input id="end-why" name="why" maxlength="500" autocomplete="off" aria-required="true" aria-describedby="end-why-mistake">
              <p class="mistake" id="end-why-mistake" data-mistake="why" tabindex="-1" hidden></p>
            </div>
            <div class="buttons"><button class="primary" type="submit">${texts.endButton}</button></div>
          </fieldset>
          <p class="said-line" role="status"></p>
        </form>
      </details>`;
