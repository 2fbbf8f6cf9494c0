import { MOST_DOCUMENT_BYTES, type OpenedFile } from '#src/knowledge/desk/desk.ts';
import type { Entry } from '#src/knowledge/desk/entry.ts';
import { isPage, isWritten, PAGE_FOLDERS } from '#src/knowledge/desk/paths.ts';
import { FIGURES, isRegister } from '#src/knowledge/desk/registers.ts';
import type { FileVersion } from '#src/knowledge/store/versions.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { MEGABYTES, stateChips } from './list-view.ts';
import { knowledgePagesTexts as texts } from './texts.ts';

/** A file of the knowledge, as its page shows it. */
export interface ShownFile extends OpenedFile {
  readonly path: string;
  /** As the list has it; undefined for a page that is only begun. */
  readonly entry: Entry | undefined;
  /** Of a page, what is written in the editor. */
  readonly text: string;
  readonly now: number;
}

/** The page of a file: an editor for a page, what was read for a document; then what may be tried and done, and its versions. */
export function fileView(file: ShownFile): Html {
  const { path, current, prepared, isWritable } = file;
  // A draft is compared with what it was begun from.
  const basis = (prepared ? prepared.basis : current?.digest) ?? '';
  return html`<p><a href="/staff/connaissances">${texts.back}</a></p>
      ${stateOf(file)}
      ${isWritable ? undefined : html`<p class="alert">${texts.notWritable}</p>`}
      <div id="file" data-path="${path}" data-basis="${basis}" data-current="${current?.digest ?? ''}" data-writable="${isWritable ? 'yes' : 'no'}">
        <p id="others" class="alert" role="status" hidden></p>
        <p id="said" role="status" tabindex="-1"></p>
        <div id="difference" tabindex="-1"></div>
        ${isWritten(path) ? editor(file) : documentPart(file)}
        ${!isRegister(path) || path === FIGURES ? askPart(current !== undefined && !isRegister(path)) : undefined}
        ${current && isWritable && !isRegister(path) ? withdrawPart() : undefined}
        ${versionsPart(file)}
      </div>`;
}

function stateOf({ path, entry, current, prepared, now }: ShownFile): Html {
  const isBehind = prepared && prepared.basis !== current?.digest;
  return html`<p class="hint">${path}</p>
      ${entry ? html`<p>${stateChips(entry.states)}</p>` : undefined}
      ${entry?.servesOlder ? html`<p class="hint">${texts.servesOlder}</p>` : undefined}
      ${entry ? html`<p class="hint">${texts.answersOn(entry.answers)}</p>` : undefined}
      ${prepared ? html`<p>${texts.preparedBy(prepared.by.name, momentInFrench(prepared.at, now))}</p>` : undefined}
      ${isBehind ? html`<p class="alert">${texts.preparedOld}</p>` : undefined}`;
}

/** What is written on one side, what is to be mended and what it answers on the other. */
function editor({ path, text, prepared, isWritable }: ShownFile): Html {
  const { editor: words } = texts;
  const publish = html`<button class="primary" type="button" id="publish">${words.publish}</button>`;
  return html`<div class="editor">
          <div class="writing">
            <label for="text">${isPage(path) ? words.label : words.registerLabel}</label>
            <p class="hint" id="text-hint">${isPage(path) ? words.hint : (words.registerHints[path] ?? words.registerHint)}</p>
            <textarea id="text" rows="28" spellcheck="${isPage(path) ? 'true' : 'false'}" lang="fr" aria-describedby="text-hint">
${text}</textarea>
            <div class="buttons">
              ${isWritable ? publish : undefined}
              <button class="quiet" type="button" id="save">${words.save}</button>
              <button class="quiet" type="button" id="compare">${words.difference}</button>
              <button class="quiet" type="button" id="download" data-name="${path.split('/').at(-1) ?? path}">${words.download}</button>
              ${prepared ? dropButton() : undefined}
            </div>
          </div>
          <div class="reading">
            <section aria-labelledby="mend-title">
              <h2 id="mend-title">${words.problems}</h2>
              <div id="problems" role="status"></div>
            </section>
            <section aria-labelledby="preview-title">
              <h2 id="preview-title">${words.previews[path] ?? words.preview}</h2>
              <div id="preview" data-none="${words.noPreview[path] ?? words.noAnswer}"></div>
            </section>
          </div>
        </div>`;
}

const dropButton = (): Html =>
  html`<button class="quiet" type="button" id="drop-prepared">${texts.editor.drop}</button>`;

