import { type Request, type Response, Router, urlencoded } from 'express';
import type { Database } from '#src/platform/database/database.ts';
import { refuse } from '#src/platform/web/layout/failures.ts';
import { html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import { DESK } from '#src/platform/web/sign-in/rules/return-path.ts';
import { cleanName } from '#src/platform/web/sign-in/rules/roles.ts';
import { useEntryLink } from '#src/platform/web/sign-in/store/entry-links.ts';
import { renameMember } from '#src/platform/web/sign-in/store/sessions.ts';
import { actorOf, type OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import { type Access, type RequireRole, refuseFarAway } from './guard.ts';
import { signedOf } from './identity.ts';
import type { RefusedEntry } from './refused-entries.ts';
import { digestOf, LOCAL_MEMBER, type SessionKeeper } from './session-keeper.ts';
import { signInTexts } from './texts.ts';

const NAME_PAGE = '/connexion/nom';

/** Entry by the one-time link of this machine, and the name under which one then speaks. */
export function createLocalRoutes(parts: {
  access: Access;
  db: Database;
  sessions: SessionKeeper;
  requireRole: RequireRole;
  traces: OfficeTraces;
  /** Notes who was refused. */
  refused: (why: RefusedEntry) => Promise<void>;
  now: () => number;
}): Router {
  const { access, db, sessions, requireRole, traces, refused, now } = parts;
  const router = Router();

  router.get('/connexion', (request, response) => {
    if (refuseFarAway(access, request, response)) return;
    askForLink(request, response, signInTexts.neededTitle, signInTexts.useLink);
  });

  router.get('/desk/entrer', async (request, response) => {
    if (refuseFarAway(access, request, response)) return void (await refused('far_away'));
    // What looks ahead without showing anything uses no link up.
    if (request.method === 'HEAD') return void response.end();
    const { code } = request.query;
    const isGood = typeof code === 'string' && (await db.tx((tx) => useEntryLink(tx, digestOf(code), now())));
    if (!isGood) await refused('link');
    if (!isGood) return askForLink(request, response, signInTexts.linkUsedTitle, signInTexts.linkUsed);
    const member = { id: LOCAL_MEMBER, name: undefined, email: undefined };
    const { isNamed } = await sessions.open(request, response, { member, roles: [] });
    response.redirect(303, isNamed ? DESK : NAME_PAGE);
  });

  router.get(NAME_PAGE, requireRole(), (request, response) => {
    response.type('html').send(namePage(request));
  });
  const form = urlencoded({ extended: false, limit: '4kb' });
  router.post(NAME_PAGE, form, requireRole(), async (request, response) => {
    const name = cleanName(String((request.body as Record<string, unknown>)?.name ?? ''));
    if (name === undefined)
      return void response.status(400).type('html').send(namePage(request, signInTexts.nameEmpty));
    await db.tx(async (tx) => {
      await renameMember(tx, signedOf(request).identity.id, name);
      // Under the new name, which is what others see from now on.
      await traces.note({ ...actorOf(request), name }, 'name_changed', undefined, tx);
    });
    response.redirect(303, DESK);
  });
  return router;
}

function askForLink(request: Request, response: Response, title: string, error: string): void {
  const more = html`<p><code>${signInTexts.linkCommand}</code></p>`;
  refuse(request, response, { status: 401, title, error, more });
}

function namePage(request: Request, mistake?: string): string {
  const signed = signedOf(request);
  const known = signed.identity.name === signInTexts.localName ? '' : signed.identity.name;
  const main = html`<p id="why">${signInTexts.nameWhy}</p>
      ${mistake === undefined ? undefined : html`<p id="mistake" class="alert" role="alert">${mistake}</p>`}
      <form class="ask" method="post" action="${NAME_PAGE}">
        <input type="hidden" name="_csrf" value="${signed.csrf}">
        <label for="name">${signInTexts.nameLabel}</label>
        <input id="name" name="name" value="${known}" maxlength="80" autocomplete="name" required aria-describedby="why">
        <p class="buttons">
          <button class="primary" type="submit">${signInTexts.nameSave}</button>
          <a class="quiet" href="${DESK}">${signInTexts.nameSkip}</a>
        </p>
      </form>`;
  return officePage({ title: signInTexts.nameTitle, main, signed });
}
