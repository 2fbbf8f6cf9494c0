import { ApiError, call } from './api.js';
import { texts } from './texts.js';

/** Which of the spaces this page is of. */
const space = ['/staff/traces', '/staff'].find((path) => location.pathname.startsWith(path)) ?? '/desk';

/** Says that the session ended, above all that the page shows, with the way back to this very page. */
export function showSessionEnded() {
  if (document.getElementById('session-ended')) return;
  const link = document.createElement('a');
  link.href = `/connexion?retour=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = texts.signInAgain;
  const notice = document.createElement('p');
  notice.id = 'session-ended';
  notice.className = 'alert';
  notice.setAttribute('role', 'alert');
  notice.append(texts.sessionEnded, ' ', link);
  document.querySelector('main')?.prepend(notice);
}

/** Somebody who comes back to a tab left open learns at once that its session ended. */
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  call(`${space}/api/me`).catch((error) => {
    if (error instanceof ApiError && error.status === 401) showSessionEnded();
  });
});
