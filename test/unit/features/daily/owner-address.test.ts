import { expect, it } from 'vitest';
import { addressIn, addressOfOwner } from '#src/features/daily/rules/owner-address.ts';

const MEMBERS = [
  { name: 'Léa Martin', email: 'lea@exemple.fr' },
  { name: 'Paul Roux', email: 'paul@exemple.fr' },
  { name: 'Paul Roux', email: 'paul.roux@exemple.fr' },
];

it.each([
  ['lea@exemple.fr', 'lea@exemple.fr'],
  ['Léa Martin <lea.martin@les-canaux.com>', 'lea.martin@les-canaux.com'],
  ['Équipe Hotline', undefined],
  ['lea@exemple', undefined],
])('« %s » is written to at %s', (owner, address) => {
  expect(addressIn(owner)).toBe(address);
});

it.each([
  ['Léa Martin', 'lea@exemple.fr'],
  ['lea  martin', 'lea@exemple.fr'],
  ['Paul Roux', undefined],
  ['Équipe', undefined],
])('« %s » is the member of the staff at %s', (owner, address) => {
  expect(addressOfOwner(owner, MEMBERS)).toBe(address);
});
