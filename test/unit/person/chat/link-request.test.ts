import { describe, expect, it } from 'vitest';
import { linkAnswerOf, linkButtons, linkRequestOf } from '#src/person/chat/link-request.ts';
import { linkTexts } from '#src/person/chat/texts.ts';

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
    'lier 7K3PM-9QX2F',
    'lier 7k3pm9qx2f',
    'Lier 7K3PM 9QX2F.',
    'lier 7K3PM\u00a09QX2F',
    'lier 7K3 PM9 QX2 F',
    'lier 7 K 3 P M - 9 Q X 2 F',
    'lier le code 7K3PM-9QX2F',
    'code : 7K3PM-9QX2F',
    '/lier 7K3PM-9QX2F',
    'Bonjour, lier 7K3PM-9QX2F',
    '« lier 7K3PM-9QX2F »',
  ])('with a code is « %s »', (text) => {
    expect(linkRequestOf(text)).toEqual({ type: 'use', code: '7K3PM9QX2F' });
  });

  it('takes a letter for the digit that it looks like', () => {
    expect(linkRequestOf('lier AOBCD-L9XYZ')).toEqual({ type: 'use', code: 'A0BCD19XYZ' });
    expect(linkRequestOf('lier a0bcd-i9xyz')).toEqual({ type: 'use', code: 'A0BCD19XYZ' });
  });

  it('is understood as the hotline itself says to write it', () => {
    const said = linkTexts.code('0A2B4-6C8DE', 10);
    const [toWrite = ''] = /« lier [^»]+»/.exec(said) ?? [];
    expect(linkRequestOf(toWrite)).toEqual({ type: 'use', code: '0A2B46C8DE' });
    const [again = ''] = /« lier [^»]+»/.exec(linkTexts.wrong) ?? [];
    expect(linkRequestOf(again)).toEqual({ type: 'ask' });
    const [example = ''] = /« lier [^»]+»/.exec(linkTexts.incomplete) ?? [];
    expect(linkRequestOf(example)).toMatchObject({ type: 'use' });
  });

  it.each(['lier 7K3PM-9QX', 'lier 7K3PM', 'lier 123 456', 'lier 7K3PM-9QX2FF'])(
    'with a code that is not whole is « %s »',
    (text) => {
      expect(linkRequestOf(text)).toEqual({ type: 'incomplete' });
    },
  );

  it('is answered by its buttons, and by no other', () => {
    const id = '0199a1b2-0000-7000-8000-000000000001';
    expect(linkAnswerOf(linkButtons.yes(id))).toEqual({ type: 'link', id, yes: true });
    expect(linkAnswerOf(linkButtons.no(id))).toEqual({ type: 'link', id, yes: false });
    expect(linkAnswerOf('lk:yes:1')).toBeUndefined();
    expect(linkAnswerOf('dir:yes:0')).toBeUndefined();
    expect(linkButtons.yes(id).length).toBeLessThanOrEqual(64);
  });

  it.each([
    '7K3PM-9QX2F',
    'code 4321A',
    'lier la messagerie',
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
