import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { easterSunday, publicHolidays } from '#src/platform/calendar/holidays.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { holidayName, hoursTexts } from './texts.ts';

/** Where the page puts the form of the hours, and the public holidays of this year and the next. */
export function hoursPart(year: number): Html {
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
