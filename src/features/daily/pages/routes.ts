import type { Router } from 'express';
import { setDailyMail, wantsDailyMail } from '#src/features/daily/store/daily-mail.ts';
import { dailyTexts as texts } from '#src/features/daily/texts.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';

/** What the page of the mail of the morning works with. */
export interface DailyRoomParts extends RoomParts {
  readonly mailIsOn: boolean;
}

/** Whether somebody of the staff wants the mail of the morning. */
export const dailyRoom = (parts: DailyRoomParts): Room => ({
  home: {
    show: () => html`<section class="block" aria-labelledby="daily-title">
        <h2 id="daily-title">${texts.title}</h2>
        <p>${texts.intro} <a href="/staff/mail-du-matin">${texts.see}</a></p>
      </section>`,
  },
  addRoutes: (pages, api) => addDailyRoutes(pages, api, parts),
});

function addDailyRoutes(pages: Router, api: Router, { db, traces, mailIsOn, now }: DailyRoomParts): void {
  pages.get('/mail-du-matin', async (request, response) => {
    const signed = signedOf(request);
    const { id, email } = signed.identity;
    const main = html`<p><a href="/staff">${texts.back}</a></p>
      <p>${texts.intro}</p>
      ${mailIsOn ? choice(email, await wantsDailyMail(db, id)) : html`<p class="alert">${texts.noMail}</p>`}`;
    const scripts = ['session', 'retry'].map((name) => `/staff/assets/${name}.js`);
    const page = { title: texts.title, main, scripts, path: '/staff', styles: ['/staff/assets/staff.css'] };
    response.type('html').send(officePage({ ...page, signed }));
  });

  for (const [act, isWanted] of [
    ['on', true],
    ['off', false],
  ] as const)
    api.post(`/daily-mail/${act}`, async (request, response) => {
      const { id, email } = signedOf(request).identity;
      if (isWanted && email === undefined) return void response.status(400).json({ error: texts.noAddress });
      await db.tx(async (tx) => {
        await setDailyMail(tx, { memberId: id, isWanted, now: now() });
        await traces.note(actorOf(request), 'daily_mail_changed', undefined, tx);
      });
      response.json({ said: isWanted ? texts.turnedOn : texts.turnedOff });
    });
}

function choice(email: string | undefined, isOn: boolean): Html {
  const button = (act: string, label: string) =>
    html`<button class="primary" type="button" data-retry="/staff/api/daily-mail/${act}">${label}</button>`;
  // Who has no address any more may still stop.
  if (isOn)
    return html`<p>${email ? texts.isOn(email) : texts.noAddress}</p>
      <div class="buttons">${button('off', texts.turnOff)}</div>`;
  return email
    ? html`<p>${texts.isOff(email)}</p>
      <div class="buttons">${button('on', texts.turnOn)}</div>`
    : html`<p class="alert">${texts.noAddress}</p>`;
}
