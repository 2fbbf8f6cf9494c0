import type { InboundContent } from '#src/channel/port.ts';
import type { Draft } from '#src/company/form/draft.ts';
import type { Field, Form } from '#src/company/form/form.ts';
import { formWishOf, looksLikeQuestion } from '#src/company/form/form-words.ts';
import { readField } from '#src/company/form/read-field.ts';
import { bareYesNo, readYesNo } from '#src/company/form/readers/yes-no.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';
import { BUTTON_START } from './buttons.ts';
import { forFreeField, isForOther, isFree } from './for-form.ts';
import { saidInPassing } from './said-in-passing.ts';

interface HeardAs {
  readonly today: string;
  /** The message is a wish, a greeting or thanks, that another part of the hotline knows. */
  readonly isOther: boolean;
  /** How likely it says each wish; absent, where nothing was learnt. */
  readonly learnt?: readonly WishScore[] | undefined;
  /** One of its clauses surely tells something that the form asks. */
  readonly tells?: boolean;
}

/** What names a change of the summary fits in a sentence or two. */
const LONGEST_CHANGE = 200;

/**
 * Whether a message is for the form, or for somebody else: a question in the middle is answered like any other, and a
 * wish for an expert is one, but « relire mon mémoire » is an answer where help is offered.
 */
export function hears(
  draft: Draft,
  content: InboundContent,
  form: Form,
  { today, isOther, learnt, tells = false }: HeardAs,
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
  if (draft.unsure !== undefined && bareYesNo(text) !== undefined) return true;
  return tells || hearsAnswer(field, text, form, { today, isOther, learnt });
}

/** Whether words answer the question of a field, as far as they can be told from what is said to somebody else. */
function hearsAnswer(field: Field, text: string, form: Form, { today, isOther, learnt }: HeardAs): boolean {
  if (isFree(field)) return !isOther && hearsFreeAnswer(field, text, learnt);
  const isRead = () => readField(field, text, today).ok;
  if (looksLikeQuestion(text)) return field.type === 'siret' && isRead();
  if (!isOther && !(learnt && isForOther(learnt))) return true;
  // A number beside a wish to be called is for who calls back.
  const told = [...saidInPassing(form, text, today).keys()];
  return isRead() || told.some((id) => form.fields.find((one) => one.id === id)?.type !== 'phone');
}

/** Whether words answer a question that takes any words. */
function hearsFreeAnswer(field: Field, text: string, learnt: HeardAs['learnt']): boolean {
  // What is longer than any answer to it, and asks something, is said to somebody else.
  if (text.length > (field.max ?? LONGEST_CHANGE) && asksSomething(text)) return false;
  if (!learnt) return !looksLikeQuestion(text);
  return forFreeField(field, text, learnt) !== 'other';
}
