import type { NoticesConfig } from '#src/config/notices.ts';
import { isOpened, READ_SOURCES, type SourceState } from '#src/features/opportunities/source-states.ts';
import type { Refusal, RefusalPlace, Run } from '#src/features/opportunities/store/sources.ts';
import { sourceNames } from '#src/features/opportunities/texts-sources.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { sourcesTexts as texts } from './texts-sources.ts';

const REFUSALS = '/staff/opportunites/refus';
const nameOf = (source: string): string => sourceNames[source] ?? source;

/** The way to the opportunities, with what is to be looked at there. */
export function opportunitiesPart(config: NoticesConfig, inTrouble: readonly string[]): Html {
  const open = READ_SOURCES.filter((one) => isOpened(config, one));
  return html`<section class="block" aria-labelledby="opportunities-title">
        <h2 id="opportunities-title">${texts.title}</h2>
        <p>${texts.home(open.length)} ${inTrouble.length > 0 ? texts.homeTrouble(inTrouble.map(nameOf).join(', ')) : undefined}
          <a href="/staff/opportunites">${texts.see}</a></p>
      </section>`;
}

/** What may be done with opportunities, and how each source does. */
export function sourcesPage(states: readonly SourceState[], now: number): Html {
  const link = (path: string, label: string) => html`<a href="/staff/opportunites/${path}">${label}</a>`;
  return html`<p><a href="/staff">${texts.back}</a></p>
      <nav class="actions" aria-label="${texts.links}">
        ${link('ecrire', texts.write)}
        ${link('importer', texts.drop)}
        ${link('ecrites', texts.written)}
        ${link('avis', texts.notices)}
        ${link('suivi', texts.followUp)}
        ${link('partenaires', texts.partners)}
      </nav>
      <h2>${texts.sources}</h2>
      ${states.map((state) => sourcePart(state, now))}
      <p class="hint">${texts.unchecked}</p>`;
}

function sourcePart(state: SourceState, now: number): Html {
  const { id, isOpen, runs, trouble } = state;
  const title = `source-${id}`;
  const [last, ...before] = runs;
  return html`<section class="block" aria-labelledby="${title}">
        <h3 id="${title}">${nameOf(id)} <span class="chip ${isOpen ? 'state-open' : 'state-closed'}">${isOpen ? texts.isOpen : texts.isClosed}</span></h3>
        ${trouble && html`<p class="mistake">${texts.trouble(trouble.times)}</p>`}
        ${isOpen || last ? factsPart(state, now) : undefined}
        ${last?.why === undefined ? undefined : html`<p class="hint">${texts.why(last.why)}</p>`}
        ${refusalsLink(state)}
        ${isOpen ? relaunchButton(id) : html`<p class="hint">${texts.setUp[id]}</p>`}
        ${before.length > 0 ? runsPart(before, now) : undefined}
      </section>`;
}

function factsPart(state: SourceState, now: number): Html {
  const { isOpen, runs, gave } = state;
  const [last] = runs;
  const line = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const lastSaid = last && texts.lastAt(momentInFrench(last.startedAt, now), texts.states[last.state]);
  return html`<dl class="facts">
          ${line(texts.last, lastSaid ?? texts.never)}
          ${last && line(texts.gaveLast, texts.gave(last.counts))}
          ${isOpen ? line(texts.next, nextSaid(state, now)) : undefined}
          ${line(texts.gaveMonth, texts.gave(gave))}
        </dl>`;
}

function refusalsLink({ id, isOpen, refusals }: SourceState): Html | undefined {
  if (refusals > 0) return html`<p><a href="${REFUSALS}?source=${id}">${texts.refusals(refusals)}</a></p>`;
  return isOpen ? html`<p class="hint">${texts.refusals(0)}</p>` : undefined;
}

const relaunchButton = (id: string): Html => html`<div class="buttons">
          <button class="quiet" type="button" data-retry="/staff/api/opportunities/sources/${id}/read" aria-label="${texts.relaunchOf(nameOf(id))}">${texts.relaunch}</button>
        </div>`;

const runsPart = (runs: readonly Run[], now: number): Html => html`<details class="fold">
          <summary>${texts.runs}</summary>
          <ul>${runs.map(({ startedAt, state, counts, why }) => html`<li>${texts.runLine(momentInFrench(startedAt, now), texts.states[state], why ?? texts.gave(counts))}</li>`)}</ul>
        </details>`;

function nextSaid({ next, waitUntil }: SourceState, now: number): string {
  if (next?.isUnderWay) return texts.underWay;
  if (waitUntil !== undefined) return texts.nextWaits(momentInFrench(waitUntil, now));
  if (next === undefined) return texts.noNext;
  return next.runAt <= now ? texts.nextNow : texts.nextAt(momentInFrench(next.runAt, now));
}

/** A page of what was not understood. @param more where the next page begins, when there is one */
export function refusalsPage(
  shown: {
    readonly source: string | undefined;
    readonly refusals: readonly Refusal[];
    readonly isFirst: boolean;
    readonly more: RefusalPlace | undefined;
  },
  now: number,
): Html {
  const { source, refusals, isFirst, more } = shown;
  const { columns } = texts;
  const option = (id: string, label: string) =>
    html`<a href="${REFUSALS}${id === '' ? '' : `?source=${id}`}"${id === (source ?? '') ? new Html(' aria-current="true"') : undefined}>${label}</a>`;
  const rows = refusals.map(
    ({ source: from, reference, why, at }) => html`<tr>
            <th scope="row">${reference}</th>
            <td data-label="${columns.source}">${nameOf(from)}</td>
            <td data-label="${columns.why}">${why}</td>
            <td data-label="${columns.at}">${momentInFrench(at, now)}</td>
          </tr>`,
  );
  const older =
    more && `${REFUSALS}?${new URLSearchParams({ ...(source && { source }), avant: placeText(more) })}`;
  return html`<p><a href="/staff/opportunites">${texts.backToSources}</a></p>
      <p>${texts.refusalsIntro}</p>
      <nav class="actions" aria-label="${columns.source}">${[option('', texts.allSources), ...READ_SOURCES.map((id) => option(id, nameOf(id)))]}</nav>
      ${
        refusals.length === 0
          ? html`<div class="empty"><p>${texts.noRefusal}</p></div>`
          : html`<table class="listing" aria-label="${texts.refusalsTitle}">
        <thead><tr>${[columns.reference, columns.source, columns.why, columns.at].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${rows}</tbody>
      </table>`
      }
      ${
        isFirst && !older
          ? undefined
          : html`<nav class="pager" aria-label="${texts.pager}">
        ${isFirst ? undefined : option(source ?? '', texts.newest)}
        ${older ? html`<a rel="next" href="${older}">${texts.older}</a>` : undefined}
      </nav>`
      }`;
}

/** Where a page of refusals begins, as its address says it. */
const placeText = ({ at, source, reference }: RefusalPlace): string =>
  Buffer.from(JSON.stringify([at, source, reference])).toString('base64url');

const isPlain = (text: unknown): boolean => typeof text === 'string' && !text.includes('\0');

/** Reads what {@link placeText} wrote; undefined for anything else. */
export function placeIn(text: unknown): RefusalPlace | undefined {
  try {
    const [at, source, reference] = JSON.parse(Buffer.from(String(text), 'base64url').toString());
    const isPlace = Number.isSafeInteger(at) && [source, reference].every(isPlain);
    return isPlace ? { at, source, reference } : undefined;
  } catch {
    return undefined;
  }
}
