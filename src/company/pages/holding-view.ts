import { channelNames } from '#src/channel/texts.ts';
import { staffHoldingTexts as texts } from '#src/company/holding/texts-staff.ts';
import { companyFields } from '#src/company/store/companies.ts';
import { countOpenDisputes, openDisputes } from '#src/company/store/holders.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { capitalised } from '#src/platform/french/capitals.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import type { CompanyPerson } from './company-parts-view.ts';
import type { DisputeOf, HoldingFile } from './holding-file.ts';
import { companiesTexts } from './texts.ts';

const { file: fileTexts } = companiesTexts;

/**
 * Whether the people of a file speak for its company: the register beside what was declared, who asks and by which
 * channel, what speaks for them, who disputes it, and what the team may decide.
 */
export function holdingPart(file: HoldingFile | undefined, now: number): Html | undefined {
  if (!file) return undefined;
  const { holding, isOn, holders, disputes, events, company } = file;
  const isHeld = holders.length > 0;
  // Closed, the directory shows nobody: only what somebody disputes is to be looked at.
  if (!isOn && disputes.length === 0 && holding.state === 'pending') return disputesOnly(file, now);
  return html`<section class="block holding" aria-labelledby="holding-title" id="holding" data-company="${company.id}" data-basis="${file.basis}">
        <h2 id="holding-title">${texts.title}</h2>
        ${isHeld ? stateLine(file, now) : html`<p>${texts.nobody}</p>`}
        ${isHeld && isOn ? checkPart(file, now) : undefined}
        ${isHeld ? decisionForm(file) : undefined}
        <h3 id="disputes-title">${texts.disputeTitle}</h3>
        ${disputeList(disputes, now)}
        ${noteForm()}
        ${isHeld ? moveForm(file, now) : undefined}
        ${events.length > 0 ? eventList(file, now) : undefined}
        <p id="holding-said" role="status" tabindex="-1"></p>
      </section>`;
}

/** Where there is no directory: a dispute that came by mail can still be written down, and the file moved. */
const disputesOnly = (file: HoldingFile, now: number): Html =>
  html`<section class="block holding" aria-labelledby="holding-title" id="holding" data-company="${file.company.id}" data-basis="${file.basis}">
        <h2 id="holding-title">${texts.disputeTitle}</h2>
        <p>${texts.noDispute}</p>
        ${noteForm()}
        ${file.holders.length > 0 ? moveForm(file, now) : undefined}
        <p id="holding-said" role="status" tabindex="-1"></p>
      </section>`;

function stateLine({ holding }: HoldingFile, now: number): Html {
  const { state, since, reason } = holding;
  return html`<p><span class="state ${state}">${texts.since(texts.states[state], momentInFrench(since, now))}</span></p>
        ${reason === undefined ? undefined : html`<p class="hint">${texts.why(reason)}</p>`}`;
}

function checkPart(file: HoldingFile, now: number): Html {
  const { facts, registerNote, holders, site, ofSite, agrees } = file;
  const areAllOfSite = holders.every(({ personId }) => ofSite.has(personId));
  const { columns } = texts;
  const rows = facts.map(({ label, register, said }) => {
    const differs = register !== undefined && said !== undefined && bare(register) !== bare(said);
    return html`<tr>
              <th scope="row">${label}</th>
              <td data-label="${columns.register}">${register ?? texts.empty}</td>
              <td data-label="${columns.said}">${said ?? texts.empty}${differs ? html` <strong class="differs">${texts.differs}</strong>` : undefined}</td>
            </tr>`;
  });
  return html`<table class="facts">
          <caption>${texts.tableCaption}</caption>
          <thead><tr><th scope="col">${columns.what}</th><th scope="col">${columns.register}</th><th scope="col">${columns.said}</th></tr></thead>
          <tbody>${rows}</tbody>
        </table>
        ${registerNote === undefined ? undefined : html`<p class="hint">${registerNote}</p>`}
        <h3>${texts.who}</h3>
        <ul class="watched">${holders.map((one) => holderLine(one, ofSite.has(one.personId), now))}</ul>
        <p>${site === undefined ? texts.noSite : texts.site(site)}</p>
        ${areAllOfSite ? html`<p><strong>${texts.sameDomain}</strong></p>` : undefined}
        ${ofSite.size > 0 ? html`<p class="hint">${texts.sameDomainHint}</p>` : undefined}
        <p>${agrees ? texts.consentYes : texts.consentNo}</p>`;
}

/** A value without the spaces that only make it easier to read. */
const bare = (value: string): string => value.replace(/\s/g, '');

const channelsOf = (channels: readonly string[]): string =>
  channels.map((channel) => channelNames[channel] ?? channel).join(', ');

const mailOf = (email: string | undefined): string =>
  email === undefined ? texts.noMail : texts.mail(email);

function holderLine({ name, channels, askedAt, email }: CompanyPerson, isOfSite: boolean, now: number): Html {
  const line = texts.whoLine(name ?? fileTexts.person, channelsOf(channels), momentInFrench(askedAt, now));
  return html`<li>${line} <span class="hint">${mailOf(email)}</span>${isOfSite ? html` <strong>${texts.ofSite}</strong>` : undefined}</li>`;
}

