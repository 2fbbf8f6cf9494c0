import { expect, test } from 'vitest';
import { createNotices } from '#src/conversation/pages/notices.ts';

const well = {
  index: { trouble: async () => undefined, accept: async () => true },
  model: { trouble: () => undefined },
  vectorsTrouble: () => undefined,
  more: async () => [],
};
const ALONE = 'Le lecteur ne démarre pas. La recherche se fait par mots-clés seulement.';

test('a search by words alone is said to staff, and to who watches the hotline', async () => {
  const notices = createNotices({ ...well, vectorsTrouble: () => ALONE });
  expect(await notices.list()).toEqual([{ text: ALONE }]);
  expect(await notices.texts()).toEqual({ search: ALONE });
});

test('each part says its own, the knowledge first', async () => {
  const notices = createNotices({
    index: { ...well.index, trouble: async () => ({ text: 'Pages perdues.', digest: 'd1' }) },
    model: { trouble: () => 'Le modèle ne répond pas.' },
    vectorsTrouble: () => ALONE,
    more: async () => [{ text: 'Un dossier attend.', link: { href: '/desk', label: 'Voir' } }],
  });
  expect(await notices.list()).toEqual([
    { text: 'Pages perdues.', accepts: 'd1' },
    { text: 'Le modèle ne répond pas.' },
    { text: ALONE },
    { text: 'Un dossier attend.', link: { href: '/desk', label: 'Voir' } },
  ]);
});

test('nothing is said when all is well', async () => {
  expect(await createNotices(well).list()).toEqual([]);
});
