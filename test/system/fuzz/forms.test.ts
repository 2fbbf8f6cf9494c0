import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers } from '#src/company/form/answers.ts';
import {
  answerButton,
  buttonOf,
  DONE_BUTTON,
  editButton,
  leaveButton,
  wishButton,
} from '#src/company/form/dialog/buttons.ts';
import { begin, step } from '#src/company/form/dialog/dialog.ts';
import type { Input, Step } from '#src/company/form/dialog/position.ts';
import { type Form, valuesOf } from '#src/company/form/form.ts';
import { formWishOf } from '#src/company/form/form-words.ts';
import { DIAGNOSIS_PATH, diagnose, readDiagnosis } from '#src/features/training/rules/diagnosis.ts';
import { anyMessage, fuzz } from '#support/fuzz/fuzzing.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';
import { ROOT } from '#support/repository/source-files.ts';

const TODAY = '2026-11-25';
const WISHES = ['back', 'skip', 'later', 'cancel', 'summary', 'resume', 'confirm', 'edit'] as const;
const SAID = [
  '73282932000074',
  'Éco Prop',
  'SAS',
  'passer',
  'oui',
  'non',
  'précédent',
  'résumé',
  'annuler',
  'je confirme',
  '14',
  '14 salariés',
  '350 k€',
  '93',
  'Paris et 20 km autour',
  'menuiserie',
  'a@exemple.fr',
  '01 02 03 04 05',
  'modifier le nom',
  'nom : Éco Net',
  'pourquoi ?',
  'aucun',
  '1 et 3',
  '2',
  'mars 2019',
  'plus tard',
  'reprendre',
];

/** What somebody may do at any moment: say something, press a button of the form, or one that is no more. */
const anyInput = (form: Form): fc.Arbitrary<Input> => {
  const buttons = [
    ...form.fields.flatMap((field) => [
      ...valuesOf(field).map((value) => answerButton(field.id, value)),
      editButton(field.id),
    ]),
    ...WISHES.map(wishButton),
    DONE_BUTTON,
    leaveButton(true),
    leaveButton(false),
    'ref:',
    'ref:a:nowhere:x',
    'ref:w:',
    'ref:e:constructor',
  ];
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...SAID).map((text) => ({ type: 'text' as const, text })) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(...buttons).map((value) => ({ type: 'button' as const, value })),
    },
    { weight: 1, arbitrary: anyMessage().map((text) => ({ type: 'text' as const, text })) },
  );
};

const answered = (answers: Answers): Set<string> => new Set(Object.keys(answers));

/** Whether somebody asks for something of the form itself, which may take an answer away. */
const wishes = (input: Input, form: Form): boolean =>
  input.type === 'button'
    ? buttonOf(input.value)?.type !== 'answer'
    : formWishOf(input.text, form.fields) !== undefined;

function holds(form: Form, inputs: readonly Input[]): void {
  let now: Step = begin(form);
  for (const input of inputs) {
    const before = now.draft;
    now = step(before, input, form, { today: TODAY });
    expect([...now.reply.said, ...now.reply.list].join('')).not.toContain('undefined');
    expect(() => structuredClone(now.draft)).not.toThrow();
    const lost = [...answered(before.answers)].filter((field) => !answered(now.draft.answers).has(field));
    // Only what erases all does, or another answer on which a question depends.
    const erased = now.outcome === 'cancelled' || wishes(input, form) || before.phase.at === 'leaving';
    const dependent = lost.every((id) => form.fields.find((field) => field.id === id)?.when !== undefined);
    if (!erased && !dependent) throw new Error(`lost ${lost.join(', ')} at ${JSON.stringify(input)}`);
    if (now.outcome === 'cancelled') return;
  }
}

describe('a form in which anything is said and pressed', () => {
  it('the sign-up goes on, and loses no answer', () => {
    const form = shippedForm();
    fuzz(fc.array(anyInput(form), { minLength: 1, maxLength: 40 }), 1_500, (inputs) => holds(form, inputs));
  });

  it('the diagnosis goes on, loses no answer, and tells something of any answers', () => {
    const { form } = readDiagnosis(readFileSync(join(ROOT, 'knowledge', DIAGNOSIS_PATH), 'utf8'));
    if (!form) throw new Error('no diagnosis');
    fuzz(fc.array(anyInput(form), { minLength: 1, maxLength: 30 }), 1_000, (inputs) => {
      holds(form, inputs);
      const last = inputs.reduce((now, input) => step(now.draft, input, form, { today: TODAY }), begin(form));
      expect(diagnose(form, last.draft.answers)).toBeDefined();
    });
  });
});
