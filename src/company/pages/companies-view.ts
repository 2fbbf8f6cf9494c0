import type { Form } from '#src/company/form/form.ts';
import { staffHoldingTexts as holdingTexts } from '#src/company/holding/texts-staff.ts';
import type { CompanyLine } from '#src/company/list/lines.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { DEPARTMENTS, REGIONS } from '#src/reference/french-places.ts';
import { SECTORS } from '#src/reference/sectors.ts';
import { addressOf, type ListQuery } from './companies-query.ts';
import { companiesTexts as texts } from './texts.ts';

/** Companies that a page shows. */
const PER_PAGE = 50;

/** The way to the companies, with who waits for the team. */
export const companiesPart = (
  count: number,
  waiting: number,
  toCheck: { readonly all: number; readonly agreed: number } | undefined,
): Html => html`<section class="block" aria-labelledby="companies-title">
        <h2 id="companies-title">${texts.title}</h2>
        <p>${texts.countFor(count)} ${texts.waitingFor(waiting)} <a href="/staff/entreprises">${texts.see}</a></p>
        ${toCheck && toCheck.all > 0 ? toCheckPart(toCheck) : undefined}
      </section>`;

/** The queue of those whom the team has to check, as something to do. */
const toCheckPart = ({ all, agreed }: { readonly all: number; readonly agreed: number }): Html =>
  html`<p><strong>${holdingTexts.toDo(all, agreed)}</strong> <a href="/staff/entreprises?etat=to-check">${holdingTexts.seeToDo}</a></p>
        <p class="hint">${holdingTexts.toDoWhy}</p>`;

/** The list: its filter, its files to take away, and a page of it. */
export function companiesList(
  query: ListQuery,
  found: readonly CompanyLine[],
  all: number,
  form: Form,
): Html {
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.min(query.page, pages);
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const table =
    all === 0
      ? html`<div class="empty"><p>${texts.none}</p></div>`
      : shown.length === 0
        ? html`<div class="empty"><p>${texts.noneFound}</p></div>`
        : tableOf(shown);
  return html`<p class="actions"><a href="/staff/entreprises/import">${texts.import}</a></p>
      ${filterForm(query, form)}
      <h2 id="found" class="found">${texts.found(found.length, all)}</h2>
      ${table}
      ${pages > 1 ? pager(query, page, pages) : undefined}
      <p class="actions">
        <a href="${addressOf(query, { ending: '.csv' })}" download>${texts.csv}</a>
        <a href="${addressOf(query, { ending: '.json' })}" download>${texts.json}</a>
      </p>
      <p class="hint">${texts.exportHint}</p>`;
}

function tableOf(lines: readonly CompanyLine[]): Html {
  const { columns } = texts;
  const heads = [
    columns.name,
    columns.seat,
    columns.engagements,
    columns.activities,
    columns.complete,
    columns.state,
    columns.cases,
    columns.updated,
  ].map((name) => html`<th scope="col">${name}</th>`);
  const rows = lines.map(({ company, name, percent, states, shown }) => {
    const cell = (label: string, value: string) => html`<td data-label="${label}">${value}</td>`;
    return html`<tr>
            <th scope="row"><a href="/staff/entreprises/${company.id}">${name || texts.noName}</a>
              <span class="hint">${(company.siren ?? '').replace(/(\d{3})(?=\d)/g, '$1\u00a0')}</span></th>
            ${cell(columns.seat, shown.seat ?? '')}
            ${cell(columns.engagements, shown.engagements ?? '')}
            ${cell(columns.activities, (shown.activities ?? '').replace(/ \(CPV \d+\)/g, ''))}
            ${cell(columns.complete, String(percent))}
            <td data-label="${columns.state}">${states.map((state) => html`<span class="state ${state}">${texts.states[state]}</span>`)}</td>
            ${cell(columns.cases, String(company.cases))}
            ${cell(columns.updated, parisDay(company.updatedAt).split('-').reverse().join('/'))}
          </tr>`;
  });
  return html`<table class="listing companies" aria-labelledby="found">
        <thead><tr>${heads}</tr></thead>
        <tbody>${rows}</tbody>
      </table>`;
}

function pager(query: ListQuery, page: number, pages: number): Html {
  const before = html`<a rel="prev" href="${addressOf(query, { page: page - 1 })}">${texts.before}</a>`;
  const after = html`<a rel="next" href="${addressOf(query, { page: page + 1 })}">${texts.after}</a>`;
  return html`<nav class="pager" aria-label="${texts.pages}">
        ${page > 1 ? before : undefined}
        <span>${texts.page(page, pages)}</span>
        ${page < pages ? after : undefined}
      </nav>`;
}

type Option = readonly [value: string, label: string];

function filterForm({ filter, sort }: ListQuery, form: Form): Html {
  const { filters } = texts;
  const families = form.fields.find(({ id }) => id === 'engagements')?.choices ?? [];
  const territory = html`<label class="small">${filters.territory}
            <select name="territoire">
              ${option(['', filters.all], filter.territory)}
              <optgroup label="${filters.regions}">${REGIONS.map((name) => option([name, name], filter.territory))}</optgroup>
              <optgroup label="${filters.departments}">${DEPARTMENTS.map(({ code, name }) => option([code, `${code} ${name}`], filter.territory))}</optgroup>
            </select></label>`;
  return html`<form class="filters" method="get" action="/staff/entreprises" role="search" aria-label="${filters.legend}">
          <label class="small wide">${filters.text}<input type="search" name="q" value="${filter.text}"></label>
          ${select('tri', filters.sort, undefined, Object.entries(texts.sorts), sort)}
          <details class="fold wide"${isNarrowed(filter) ? new Html(' open') : undefined}>
            <summary>${filters.more}</summary>
            <div class="criteria">
          ${territory}
          ${select('engagement', filters.family, filters.all, choicesOf(families), filter.family)}
          ${select('activite', filters.sector, filters.allFeminine, choicesOf(SECTORS), filter.sector)}
          ${select('remplie', filters.complete, filters.allFeminine, Object.entries(texts.bands), filter.complete)}
          ${select('etat', filters.state, filters.all, Object.entries(texts.states), filter.state)}
          ${select('dossiers', filters.cases, filters.all, Object.entries(texts.casesWith), filter.cases)}
            </div>
          </details>
          <div class="buttons wide"><button class="primary" type="submit">${filters.apply}</button> <a href="/staff/entreprises">${filters.clear}</a></div>
        </form>`;
}

/** Whether a list is narrowed by more than words. */
const isNarrowed = ({ text: _, ...others }: ListQuery['filter']): boolean =>
  Object.values(others).some((value) => value !== undefined && value !== '');

const choicesOf = (choices: readonly { readonly id: string; readonly label: string }[]): Option[] =>
  choices.map(({ id, label }) => [id, label]);

const option = ([value, label]: Option, chosen: string | undefined): Html =>
  html`<option value="${value}"${value === (chosen ?? '') ? new Html(' selected') : undefined}>${label}</option>`;

const select = (
  name: string,
  label: string,
  all: string | undefined,
  options: readonly Option[],
  chosen: string | undefined,
): Html => html`<label class="small">${label}
            <select name="${name}">${[...(all === undefined ? [] : [['', all] as const]), ...options].map((one) => option(one, chosen))}</select></label>`;
