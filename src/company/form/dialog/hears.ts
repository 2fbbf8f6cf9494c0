import type { InboundContent } from '#src/channel/port.ts';
import type { Draft } from '#src/company/form/draft.ts';
import type { Field, Form } from '#src/company/form/form.ts';
import { formWishOf, looksLikeQuestion } from '#src/company/form/form-words.ts';
import { readField } from '#src/company/form/read-field.ts';
import { readYesNo } from '#src/company/form/readers/yes-no.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import { BUTTON_START } from './buttons.ts';
import { saidInPassing } from './said-in-passing.ts';

/** What names a change of the summary fits in a sentence or two. */
const LONGEST_CHANGE = 200;

/**
 * Whether a message is for the form, or for somebody else: a question in the middle is answered like any other, and a
 * wish for an expert is one, but « relire mon mémoire » is an answer where help is offered.
 * @param isOther the message is a wish, a greeting or thanks, that another part of the hotline knows
 */
export function hears(
  draft: Draft,
  content: InboundContent,
  form: Form,
  { today, isOther }: { today: string; isOther: boolean },
): boolean {
  if (content.type === 'action') return content.value.startsWith(BUTTON_START);
  if (content.type !== 'text') return false;
  const { text } = content;
  const { phase } = draft;
  const wish = formWishOf(text, form.fields);
  if (phase.at === 'paused') return wish?.type === 'resume';
  if (wish) return true;
  const field = phase.at === 'question' ? form.fields.find(({ id }) => id === phase.field) : undefined;
  if (!field)
    return readYesNo(text).ok || (!isOther && !looksLikeQuestion(text) && text.length < LONGEST_CHANGE);
  return hearsAnswer(field, text, form, { today, isOther });
}

/** Whether words answer the question of a field, as far as they can be told from what is said to somebody else. */
function hearsAnswer(
  field: Field,
  text: string,
  form: Form,
  { today, isOther }: { today: string; isOther: boolean },
): boolean {
  const isFree = field.type === 'text' || field.type === 'activities';
  // What is longer than any answer to it, and asks something, is said to somebody else.
  if (isFree && text.length > (field.max ?? LONGEST_CHANGE) && asksSomething(text)) return false;
  if (looksLikeQuestion(text)) return !isFree && field.type === 'siret' && readField(field, text, today).ok;
  if (!isOther) return true;
  return (
    (!isFree && readField(field, text, today).ok) || (!isFree && saidInPassing(form, text, today).size > 0)
  );
}
