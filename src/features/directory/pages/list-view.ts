import type { Form } from '#src/company/form/form.ts';
import type { Criteria } from '#src/features/directory/rules/criteria.ts';
import { FAMILIES } from '#src/features/directory/rules/families.ts';
import type { Match } from '#src/features/directory/rules/match.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { cardItem, understood } from './card-view.ts';
import { pageTexts as texts } from './texts.ts';

/** What a person asked the page for, as they typed it. */
export interface Asked {
  readonly activite: string;
  readonly lieu: string;
  readonly engagement: string;
}

/** A page of the list. */
interface ListView {
  readonly form: Form;
  readonly asked: Asked;
  readonly criteria: Criteria;
  readonly isSearch: boolean;
  /** What is wrong with a field, in French. */
  readonly errors: Partial<Record<keyof Asked, string>>;
  readonly matches: readonly Match[];
  readonly isPartial: boolean;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** The list of companies, and the form that searches it. */
export function listView(view: ListView): Html {
  const { form, matches, isSearch, criteria } = view;
  return html`<h1>${texts.title}</h1>
      <p class="lead">${texts.lead}</p>
      ${searchForm(view)}
      <section aria-labelledby="results">
        <h2 id="results">${headingOf(view)}</h2>
        ${isSearch ? html`<p class="hint">${texts.understood(understood(form, criteria))}</p>` : undefined}
        ${
          matches.length > 0
            ? html`<ul class="cards">${matches.map((match) => cardItem(form, match))}</ul>`
            : html`<p>${texts.noneNext}</p>
        <p><a class="quiet" href="/">${texts.askPerson}</a></p>`
        }
        ${paging(view)}
        <p class="hint">${texts.origins}</p>
      </section>`;
}

function headingOf({ isSearch, isPartial, total }: ListView): string {
  if (total === 0) return isSearch ? texts.none : texts.empty;
  if (!isSearch) return texts.all(total);
  return isPartial ? texts.partly(total) : texts.found(total);
}

function searchForm({ form, asked, errors, isSearch }: ListView): Html {
  const labels = new Map(
    form.fields.find(({ id }) => id === 'engagements')?.choices.map(({ id, label }) => [id, label]),
  );
  const option = (value: string, label: string) =>
    html`<option value="${value}"${new Html(value === asked.engagement ? ' selected' : '')}>${label}</option>`;
  return html`<form class="search" role="search" method="get" action="/annuaire" aria-label="${texts.search}">
        ${field('activite', texts.activity, texts.activityHint, asked.activite, errors.activite)}
        ${field('lieu', texts.place, texts.placeHint, asked.lieu, errors.lieu)}
        <p>
          <label for="engagement">${texts.family}</label>
          <select id="engagement" name="engagement">
            ${[option('', texts.anyFamily), ...FAMILIES.map((id) => option(id, labels.get(id) ?? id))]}
          </select>
        </p>
        <p class="actions">
          <button class="primary" type="submit">${texts.submit}</button>
          ${isSearch ? html`<a class="quiet" href="/annuaire">${texts.clear}</a>` : undefined}
        </p>
      </form>`;
}

function field(name: string, label: string, hint: string, value: string, error: string | undefined): Html {
  const invalid = new Html(error ? ' aria-invalid="true"' : '');
  return html`<p>
          <label for="${name}">${label}</label>
          <input id="${name}" name="${name}" type="search" value="${value}" autocomplete="off" aria-describedby="${name}-hint"${invalid}>
          <span class="hint${error ? ' wrong' : ''}" id="${name}-hint">${error ?? hint}</span>
        </p>`;
}

function paging({ asked, page, pages }: ListView): Html | undefined {
  if (pages <= 1) return undefined;
  const to = (number: number) => {
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
    if (number > 1) query.set('page', String(number));
    return `/annuaire${query.size > 0 ? `?${query.toString()}` : ''}`;
  };
  return html`<nav class="paging" aria-label="${texts.pages}">
          ${page > 1 ? html`<a class="quiet" rel="prev" href="${to(page - 1)}">${texts.previous}</a>` : undefined}
          <span>${texts.pageOf(page, pages)}</span>
          ${page < pages ? html`<a class="quiet" rel="next" href="${to(page + 1)}">${texts.next}</a>` : undefined}
        </nav>`;
}
