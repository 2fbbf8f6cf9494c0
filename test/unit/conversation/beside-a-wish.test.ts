import { expect, test } from 'vitest';
import type { Candidate, Feature, Ground, Standing } from '#src/conversation/feature.ts';
import { hear } from '#src/conversation/rules/hear.ts';
import { readingOf } from '#src/conversation/rules/reading.ts';
import type { SaidPart } from '#src/reader/parts.ts';

const PRECEDENCE: readonly Ground[] = ['command', 'meant', 'answer'];
const at = { conversation: { mode: 'bot' } } as unknown as Standing;

/** A feature that says on which ground it takes which part. */
const feature = (name: string, candidates: readonly Partial<Candidate<unknown>>[]): Feature =>
  ({
    name,
    hears: () => candidates.map((one) => ({ turn: {}, probability: 1, ...one })),
  }) as unknown as Feature;

const heard = (parts: readonly SaidPart[]) => {
  const message = readingOf(
    { type: 'text', text: parts.map(({ text }) => text).join(' ') },
    {
      shown: { kind: undefined, choices: [], buttons: [] },
      isHeld: false,
      now: 0,
      parts: () => parts,
    },
  );
  const listening = [
    { feature: feature('sign-up', [{ ground: 'command', part: 0 }]), at },
    { feature: feature('answers', [{ ground: 'answer', part: 1 }]), at },
  ];
  return hear(message, listening, PRECEDENCE).map(({ ranked: [first] }) => first?.feature);
};

test('a question beside a wish that was cut out of its message is answered too', () => {
  expect(
    heard([
      { text: 'inscrivez-moi', wants: 'referencing' },
      { text: 'et j’ai droit à une avance ?', isQuestion: true },
    ]),
  ).toEqual(['sign-up', 'answers']);
});

test('what is a command whole takes the whole message', () => {
  expect(heard([{ text: 'm’inscrire' }, { text: 'et le reste' }])).toEqual(['sign-up']);
});
