import { expect, it } from 'vitest';
import { alwaysHeardOf } from '#src/conversation/rules/always-heard.ts';
import { featuresOn } from '#support/store/read-here.ts';

const text = (words: string) => ({ type: 'text', text: words }) as const;
const button = (value: string) => ({ type: 'action', value, label: 'x' }) as const;

it('hears « stop », any button, and what a feature says is always heard', () => {
  const always = alwaysHeardOf([{}, { alwaysHeard: { words: ['plus de pain'], example: 'plus de pain' } }]);
  expect(always.isHeard(text('Stop !'))).toBe(true);
  expect(always.isHeard(text('Plus de pain.'))).toBe(true);
  expect(always.isHeard(text('Plus de pain, mais des croissants'))).toBe(false);
  expect(always.isHeard(button('bread'))).toBe(true);
  expect(always.examples).toEqual(['stop', 'plus de pain']);
});

it('takes on a full disk only the buttons that make room', () => {
  const always = alwaysHeardOf([{ alwaysHeard: { buttons: ['bread:drop:'] } }, {}]);
  expect(always.isHeardWithoutRoom(button('bread:drop:1'))).toBe(true);
  expect(always.isHeardWithoutRoom(button('bread'))).toBe(false);
  expect(always.isHeardWithoutRoom({ type: 'left' })).toBe(true);
});

it('hears of the hotline’s own features the erasure and the end of alerts, and no copy of one’s data', () => {
  const always = alwaysHeardOf(featuresOn({ query: async () => [] }));
  for (const words of ['supprimez mes données', 'Oui, tout supprimer', 'Mes accords', 'me désabonner'])
    expect(always.isHeardWithoutRoom(text(words)), words).toBe(true);
  for (const end of ['erase', 'consents', 'yes', 'no', 'stop', 'give:mail', 'take:consent-file'])
    expect(always.isHeardWithoutRoom(button(`priv:${end}`)), end).toBe(true);
  expect(always.isHeardWithoutRoom(button('priv:export'))).toBe(false);
  expect(always.examples).toEqual(['stop', 'supprimez mes données']);
});