/** What may be decided from where it stands. */
function decisionForm({ holding, isOn, disputes }: HoldingFile): Html | undefined {
  const { state } = holding;
  const decide = (value: string, label: string, kind: string) =>
    html`<button class="${kind}" type="button" disabled data-decision="${value}">${label}</button>`;
  const choices = [
    ...(isOn && state !== 'approved' ? [decide('approve', texts.approve, 'primary')] : []),
    ...(isOn && state !== 'refused' ? [decide('refuse', texts.refuse, 'quiet')] : []),
    ...(isOn && state === 'approved' ? [decide('dispute', texts.suspend, 'quiet')] : []),
    ...(disputes.length > 0 ? [decide('dismiss', texts.dismiss, 'quiet')] : []),
  ];
  if (choices.length === 0) return undefined;
  return html`<form id="decision">
          ${
            isOn
              ? html`<label>${texts.reason} <textarea name="reason" rows="2" maxlength="500" aria-describedby="mistake-reason"></textarea></label>
          <p class="mistake" id="mistake-reason" data-mistake="reason" tabindex="-1" hidden></p>`
              : undefined
          }
          <div class="buttons">${choices}</div>
        </form>`;
}

function disputeList(disputes: readonly DisputeOf[], now: number): Html {
  if (disputes.length === 0) return html`<p>${texts.noDispute}</p>`;
  return html`<ul class="watched">${disputes.map((one) => disputeLine(one, now))}</ul>`;
}

/** Who disputes, in what words, and when. */
function disputeLine({ origin, words, byName, at, person }: DisputeOf, now: number): Html {
  const known = person && [
    person.name ?? fileTexts.person,
    channelsOf(person.channels),
    mailOf(person.email),
  ];
  const who = [...(known ?? []), byName, momentInFrench(at, now)].filter(Boolean);
  return html`<li>
            <p>${capitalised(texts.origins[origin])} <span class="hint">${who.join(' · ')}</span></p>
            ${words === '' ? undefined : html`<p class="said">${words}</p>`}
          </li>`;
}

const noteForm = (): Html => html`<details class="fold">
          <summary>${texts.noteDispute}</summary>
          <form id="note-dispute">
            <label>${texts.disputeWords} <textarea name="words" rows="3" maxlength="600" aria-describedby="mistake-words"></textarea></label>
            <p class="mistake" id="mistake-words" data-mistake="words" tabindex="-1" hidden></p>
            <div class="buttons"><button class="primary" type="submit">${texts.noteDisputeButton}</button></div>
          </form>
        </details>`;

function moveForm({ company, askers, disputes }: HoldingFile, now: number): Html {
  if (company.siren === undefined)
    return html`<details class="fold"><summary>${texts.move}</summary><p>${texts.moveNoSiren}</p></details>`;
  const people = new Map<string, string>();
  /** All that tells two people of one name apart: it can't be taken back. */
  const option = (person: DisputeOf['person'], why: string, at: number): string => {
    const by = person && person.channels.length > 0 ? [texts.by(channelsOf(person.channels))] : [];
    const more = [...by, mailOf(person?.email), momentInFrench(at, now)];
    return texts.moveToPerson(person?.name ?? fileTexts.person, why, ...more);
  };
  for (const one of askers) people.set(one.personId, option(one, texts.moveWhy.asks, one.askedAt));
  for (const { personId, person, origin, at } of disputes)
    if (personId !== undefined && origin === 'company' && !people.has(personId))
      people.set(personId, option(person, texts.moveWhy.disputes, at));
  const options = [...people].map(([id, label]) => html`<option value="${id}">${label}</option>`);
  return html`<details class="fold">
          <summary>${texts.move}</summary>
          <p class="hint">${texts.moveHint}</p>
          <form id="move">
            <label>${texts.moveTo} <select name="to">${options}<option value="">${texts.moveToCode}</option></select></label>
            <label class="box"><input type="checkbox" name="sure" aria-describedby="mistake-sure"> ${texts.moveConfirm}</label>
            <p class="mistake" id="mistake-sure" data-mistake="sure" tabindex="-1" hidden></p>
            <div class="buttons"><button class="primary" type="submit">${texts.moveButton}</button></div>
          </form>
        </details>`;
}

function eventList({ events }: HoldingFile, now: number): Html {
  const lines = events.map(({ type, byName, reason, at }) => {
    const what = texts.event(texts.events[type], byName, momentInFrench(at, now));
    return html`<li>${what} ${reason === undefined ? undefined : html`<span class="hint">${texts.why(reason)}</span>`}</li>`;
  });
  return html`<details class="fold"><summary>${texts.eventsTitle} (${String(events.length)})</summary><ul class="watched">${lines}</ul></details>`;
}

/** Disputes drawn at once. */
const MOST = 50;

/** Files of which somebody says that their company does not hold them, to watch; nothing where there are none. */
export async function disputesPart(db: Queryable, now: number): Promise<Html | undefined> {
  const disputes = await openDisputes(db, undefined, MOST);
  if (disputes.length === 0) return undefined;
  const all = disputes.length < MOST ? disputes.length : await countOpenDisputes(db);
  const lines: Html[] = [];
  for (const { companyId, origin, at } of disputes) {
    const name = (await companyFields(db, companyId)).find(({ field }) => field === 'name')?.shown;
    const line = texts.disputeLine(name || companiesTexts.noName, texts.origins[origin]);
    lines.push(html`<li>
            <p>${line} <span class="hint">${momentInFrench(at, now)}</span></p>
            <p><a href="/staff/entreprises/${companyId}#holding-title">${texts.open}</a></p>
          </li>`);
  }
  return html`<section class="block" aria-labelledby="disputes-watch">
        <h2 id="disputes-watch">${texts.disputes} <span class="count">${String(all)}</span></h2>
        <p class="hint">${texts.disputesHint}${all > lines.length ? ` ${texts.disputesMore(lines.length, all)}` : undefined}</p>
        <ul class="watched">${lines}</ul>
      </section>`;
}
