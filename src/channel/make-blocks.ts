import { type Block, type Choice, paragraph } from './blocks.ts';

/** A button that sends a command. */
export const button = (value: string, label: string): Choice => ({ id: value, label, kind: 'action', value });

/** Sentences, each by itself. */
export const said = (...sentences: string[]): Block[] => sentences.map(paragraph);

/** A list of plain lines. */
export const listOf = (lines: readonly string[]): Block => ({
  type: 'list',
  items: lines.map((text) => [{ text }]),
});

/** Buttons side by side; nothing where there are none. */
export const choicesOf = (choices: readonly Choice[]): Block[] =>
  choices.length > 0 ? [{ type: 'choices', choices }] : [];
