import { describe, expect, it } from 'vitest';
import { linkRequestOf } from '#src/conversation/link-request.ts';
import { linkTexts } from '#src/texts/conversation.ts';

describe('A wish to link two channels', () => {
  it.each([
    'lier mes messageries',
    'Lier mes messageries !',
    'bonjour, je voudrais lier mes comptes',
    'comment lier mes deux messageries ?',
    'Associer mes messageries',
    '/lier',
    '« lier mes messageries »',
  ])('is « %s »', (text) => {
    expect(linkRequestOf(text)).toEqual({ type: 'ask' });
  });

  it.each([
    'lier 123 456',
    'lier 123456',
    'Lier 123 456.',
    'lier 123\u00a0456',
    'lier 123-456',
    'lier le code 123 456',
    'code : 123 456',
    '/lier 123 456',
    'Bonjour, lier 123 456',
    '« lier 123 456 »',
  ])('with a code is « %s »', (text) => {
    expect(linkRequestOf(text)).toEqual({ type: 'use', code: '123456' });
  });

  it('is understood as the hotline itself says to write it', () => {
    const said = linkTexts.code('012 345', 10);
    const [toWrite = ''] = /« lier [^»]+»/.exec(said) ?? [];
    expect(linkRequestOf(toWrite)).toEqual({ type: 'use', code: '012345' });
    const [again = ''] = /« lier [^»]+»/.exec(linkTexts.wrong) ?? [];
    expect(linkRequestOf(again)).toEqual({ type: 'ask' });
  });

  it.each([
    '123 456',
    'lier 123 45',
    'lier 123 4567',
    'Un marché à 123 456 € : quelle procédure ?',
    'code postal 75 011',
    'Le contrat lie-t-il les deux parties ?',
    'Peut-on lier deux lots ?',
    'code de la commande publique',
    'lier les lots 123 456',
    '',
  ])('is not « %s »', (text) => {
    expect(linkRequestOf(text)).toBeUndefined();
  });
});
