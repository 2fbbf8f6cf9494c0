import { expect, it } from 'vitest';
import { companyMeant } from '#src/features/directory/rules/company-meant.ts';
import type { PublicCard } from '#src/features/directory/rules/public-card.ts';

const card = (name: string, more: Partial<PublicCard> = {}): PublicCard => ({
  companyId: name,
  key: name,
  slug: name,
  name,
  town: undefined,
  sectors: [],
  offer: '',
  territory: undefined,
  families: [],
  ...more,
});
const SHOWN = [
  card('Délices de Bondy', { sectors: ['traiteur'], town: { name: 'Bondy', department: '93' } }),
  card('Table Ouverte', { sectors: ['traiteur'], town: { name: 'Vitrolles', department: '13' } }),
  card('Linge Clair', { sectors: ['blanchisserie'], town: { name: 'Bondy', department: '93' } }),
];
const ALL = [...SHOWN, card('Coop’Vélo')];

it.each([
  ['mettez-moi en relation avec la deuxième', 'Table Ouverte'],
  ['METTEZ MOI EN CONTACT AVEC LA PREMIERE', 'Délices de Bondy'],
  ['la dernière svp', 'Linge Clair'],
  ['je voudrais parler à table ouverte', 'Table Ouverte'],
  ['mise en relation avec Coop Vélo svp', 'Coop’Vélo'],
  ['num de tel de la blanchisserie svp', 'Linge Clair'],
  ['envoie ma demande à celle de Vitrolles', 'Table Ouverte'],
  ['les contacter', undefined],
  ['le traiteur', undefined],
  ['la 1 et la 3', undefined],
])('« %s » means %s', (text, name) => {
  expect(companyMeant(text, SHOWN, ALL)?.name).toBe(name);
});

it('is the only one that was shown, whatever the words', () => {
  expect(companyMeant('vous pouvez lui dire de m’écrire ?', SHOWN.slice(0, 1), ALL)?.name).toBe(
    'Délices de Bondy',
  );
});

it('keeps the ranks of those that were shown when one has left', () => {
  const shown = [SHOWN[0], undefined, SHOWN[2]];
  expect(companyMeant('la troisième', shown, ALL)?.name).toBe('Linge Clair');
  expect(companyMeant('la deuxième', shown, ALL)).toBeUndefined();
});
