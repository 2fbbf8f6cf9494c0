import { MOST_DOCUMENT_BYTES } from '#src/knowledge/desk/desk.ts';
import { ENTRY_STATES, type Entry, type EntryState } from '#src/knowledge/desk/entry.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { addressOf, LIST_ORDERS, type ListQuery } from './query.ts';
import { stateNames, knowledgePagesTexts as texts } from './texts.ts';

/** Entries that a page of the list shows. */
const PER_PAGE = 30;
/** Problems shown of an entry in the list; all are on its page. */
const SHOWN_PROBLEMS = 2;
export const MEGABYTES = MOST_DOCUMENT_BYTES / 1_000_000;

/** The address of the page of a file. */
export const addressOfFile = (path: string): string =>
  `/staff/connaissances/page?chemin=${encodeURIComponent(path)}`;

/** The way to the knowledge, with what is to be done there. */
export function knowledgePart(entries: readonly Entry[]): Html {
  const pages = entries.filter(({ kind }) => kind === 'page').length;
  const documents = entries.filter(({ kind }) => kind === 'document').length;
  const having = (state: EntryState) => entries.filter(({ states }) => states.includes(state)).length;
  return html`<section class="block" aria-labelledby="knowledge-title">
        <h2 id="knowledge-title">${texts.title}</h2>
        <p>${texts.countFor(pages, documents)} <a href="/staff/connaissances">${texts.see}</a></p>
        ${toDo(texts.wrong(having('refused')), 'refused')}
        ${toDo(texts.toReview(having('to-review')), 'to-review')}
      </section>`;
}

const toDo = (said: string, state: EntryState): Html | undefined =>
  said === '' ? undefined : html`<p><a href="/staff/connaissances?etat=${state}">${said}</a></p>`;

/** The list of all that the hotline answers from: what may be dropped, a filter, and a page of it. */
export function knowledgeList(
  query: ListQuery,
  found: readonly Entry[],
  all: number,
  { isWritable, now }: { readonly isWritable: boolean; readonly now: number },
): Html {
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.min(query.page, pages);
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const empty = all === 0 ? texts.none : texts.noneFound;
  return html`<p>${texts.intro}</p>
      ${isWritable ? undefined : html`<p class="alert">${texts.notWritable}</p>`}
      <p class="actions"><a href="/staff/connaissances/nouvelle">${texts.newPage}</a></p>
      ${dropPart()}
      ${filterForm(query)}
      <h2 id="found" class="found">${texts.found(found.length, all)}</h2>
      ${shown.length === 0 ? html`<div class="empty"><p>${empty}</p></div>` : tableOf(shown, now)}
      ${pages > 1 ? pager(query, page, pages) : undefined}`;
}

const dropPart = (): Html => html`<section class="block drop" aria-labelledby="drop-title">
        <h2 id="drop-title">${texts.drop.title}</h2>
        <p class="hint">${texts.drop.hint(MEGABYTES)}</p>
        <form id="drop" data-most="${String(MOST_DOCUMENT_BYTES)}" data-too-big="${texts.tooBig(MEGABYTES)}">
          <div class="field">
            <label for="dropped">${texts.drop.zone}</label>
            <input id="dropped" type="file" required>
          </div>
          <div class="field">
            <label for="dropped-title">${texts.drop.name}</label>
            <input id="dropped-title" maxlength="150" aria-describedby="dropped-hint">
            <p class="hint" id="dropped-hint">${texts.drop.nameHint}</p>
          </div>
          <div class="buttons"><button class="primary" type="submit">${texts.drop.send}</button></div>
        </form>
        <p id="said" role="status" tabindex="-1"></p>
        <div id="verdict" tabindex="-1"></div>
      </section>`;

