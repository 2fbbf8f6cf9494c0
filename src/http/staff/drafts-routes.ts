import { json, type Router } from 'express';
import { z } from 'zod';
import { checkDraft, DRAFT_STATES, draftsPage } from '#src/expert/draft-page.ts';
import { parisDay } from '#src/knowledge/dates.ts';
import { changeDraft, findDraft, listDrafts } from '#src/storage/knowledge-drafts.ts';
import { draftTexts } from '#src/texts/drafts.ts';
import { refuse } from '../office/failures.ts';
import { officePage } from '../office/page.ts';
import { signedOf } from '../sign-in/identity.ts';
import { draftForm, draftsTable } from './drafts-view.ts';
import type { StaffParts } from './parts.ts';

const PAGE = { path: '/staff', styles: ['/staff/assets/staff.css'] };
const text = z.string(draftTexts.unreadable);
const given = z.object(
  {
    ...{
      version: z.int(draftTexts.unreadable),
      heading: text,
      shortAnswer: text,
      details: text,
      references: text,
    },
    state: z.enum(DRAFT_STATES, draftTexts.mistakes.state),
  },
  draftTexts.unreadable,
);

/** The sections that experts drew from exchanges: a list, a page to mend each, a file of all. */
export function addDraftRoutes(pages: Router, api: Router, { db, now }: StaffParts): void {
  pages.get('/brouillons', async (request, response) => {
    const main = draftsTable(await listDrafts(db));
    const signed = signedOf(request);
    response.type('html').send(officePage({ ...PAGE, title: draftTexts.title, main, signed }));
  });

  pages.get('/brouillons.md', async (_request, response) => {
    const page = draftsPage(await listDrafts(db));
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
    const by = signedOf(request).identity.name;
    const change = { id, version, words: checked.words, state, by, now: now() };
    if (await db.tx((tx) => changeDraft(tx, change))) return void response.json({ version: version + 1 });
    const draft = await findDraft(db, id);
    const error = draft
      ? draftTexts.changedMeanwhile(draft.changed?.by ?? draft.owner.name)
      : draftTexts.gone;
    response.status(draft ? 409 : 404).json({ error });
  });
}
