import { expect, test } from 'vitest';
import { toldBefore } from '#src/features/handouts/chat/told-before.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.UTC(2026, 10, 24, 9);

test('the purchase that was spoken of is known to a document, the last word of it first, for some hours', async () => {
  await using talk = await Talk.start(undefined, NOW);
  await talk.written('je suis à la mairie de Saint-Denis');
  await talk.written('on prépare un marché de nettoyage des écoles');
  await talk.written('ah non, un marché de nettoyage\u0007 des gymnases, lot 2');
  await talk.written('quel délai pour la sous-traitance dans un marché de travaux ?');
  expect(await toldBefore(talk.db, talk.id, NOW + HOUR_MS)).toMatchObject({
    buyer: 'mairie de Saint-Denis',
    object: 'nettoyage des gymnases',
    lot: '2',
  });
  const later = await toldBefore(talk.db, talk.id, NOW + 24 * HOUR_MS);
  expect(Object.values(later).filter(Boolean)).toEqual([]);
});
