import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import { parisTime } from '#src/platform/calendar/paris-time.ts';
import { frenchTime } from '#src/platform/french/moments.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import type { Actor, Trace } from '#src/platform/web/traces/store/traces.ts';
import { type AskedTraces, addressOf } from './query.ts';
import { actGroups, actName, objectNames, objectWords, originOf, tracesTexts as texts } from './texts.ts';

/** The page of the traces: its filter, a page of lines, and the way to take the choice away. */
export function tracesView(
  asked: AskedTraces,
  {
    traces,
    hasMore,
    actors,
    days,
  }: {
    readonly traces: readonly Trace[];
    readonly hasMore: boolean;
    readonly actors: readonly Actor[];
    readonly days: number;
  },
): Html {
  const { columns } = texts;
  const last = traces.at(-1);
  const table =
    traces.length === 0
      ? html`<div class="empty"><p>${texts.none}</p></div>`
      : html`<table class="listing traces" aria-labelledby="found">
        <thead><tr>${[columns.when, columns.who, columns.what, columns.on].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${traces.map((trace) => row(trace))}</tbody>
      </table>`;
  const isFirst = asked.query.after === undefined;
  const newest = html`<a href="${addressOf(asked)}">${texts.newest}</a>`;
  const older = last && html`<a rel="next" href="${addressOf(asked, { after: last.id })}">${texts.older}</a>`;
  return html`<p>${texts.intro}</p>
      <p class="hint">${texts.keptFor(days)} ${texts.readingHint}</p>
      ${asked.mistakes.length > 0 ? html`<p class="alert" role="alert">${texts.badFilter(asked.mistakes)}</p>` : undefined}
      ${filterForm(asked, actors)}
      <h2 id="found">${texts.found}</h2>
      ${table}
      ${
        isFirst && !hasMore
          ? undefined
          : html`<nav class="pager" aria-label="${texts.pages}">${isFirst ? undefined : newest} ${hasMore ? older : undefined}</nav>`
      }
      <p><a href="${addressOf(asked, { ending: '.csv' })}" download>${texts.csv}</a></p>`;
}

function row({ at, actor, actorName, act, objectKind, objectId }: Trace): Html {
  const { day, time } = parisTime(at);
  const kind = Object.entries(objectNames).find(([name]) => name === objectKind)?.[1] ?? objectKind;
  const word = objectWords[`${objectKind}:${objectId}`];
  const every = { shown: { qui: '', quoi: '', sur: objectId, du: '', au: '' } };
  const object = word
    ? html`${kind} : ${word}`
    : html`${kind} <a href="${addressOf(every)}" aria-label="${texts.allOf(objectId)}"><code>${objectId}</code></a>`;
  return html`<tr>
            <td data-label="${texts.columns.when}"><time datetime="${new Date(at).toISOString()}">${frenchDate(day)}, ${frenchTime(time)}</time></td>
            <th scope="row" data-label="${texts.columns.who}">${actorName} <span class="hint">${originOf(actor)}</span></th>
            <td data-label="${texts.columns.what}">${actName(act)}</td>
            <td data-label="${texts.columns.on}">${objectId === '' ? undefined : object}</td>
          </tr>`;
}

function filterForm({ shown }: AskedTraces, actors: readonly Actor[]): Html {
  const people = actors.map(({ key, name }) => {
    const origin = originOf(key);
    return option(key, origin ? `${name} (${origin})` : name, shown.qui);
  });
  // Somebody whose traces have all gone, or who is not in the list, stays chosen.
  const isListed = shown.qui === '' || actors.some(({ key }) => key === shown.qui);
  const acts = actGroups.map(
    ({ name, acts }) =>
      html`<optgroup label="${name}">${Object.entries(acts).map(([act, label]) => option(act, label, shown.quoi))}</optgroup>`,
  );
  return html`<form class="filters traces-filter" method="get" action="/staff/traces" aria-label="${texts.filter}">
        <label>${texts.who}
          <select name="qui">
            ${option('', texts.everybody, shown.qui)}
            ${isListed ? undefined : option(shown.qui, shown.qui, shown.qui)}
            ${people}
          </select></label>
        <label>${texts.what}
          <select name="quoi">
            ${option('', texts.everything, shown.quoi)}
            ${acts}
          </select></label>
        <label>${texts.on}
          <input name="sur" value="${shown.sur}" maxlength="200" autocomplete="off" spellcheck="false"></label>
        <label>${texts.from}
          <input type="date" name="du" value="${shown.du}"></label>
        <label>${texts.to}
          <input type="date" name="au" value="${shown.au}"></label>
        <p class="buttons">
          <button class="primary" type="submit">${texts.apply}</button>
          <a class="quiet" href="/staff/traces">${texts.reset}</a>
        </p>
      </form>`;
}

const option = (value: string, label: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen ? new Html(' selected') : undefined}>${label}</option>`;
