import { type Block, type Choice, paragraph } from './blocks.ts';

/** A button that sends a command. */
export const button = (value: string, label: string): Choice => ({ id: value, label, kind: 'action', value });

/** Sentences, a paragraph each. */
export const words = (...sentences: readonly string[]): Block[] => sentences.map(paragraph);

/** A list of plain lines. */
export const listOf = (lines: readonly string[]): Block => ({
  type: 'list',
  items: lines.map((text) => [{ text }]),
});

/** Buttons side by side. */
export const choices = (...all: readonly Choice[]): Block => ({ type: 'choices', choices: [...all] });

/** The same; nothing where there are none. */
export const choicesOf = (all: readonly Choice[]): Block[] => (all.length > 0 ? [choices(...all)] : []);
