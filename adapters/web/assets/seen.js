import { postSeen } from './api.js';

/** Messages that come together are told of together. */
const PAUSE_MS = 1_500;

/**
 * Tells the server how far the person was shown the conversation, so that what they have not seen may reach them by
 * another way. A page behind another window, or a message below the screen, shows nothing.
 * @param {{ lastSeq: () => number, isShown: () => boolean }} page
 */
export function createSeen({ lastSeq, isShown }) {
  let told = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const tell = async () => {
    timer = undefined;
    const seq = lastSeq();
    if (document.hidden || !isShown() || seq <= told) return;
    try {
      await postSeen(seq);
      told = seq;
    } catch {
      // Told again with the next message, or the next time the page is looked at.
    }
  };
  return {
    /** Something new is on the screen, or the screen is looked at again. */
    look: () => {
      if (lastSeq() > told && timer === undefined) timer = setTimeout(() => void tell(), PAUSE_MS);
    },
    /** The page shows another conversation. */
    forget: () => {
      told = 0;
    },
  };
}
