import { describe, expect, it } from 'vitest';
import { trainingRequestOf } from '#src/features/training/chat/request.ts';

const heard = (text: string) => trainingRequestOf({ type: 'text', text });

describe('A message about sessions', () => {
  it.each([
    ['je veux candidater à la session', 'apply'],
    ['Bonjour, je voudrais postuler à la session d’entraînement svp', 'apply'],
    ['comment candidater à la session ?', 'apply'],
    ['on aimerait participer à la prochaine session', 'apply'],
    ['quelles formations ?', 'events'],
    ['Quelles formations collectives ?', 'events'],
    ['les prochaines formations', 'events'],
    ['réserver un rendez-vous', 'slots'],
    ['je voudrais réserver un créneau', 'slots'],
    ['annuler mon rendez-vous', 'cancel'],
    ['je veux annuler ma réservation', 'cancel'],
    ['mes rendez-vous', 'mine'],
    ['déplacer mon rendez-vous', 'mine'],
    ['mon diagnostic', 'diagnosis'],
    ['refaire mon diagnostic', 'redo'],
    ['je retire ma candidature à la session', 'leave'],
    ['où en est ma candidature à la session ?', 'status'],
  ])('is understood: %s', (text, type) => {
    expect(heard(text)).toEqual({ request: { type }, isSure: true });
  });

  it.each([
    ['où en est ma candidature ?', 'status'],
    ['je retire ma candidature', 'leave'],
    ['je rends ma place', 'leave'],
    ['prendre rendez-vous avec un expert', 'slots'],
  ])('is only understood of who has applied: %s', (text, type) => {
    expect(heard(text)).toEqual({ request: { type }, isSure: false });
  });

  it.each([
    'comment candidater à un marché public ?',
    'puis-je retirer ma candidature après le dépôt ?',
    'ma candidature a été rejetée, que faire ?',
    'la formation des salariés est-elle un critère ?',
    'quelles formations exiger dans une clause d’insertion ?',
    'l’acheteur peut-il annuler le rendez-vous de visite ?',
    'combien de places dans la session ?',
    'quand commence la session ?',
    'x'.repeat(10_000),
  ])('is left to others: %s', (text) => {
    expect(heard(text)).toBeUndefined();
  });

  it('is a button too, but no button of somebody else', () => {
    const pressed = (value: string) => trainingRequestOf({ type: 'action', value, label: 'x' })?.request;
    expect(pressed('tr:book:1')).toEqual({ type: 'book', id: '1' });
    expect(pressed('tr:book:')).toBeUndefined();
    expect(pressed('tr:nothing')).toBeUndefined();
    expect(pressed('ref:w:back')).toBeUndefined();
  });
});
