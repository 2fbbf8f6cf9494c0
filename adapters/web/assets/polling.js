const FIRST_MS = 5_000;
const LONGEST_MS = 20_000;

/**
 * Asks for what came, with growing pauses, while no event stream is to be had: a network or the server may refuse one
 * more. As long as the server answers there is nothing to say.
 * @param {{ look: () => Promise<boolean>, onAnswered: (answered: boolean) => void }} handlers `onAnswered` hears
 *   whether the server answered the last time
 */
export function createPolling({ look, onAnswered }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let wait = FIRST_MS;
  let running = false;

  const ask = async () => {
    const answered = await look();
    if (!running) return;
    onAnswered(answered);
    timer = setTimeout(() => void ask(), wait * (0.8 + 0.4 * Math.random()));
    wait = Math.min(LONGEST_MS, wait * 1.5);
  };
  return {
    start: () => {
      if (running) return;
      running = true;
      wait = FIRST_MS;
      void ask();
    },
    stop: () => {
      running = false;
      clearTimeout(timer);
      onAnswered(true);
    },
  };
}
