import type { Choice } from '#src/channel/blocks.ts';
import { button as plainButton } from '#src/channel/make-blocks.ts';

/** How the values of the session's buttons begin. Telegram keeps 64 bytes of them. */
export const TRAINING_BUTTON = 'tr:';

/** A button about the session. */
export const button = (value: string, label: string): Choice => ({
  ...plainButton(`${TRAINING_BUTTON}${value}`, label),
  id: value,
});
