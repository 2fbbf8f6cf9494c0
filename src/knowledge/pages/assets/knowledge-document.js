import { call } from './api.js';
import { byId, h } from './dom.js';
import { drawReading } from './knowledge-draw.js';
import { basis, compare, end, onPress, path, reload, tell } from './knowledge-file.js';
import { texts } from './knowledge-texts.js';

/**
 * @typedef {import('../reading-view.ts').ShownReading} Reading
 * @typedef {import('./knowledge-file.js').Outcome} Outcome
 */

const reading = byId('reading', HTMLElement);
reading.replaceChildren(h('p', { class: 'hint' }, texts.reading));
call('/staff/api/knowledge/reading', { method: 'POST', body: { path } })
  .then((read) => reading.replaceChildren(drawReading(/** @type {Reading} */ (read))))
  .catch(tell);

onPress('publish', async () => {
  const outcome = /** @type {Outcome} */ (
    await call('/staff/api/knowledge/publish', { method: 'POST', body: { path } })
  );
  if (end(outcome)) reload('said' in outcome ? outcome.said : '');
});

onPress('compare', () => compare({ prepared: true }));

onPress('drop-prepared', async () => {
  const { said } = /** @type {{ said: string }} */ (
    await call('/staff/api/knowledge/drop', { method: 'POST', body: { path } })
  );
  reload(said, basis.current === '' ? '/staff/connaissances' : undefined);
});
