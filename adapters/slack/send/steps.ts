import type { OutboundMessage } from '#src/channel/port.ts';
import { render, renderPlain, type SlackMessage } from '../render.ts';

/** What a delivery does, in order. */
export type Step =
  | { readonly type: 'message'; readonly message: SlackMessage }
  /** In place of what an earlier message says. */
  | { readonly type: 'update'; readonly ts: string; readonly message: SlackMessage }
  | { readonly type: 'plain'; readonly text: string }
  | { readonly type: 'file'; readonly fileId: string; readonly name: string };

/** What a step says. */
export const bodyOf = (step: Exclude<Step, { type: 'file' }>) =>
  step.type === 'plain'
    ? { text: step.text, mrkdwn: false }
    : { text: step.message.text, blocks: step.message.blocks };

/** A message as steps: its first part in place of what it replaces, then the rest, then its files. */
export function stepsOf(message: OutboundMessage): Step[] {
  const { messages, files } = render(message);
  const { replaces: ts } = message;
  return [
    ...messages.map(
      (rendered, index): Step =>
        ts !== undefined && index === 0
          ? { type: 'update', ts, message: rendered }
          : { type: 'message', message: rendered },
    ),
    ...files.map((file): Step => ({ type: 'file', ...file })),
  ];
}

/** The same words as plain messages. */
export const plainSteps = (message: SlackMessage): Step[] =>
  renderPlain(message).map((text) => ({ type: 'plain', text }));
