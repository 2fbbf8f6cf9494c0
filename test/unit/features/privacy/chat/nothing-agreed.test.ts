import { expect, it } from 'vitest';
import { Talk } from '#support/world/talk/talk.ts';

it('tells who has agreed to nothing who reads what they write, and how long it is kept', async () => {
  const asked = 'qui lit ce que j’écris ici ?';
  await using talk = await Talk.start(undefined, Date.UTC(2026, 10, 24, 9), { [asked]: 'privacy.consent' });
  const told = (await talk.tell(asked)).map(({ text }) => text).join('\n');
  expect(told).toContain('aucun accord');
  expect(told).toContain('Les experts de la Fabrique lisent la conversation');
  expect(told).toMatch(/effacée après .*jours/);
});
