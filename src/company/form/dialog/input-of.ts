import type { InboundContent } from '#src/channel/port.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { buttonOf } from './buttons.ts';
import type { Input } from './position.ts';

/**
 * What a message does to a form. An answer that is typed as its button is labelled is read as words, where its question
 * is asked: of several choices, words say all of them, and a button one after the other.
 * @param typed the words, where a button was typed
 */
export function inputOf(content: InboundContent, typed: string | undefined, { phase }: Draft): Input {
  if (content.type !== 'action') return { type: 'text', text: content.type === 'text' ? content.text : '' };
  const press = buttonOf(content.value);
  const isAsked = press?.type === 'answer' && phase.at === 'question' && phase.field === press.field;
  return typed !== undefined && isAsked
    ? { type: 'text', text: typed }
    : { type: 'button', value: content.value };
}
