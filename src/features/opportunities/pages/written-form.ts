import type { WrittenFields } from '#src/features/opportunities/sources/files/written.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import {
  clauseNames,
  fieldHints,
  fieldLabels,
  kindNames,
  natureNames,
  publisherNames,
  reservedNames,
  writtenPageTexts as texts,
} from './texts-written.ts';

type Field = keyof WrittenFields;
type Options = Readonly<Record<string, string>>;

const { groups } = texts;
const MOST: Partial<Readonly<Record<Field, number>>> = { description: 20_000, url: 2_000 };
const MOST_SIGNS = 500;
const NEEDED: readonly Field[] = ['title', 'kind', 'publisher'];
const TYPES: Partial<Readonly<Record<Field, string>>> = {
  closingDay: 'date',
  closingTime: 'time',
  url: 'url',
  mail: 'email',
  phone: 'tel',
};
const OPTIONS: Partial<Readonly<Record<Field, Options>>> = {
  kind: { '': texts.choose, ...kindNames },
  publisherKind: { '': texts.asName, ...publisherNames },
  nature: natureNames,
  reserved: reservedNames,
  clauses: clauseNames,
};

/** The form of an opportunity, as it stands; a script of the page sends it. */
export function writtenForm(
  values: WrittenFields,
  sends: { readonly api: string; readonly method: 'POST' | 'PUT'; readonly version?: number },
): Html {
  const of = (...fields: Field[]) => fields.map((field) => fieldPart(field, values[field] ?? ''));
  const group = (legend: string, fields: readonly Html[]) =>
    html`<fieldset><legend>${legend}</legend>${fields}</fieldset>`;
  return html`<form class="written" data-api="/staff/api${sends.api}" data-method="${sends.method}" novalidate>
        <p class="draft" hidden><span></span> <button class="quiet" type="button">${texts.draftDrop}</button></p>
        ${sends.version === undefined ? undefined : html`<input type="hidden" name="version" value="${String(sends.version)}">`}
        <fieldset class="plain" disabled>
          ${group(groups.what, of('title', 'kind', 'description', 'nature', 'cpv'))}
          ${group(groups.who, of('publisher', 'publisherKind', 'buyer'))}
          ${group(groups.where, of('departments', 'commune'))}
          ${group(groups.how, of('closingDay', 'closingTime', 'low', 'high'))}
          ${group(groups.whom, of('reserved', 'clauses'))}
          ${group(groups.contact, of('url', 'contact', 'mail', 'phone'))}
          <div class="buttons"><button class="primary" type="submit">${texts.save}</button></div>
        </fieldset>
        <p class="said-line" role="status" data-draft="${texts.draftBack}"></p>
      </form>`;
}

function fieldPart(field: Field, value: string): Html {
  const id = `written-${field}`;
  const hint = fieldHints[field];
  const needed = NEEDED.includes(field) ? new Html(' aria-required="true"') : undefined;
  const common = html`id="${id}" name="${field}" autocomplete="off" aria-describedby="${id}-mistake${hint === undefined ? '' : ` ${id}-hint`}"${needed}`;
  return html`<div class="field field-${field}">
          <label for="${id}">${fieldLabels[field]}</label>
          ${inputOf(field, value, common)}
          ${hint === undefined ? undefined : html`<p class="hint" id="${id}-hint">${hint}</p>`}
          <p class="mistake" id="${id}-mistake" data-mistake="${field}" tabindex="-1" hidden></p>
        </div>`;
}

function inputOf(field: Field, value: string, common: Html): Html {
  const options = OPTIONS[field];
  const most = String(MOST[field] ?? MOST_SIGNS);
  if (options) return html`<select ${common}>${optionsOf(options, value)}</select>`;
  if (field === 'description')
    return html`<textarea ${common} rows="6" maxlength="${most}">${value}</textarea>`;
  const mode = field === 'low' || field === 'high' ? new Html(' inputmode="decimal"') : undefined;
  return html`<input ${common} type="${TYPES[field] ?? 'text'}" maxlength="${most}" value="${value}"${mode}>`;
}

/** What stands is offered too, where it is none of the usual choices. */
const optionsOf = (options: Options, value: string): Html[] =>
  Object.entries(value in options ? options : { ...options, [value]: value }).map(
    ([one, label]) =>
      html`<option value="${one}"${one === value ? new Html(' selected') : undefined}>${label}</option>`,
  );
