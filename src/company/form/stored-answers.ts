import { sirenOf } from '#src/company/form/readers/siret.ts';
import type { CompanyField } from '#src/company/store/companies.ts';
import { type Answer, type Answers, display, fieldsFor } from './answers.ts';
import type { Form } from './form.ts';

/** Answers as a company's file keeps them, with the words of today's form. */
export const toFields = (form: Form, answers: Answers): CompanyField[] =>
  fieldsFor(form, answers).flatMap((field) => {
    const answer = answers[field.id];
    if (!answer) return [];
    const { value, origin, contested } = answer;
    return [
      {
        field: field.id,
        value,
        origin,
        label: field.label,
        shown: display(field, value),
        ...(contested !== undefined && { contested }),
      },
    ];
  });

/** The answers that a company's file holds. */
export const toAnswers = (
  fields: readonly Pick<CompanyField, 'field' | 'value' | 'origin' | 'contested'>[],
): Answers =>
  Object.fromEntries(
    fields.map(({ field, value, origin, contested }) => [
      field,
      { value, origin, ...(contested !== undefined && { contested }) } as Answer,
    ]),
  );

/** The company's number, of the establishment that was given. */
export function sirenIn(answers: Answers): string | undefined {
  const siret = answers.siret?.value;
  return typeof siret === 'string' ? sirenOf(siret) : undefined;
}
