import { json, type Router } from 'express';
import { z } from 'zod';
import { checkDuties, type Duty, onDutyAt } from '#src/conversation/duty/duty.ts';
import { type KeptDuties, loadDuties, saveDuties } from '#src/conversation/duty/store/duties.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { dutyPageTexts as texts } from './texts.ts';

/** What the page of who is on duty works with. */
export interface DutyRoomParts extends RoomParts {
  readonly mailIsOn: boolean;
}

/** Lines that are empty, for who is added. */
const EMPTY_LINES = 2;
/** Who is on duty, and the change that it was read after: 0 for none. */
const given = z.object({ duties: z.unknown(), basis: z.number() });

/** Who of the experts is on duty, as staff read and set it. */
export const dutyRoom = (parts: DutyRoomParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  home: {
    show: async (at) => {
      const now = onDutyAt((await loadDuties(parts.db)).duties, at).map(({ name }) => name);
      return html`<section class="block" aria-labelledby="duty-title">
        <h2 id="duty-title">${texts.title}</h2>
        <p>${texts.now(now)} <a href="/staff/astreinte">${texts.see}</a></p>
      </section>`;
    },
  },
  addRoutes: (pages, api) => addDutyRoutes(pages, api, parts),
});

function addDutyRoutes(pages: Router, api: Router, { db, traces, mailIsOn, now }: DutyRoomParts): void {
  pages.get('/astreinte', async (request, response) => {
    await traces.read(actorOf(request), 'duty_read');
    const kept = await loadDuties(db);
    const scripts = ['session', 'duty'].map((name) => `/staff/assets/${name}.js`);
    const page = { title: texts.title, scripts, path: '/staff', styles: ['/staff/assets/staff.css'] };
    const main = dutyView(kept, { mailIsOn, now: now() });
    response.type('html').send(officePage({ ...page, main, signed: signedOf(request) }));
  });

  api.put('/duty', json({ limit: '64kb' }), async (request, response) => {
    const read = given.safeParse(request.body);
    if (!read.success) return void response.status(400).json({ error: texts.unreadable });
    const checked = checkDuties(read.data.duties);
    if ('mistakes' in checked) return void response.json({ mistakes: checked.mistakes });
    const at = now();
    const by = actorOf(request);
    const other = await db.tx(async (tx) => {
      const { saved } = await loadDuties(tx);
      // Somebody else's change, which this page has not seen, is not undone unseen.
      if ((saved?.at ?? 0) !== read.data.basis) return saved;
      await saveDuties(tx, checked.duties, { by: by.name, now: at });
      await traces.note(by, 'duty_changed', undefined, tx);
      return undefined;
    });
    if (other) {
      const error = texts.changedMeanwhile(other.by, momentInFrench(other.at, at));
      return void response.status(409).json({ error });
    }
    response.json({ said: texts.saved(checked.duties.length), basis: at });
  });
}

function dutyView(
  { duties, saved }: KeptDuties,
  { mailIsOn, now }: { mailIsOn: boolean; now: number },
): Html {
  const empty: Duty = { name: '', email: '', days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' };
  const lines = [...duties, ...Array.from({ length: EMPTY_LINES }, () => empty)];
  const current = onDutyAt(duties, now).map(({ name }) => name);
  return html`<p><a href="/staff">${texts.back}</a></p>
      <p>${texts.intro}</p>
      ${mailIsOn ? undefined : html`<p class="alert">${texts.noMail}</p>`}
      <p><strong>${texts.now(current)}</strong></p>
      <form id="duty" data-basis="${String(saved?.at ?? 0)}" novalidate>
        <p class="mistake" data-mistake="" tabindex="-1" hidden></p>
        ${lines.map(lineView)}
        <div class="buttons"><button class="primary" type="submit">${texts.save}</button></div>
      </form>
      <p id="said" role="status" tabindex="-1"></p>
      ${saved ? html`<p class="hint">${texts.change(saved.by, momentInFrench(saved.at, now))}</p>` : undefined}`;
}

function lineView({ name, email, days, from, until }: Duty, line: number): Html {
  const of = (what: string) => `duty-${line}-${what}`;
  const mistake = (what: string) =>
    html`<p class="mistake" id="${of(`${what}-mistake`)}" data-mistake="${`${line}.${what}`}" tabindex="-1" hidden></p>`;
  const input = (
    what: 'name' | 'email',
    label: string,
    type: string,
    value: string,
  ) => html`<div class="field">
            <label for="${of(what)}">${label}</label>
            <input id="${of(what)}" data-of="${what}" type="${type}" value="${value}" autocomplete="off" aria-describedby="${of(`${what}-mistake`)}">
            ${mistake(what)}
          </div>`;
  const day = (label: string, place: number) =>
    html`<label class="tick"><input type="checkbox" data-of="days" value="${String(place)}"${days.includes(place) ? new Html(' checked') : undefined} aria-describedby="${of('days-mistake')}"> ${label}</label>`;
  const time = (what: 'from' | 'until', label: string, value: string) =>
    html`<label class="small">${label} <input data-of="${what}" type="time" value="${value}" aria-describedby="${of('times-mistake')}"></label>`;
  return html`<fieldset data-line="${String(line)}">
          <legend>${name === '' ? texts.someone : name}</legend>
          ${input('name', texts.name, 'text', name)}
          ${input('email', texts.email, 'email', email)}
          <div class="line" role="group" aria-label="${texts.days}">${texts.weekdays.map(({ label, place }) => day(label, place))}</div>
          ${mistake('days')}
          <div class="line">${time('from', texts.from, from)}${time('until', texts.until, until)}</div>
          ${mistake('times')}
        </fieldset>`;
}