function documentPart({ path, current, prepared, isWritable }: ShownFile): Html {
  const download = (query: string) =>
    html`<a class="quiet" href="/staff/connaissances/fichier?chemin=${encodeURIComponent(path)}${query}" download>${texts.editor.download}</a>`;
  return html`<section aria-labelledby="read-title">
          <h2 id="read-title">${texts.reading}</h2>
          <div id="reading"></div>
          <div class="buttons">
            ${prepared && isWritable ? html`<button class="primary" type="button" id="publish">${texts.editor.publish}</button>` : undefined}
            ${prepared && current ? html`<button class="quiet" type="button" id="compare">${texts.editor.difference}</button>` : undefined}
            ${prepared ? dropButton() : undefined}
            ${prepared ? download('&brouillon=oui') : current ? download('') : undefined}
          </div>
        </section>
        <section class="block" aria-labelledby="replace-title">
          <h2 id="replace-title">${texts.replace.title}</h2>
          <form id="drop" data-replaces="${path}" data-most="${String(MOST_DOCUMENT_BYTES)}" data-too-big="${texts.tooBig(MEGABYTES)}">
            <div class="field">
              <label for="dropped">${texts.replace.file}</label>
              <input id="dropped" type="file" required>
            </div>
            <div class="buttons"><button class="quiet" type="submit">${texts.replace.send}</button></div>
          </form>
          <div id="verdict" tabindex="-1"></div>
        </section>`;
}

/** @param mayLeave it is in service: what would be answered without it may be tried */
const askPart = (mayLeave: boolean): Html => html`<section class="block" aria-labelledby="ask-title">
          <h2 id="ask-title">${texts.ask.title}</h2>
          <p class="hint">${texts.ask.hint}</p>
          <form id="ask" class="line">
            <label class="small" for="question">${texts.ask.label}
              <input id="question" maxlength="500" required></label>
            ${mayLeave ? html`<label class="tick"><input id="as-withdrawn" type="checkbox"> ${texts.ask.withdrawn}</label>` : undefined}
            <button class="quiet" type="submit">${texts.ask.send}</button>
          </form>
          <div id="tried" role="status"></div>
        </section>`;

const withdrawPart = (): Html => html`<section class="block" aria-labelledby="withdraw-title">
          <h2 id="withdraw-title">${texts.withdraw.title}</h2>
          <p class="hint">${texts.withdraw.hint}</p>
          <button class="quiet" type="button" id="withdraw">${texts.withdraw.send}</button>
        </section>`;

function versionsPart(file: ShownFile): Html {
  const { versions } = file;
  const lines = versions.map((version) => versionLine(version, file));
  return html`<section class="block" aria-labelledby="versions-title">
          <h2 id="versions-title">${texts.versions.title}</h2>
          ${versions.length === 0 ? html`<p>${texts.versions.none}</p>` : html`<ul class="watched" id="versions">${lines}</ul>`}
        </section>`;
}

function versionLine(version: FileVersion, file: ShownFile): Html {
  const { path, current, versions, isWritable, now } = file;
  const { id, number, act, by, at, digest, isKept } = version;
  const words = texts.versions;
  // An old version that was put back is in service by its last number.
  const isCurrent = versions.find((one) => one.digest === current?.digest)?.id === id && digest !== undefined;
  const chemin = `chemin=${encodeURIComponent(path)}`;
  const compare = html`<button class="quiet" type="button" data-compare="${id}" aria-label="${words.compareOf(number)}">${words.compare}</button>`;
  const former = versions.find((one) => one.number < number && one.isKept);
  const before = html`<button class="quiet" type="button" data-compare="${id}" data-before="${former?.id ?? ''}" aria-label="${words.beforeOf(number)}">${words.before}</button>`;
  const restore = html`<button class="quiet" type="button" data-restore="${id}" aria-label="${words.restoreOf(number)}">${words.restore}</button>`;
  return html`<li>
            <p>${words.line(number, act, by.name, momentInFrench(at, now))} ${isCurrent ? html`<span class="chip">${words.current}</span>` : undefined}</p>
            ${digest !== undefined && !isKept ? html`<p class="hint">${words.notKept}</p>` : undefined}
            ${
              isKept
                ? html`<div class="buttons">
              ${current && !isCurrent ? compare : undefined}
              ${former ? before : undefined}
              ${isCurrent || !isWritable ? undefined : restore}
              <a class="quiet" href="/staff/connaissances/fichier?${chemin}&version=${id}" download aria-label="${words.downloadOf(number)}">${words.download}</a>
            </div>`
                : undefined
            }
          </li>`;
}

/** What a new page is called, and where it will stand. */
export function freshView(mistake: string | undefined): Html {
  const { fresh } = texts;
  const options = PAGE_FOLDERS.map(
    (folder) => html`<option value="${folder}">${fresh.folders[folder]}</option>`,
  );
  return html`<p><a href="/staff/connaissances">${texts.back}</a></p>
      <form method="get" action="/staff/connaissances/nouvelle">
        <div class="field">
          <label for="titre">${fresh.name}</label>
          <input id="titre" name="titre" maxlength="150" required${mistake ? new Html(' aria-invalid="true" aria-describedby="titre-mistake"') : undefined}>
          ${mistake ? html`<p class="mistake" id="titre-mistake">${mistake}</p>` : undefined}
        </div>
        <div class="field">
          <label for="dossier">${fresh.folder}</label>
          <select id="dossier" name="dossier">${options}</select>
        </div>
        <div class="buttons"><button class="primary" type="submit">${fresh.begin}</button></div>
      </form>`;
}
