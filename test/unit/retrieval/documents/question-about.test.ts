import { expect, test } from 'vitest';
import { stemsOf } from '#src/platform/french/text-analysis.ts';
import { questionAbout, tellingStems } from '#src/retrieval/documents/question-about.ts';

const about = (question: string) => questionAbout(question, tellingStems([...stemsOf(question)]));
const SAID = stemsOf('Une agence gère le label, que deux organismes évaluent.');

test('what a question asks for by name is missing where no word is near it, and is there where one is', () => {
  const there = about('qui gère le label, quelle agence ?').lacking(SAID);
  expect(there).toBe(0);
  for (const asked of [
    'quel diplôme faut-il avoir ?',
    'combien de repas par jour ?',
    'qui est le pharmacien ?',
    'y a-t-il un ascenseur ?',
  ])
    expect(about(asked).lacking(SAID)).toBeGreaterThan(0.4);
});

test('a question that names nothing, or only a kind of thing, lacks less than one that names what is not said', () => {
  const named = about('quel diplôme faut-il avoir ?').lacking(SAID);
  expect(about('comment ça marche ?').lacking(SAID)).toBe(0);
  expect(about('quelle date pour le label ?').lacking(SAID)).toBeLessThan(named);
});

test('a word of the same family counts in part, and more than one of another', () => {
  const { likeness } = about('l’organisateur');
  const near = likeness(stemsOf('un organisme agréé le vérifie')) ?? 0;
  expect(near).toBeGreaterThan(likeness(stemsOf('la facture porte un numéro')) ?? 1);
  expect(near).toBeLessThan(likeness(stemsOf('l’organisateur accueille le public')) ?? 0);
});
