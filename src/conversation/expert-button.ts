import { button } from '#src/channel/make-blocks.ts';
import { expertButtonText } from './texts.ts';

/** The way to a person, wherever the bot may not be enough. */
export const EXPERT_BUTTON = button('expert', expertButtonText);
