import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FORM_PATH, type Form, readForm } from '#src/company/form/form.ts';

/** The text of the form that the hotline comes with. */
export const FORM_TEXT = readFileSync(
  fileURLToPath(new URL(`../../../knowledge/${FORM_PATH}`, import.meta.url)),
  'utf8',
);

/** The form that the hotline comes with. */
export function shippedForm(): Form {
  const { form, problems } = readForm(FORM_TEXT);
  if (!form) throw new Error(JSON.stringify(problems));
  return form;
}
