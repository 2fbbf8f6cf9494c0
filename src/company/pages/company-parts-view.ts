import { channelNames } from '#src/channel/texts.ts';
import type { Form } from '#src/company/form/form.ts';
import type { Company, FieldVersion } from '#src/company/store/companies.ts';
import type { Consent } from '#src/company/store/consents.ts';
import type { CompanyCase } from '#src/company/store/list.ts';
import type { Member } from '#src/company/store/members.ts';
import { caseStateNames } from '#src/company/texts.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { companiesTexts } from './texts.ts';

const { file: texts } = companiesTexts;

/** Somebody of a company, or who says so. */
export interface CompanyPerson extends Member {
  readonly name: string | undefined;
  readonly channels: readonly string[];
  /** Address that they confirmed. */
  readonly email: string | undefined;
}

/** A company's file as the team reads it. */
export interface CompanyFile {
  readonly company: Company;
  readonly fields: readonly FieldVersion[];
  readonly history: readonly FieldVersion[];
  readonly people: readonly CompanyPerson[];
  readonly consents: readonly (Consent & { readonly personId: string })[];
  readonly cases: readonly CompanyCase[];
}

const nameIn = ({ people }: CompanyFile, personId: string | undefined): string =>
  people.find((one) => one.personId === personId)?.name ?? texts.person;

/** Who speaks for the company and who asks to, with the team's answer to those. */
export function peoplePart(file: CompanyFile, now: number): Html {
  const { people, fields, company } = file;
  const ofFile = fields.find(({ field }) => field === 'email')?.shown.toLowerCase();
  const lines = people.map((one) => {
    const who = one.name ?? texts.person;
    const where = one.channels.map((channel) => channelNames[channel] ?? channel).join(', ');
    const since = texts.since(texts.memberStates[one.status], momentInFrench(one.askedAt, now));
    const isSame = one.email !== undefined && one.email.toLowerCase() === ofFile;
    const address = one.email && (isSame ? texts.sameAddress(one.email) : texts.address(one.email));
    return html`<li>
            <strong>${who}</strong> <span class="hint">${[where, since, address].filter(Boolean).join(' · ')}</span>
            ${one.status === 'pending' ? decision(one.personId, who) : undefined}
          </li>`;
  });
  const none = people.some(({ status }) => status === 'member') ? undefined : html`<p>${texts.noPeople}</p>`;
  return html`<section class="block" aria-labelledby="people-title">
        <h2 id="people-title">${texts.people}</h2>
        ${none}
        <ul class="watched">${lines}</ul>
        <div class="buttons"><button type="button" class="quiet" id="invite" disabled data-company="${company.id}">${texts.invite}</button></div>
        <p class="hint">${texts.inviteHint}</p>
        <p id="code" role="status" tabindex="-1"></p>
      </section>`;
}

const decision = (personId: string, who: string): Html => html`<div class="buttons">
              <button type="button" class="primary" disabled data-decide="${personId}" data-accepted="yes" aria-label="${texts.acceptOf(who)}">${texts.accept}</button>
              <button type="button" class="quiet" disabled data-decide="${personId}" data-accepted="no" aria-label="${texts.refuseOf(who)}">${texts.refuse}</button>
            </div>`;

/** What the company agreed to, in which version and when, and its cases with experts. */
export function sidePart(file: CompanyFile, form: Form, now: number): Html {
  const consents = file.consents.toReversed().map(({ purpose, given, version, at, personId }) => {
    const label = form.fields.find(({ id }) => id === purpose)?.label ?? purpose;
    const when = `${nameIn(file, personId)}, ${momentInFrench(at, now)}`;
    return html`<li>${texts.consent(label, given, version)} <span class="hint">${when}</span></li>`;
  });
  const cases = file.cases.map(({ id, number, state, openedAt }) => {
    const when = `${caseStateNames[state] ?? state}, ${momentInFrench(openedAt, now)}`;
    return html`<li><a href="/desk?dossier=${id}">${texts.case(number)}</a> <span class="hint">${when}</span></li>`;
  });
  return html`<section class="block" aria-labelledby="consents-title">
        <h2 id="consents-title">${texts.consents}</h2>
        ${consents.length > 0 ? html`<ul class="watched">${consents}</ul>` : html`<p>${texts.noConsents}</p>`}
      </section>
      <section class="block" aria-labelledby="cases-title">
        <h2 id="cases-title">${texts.cases}</h2>
        ${cases.length > 0 ? html`<ul class="watched">${cases}</ul>` : html`<p>${texts.noCases}</p>`}
      </section>`;
}

/** Every change of the file, the last first, each with what was there before and who made it. */
export function historyPart(file: CompanyFile, now: number): Html {
  const lines = changesOf(file.history)
    .toReversed()
    .map(({ label, shown, before, at, version }) => {
      const words =
        shown === undefined
          ? texts.removed(label, before ?? '')
          : texts.historyLine(label, shown, before === shown ? undefined : before);
      const by =
        version === undefined ? '' : (version.byName ?? (version.personId && nameIn(file, version.personId)));
      const origin = version && companiesTexts.origins[version.origin];
      const when = [by, origin, momentInFrench(at, now)].filter(Boolean).join(', ');
      return html`<li>${words} <span class="hint">${when}</span></li>`;
    });
  return html`<section class="block" aria-labelledby="history-title">
        <h2 id="history-title">${texts.history}</h2>
        <details class="fold"><summary>${texts.history} (${String(lines.length)})</summary><ul class="watched">${lines}</ul></details>
      </section>`;
}

interface Change {
  readonly label: string;
  /** Absent where the value was taken away. */
  readonly shown: string | undefined;
  readonly before: string | undefined;
  readonly at: number;
  readonly version: FieldVersion | undefined;
}

function changesOf(history: readonly FieldVersion[]): Change[] {
  const last = new Map<string, FieldVersion>();
  const changes: Change[] = [];
  for (const version of history) {
    const { field, label, shown, at } = version;
    const old = last.get(field);
    changes.push({ label, shown, at, version, before: old?.replacedAt === at ? old.shown : undefined });
    last.set(field, version);
  }
  // A value that ended, with none that begins at that moment, was taken away.
  const starts = new Set(history.map(({ field, at }) => `${field} ${at}`));
  for (const { field, label, shown, replacedAt } of history)
    if (replacedAt !== undefined && !starts.has(`${field} ${replacedAt}`))
      changes.push({ label, shown: undefined, before: shown, at: replacedAt, version: undefined });
  return changes.toSorted((a, b) => a.at - b.at);
}
