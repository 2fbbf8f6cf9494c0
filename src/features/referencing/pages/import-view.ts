import { companiesTexts } from '#src/company/pages/texts.ts';
import { importTexts as texts } from '#src/features/referencing/import/texts.ts';
import type { ImportPlan } from '#src/features/referencing/rules/import-plan.ts';
import type { CompanyImport } from '#src/features/referencing/store/imports.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';

/** Where a list is chosen, looked at and confirmed. */
export function importPage(last: readonly CompanyImport[], now: number, mostBytes: number): Html {
  const lines = last.map((one) => html`<li>${importLine(one, now)}</li>`);
  return html`<p><a href="/staff/entreprises">${companiesTexts.back}</a></p>
      <p>${texts.intro}</p>
      <ul>${texts.rules.map((rule) => html`<li>${rule}</li>`)}</ul>
      <p><a href="/staff/entreprises/modele.csv" download>${texts.pattern}</a></p>
      <form id="import" class="block" data-most="${String(mostBytes)}" data-too-big="${texts.tooBig}">
        <div class="field">
          <label for="list">${texts.file}</label>
          <input id="list" type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" required aria-describedby="mistake-list">
          <p class="mistake" id="mistake-list" data-mistake="list" tabindex="-1" hidden></p>
        </div>
        <div class="buttons"><button class="primary" type="submit">${texts.preview}</button></div>
      </form>
      <div id="preview" tabindex="-1"></div>
      <p id="said" role="status" tabindex="-1"></p>
      <section class="block" aria-labelledby="last-title">
        <h2 id="last-title">${texts.last}</h2>
        <ul id="last" class="watched">${lines}</ul>
        ${lines.length > 0 ? '' : html`<p id="none">${texts.none}</p>`}
      </section>`;
}

/** A list that was brought in, as the page tells it. */
export const importLine = ({ fileName, byName, at, ...counts }: CompanyImport, now: number): string =>
  texts.done(fileName, byName, momentInFrench(at, now), counts);

/** What a list would do, in words. */
interface PreviewWords {
  readonly title: string;
  /** What the button says; absent where nothing can be brought in. */
  readonly confirm?: string;
  readonly columns: readonly { readonly head: string; readonly becomes: string; readonly taken: boolean }[];
  readonly groups: readonly {
    readonly title: string;
    readonly open: boolean;
    readonly lines: readonly string[];
  }[];
}

/** A plan as the page shows it: the lines left out first, then what is made, completed, and already known. */
export function previewOf({ columns, companies, bad }: ImportPlan): PreviewWords {
  const made = companies.filter(({ companyId }) => companyId === undefined);
  const updates = companies.filter(({ companyId, fields }) => companyId !== undefined && fields.length > 0);
  const same = companies.filter(({ companyId, fields }) => companyId !== undefined && fields.length === 0);
  const line = texts.line;
  const group = (title: string, lines: readonly string[], open = false) =>
    lines.length > 0 ? [{ title, open, lines }] : [];
  const count = made.length + updates.length;
  return {
    title: texts.summary(made.length, updates.length, same.length, bad.length),
    ...(count > 0 && { confirm: texts.confirm(count, bad.length) }),
    columns: columns.map(({ head, column }) => ({
      head: head || texts.noHead,
      becomes:
        column.to === 'field'
          ? column.field.label
          : column.to === 'nothing'
            ? texts.ignored[column.why]
            : texts.pieces[column.to],
      taken: column.to !== 'nothing',
    })),
    groups: [
      ...group(
        texts.groups.bad(bad.length),
        bad.map((one) => line(one.line, [one.name, one.reasons.join(' ')].filter(Boolean).join(' : '))),
        true,
      ),
      ...group(
        texts.groups.updates(updates.length),
        updates.map((one) =>
          line(
            one.line,
            texts.update(
              one.name,
              one.fields.map(({ label, shown }) => `${label} : ${shown}`),
              one.kept,
            ),
          ),
        ),
        true,
      ),
      ...group(
        texts.groups.made(made.length),
        made.map((one) => line(one.line, texts.made(one.name, one.siren, one.fields.length, one.kept))),
      ),
      ...group(
        texts.groups.same(same.length),
        same.map((one) => line(one.line, texts.same(one.name, one.kept))),
      ),
    ],
  };
}
