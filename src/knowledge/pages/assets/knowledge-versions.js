import { call } from './api.js';
import { basis, compare, end, once, onPress, path, reload } from './knowledge-file.js';

/** @typedef {import('./knowledge-file.js').Outcome} Outcome */

/**
 * @param {string} what
 * @param {Record<string, string>} body
 */
async function change(what, body) {
  const outcome = /** @type {Outcome} */ (
    await call(`/staff/api/knowledge/${what}`, {
      method: 'POST',
      body: { path, basis: basis.current, ...body },
    })
  );
  if (end(outcome)) reload('said' in outcome ? outcome.said : '');
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
  document.querySelectorAll('[data-compare], [data-restore]')
)) {
  const { compare: version = '', before, restore: id } = button.dataset;
  button.addEventListener('click', () => {
    void once(button, () =>
      id === undefined ? compare({ version, ...(before ? { before } : {}) }) : change('restore', { id }),
    );
  });
}

onPress('withdraw', () => change('withdraw', {}));