function filterForm(query: ListQuery): Html {
  const { filters } = texts;
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? new Html(' selected') : undefined}>${label}</option>`;
  const select = (name: string, label: string, options: readonly Html[]) => html`<div>
          <label for="${name}">${label}</label>
          <select id="${name}" name="${name}">${options}</select>
        </div>`;
  return html`<form class="filters" method="get" action="/staff/connaissances" role="search" aria-label="${filters.legend}">
        <div class="wide">
          <label for="q">${filters.text}</label>
          <input id="q" name="q" type="search" value="${query.words}">
        </div>
        ${select('etat', filters.state, [
          option('', filters.all, query.state ?? ''),
          ...ENTRY_STATES.map((state) => option(state, stateNames[state], query.state ?? '')),
        ])}
        ${select('genre', filters.kind, [
          option('', filters.all, query.kind ?? ''),
          option('pages', filters.pages, query.kind ?? ''),
          option('documents', filters.documents, query.kind ?? ''),
          option('registres', filters.registers, query.kind ?? ''),
        ])}
        ${select(
          'ordre',
          filters.order,
          LIST_ORDERS.map((order) => option(order, filters.orders[order], query.order)),
        )}
        <div class="buttons">
          <button class="primary" type="submit">${filters.apply}</button>
          <a href="/staff/connaissances">${filters.reset}</a>
        </div>
      </form>`;
}

/** The states of a file, each with its colour. */
export const stateChips = (states: readonly EntryState[]): Html[] =>
  states.map((state) => html`<span class="chip state-${state}">${stateNames[state]}</span>`);

function tableOf(entries: readonly Entry[], now: number): Html {
  const { columns } = texts;
  const heads = Object.values(columns).map((name) => html`<th scope="col">${name}</th>`);
  return html`<table class="listing entries" aria-labelledby="found">
        <thead><tr>${heads}</tr></thead>
        <tbody>${entries.map((entry) => rowOf(entry, now))}</tbody>
      </table>`;
}

function rowOf(entry: Entry, now: number): Html {
  const { columns } = texts;
  const { path, title, states, problems, servesOlder, owner, reviewedOn, reviewBy, answers, changed } = entry;
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const cell = (label: string, value: string) => html`<td data-label="${label}">${value}</td>`;
  return html`<tr>
            <th scope="row"><a href="${addressOfFile(path)}">${title}</a> <span class="hint">${path}</span></th>
            <td data-label="${columns.state}">${stateChips(states)}
              ${shown.map(({ message }) => html`<span class="hint">${message}</span>`)}
              ${problems.length > shown.length ? html`<span class="hint">${texts.more(problems.length - shown.length)}</span>` : undefined}
              ${servesOlder ? html`<span class="hint">${texts.servesOlder}</span>` : undefined}</td>
            ${cell(columns.owner, owner ?? '')}
            ${cell(columns.reviewed, reviewedOn ? `${shortDay(reviewedOn)} (${texts.days(daysSince(Date.parse(reviewedOn), now))})` : '')}
            ${cell(columns.reviewBy, reviewBy ? shortDay(reviewBy) : '')}
            ${cell(columns.answers, String(answers))}
            ${cell(columns.changed, changed ? changedSaid(changed, now) : '')}
          </tr>`;
}

/** « 24/11/2026 (il y a 5 jours), Léa Martin ». */
const changedSaid = ({ at, by }: NonNullable<Entry['changed']>, now: number): string =>
  [`${shortDay(parisDay(at))} (${texts.days(daysSince(at, now))})`, by].filter(Boolean).join(', ');

/** « 24/11/2026 ». */
const shortDay = (day: IsoDate): string => day.split('-').reverse().join('/');
const daysSince = (at: number, now: number): number => Math.floor((now - at) / DAY_MS);

function pager(query: ListQuery, page: number, pages: number): Html {
  const to = (other: number, label: string) =>
    other < 1 || other > pages
      ? undefined
      : html`<a href="${addressOf({ ...query, page: other })}">${label}</a>`;
  return html`<nav class="pager" aria-label="${texts.pager}">
        ${to(page - 1, texts.previous)}
        <span>${String(page)} / ${String(pages)}</span>
        ${to(page + 1, texts.next)}
      </nav>`;
}
