import { completeness, display, fieldsFor, type Value } from '#src/company/form/answers.ts';
import type { Field, Form } from '#src/company/form/form.ts';
import { toAnswers } from '#src/company/form/stored-answers.ts';
import type { FieldVersion } from '#src/company/store/companies.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { type CompanyFile, historyPart, peoplePart, sidePart } from './company-parts-view.ts';
import { companiesTexts } from './texts.ts';

const { file: texts } = companiesTexts;

/** A company's file: whether its people speak for it, what is known and from whom, who speaks for it, what they agreed to, its cases, its changes. */
export function companyView(file: CompanyFile, form: Form, now: number, holding: Html | undefined): Html {
  const answers = toAnswers(file.fields);
  const { percent, missing } = completeness(form, answers);
  const asked = fieldsFor(form, answers);
  // What the form no longer asks, or no longer of this company, is still there to be read.
  const others = file.fields.filter(({ field }) => !asked.some(({ id }) => id === field));
  const rows = [
    ...asked.map((field) =>
      fieldRow(
        field,
        file.fields.find((one) => one.field === field.id),
        now,
      ),
    ),
    ...others.map((one) =>
      row(one.label, html`<span class="value">${one.shown}</span>`, originOf(one, now), undefined),
    ),
  ];
  const names = missing.map(({ label }) => label);
  return html`<p><a href="/staff/entreprises">${companiesTexts.back}</a></p>
      <p>${texts.percent(percent)} ${names.length === 0 ? texts.complete : texts.missing(names)}</p>
      <p class="hint">${texts.created(momentInFrench(file.company.createdAt, now))}</p>
      <p id="said" role="status" tabindex="-1"></p>
      ${holding}
      ${peoplePart(file, now)}
      <section class="block" aria-labelledby="fields-title" id="file" data-company="${file.company.id}">
        <h2 id="fields-title">${texts.fields}</h2>
        <dl class="file">${rows}</dl>
      </section>
      ${sidePart(file, form, now)}
      ${historyPart(file, now)}`;
}

function fieldRow(field: Field, own: FieldVersion | undefined, now: number): Html {
  const origin = own ? originOf(own, now) : '';
  return row(field.label, own ? valueCell(field, own) : html`${texts.empty}`, origin, editPart(field, own));
}

const row = (label: string, value: Html, origin: string, edit: Html | undefined): Html => html`<div>
            <dt>${label}</dt>
            <dd>${value} <span class="hint">${origin}</span> ${edit}</dd>
          </div>`;

function valueCell(field: Field, { shown, contested }: FieldVersion): Html {
  const said = contested === undefined ? undefined : display(field, contested as Value);
  return html`<span class="value">${shown}</span>${said ? html` <span class="hint">${texts.contested(said)}</span>` : undefined}`;
}

function originOf({ origin, at, byName }: FieldVersion, now: number): string {
  const moment = momentInFrench(at, now);
  if (byName === undefined) return texts.at(companiesTexts.origins[origin], moment);
  return origin === 'proven' ? texts.verifiedBy(byName, moment) : texts.byTeam(byName, moment);
}

function editPart(field: Field, own: FieldVersion | undefined): Html {
  if (field.type === 'consent') return html`<span class="hint">${texts.theirs}</span>`;
  const [name, label] = own ? [texts.edit, texts.editOf(field.label)] : [texts.add, texts.addOf(field.label)];
  const verify =
    own && own.origin !== 'proven'
      ? html`<button type="button" class="quiet" disabled data-verify="${field.id}" aria-label="${texts.verifyOf(field.label)}">${texts.verify}</button>`
      : undefined;
  return html`<details class="fold">
              <summary aria-label="${label}">${name}</summary>
              <form data-field="${field.id}" data-basis="${String(own?.at ?? 0)}" data-kind="${field.type}">
                ${inputOf(field, own)}
                <p class="mistake" id="mistake-${field.id}" data-mistake="${field.id}" tabindex="-1" hidden></p>
                <div class="buttons"><button class="primary" type="submit">${texts.save}</button> ${verify}</div>
              </form>
            </details>`;
}

function inputOf(field: Field, own: FieldVersion | undefined): Html {
  const common = new Html(`name="value" aria-describedby="mistake-${field.id}"`);
  const checked = (is: boolean, word: string) => (is ? new Html(` ${word}`) : undefined);
  if (field.type === 'choices') {
    const chosen: readonly unknown[] = Array.isArray(own?.value) ? own.value : [];
    const boxes = field.choices.map(
      ({ id, label }) =>
        html`<label class="box"><input type="checkbox" value="${id}" ${common}${checked(chosen.includes(id), 'checked')}> ${label}</label>`,
    );
    return html`<fieldset><legend>${field.label}</legend>${boxes}</fieldset>`;
  }
  const isYesNo = field.type === 'yes-no';
  const options = isYesNo ? YES_NO : field.choices.map(({ id, label }) => [id, label] as const);
  if (options.length > 0) {
    const value = isYesNo ? yesNoOf(own?.value) : own?.value;
    const shown = [['', texts.none] as const, ...options].map(
      ([id, label]) =>
        html`<option value="${id}"${checked(id === (value ?? ''), 'selected')}>${label}</option>`,
    );
    return html`<label>${field.label} <select ${common}>${shown}</select></label>`;
  }
  const text = textOf(own);
  return field.type === 'text' || field.type === 'activities'
    ? html`<label>${field.label} <textarea rows="3" ${common}>${text}</textarea></label>`
    : html`<label>${field.label} <input ${common} value="${text}"></label>`;
}

function yesNoOf(value: unknown): 'oui' | 'non' | '' {
  if (value === undefined) return '';
  return value === true ? 'oui' : 'non';
}

const YES_NO = [
  ['oui', 'Oui'],
  ['non', 'Non'],
] as const;

/** A value as it is written again: the company's own words where it had some. */
function textOf(own: FieldVersion | undefined): string {
  const value = own?.value;
  const isSaid = typeof value === 'object' && value !== null && 'said' in value;
  return isSaid ? String(value.said) : (own?.shown ?? '');
}
