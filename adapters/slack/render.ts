import type { types as slack } from '@slack/bolt';
import type { Block } from '#src/channel/blocks.ts';
import { cut, escapeMarkup, LIMITS, splitText } from './send/limits.ts';
import { type Piece, renderBlocks } from './send/render-blocks.ts';
import { slackTexts } from './texts.ts';

/** A message for Slack: `text` is for notifications, screen readers, and when Slack refuses the blocks. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: slack.KnownBlock[];
  /** All its words, unescaped, for the plain message that replaces a refused one. */
  readonly plain: string;
}

/** A file to upload after the message. */
interface FileToSend {
  readonly fileId: string;
  readonly name: string;
}

/** What an answer becomes: one message as a rule, more when it is long, and its files. */
interface Rendered {
  readonly messages: readonly SlackMessage[];
  readonly files: readonly FileToSend[];
}

/** Renders an answer within Slack's limits, cut between paragraphs. Nothing in its words can ping or format. */
export function render(message: { readonly id: string; readonly blocks: readonly Block[] }): Rendered {
  const pieces = renderBlocks(message.blocks, message.id);
  const groups: Piece[][] = [];
  let size = 0;
  for (const piece of pieces) {
    const length = JSON.stringify(piece.block).length + 1;
    const group = groups.at(-1);
    if (!group || group.length >= LIMITS.blocks || size + length > LIMITS.messageJson) {
      groups.push([piece]);
      size = length;
    } else {
      group.push(piece);
      size += length;
    }
  }
  const files = message.blocks.flatMap((block) =>
    block.type === 'file' ? [{ fileId: block.fileId, name: block.name }] : [],
  );
  return { messages: groups.map(toMessage), files };
}

function toMessage(pieces: readonly Piece[]): SlackMessage {
  const plain = pieces
    .map((piece) => piece.plain)
    .filter(Boolean)
    .join('\n\n');
  return {
    text: fallbackOf(plain) || ' ',
    blocks: pieces.map((piece) => piece.block),
    plain,
  };
}

/** The words of a message, cut; shorter still when escaping makes them much longer. */
function fallbackOf(plain: string): string {
  const escaped = escapeMarkup(cut(plain, LIMITS.fallbackText));
  return escaped.length <= LIMITS.plainText ? escaped : escapeMarkup(cut(plain, LIMITS.plainText / 5));
}

/** The same words without any block, for a message that Slack refused. */
export const renderPlain = (message: SlackMessage): string[] =>
  // Escaping makes a text longer: at most five times, for a text of nothing but `&`.
  splitText(message.plain, LIMITS.plainText).flatMap((part) => {
    const escaped = escapeMarkup(part);
    return escaped.length <= LIMITS.plainText
      ? [escaped]
      : splitText(part, LIMITS.plainText / 5).map(escapeMarkup);
  });

/** A message that only says something. */
export const renderSentence = (text: string): { text: string; mrkdwn: false } => ({
  text: escapeMarkup(text),
  mrkdwn: false,
});

/**
 * A message whose button was pressed: the button goes, and a line says who chose what.
 * @param blocks what the message shows, as Slack gives it back
 */
export function renderChosen(
  blocks: readonly unknown[],
  chosen: { actionId: string; label: string; by: string },
): readonly unknown[] {
  const line: slack.ContextBlock = {
    type: 'context',
    elements: [
      {
        type: 'plain_text',
        text: cut(slackTexts.chosen(chosen.by, chosen.label), LIMITS.contextText),
        emoji: false,
      },
    ],
  };
  return (blocks as slack.KnownBlock[]).flatMap((block): slack.KnownBlock[] => {
    if (block.type !== 'actions') return [block];
    const left = block.elements.filter((element) => element.action_id !== chosen.actionId);
    if (left.length === block.elements.length) return [block];
    return left.length === 0 || blocks.length >= LIMITS.blocks
      ? [line]
      : [line, { ...block, elements: left }];
  });
}

/** The form that asks why an answer did not help. */
export const renderReasonForm = (about: { key: string; messageId: string }): slack.ModalView => ({
  type: 'modal',
  callback_id: 'rating-reason',
  private_metadata: JSON.stringify(about),
  title: { type: 'plain_text', text: slackTexts.reasonTitle },
  submit: { type: 'plain_text', text: slackTexts.reasonSend },
  close: { type: 'plain_text', text: slackTexts.reasonSkip },
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      optional: true,
      label: { type: 'plain_text', text: slackTexts.reasonLabel },
      hint: { type: 'plain_text', text: slackTexts.reasonHint },
      element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 2_000 },
    },
  ],
});
