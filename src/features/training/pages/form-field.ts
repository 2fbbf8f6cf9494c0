import { Html, html } from '#src/platform/web/layout/html.ts';

/** One thing to fill in a form of the staff. */
interface FormField {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  /** A line of text when absent. */
  readonly as?: 'date' | 'time' | 'count' | 'words';
  readonly options?: Readonly<Record<string, string>>;
  readonly hint?: string;
}

/**
 * A field with its label, and the line where its mistake is told.
 * @param form distinguishes the forms of a page
 */
export function formField(form: string, { name, label, value = '', as, options, hint }: FormField): Html {
  const id = `${form}-${name}`;
  const common = html`id="${id}" name="${name}" autocomplete="off" aria-describedby="${id}-mistake${hint === undefined ? '' : ` ${id}-hint`}"`;
  return html`<div class="field">
          <label for="${id}">${label}</label>
          ${inputFor(common, value, as, options)}
          ${hint === undefined ? undefined : html`<p class="hint" id="${id}-hint">${hint}</p>`}
          <p class="mistake" id="${id}-mistake" data-mistake="${name}" tabindex="-1" hidden></p>
        </div>`;
}

function inputFor(common: Html, value: string, as: FormField['as'], options: FormField['options']): Html {
  if (options) {
    const all = Object.entries(options).map(
      ([one, label]) =>
        html`<option value="${one}"${one === value ? new Html(' selected') : undefined}>${label}</option>`,
    );
    return html`<select ${common}>${all}</select>`;
  }
  if (as === 'words') return html`<textarea ${common} rows="4">${value}</textarea>`;
  if (as === 'count') return html`<input ${common} inputmode="numeric" value="${value}">`;
  return html`<input ${common} type="${as ?? 'text'}" value="${value}">`;
}

/** A form whose fields a script of the page sends to the staff's API: until that script runs, there is no use in typing. */
export const apiForm = (
  { api, method }: { api: string; method: 'POST' | 'PUT' },
  content: readonly Html[],
): Html => html`<form class="api" data-api="/staff/api${api}" data-method="${method}" novalidate>
        <fieldset class="plain" disabled>${content}</fieldset>
        <p class="said-line" role="status"></p>
      </form>`;

/** The version of what a form changes, as its page showed it. */
export const versionField = (version: number): Html =>
  html`<input type="hidden" name="version" value="${String(version)}">`;

/** The button that sends a form. */
export const submit = (label: string): Html =>
  html`<div class="buttons"><button class="primary" type="submit">${label}</button></div>`;
