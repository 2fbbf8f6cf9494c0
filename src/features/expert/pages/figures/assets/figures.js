import { ApiError, call } from './api.js';
import { drawPlot } from './figures-plot.js';
import { texts } from './figures-texts.js';
import { showSessionEnded } from './session.js';

/**
 * @typedef {{ medianMs: number, p90Ms: number }} Durations
 * @typedef {{
 *   week: number, opened: number, closed: number, firstAnswer?: Durations, resolution?: Durations,
 *   botShare?: number, caseSatisfaction?: number, botSatisfaction?: number,
 * }} Week
 */

const HOUR_MS = 3_600_000;
/** @param {number | undefined} ms */
const hours = (ms) => (ms === undefined ? null : ms / HOUR_MS);
/** @param {number | undefined} part */
const percent = (part) => (part === undefined ? null : part * 100);

/** What each plot shows: its lines, how a value is written, and the top of its scale when it is fixed. */
const PLOTS = {
  cases: {
    write: texts.count,
    lines: [
      { label: texts.opened, of: (/** @type {Week} */ week) => week.opened },
      { label: texts.closed, of: (/** @type {Week} */ week) => week.closed },
    ],
  },
  first: {
    write: texts.hours,
    lines: [
      { label: texts.median, of: (/** @type {Week} */ week) => hours(week.firstAnswer?.medianMs) },
      { label: texts.p90, of: (/** @type {Week} */ week) => hours(week.firstAnswer?.p90Ms) },
    ],
  },
  resolution: {
    write: texts.hours,
    lines: [
      { label: texts.median, of: (/** @type {Week} */ week) => hours(week.resolution?.medianMs) },
      { label: texts.p90, of: (/** @type {Week} */ week) => hours(week.resolution?.p90Ms) },
    ],
  },
  bot: {
    write: texts.percent,
    top: 100,
    lines: [{ label: texts.alone, of: (/** @type {Week} */ week) => percent(week.botShare) }],
  },
  satisfaction: {
    write: texts.percent,
    top: 100,
    lines: [
      { label: texts.experts, of: (/** @type {Week} */ week) => percent(week.caseSatisfaction) },
      { label: texts.bot, of: (/** @type {Week} */ week) => percent(week.botSatisfaction) },
    ],
  },
};

const place = /** @type {HTMLElement} */ (document.getElementById('figures'));

/** @param {readonly Week[]} weeks */
function drawAll(weeks) {
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll('[data-plot]'))) {
    const plot = PLOTS[/** @type {keyof typeof PLOTS} */ (box.dataset.plot)];
    const title = box.parentElement?.querySelector('h2')?.textContent ?? '';
    drawPlot(box, {
      title,
      weeks: weeks.map(({ week }) => week),
      write: plot.write,
      top: 'top' in plot ? plot.top : undefined,
      lines: plot.lines.map(({ label, of }) => ({ label, values: weeks.map(of) })),
    });
  }
}

try {
  const found = await call(`/desk/api/figures?weeks=${place.dataset.weeks}`);
  const { weeks } = /** @type {{ weeks: readonly Week[] }} */ (found);
  drawAll(weeks);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll(weeks));
} catch (error) {
  // The tables hold the same numbers: the page stays of use.
  if (error instanceof ApiError && error.status === 401) showSessionEnded();
  else if (error instanceof ApiError) {
    const notice = document.createElement('p');
    notice.className = 'alert';
    notice.textContent = error.message;
    place.prepend(notice);
  } else throw error;
}
