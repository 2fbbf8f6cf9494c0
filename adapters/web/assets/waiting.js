import { byId, h } from './dom.js';
import { texts } from './texts.js';

const LONGEST_MS = 60_000;
const LOOK_MS = 8_000;

/**
 * The sign that an answer is on its way. It never lies for long: after a minute it says that the answer is late.
 * @param {{ onLook: () => void, say: (sentence: string) => void }} handlers `onLook` asks the server again, for
 *   connections where events do not get through
 */
export function createWaiting({ onLook, say }) {
  const sign = byId('typing', HTMLParagraphElement);
  const dots = [...sign.childNodes];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let end;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let look;

  const stop = () => {
    clearTimeout(end);
    clearInterval(look);
    look = undefined;
  };
  const hide = () => {
    stop();
    sign.hidden = true;
  };
  const tell = () => {
    stop();
    sign.classList.add('late');
    sign.replaceChildren(h('span', {}, texts.slow));
    say(texts.slow);
  };
  return {
    get isShown() {
      return !sign.hidden;
    },
    show: () => {
      stop();
      sign.classList.remove('late');
      sign.replaceChildren(...dots);
      sign.hidden = false;
      end = setTimeout(tell, LONGEST_MS);
      look = setInterval(onLook, LOOK_MS);
    },
    hide,
  };
}
