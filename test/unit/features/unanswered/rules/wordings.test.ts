import { describe, expect, it } from 'vitest';
import { addWording, asWording } from '#src/features/unanswered/rules/add-wording.ts';
import { personalIn } from '#src/features/unanswered/rules/bare-wording.ts';

const PAGE = `---
title: Avance
kind: guide
audience: company
regime: ordinary
---

## Ai-je droit à une avance ?

Oui, dans bien des cas.

Références : R2191-3
On demande aussi : avance sur marché

## Comment la demander ?

Par écrit.

Références : R2191-4

## Et ensuite ?

Attendez.
`;
const add = (section: string, wording: string, page = PAGE) =>
  addWording('guides/avance.md', page, section, wording);

describe('a wording added to a page', () => {
  it('goes after those of its section, and leaves all else to the letter', () => {
    expect(add('ai-je-droit-a-une-avance', 'toucher une avance ; vite')).toEqual({
      type: 'added',
      text: PAGE.replace('avance sur marché', 'avance sur marché ; toucher une avance, vite'),
    });
  });
  it('makes the line where there is none, in the paragraph of the other fields or in its own', () => {
    expect(add('comment-la-demander', 'je fais comment')).toEqual({
      type: 'added',
      text: PAGE.replace('Références : R2191-4', 'Références : R2191-4\nOn demande aussi : je fais comment'),
    });
    expect(add('et-ensuite', 'après')).toEqual({
      type: 'added',
      text: PAGE.replace('Attendez.', 'Attendez.\n\nOn demande aussi : après'),
    });
  });
  it('fills the line that is empty, and keeps the ends of lines of Windows', () => {
    const page = PAGE.replace('avance sur marché', '').replaceAll('\n', '\r\n');
    const added = add('ai-je-droit-a-une-avance', 'toucher une avance', page);
    expect(added).toMatchObject({ type: 'added' });
    expect(added.type === 'added' && added.text).toContain('On demande aussi : toucher une avance\r\n');
  });
  it('is not added twice, nor to a section that is no more', () => {
    expect(add('ai-je-droit-a-une-avance', 'Avance sur MARCHÉ ?')).toEqual({ type: 'known' });
    expect(add('ailleurs', 'rien')).toEqual({ type: 'no section' });
  });
  it('is one line', () => {
    expect(asWording(' deux\nlignes;\tici ')).toBe('deux lignes, ici');
  });
});

describe('what of a person stands in a wording', () => {
  it.each([
    ['Pour un marché de 45 000 € HT, une avance ?', 'amount'],
    ['on nous doit 12k, que faire', 'amount'],
    ['appelez-moi au 06 12 34 56 78', 'contact'],
    ['écrivez à paul@exemple.fr', 'contact'],
    ['nous sommes 12 bis rue des Lilas', 'address'],
    ['notre SIRET est 732 829 320 00074', 'number'],
    ['la mairie de Montreuil refuse', 'place'],
    ['Mme Diallo ne répond pas', 'name'],
  ] as const)('%s', (text, kind) => {
    expect(personalIn(text)).toContain(kind);
  });
  it.each([
    'Ai-je droit à une avance ?',
    'combien de jours pour contester un rejet, 10 ou 11 ?',
    'un monsieur de la mairie nous a appelés',
  ])('nothing: %s', (text) => {
    expect(personalIn(text)).toEqual([]);
  });
});
