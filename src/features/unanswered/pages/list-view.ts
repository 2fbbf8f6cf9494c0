import {
  askersOf,
  GROUP_STATES,
  lastOf,
  nameOf,
  selectGroups,
  statesOf,
} from '#src/features/unanswered/rules/select.ts';
import type { QuestionGroup } from '#src/features/unanswered/store/groups.ts';
import { MISSES } from '#src/features/unanswered/store/missed.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { addressOf, type QuestionsQuery } from './query.ts';
import { missNames, stateNames, questionsTexts as texts } from './texts.ts';

/** Groups that a page of the list shows. */
const PER_PAGE = 30;
/** Signs of a question in the list. */
const SHOWN_SIGNS = 180;

const { columns } = texts;

/** The way to the questions, with how many subjects wait. */
export function questionsPart(groups: readonly QuestionGroup[]): Html {
  const having = (state: 'open' | 'answered') =>
    groups.filter((group) => statesOf(group).includes(state)).length;
  return html`<section class="block" aria-labelledby="questions-title">
        <h2 id="questions-title">${texts.title}</h2>
        <p>${texts.home(having('open'), having('answered'))} <a href="/staff/questions">${texts.see}</a></p>
      </section>`;
}

/** The list of what people asked in vain: a filter, and a page of it. */
export function questionsList(query: QuestionsQuery, groups: readonly QuestionGroup[]): Html {
  const found = selectGroups(groups, query);
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.min(query.page, pages);
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  return html`<p>${texts.intro}</p>
      ${filterForm(query)}
      <h2 id="found" class="found">${texts.found(found.length)}</h2>
      ${shown.length === 0 ? html`<div class="empty"><p>${texts.none}</p></div>` : tableOf(shown)}
      ${pages > 1 ? pager(query, page, pages) : undefined}`;
}

function filterForm(query: QuestionsQuery): Html {
  const { filters } = texts;
  const option = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}"${value === (chosen ?? '') ? new Html(' selected') : undefined}>${label}</option>`;
  const day = (name: string, label: string, value: string) => html`<div>
          <label for="${name}">${label}</label>
          <input id="${name}" name="${name}" type="date" value="${value}">
        </div>`;
  return html`<form class="filters" method="get" action="/staff/questions" role="search" aria-label="${filters.legend}">
        <div class="wide">
          <label for="q">${filters.words}</label>
          <input id="q" name="q" type="search" value="${query.words}">
        </div>
        <div>
          <label for="pourquoi">${filters.miss}</label>
          <select id="pourquoi" name="pourquoi">${[
            option('', filters.all, query.miss),
            ...MISSES.map((miss) => option(miss, missNames[miss], query.miss)),
          ]}</select>
        </div>
        <div>
          <label for="etat">${filters.state}</label>
          <select id="etat" name="etat">${[
            option('', filters.all, query.state),
            ...GROUP_STATES.map((state) => option(state, stateNames[state], query.state)),
          ]}</select>
        </div>
        ${day('du', filters.from, query.from)}
        ${day('au', filters.to, query.to)}
        <div class="buttons">
          <button class="primary" type="submit">${filters.apply}</button>
          <a href="/staff/questions">${filters.reset}</a>
        </div>
      </form>`;
}

function tableOf(groups: readonly QuestionGroup[]): Html {
  const heads = Object.values(columns).map((name) => html`<th scope="col">${name}</th>`);
  return html`<table class="listing entries" aria-labelledby="found">
        <thead><tr>${heads}</tr></thead>
        <tbody>${groups.map(rowOf)}</tbody>
      </table>`;
}

function rowOf(group: QuestionGroup): Html {
  const { id, told } = group;
  const states = statesOf(group).map(
    (state) =>
      html`<span class="chip state-${state}">${state === 'told' ? texts.toldCount(told) : stateNames[state]}</span>`,
  );
  return html`<tr>
            <th scope="row"><a href="/staff/questions/${id}">${short(nameOf(group))}</a></th>
            <td data-label="${columns.why}">${missCounts(group)}</td>
            <td data-label="${columns.people}">${String(askersOf(group))}</td>
            <td data-label="${columns.dates}">${datesOf(group)}</td>
            <td data-label="${columns.state}">${states}</td>
          </tr>`;
}

/** « Sans réponse : 4, Mal notée : 1 ». */
export const missCounts = ({ questions }: QuestionGroup): string =>
  MISSES.flatMap((miss) => {
    const count = questions.filter(({ misses }) => misses.includes(miss)).length;
    return count === 0 ? [] : [`${missNames[miss]}\u00A0: ${count}`];
  }).join(', ');

/** When a group was first and last asked. */
export const datesOf = (group: QuestionGroup): string =>
  texts.dates(shortDay(group.questions[0]?.askedAt ?? 0), shortDay(lastOf(group) ?? 0));

/** « 24/11/2026 ». */
export const shortDay = (at: number): string => parisDay(at).split('-').reverse().join('/');

/** A question as a heading can hold it. */
export const short = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length <= SHOWN_SIGNS ? flat : `${flat.slice(0, SHOWN_SIGNS).trimEnd()}…`.toWellFormed();
};

function pager(query: QuestionsQuery, page: number, pages: number): Html {
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
