import { json, type Router } from 'express';
import { z } from 'zod';
import { checkDraft, DRAFT_STATES, type DraftState, draftsPage } from '#src/features/expert/drafts/page.ts';
import { draftTexts } from '#src/features/expert/drafts/texts.ts';
import { changeDraft, findDraft, listDrafts } from '#src/features/expert/store/drafts.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { refuse } from '#src/platform/web/layout/failures.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { draftForm, draftsPart, draftsTable } from './view.ts';

const PAGE = { path: '/staff', styles: ['/staff/assets/staff.css'] };
/** What staff do of a draft, by the state they leave it in. */
const CHANGE_ACTS = {
  to_read: 'draft_changed',
  kept: 'draft_kept',
  dropped: 'draft_dropped',
  done: 'draft_done',
} as const satisfies Readonly<Record<DraftState, Act>>;
const text = z.string(draftTexts.unreadable);
const given = z.object(
  {
    version: z.int(draftTexts.unreadable),
    heading: text,
    shortAnswer: text,
    details: text,
    references: text,
    state: z.enum(DRAFT_STATES, draftTexts.mistakes.state),
  },
  draftTexts.unreadable,
);

/** The sections that experts drew from exchanges: a list, a page to mend each, a file of all. */
export const draftsRoom = (parts: RoomParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  home: {
    show: async () =>
      draftsPart((await listDrafts(parts.db)).filter(({ state }) => state === 'to_read').length),
  },
  addRoutes: (pages, api) => addDraftRoutes(pages, api, parts),
});

function addDraftRoutes(pages: Router, api: Router, { db, traces, now }: RoomParts): void {
  pages.get('/brouillons', async (request, response) => {
    await traces.read(actorOf(request), 'drafts_read');
    const main = draftsTable(await listDrafts(db));
    const signed = signedOf(request);
    response.type('html').send(officePage({ ...PAGE, title: draftTexts.title, main, signed }));
  });

  pages.get('/brouillons.md', async (request, response) => {
    const page = draftsPage(await listDrafts(db));
    await traces.note(actorOf(request), 'drafts_exported');
    response
      .attachment(`brouillons-${parisDay(now())}.md`)
      .type('text/markdown; charset=utf-8')
      .send(page);
  });

  pages.get('/brouillons/:id', async (request, response) => {
    const signed = signedOf(request);
    const draft = await findDraft(db, request.params.id);
    if (!draft)
      return refuse(request, response, {
        status: 404,
        title: draftTexts.title,
        error: draftTexts.gone,
        signed,
      });
    await traces.read(actorOf(request), 'draft_read', { kind: 'draft', id: draft.id });
    const scripts = ['session', 'draft'].map((name) => `/staff/assets/${name}.js`);
    const main = draftForm(draft, now());
    const title = draftTexts.oneTitle(draft.caseNumber);
    response.type('html').send(officePage({ ...PAGE, title, main, scripts, signed }));
  });

  api.put('/drafts/:id', json({ limit: '128kb' }), async (request, response) => {
    const read = given.safeParse(request.body);
    if (!read.success) {
      const error = read.error.issues[0]?.message ?? draftTexts.unreadable;
      return void response.status(400).json({ error });
    }
    const { version, state, ...written } = read.data;
    const checked = checkDraft(written);
    if ('mistakes' in checked) return void response.json({ mistakes: checked.mistakes });
    const { id } = request.params;
    const by = actorOf(request);
    const change = { id, version, words: checked.words, state, by: by.name, now: now() };
    const changed = await db.tx(async (tx) => {
      if (!(await changeDraft(tx, change))) return false;
      await traces.note(by, CHANGE_ACTS[state], { kind: 'draft', id }, tx);
      return true;
    });
    if (changed) return void response.json({ version: version + 1 });
    const draft = await findDraft(db, id);
    const error = draft
      ? draftTexts.changedMeanwhile(draft.changed?.by ?? draft.owner.name)
      : draftTexts.gone;
    response.status(draft ? 409 : 404).json({ error });
  });
}
