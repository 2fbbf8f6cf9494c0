import { json, type Router } from 'express';
import { z } from 'zod';
import { hoursChanges, loadWorkingHours, saveWorkingHours } from '#src/conversation/store/working-hours.ts';
import { checkHours } from '#src/platform/calendar/check-hours.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { easterSunday, publicHolidays } from '#src/platform/calendar/holidays.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { holidayName, hoursTexts } from './texts.ts';

const SHOWN_CHANGES = 10;
/** Hours, and the change that they were read after: 0 for the default ones. */
const given = z.object({ hours: z.unknown(), basis: z.number() });

/** The hours of the desk as staff read and set them. */
export const hoursRoom = (parts: RoomParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  home: { scripts: ['hours'], show: (at) => hoursPart(Number(parisDay(at).slice(0, 4))) },
  addRoutes: (_pages, api) => addHoursRoutes(api, parts),
});

function addHoursRoutes(api: Router, { db, traces, now }: RoomParts): void {
  api.get('/hours', async (_request, response) => {
    response.json(await shown(db, now()));
  });

  api.put('/hours', json({ limit: '64kb' }), async (request, response) => {
    const read = given.safeParse(request.body);
    if (!read.success) return void response.status(400).json({ error: officeTexts.unreadable });
    const checked = checkHours(read.data.hours);
    if ('mistakes' in checked) return void response.json({ mistakes: checked.mistakes });
    const at = now();
    const by = actorOf(request);
    const other = await db.tx(async (tx) => {
      const [last] = await hoursChanges(tx, 1);
      // Somebody else's change, which this page has not seen, is not undone unseen.
      if ((last?.at ?? 0) !== read.data.basis) return last ?? 'unknown';
      await saveWorkingHours(tx, checked.hours, { by: by.name, now: at });
      await traces.note(by, 'hours_changed', undefined, tx);
      return undefined;
    });
    const { changedMeanwhile, changedUnknown } = hoursTexts;
    if (other) {
      const error =
        other === 'unknown' ? changedUnknown : changedMeanwhile(other.by, momentInFrench(other.at, at));
      return void response.status(409).json({ error });
    }
    response.json(await shown(db, at));
  });
}

async function shown(db: Queryable, now: number) {
  const { week, closingDays, targetMinutes } = await loadWorkingHours(db);
  const changes = await hoursChanges(db, SHOWN_CHANGES);
  return {
    hours: { week, closingDays, targetMinutes },
    basis: changes[0]?.at ?? 0,
    changes: changes.map(({ by, at }) => hoursTexts.change(by, momentInFrench(at, now))),
  };
}

/** Where the page puts the form of the hours, and the public holidays of this year and the next. */
function hoursPart(year: number): Html {
  return html`<section class="block" aria-labelledby="hours-title">
        <h2 id="hours-title">${hoursTexts.title}</h2>
        <p>${hoursTexts.intro}</p>
        <div id="hours"></div>
        ${[year, year + 1].map(holidaysOf)}
      </section>`;
}

function holidaysOf(year: number): Html {
  const easter = Date.parse(easterSunday(year));
  const lines = publicHolidays(year).map((day) => {
    const name = holidayName(day, (Date.parse(day) - easter) / DAY_MS);
    return html`<li>${hoursTexts.holiday(day, name)}</li>`;
  });
  return html`<details class="fold">
          <summary>${hoursTexts.holidays(year)}</summary>
          <ul>${[...new Map(lines.map((line) => [line.text, line])).values()]}</ul>
        </details>`;
}
