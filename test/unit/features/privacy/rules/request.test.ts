import { describe, expect, it } from 'vitest';
import {
  callsOffErasure,
  FILE_PURPOSE,
  privacyButtons,
  privacyRequestOf,
  privacyStateOf,
} from '#src/features/privacy/rules/request.ts';

/** @param isWish what the reader says of it */
const read = (text: string, asking?: 'erase' | 'file', isWish = false) =>
  privacyRequestOf({ type: 'text', text }, asking && { asking, at: 0 }, isWish);

describe('What a message asks about one’s data', () => {
  it.each([
    ['mes données', 'export'],
    ['Exportez mes données', 'export'],
    ['que savez-vous de moi ?', 'export'],
    ['Je voudrais une copie de mes données personnelles', 'export'],
    ['vous gardez quoi sur moi ?', 'export'],
    ['supprimez mes données', 'erase'],
    ['Je veux supprimer mon compte', 'erase'],
    ['effacez tout ce que vous savez de moi', 'erase'],
    ['supprime mes messages', 'erase'],
    ['annuler la suppression', 'cancel'],
    ['ne supprimez pas mes données', 'cancel'],
    ['où en est ma demande de suppression ?', 'status'],
    ['mes accords', 'consents'],
    ['je retire mon consentement', 'withdraw'],
    ['retirer mon accord pour les alertes', 'withdraw'],
    ['que faites-vous de mes données ?', 'about'],
    ['combien de temps gardez-vous mes données ?', 'about'],
    ['qui peut lire mes messages ?', 'about'],
    ['vie privée', 'about'],
  ])('« %s » is %s', (text, type) => {
    expect(read(text, undefined, true)?.type).toBe(type);
  });

  it.each([
    'L’acheteur peut-il garder nos données ?',
    'où sont publiées les données essentielles ?',
    'Je dois supprimer des données de mon offre ?',
    'Faut-il une clause de confidentialité ?',
    'Le RGPD s’applique-t-il à un marché de nettoyage ?',
    'annuler',
    'oui',
  ])('« %s » is for somebody else', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('hears yes and no where it asked, and nowhere else', () => {
    for (const yes of [
      'oui, je confirme',
      'oui c’est bon, allez y',
      'OUI supprimez mes données',
      'vas-y',
      'ok',
    ])
      expect(read(yes, 'erase')?.type, yes).toBe('confirm');
    expect(read('oui mais pas mes messages', 'erase')?.type).not.toBe('confirm');
    expect(read('non merci', 'file')?.type).toBe('keep');
    expect(read('oui mais quel est le seuil ?', 'erase')).toBeUndefined();
  });

  it.each([
    'annuler',
    'Annuler la demande',
    'annulez la suppression',
    'annuler, gardez mes données',
    'non, je ne veux pas supprimer mes données',
    'non gardez tout',
    'finalement je ne veux plus effacer mon compte',
    'stop, c’est une erreur',
  ])('takes « %s » for a no, and asks nothing again', (text) => {
    expect(read(text, 'erase')?.type).toBe('keep');
  });

  it.each(['je ne veux plus supprimer mes données', 'je ne souhaite pas effacer mes données'])(
    'never asks to erase who says « %s »',
    (text) => {
      expect(read(text, undefined, true)?.type).toBe('cancel');
    },
  );

  it('hears a question that begins with a no', () => {
    expect(read('non, quel est le seuil ?', 'erase')).toBeUndefined();
    expect(read('annuler le marché est-il possible', 'erase')).toBeUndefined();
    expect(callsOffErasure('annuler')).toBe(true);
    expect(callsOffErasure('annuler une candidature')).toBe(false);
  });

  it('leaves a file, and names an agreement in words or by a button', () => {
    const leave = { type: 'change', purpose: FILE_PURPOSE, given: false };
    expect(read('supprimez ma fiche')).toEqual(leave);
    const press = (value: string) => privacyRequestOf({ type: 'action', value, label: '' }, undefined, false);
    expect(press(privacyButtons.change(FILE_PURPOSE, false))).toEqual(leave);
    expect(press('priv:take:<script>')).toBeUndefined();
    expect(press('case-end')).toBeUndefined();
    expect(read('je retire mon accord pour les alertes')).toEqual({
      type: 'withdraw',
      words: 'pour les alertes',
    });
  });

  it('forgets after an hour what it asked', () => {
    const state = { privacy: { asking: 'erase', at: 1_000 } };
    expect(privacyStateOf(state, 3_601_000)?.asking).toBe('erase');
    expect(privacyStateOf(state, 3_601_001)).toBeUndefined();
    expect(privacyStateOf({ privacy: 'x' }, 0)).toBeUndefined();
  });
});
