import { texts } from './figures-texts.js';
import uPlot from './vendor/uplot.js';

const HEIGHT = 240;
/** A narrower label would run into the next one. */
const LABEL_WIDTH = 44;
/** Lines differ by their colour and by their dashes. */
const DASHES = [[], [6, 4]];

/**
 * @typedef {object} Plot
 * @property {string} title
 * @property {readonly number[]} weeks numbers of the weeks
 * @property {(value: number) => string} write
 * @property {number | undefined} top of the scale; the highest value when it is absent
 * @property {readonly { label: string, values: readonly (number | null)[] }[]} lines null where nothing was measured
 */

/** @type {WeakMap<Element, () => void>} */
const shown = new WeakMap();

/**
 * Draws lines by week in a box, in place of what it held. Where nothing was measured a line has a gap: nothing is not
 * zero.
 * @param {HTMLElement} box
 * @param {Plot} plot
 */
export function drawPlot(box, plot) {
  shown.get(box)?.();
  box.replaceChildren();
  if (plot.lines.every(({ values }) => values.every((value) => value === null))) {
    box.textContent = texts.nothing;
    return;
  }
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', texts.described(plot.title));
  const chart = new uPlot(optionsOf(box, plot), dataOf(plot), box);
  const watch = new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height: HEIGHT }));
  watch.observe(box);
  shown.set(box, () => {
    watch.disconnect();
    chart.destroy();
  });
}

/**
 * @param {Plot} plot
 * @returns {uPlot.AlignedData}
 */
const dataOf = ({ weeks, lines }) => [
  weeks.map((_, index) => index),
  ...lines.map(({ values }) => [...values]),
];

/**
 * @param {HTMLElement} box
 * @param {Plot} plot
 * @returns {uPlot.Options}
 */
function optionsOf(box, plot) {
  const style = getComputedStyle(box);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const font = `13px ${style.fontFamily}`;
  const axis = {
    stroke: colour('--muted'),
    font,
    labelFont: font,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
  };
  const { write, top, weeks } = plot;
  const week = (/** @type {number} */ index) => (weeks[index] === undefined ? '' : `S${weeks[index]}`);
  return {
    width: box.clientWidth,
    height: HEIGHT,
    padding: [12, 16, 0, 0],
    cursor: { drag: { x: false, y: false }, points: { size: 9 } },
    scales: {
      x: { time: false, range: () => [-0.4, weeks.length - 0.6] },
      y: { range: (_, __, max) => [0, top ?? Math.max(1, max * 1.1)] },
    },
    axes: [
      {
        ...axis,
        space: LABEL_WIDTH,
        incrs: [1, 2, 4, 8, 13],
        values: (_, splits) => splits.map((split) => (Number.isInteger(split) ? week(split) : '')),
      },
      {
        ...axis,
        size: 64,
        ...(plot.write === texts.count && { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] }),
        values: (_, splits) => splits.map((split) => write(split)),
      },
    ],
    series: [
      { label: texts.week, value: (_, index) => (index === null ? '–' : week(index)) },
      ...plot.lines.map(({ label }, index) => ({
        label,
        stroke: colour(`--plot-${index + 1}`),
        width: 2,
        dash: DASHES[index] ?? [],
        spanGaps: false,
        points: { show: true, size: 7, fill: colour(index === 0 ? '--plot-1' : '--card') },
        value: (/** @type {unknown} */ _, /** @type {number | null} */ value) =>
          value === null || value === undefined ? '–' : write(value),
      })),
    ],
  };
}
