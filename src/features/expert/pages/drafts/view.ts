import { draftStates, draftTexts as texts } from '#src/features/expert/drafts/texts.ts';
import type { KnowledgeDraft } from '#src/features/expert/store/drafts.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { draftsHomeTexts } from './texts.ts';

const { labels } = texts;
const sourceOf = ({ caseNumber, owner, createdAt }: KnowledgeDraft): string =>
  texts.source(caseNumber, owner.name, parisDay(createdAt));
const stateName = (state: string): string =>
  Object.entries(draftStates).find(([name]) => name === state)?.[1] ?? state;

/** The way to the drafts, with how many wait. */
export const draftsPart = (
  toRead: number,
): Html => html`<section class="block" aria-labelledby="drafts-title">
        <h2 id="drafts-title">${draftsHomeTexts.title}</h2>
        <p>${draftsHomeTexts.count(toRead)} <a href="/staff/brouillons">${labels.back}</a></p>
      </section>`;

/** All drafts, those to read first. */
export function draftsTable(drafts: readonly KnowledgeDraft[]): Html {
  if (drafts.length === 0) return html`<p>${texts.intro}</p><div class="empty"><p>${texts.none}</p></div>`;
  const order = Object.keys(draftStates);
  const rows = drafts
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    .map(
      (draft) => html`<tr>
            <th scope="row"><a href="/staff/brouillons/${draft.id}">${draft.heading}</a></th>
            <td>${stateName(draft.state)}</td>
            <td>${sourceOf(draft)}</td>
          </tr>`,
    );
  return html`<p>${texts.intro}</p>
      <p><a href="/staff/brouillons.md" download>${texts.download}</a></p>
      <p class="hint">${texts.downloadHint}</p>
      <table class="drafts">
        <thead><tr><th scope="col">${labels.question}</th><th scope="col">${labels.state}</th><th scope="col">${labels.source}</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>`;
}

/** A draft, to be read again and mended. */
export function draftForm(draft: KnowledgeDraft, now: number): Html {
  const options = Object.entries(draftStates).map(
    ([state, name]) =>
      html`<option value="${state}"${state === draft.state ? new Html(' selected') : undefined}>${name}</option>`,
  );
  const { changed } = draft;
  return html`<p><a href="/staff/brouillons">${labels.back}</a></p>
      <p class="hint">${sourceOf(draft)}. ${changed && texts.changed(changed.by, momentInFrench(changed.at, now))}</p>
      <form id="draft" data-id="${draft.id}" data-version="${String(draft.version)}">
        ${field('heading', labels.heading, html`<input id="heading" name="heading" aria-describedby="heading-mistake" value="${draft.heading}">`)}
        ${field('shortAnswer', labels.shortAnswer, html`<textarea id="shortAnswer" name="shortAnswer" aria-describedby="shortAnswer-mistake" rows="5">${draft.shortAnswer}</textarea>`)}
        ${field('details', labels.details, html`<textarea id="details" name="details" aria-describedby="details-mistake" rows="14">${draft.details}</textarea>`)}
        ${field('references', labels.references, html`<input id="references" name="references" aria-describedby="references-mistake" value="${draft.references.join(' ; ')}">`)}
        ${field('state', labels.state, html`<select id="state" name="state">${options}</select>`)}
        <div class="buttons"><button class="primary" type="submit">${labels.save}</button></div>
        <p id="said" role="status"></p>
      </form>`;
}

const field = (name: string, label: string, input: Html): Html => html`<div class="field">
          <label for="${name}">${label}</label>
          ${input}
          <p class="mistake" id="${name}-mistake" data-mistake="${name}" tabindex="-1" hidden></p>
        </div>`;
