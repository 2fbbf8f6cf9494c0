import { byId } from './dom.js';

/**
 * Asks before a new conversation begins.
 * @param {HTMLButtonElement} reset
 * @param {() => void} onYes
 */
export function wireConfirmation(reset, onYes) {
  const dialog = byId('confirm', HTMLDialogElement);
  reset.addEventListener('click', () => dialog.showModal());
  byId('confirm-no', HTMLButtonElement).addEventListener('click', () => dialog.close());
  byId('confirm-yes', HTMLButtonElement).addEventListener('click', () => {
    dialog.close();
    onYes();
  });
}
