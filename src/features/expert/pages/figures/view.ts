import { caseStateNames } from '#src/company/texts.ts';
import { type Figures, WEEK_COUNTS, type WeekFigures } from '#src/features/expert/figures/figures.ts';
import { figuresTexts as texts } from '#src/features/expert/figures/texts.ts';
import type { Durations } from '#src/features/expert/store/figures.ts';
import { endNames, reasonNames } from '#src/features/expert/texts-desk.ts';
import { frenchDuration, frenchPercent } from '#src/platform/french/measures.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';

type Column = readonly [string, (figures: Figures) => string];
const { columns } = texts;

const count = (value: number): string => String(value);
const share = (value: number | undefined): string =>
  value === undefined ? texts.none : frenchPercent(value);
const time = (measured: Durations | undefined, which: 'medianMs' | 'p90Ms'): string =>
  measured === undefined ? texts.none : frenchDuration(measured[which]);

/** The plots, by name, and the numbers that each shows. */
const PLOTS: readonly (readonly [keyof typeof texts.plots, readonly Column[]])[] = [
  [
    'cases',
    [
      [columns.opened, ({ opened }) => count(opened)],
      [columns.answered, ({ answered }) => count(answered)],
      [columns.closed, ({ closed }) => count(closed)],
    ],
  ],
  ['first', durationColumns(({ firstAnswer }) => firstAnswer)],
  ['resolution', durationColumns(({ resolution }) => resolution)],
  [
    'bot',
    [
      [columns.questions, ({ questions }) => count(questions)],
      [columns.alone, ({ answeredByBot }) => count(answeredByBot)],
      [columns.aloneShare, ({ botShare }) => share(botShare)],
    ],
  ],
  [
    'satisfaction',
    [
      [columns.caseUp, ({ caseRatings }) => count(caseRatings.up)],
      [columns.caseDown, ({ caseRatings }) => count(caseRatings.down)],
      [columns.caseShare, ({ caseSatisfaction }) => share(caseSatisfaction)],
      [columns.botUp, ({ botRatings }) => count(botRatings.up)],
      [columns.botDown, ({ botRatings }) => count(botRatings.down)],
      [columns.botShare, ({ botSatisfaction }) => share(botSatisfaction)],
    ],
  ],
];

function durationColumns(of: (figures: Figures) => Durations | undefined): Column[] {
  return [
    [columns.firstMedian, (figures) => time(of(figures), 'medianMs')],
    [columns.firstP90, (figures) => time(of(figures), 'p90Ms')],
    [columns.measured, (figures) => count(of(figures)?.count ?? 0)],
  ];
}

/** The page of the figures: plots that a script draws, each with its numbers as a table, and counts of the period. */
export function figuresView(
  weeksAsked: number,
  shown: { states: Readonly<Record<string, number>>; weeks: readonly WeekFigures[]; whole: Figures },
): Html {
  const { states, weeks, whole } = shown;
  return html`<nav class="period" aria-label="${texts.period}">
        ${WEEK_COUNTS.map((one) => periodLink(one, one === weeksAsked))}
        <a href="/desk/chiffres.csv?semaines=${count(weeksAsked)}" download>${texts.download}</a>
      </nav>
      <div id="figures" data-weeks="${count(weeksAsked)}">
        ${PLOTS.map(([name, some]) => plot(name, some, weeks, whole))}
        <div class="tables">
          ${countsTable(texts.now, texts.state, states, caseStateNames)}
          ${countsTable(texts.reasons, texts.reason, whole.byReason, reasonNames)}
          ${countsTable(texts.ends, texts.end, whole.byEnd, endNames)}
        </div>
      </div>
      ${texts.notes.map((note) => html`<p class="hint">${note}</p>`)}`;
}

const periodLink = (one: number, isShown: boolean): Html =>
  html`<a href="/desk/chiffres?semaines=${count(one)}"${isShown ? new Html(' aria-current="true"') : undefined}>${texts.weeks(one)}</a>`;

function plot(
  name: keyof typeof texts.plots,
  some: readonly Column[],
  weeks: readonly WeekFigures[],
  whole: Figures,
): Html {
  const title = texts.plots[name];
  const rows = weeks.map(
    (week) => html`<tr>
                <th scope="row">${texts.week(week.week, week.monday)}${week.isPartial ? ` (${texts.partial})` : undefined}</th>
                ${some.map(([, of]) => html`<td>${of(week)}</td>`)}
              </tr>`,
  );
  return html`<section class="figure" aria-labelledby="plot-${name}-title">
          <h2 id="plot-${name}-title">${title}</h2>
          <div class="plot" data-plot="${name}"></div>
          <details class="fold">
            <summary>${texts.numbers}<span class="visually-hidden"> : ${title}</span></summary>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="plot-${name}-title">
            <table class="numbers">
              <thead><tr><th scope="col">${columns.week}</th>${some.map(([label]) => html`<th scope="col">${label}</th>`)}</tr></thead>
              <tbody>${rows}</tbody>
              <tfoot><tr><th scope="row">${texts.whole}</th>${some.map(([, of]) => html`<td>${of(whole)}</td>`)}</tr></tfoot>
            </table>
            </div>
          </details>
        </section>`;
}

/** Counts by name, with the share of each as a bar. */
function countsTable(
  title: string,
  what: string,
  counts: Readonly<Record<string, number>>,
  names: Readonly<Record<string, string>>,
): Html {
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const known = [...new Set([...Object.keys(names), ...Object.keys(counts)])];
  const rows = known.map((name) => {
    const value = counts[name] ?? 0;
    return html`<tr>
              <th scope="row">${names[name] ?? name}</th>
              <td>${count(value)}</td>
              <td class="part"><meter min="0" max="${count(Math.max(1, total))}" value="${count(value)}" aria-hidden="true"></meter> ${share(total === 0 ? undefined : value / total)}</td>
            </tr>`;
  });
  return html`<section class="counts"><h2>${title}</h2>
          <table class="numbers">
            <thead><tr><th scope="col">${what}</th><th scope="col">${texts.count}</th><th scope="col">${texts.share}</th></tr></thead>
            <tbody>${rows}</tbody>
            <tfoot><tr><th scope="row">${texts.total}</th><td>${count(total)}</td><td></td></tr></tfoot>
          </table></section>`;
}
