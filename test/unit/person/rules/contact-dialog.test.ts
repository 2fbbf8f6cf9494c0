import { describe, expect, it } from 'vitest';
import type { InboundContent } from '#src/channel/port.ts';
import {
  type ContactState,
  contactRequestOf,
  contactStateOf,
  nextContactState,
} from '#src/person/rules/contact-dialog.ts';
import { checkAddress } from '#src/person/rules/email-address.ts';

const T0 = Date.UTC(2026, 10, 24, 9);
const text = (words: string): InboundContent => ({ type: 'text', text: words });
const press = (value: string): InboundContent => ({ type: 'action', value, label: 'un bouton' });
const ADDRESS: ContactState = { step: 'address', at: T0 };
const CODE: ContactState = { step: 'code', address: 'a@b.fr', at: T0 };

describe('A wish to be mailed', () => {
  it.each([
    'recevoir la réponse par mail',
    'Recevoir la réponse par mail.',
    'Bonjour, je voudrais recevoir la réponse par e-mail svp',
    'Est-ce que je peux avoir la réponse de l’expert par courriel ?',
    'réponse par mail',
    'envoyez-moi la réponse par mail',
    'Prévenez-moi par mail',
    'répondez-moi par mail merci',
  ])('is heard: %s', (words) => {
    expect(contactRequestOf(undefined, text(words))).toEqual({ type: 'ask' });
  });

  it('may come with its address, and from a button', () => {
    const words = 'recevoir la réponse par mail à jean@exemple.fr';
    const address = { ok: true, value: 'jean@exemple.fr' };
    expect(contactRequestOf(undefined, text(words))).toEqual({ type: 'ask', address });
    expect(contactRequestOf(undefined, press('contact-email'))).toEqual({ type: 'ask' });
  });

  it.each([
    'L’acheteur peut-il répondre par mail à ma question ?',
    'Peut-on envoyer une offre par mail ?',
    'recevoir les alertes par mail',
    'Une mairie m’a notifié la réponse par mail, est-ce valable ?',
    'je veux parler à un expert',
    'mon adresse est jean@exemple.fr',
    'annuler',
    '123 456',
    'je n’ai rien reçu',
  ])('is not what is said by: %s', (words) => {
    expect(contactRequestOf(undefined, text(words))).toBeUndefined();
  });

  it.each([
    'plus de mail',
    'Je ne veux plus de mails',
    'arrêtez les mails',
    'oubliez mon adresse mail',
    'ne plus recevoir de mail',
  ])('is taken back at any time: %s', (words) => {
    expect(contactRequestOf(undefined, text(words))).toEqual({ type: 'forget' });
    expect(contactRequestOf(CODE, text(words))).toEqual({ type: 'forget' });
  });
});

describe('While an address is asked for', () => {
  it.each([
    'jean.dupont@exemple.fr',
    'c’est jean@exemple.fr merci',
    'mon adresse : <jean@exemple.fr>.',
    'jean@exemple',
    'jean.dupont.exemple.fr',
    'jean arobase exemple.fr',
    'jean.exemple.fr.',
    'a@b.fr ou c@d.fr',
  ])('%s is one, or should be', (words) => {
    const address = checkAddress(words);
    expect(contactRequestOf(ADDRESS, text(words))).toEqual({ type: 'address', address });
  });

  it.each([
    'Ai-je droit à une avance ?',
    'L’acheteur m’écrit depuis marches@mairie.fr, est-ce régulier ?',
    'La mairie m’a envoyé son refus depuis marches@mairie.fr sans aucun motif de rejet',
    '40 000 € HT',
    'quel est l’article ?',
    '123456',
  ])('%s is a question for the others', (words) => {
    expect(contactRequestOf(ADDRESS, text(words))).toBeUndefined();
  });

  it('can be given up, in words or by its button', () => {
    expect(contactRequestOf(ADDRESS, text('Annuler'))).toEqual({ type: 'cancel' });
    expect(contactRequestOf(ADDRESS, press('contact-cancel'))).toEqual({ type: 'cancel' });
  });
});

describe('While a code is asked for', () => {
  it.each([
    '7K3PM-9QX2F',
    '7k3pm 9qx2f',
    'le code est 7k3pm-9qx2f.',
    'code 7K3 PM9 QX2 F',
    'mon code : 7K3PM9QX2F',
  ])('%s is one', (words) => {
    expect(contactRequestOf(CODE, text(words))).toEqual({ type: 'code', code: '7K3PM9QX2F' });
  });

  it.each(['7K3PM-9QX', 'le code est 7K3PM-9QX2FF'])('%s is one that was copied badly', (words) => {
    expect(contactRequestOf(CODE, text(words))).toEqual({ type: 'bad-code' });
  });

  it('a button about another channel is heard, whatever is asked', () => {
    const id = '0199a1b2-0000-7000-8000-000000000001';
    const answer = { type: 'link', id, yes: true };
    expect(contactRequestOf(CODE, press(`lk:yes:${id}`))).toEqual(answer);
    expect(contactRequestOf(undefined, press(`lk:no:${id}`))).toEqual({ ...answer, yes: false });
    expect(contactRequestOf(undefined, press('lk:yes:<script>'))).toBeUndefined();
  });

  it.each([
    '123 456 €',
    '123456',
    '75011',
    'lier 7K3PM-9QX2F',
    'lot 2',
    '2026',
    '45',
    'Sous quel montant une mairie achète sans publicité ?',
  ])('%s is none', (words) => {
    expect(contactRequestOf(CODE, text(words))).toBeUndefined();
  });

  it('another one can be asked for, and another address given', () => {
    for (const words of ['un autre code', 'renvoyez le code svp', 'je n’ai rien reçu'])
      expect(contactRequestOf(CODE, text(words))).toEqual({ type: 'again' });
    expect(contactRequestOf(CODE, press('contact-again'))).toEqual({ type: 'again' });
    expect(contactRequestOf(CODE, text('jeanne@exemple.fr'))).toMatchObject({ type: 'address' });
    expect(contactRequestOf(CODE, text('annulez tout'))).toEqual({ type: 'cancel' });
  });
});

describe('The state of the dialog', () => {
  it('goes from the wish to the address, the code, and its end', () => {
    expect(nextContactState(undefined, { type: 'asked' }, T0)).toEqual(ADDRESS);
    expect(nextContactState(ADDRESS, { type: 'mailed', address: 'a@b.fr' }, T0)).toEqual(CODE);
    expect(nextContactState(CODE, { type: 'refused' }, T0 + 5)).toEqual({ ...CODE, at: T0 + 5 });
    expect(nextContactState(undefined, { type: 'refused' }, T0)).toBeUndefined();
    expect(nextContactState(CODE, { type: 'ended' }, T0)).toBeUndefined();
  });

  it('is read beside what else a conversation keeps, for an hour', () => {
    const kept = { thread: { question: 'q' }, threadAt: T0, contact: CODE };
    expect(contactStateOf(kept, T0 + 3_600_000)).toEqual(CODE);
    expect(contactStateOf(kept, T0 + 3_600_001)).toBeUndefined();
    for (const state of [{}, null, { thread: 1 }, { contact: { step: 'autre', at: T0 } }])
      expect(contactStateOf(state, T0)).toBeUndefined();
  });
});
