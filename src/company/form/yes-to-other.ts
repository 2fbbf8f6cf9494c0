import { wishButton } from './dialog/buttons.ts';
import type { Draft } from './draft.ts';
import { formWishOf } from './form-words.ts';
import { readYesNo } from './readers/yes-no.ts';

/**
 * Whether a bare « oui » in front of a summary answers something that was said since: what is confirmed is shown again.
 * @param shown what was last said
 * @param toButton the value of the form's button as the conversation has it
 */
export function isYesToOther(
  { choices }: { readonly choices: readonly { readonly value: string }[] },
  { phase }: Draft,
  text: string,
  toButton: (value: string) => string = (value) => value,
): boolean {
  if (phase.at !== 'summary' || formWishOf(text, []) !== undefined) return false;
  const yes = readYesNo(text);
  const confirm = toButton(wishButton('confirm'));
  return yes.ok && yes.value && !choices.some(({ value }) => value === confirm);
}
