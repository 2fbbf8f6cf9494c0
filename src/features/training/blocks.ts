import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';

/** How the values of the session's buttons begin. Telegram keeps 64 bytes of them. */
export const TRAINING_BUTTON = 'tr:';

/** A button about the session. */
export const button = (value: string, label: string): Choice => ({
  ...{ id: value, label, kind: 'action' },
  value: `${TRAINING_BUTTON}${value}`,
});

/** Buttons below what is said. */
export const choices = (...list: readonly Choice[]): Block => ({ type: 'choices', choices: [...list] });

/** Sentences, a paragraph each. */
export const words = (...sentences: readonly string[]): Block[] => sentences.map(paragraph);

/** Lines of plain text as a list. */
export const listOf = (lines: readonly string[]): Block => ({
  type: 'list',
  items: lines.map((text) => [{ text }]),
});
