import { describe, expect, it } from 'vitest';
import type { Choice } from '#src/channel/blocks.ts';
import { namedButton } from '#src/conversation/rules/named-button.ts';
import { readingOf } from '#src/conversation/rules/reading.ts';

const ask = (label: string): Choice => ({ id: label, label, kind: 'ask', value: label });
const expert: Choice = { id: 'expert', label: 'Parler à un expert', kind: 'action', value: 'expert' };
const PLAN = 'Quel plan donner à mon mémoire technique ?';
const ERRORS = 'Quelles erreurs font perdre des points ?';
const START = 'Le règlement demande un mémoire technique : par où commencer ?';
const OFFERED = [ask(PLAN), ask(ERRORS), ask(START), expert];

describe('A button named by its place', () => {
  it.each([
    ['la première', PLAN],
    ['le premier svp', PLAN],
    ['Oui, la 2e', ERRORS],
    ['plutôt la deuxième', ERRORS],
    ['oui la troisieme par ou commencé', START],
    ['le numéro 3', START],
    ['option 2', ERRORS],
    ['la dernière', START],
  ])('« %s » is « %s »', (text, label) => {
    expect(namedButton(text, OFFERED)?.label).toBe(label);
  });

  it.each([
    'la première tranche est payée quand ?',
    'la première ou la deuxième ?',
    'le cinquième',
    'la quatrième',
    '2',
    'oui',
    'c’est ma première réponse à un marché public et je ne sais pas quoi faire du tout',
  ])('« %s » names none', (text) => {
    expect(namedButton(text, OFFERED)).toBeUndefined();
  });

  it('is no day: « le 1er » answers the question on a date', () => {
    const dates = ['Pas de date limite', 'Je n’ai pas besoin d’expert'].map((label) => ({
      ...expert,
      label,
    }));
    expect(namedButton('pour le 1er', dates)).toBeUndefined();
  });

  it('is of several: a lone button is not « la première »', () => {
    expect(namedButton('la première', [ask(PLAN), expert])).toBeUndefined();
  });

  it('is read as that button’s words, unless a person holds the conversation', () => {
    const shown = { kind: 'answer', choices: OFFERED, buttons: OFFERED };
    const read = (isHeld: boolean) =>
      readingOf({ type: 'text', text: 'la deuxième' }, { shown, isHeld, now: 0 }).text;
    expect(read(false)).toBe(ERRORS);
    expect(read(true)).toBe('la deuxième');
  });
});
