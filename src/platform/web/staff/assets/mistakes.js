/**
 * Shows each mistake beside what it is about, and takes the person to the first one.
 * @param {HTMLElement} form
 * @param {readonly { place: string, message: string }[]} mistakes `place` as in the `data-mistake` of a line
 */
export function showMistakes(form, mistakes) {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-mistake]'))) {
    line.hidden = true;
    line.textContent = '';
    for (const input of inputsOf(line)) input.removeAttribute('aria-invalid');
  }
  /** @type {HTMLElement | undefined} */
  let first;
  for (const { place, message } of mistakes) {
    const line = lineFor(form, place);
    if (!line) continue;
    // Both hours of a line may have the same mistake: it is said once.
    if (!line.textContent.includes(message))
      line.textContent = [line.textContent, message].filter(Boolean).join(' ');
    line.hidden = false;
    for (const input of inputsOf(line)) {
      input.setAttribute('aria-invalid', 'true');
      first ??= input;
    }
    first ??= line;
  }
  first?.focus();
}

/**
 * The line of a place, or of what it is a part of: « week.1.0.from », « week.1.0 », « week.1 »…
 * @param {HTMLElement} form
 * @param {string} place
 * @returns {HTMLElement | undefined}
 */
function lineFor(form, place) {
  for (let at = place; ; at = at.slice(0, at.lastIndexOf('.'))) {
    const line = form.querySelector(`[data-mistake="${CSS.escape(at)}"]`);
    if (line instanceof HTMLElement) return line;
    if (!at.includes('.')) return form.querySelector('[data-mistake=""]') ?? undefined;
  }
}

/**
 * What the person types of which a line tells the mistakes.
 * @param {HTMLElement} line
 * @returns {HTMLElement[]}
 */
const inputsOf = (line) => [
  .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[aria-describedby~="${line.id}"]`)),
];
