import { postSpaceCode, postSpaceEnter } from './api.js';
import { byId } from './dom.js';
import { texts } from './texts.js';

/**
 * « Retrouver mon espace »: an address, the code that was mailed to it, and what becomes of what was written here before.
 * @param {{ onEntered: (conversation: string, said: string) => void }} handlers told what the browser shows now
 */
export function createSpace({ onEntered }) {
  const dialog = byId('space', HTMLDialogElement);
  const addressForm = byId('space-address', HTMLFormElement);
  const email = byId('space-email', HTMLInputElement);
  const codeForm = byId('space-code', HTMLFormElement);
  const code = byId('space-digits', HTMLInputElement);
  const bring = byId('space-bring', HTMLFieldSetElement);
  const said = byId('space-said', HTMLParagraphElement);
  const problem = byId('space-problem', HTMLParagraphElement);
  let isBusy = false;

  /** Sends a form once at a time; what is refused is said beside it. @param {HTMLFormElement} form @param {() => Promise<void>} send */
  const onSubmit = (form, send) =>
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (isBusy) return;
      isBusy = true;
      problem.textContent = '';
      try {
        await send();
      } catch (error) {
        problem.textContent = error instanceof Error ? error.message : texts.failed;
      }
      isBusy = false;
    });
  /** @param {boolean} isCode */
  const step = (isCode) => {
    addressForm.hidden = isCode;
    codeForm.hidden = !isCode;
    problem.textContent = '';
    if (!isCode) said.textContent = '';
    (isCode ? code : email).focus();
  };

  onSubmit(addressForm, async () => {
    said.textContent = (await postSpaceCode(email.value)).said;
    code.value = '';
    step(true);
  });
  onSubmit(codeForm, async () => {
    const chosen = bring.querySelector('input:checked');
    const isBrought = chosen instanceof HTMLInputElement && chosen.value === 'yes';
    if (!bring.hidden && !chosen) throw new Error(texts.spaceBring);
    const entered = await postSpaceEnter({ code: code.value, bring: isBrought });
    dialog.close();
    onEntered(entered.conversation ?? '', entered.said);
  });
  byId('space-again', HTMLButtonElement).addEventListener('click', () => step(false));
  for (const cancel of dialog.querySelectorAll('[data-close]'))
    cancel.addEventListener('click', () => dialog.close());

  return {
    /** Begins. @param {boolean} hasWritten something was written in this browser that may go with the person */
    open: (hasWritten) => {
      bring.hidden = !hasWritten;
      for (const input of bring.querySelectorAll('input')) input.checked = false;
      dialog.showModal();
      step(false);
    },
  };
}
