import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '#src/company/form/dialog/dialog.ts';
import { heardAnswer } from '#src/company/form/dialog/heard-answer.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { formWishOf } from '#src/company/form/form-words.ts';
import { believedWhileAsked } from '#src/reader/courtesies.ts';
import { saidToQuestion } from '#src/reader/said-to-question.ts';
import type { ReadAlone } from '#src/reader/wanted-parts.ts';
import { learntMeaning } from '#src/reader/wish/learnt.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';

/** A line of `names.jsonl`: what is typed while the form asks for the company's name. */
export interface Typed {
  readonly text: string;
  readonly is: 'name' | 'sentence';
}

/** What a form makes of it: its answer, « Est-ce bien le nom… ? », a word about the form, or nothing: it is for others. */
export type HeardAs = 'taken' | 'asked' | 'word' | 'other';

/** Names and sentences that nothing was learnt from. */
export const typedNames = (): readonly Typed[] =>
  readFileSync(join(import.meta.dirname, 'names.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Typed);

const form = shippedForm();
const today = '2026-11-29';
const draft: Draft = {
  phase: { at: 'question', field: 'name', next: 'question' },
  answers: {},
  skipped: ['siret'],
  trail: ['siret'],
};

/** How the form hears what is typed as the name of the company. */
export async function heardAs(text: string, read: ReadAlone): Promise<HeardAs> {
  const toQuestion = await saidToQuestion(text, read);
  const [meant] = believedWhileAsked(learntMeaning(toQuestion.scores));
  const content = { type: 'text', text } as const;
  const said = { content, typed: undefined, shown: { choices: [] }, act: meant?.act, toQuestion };
  const heard = heardAnswer(said, draft, form, {
    today,
    isButton: false,
    isAsked: true,
    isAbout: meant?.wish === 'referencing',
  });
  // What somebody else surely knows goes before an answer that is only presumed.
  if (!heard || (heard.ground === 'presumed' && meant)) return 'other';
  if (heard.turn.type !== 'step' || heard.turn.input.type !== 'text') return 'other';
  if (formWishOf(heard.turn.input.text, form.fields)) return 'word';
  const { draft: after } = step(draft, heard.turn.input, form, { today });
  if (after.answers.name) return 'taken';
  return after.unsure === undefined ? 'word' : 'asked';
}
