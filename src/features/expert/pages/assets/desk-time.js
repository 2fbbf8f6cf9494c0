const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PARIS = { timeZone: 'Europe/Paris' };
const DAY_OF = new Intl.DateTimeFormat('sv-SE', { ...PARIS, dateStyle: 'short' });
const TIME_OF = new Intl.DateTimeFormat('fr-FR', { ...PARIS, hour: 'numeric', minute: '2-digit' });
const DATE_OF = new Intl.DateTimeFormat('fr-FR', {
  ...PARIS,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/** How far the server's clock is ahead of this machine's: countdowns follow the server. */
let ahead = 0;

/** @param {number} serverNow */
export const setClock = (serverNow) => {
  ahead = serverNow - Date.now();
};
export const now = () => Date.now() + ahead;

/** « 2 j 3 h », « 3 h 20 », « 12 min ». @param {number} ms */
export function duration(ms) {
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const rest = minutes % 60;
  if (days > 0) return hours > 0 && days < 4 ? `${days} j ${hours} h` : `${days} j`;
  if (hours > 0) return rest > 0 ? `${hours} h ${String(rest).padStart(2, '0')}` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : 'moins d’1\u00a0min';
}

/** « 14 h 05 », in the time of France. @param {number} ms */
export const clock = (ms) =>
  TIME_OF.format(ms)
    .replace(':', '\u00a0h\u00a0')
    .replace(/h\u00a000$/, 'h');

/** « ven. 27 nov. », « mar. 1er déc. ». @param {number} ms */
const dayOf = (ms) => DATE_OF.format(ms).replace(/(?<!\d)1(?= )/, '1er');

/** « aujourd’hui à 14 h 05 », « demain à 9 h », « ven. 27 nov. à 12 h ». @param {number} ms */
export function moment(ms) {
  const day = DAY_OF.format(ms);
  const said =
    day === DAY_OF.format(now())
      ? 'aujourd’hui'
      : day === DAY_OF.format(now() + DAY)
        ? 'demain'
        : day === DAY_OF.format(now() - DAY)
          ? 'hier'
          : dayOf(ms);
  return `${said} à ${clock(ms)}`;
}

/** The time alone for today, with its day otherwise. @param {number} ms */
export const shortMoment = (ms) =>
  DAY_OF.format(ms) === DAY_OF.format(now()) ? clock(ms) : `${dayOf(ms)}, ${clock(ms)}`;

/** The day and the time of France, as the fields of a form hold them. @param {number} ms */
export const fieldsOf = (ms) => ({
  day: DAY_OF.format(ms),
  time: new Intl.DateTimeFormat('sv-SE', { ...PARIS, timeStyle: 'short' }).format(ms),
});

/** Calls back at the beginning of each minute. @param {() => void} work */
export function eachMinute(work) {
  const plan = () => setTimeout(tick, MINUTE - (now() % MINUTE) + 20);
  const tick = () => {
    work();
    plan();
  };
  plan();
}
