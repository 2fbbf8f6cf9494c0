import type { Request, Response, Router } from 'express';
import { json } from 'express';
import { z } from 'zod';
import {
  badRatingsOf,
  doubtsOf,
  findGroup,
  listGroups,
  type QuestionGroup,
  setDismissed,
} from '#src/features/unanswered/store/groups.ts';
import { answeredOf } from '#src/features/unanswered/store/tellings.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { refuse } from '#src/platform/web/layout/failures.ts';
import type { Html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room } from '#src/platform/web/layout/room.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { approve } from './approve.ts';
import { beginPage } from './begin-page.ts';
import { groupView, titleOf, WORDING_SIGNS } from './group-view.ts';
import { questionsList, questionsPart } from './list-view.ts';
import type { QuestionsRoomParts } from './parts.ts';
import { momentsOf, readQuery } from './query.ts';
import { questionsTexts as texts } from './texts.ts';
import { nearestOf, publishWording, sectionChoices } from './wordings.ts';

const PATH = '/staff/questions';
const HOME_DAYS = 90;
const given = z.object({
  text: z.string().max(2 * WORDING_SIGNS),
  section: z.string().max(500),
  isSure: z.boolean(),
});
const seen = z.object({ basis: z.string().max(64) });

/** What people asked without a good answer, by meaning: what is missing, and who may be told once it is not. */
export const questionsRoom = (parts: QuestionsRoomParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  home: {
    show: async (at) => {
      const groups = await listGroups(parts.db, { from: at - HOME_DAYS * DAY_MS, to: at + DAY_MS });
      return questionsPart(groups);
    },
  },
  addRoutes: (pages, api) => {
    addPages(pages, parts);
    addActs(api, parts);
  },
});

function addPages(pages: Router, parts: QuestionsRoomParts): void {
  const { db, traces, now } = parts;

  pages.get('/questions', async (request, response) => {
    await traces.read(actorOf(request), 'questions_read');
    const query = readQuery(request.query, now());
    const main = questionsList(query, await listGroups(db, momentsOf(query)));
    show(request, response, { title: texts.title, main, scripts: [] });
  });

  pages.get('/questions/:id', async (request, response) => {
    const group = await findGroup(db, request.params.id);
    if (!group) return gone(request, response);
    await traces.read(actorOf(request), 'question_read', { kind: 'question', id: group.id });
    const main = groupView(await shownOf(parts, group));
    show(request, response, { title: titleOf(group), main, scripts: ['session', 'questions'] });
  });
}

async function shownOf({ db, nearest }: QuestionsRoomParts, group: QuestionGroup) {
  const [doubts, ratings, answered, sections] = await Promise.all([
    doubtsOf(db, group.id),
    badRatingsOf(db, group.id),
    answeredOf(db, group.id),
    sectionChoices(db),
  ]);
  const near = await nearestOf(sections, () => nearest(titleOf(group)));
  const pageAddress = group.page && `/staff/connaissances/page?chemin=${encodeURIComponent(group.page)}`;
  return { group, doubts, ratings, answered, sections, near, pageAddress };
}

function addActs(api: Router, parts: QuestionsRoomParts): void {
  const { db, now, traces } = parts;
  const found = async (id: string, response: Response): Promise<QuestionGroup | undefined> => {
    const group = await findGroup(db, id);
    if (!group) response.status(404).json({ error: texts.gone });
    return group;
  };

  api.post('/questions/:id/draft', json(), async (request, response) => {
    const group = await found(request.params.id, response);
    if (!group) return;
    response.json(await beginPage(parts, group, actorOf(request)));
  });

  api.post('/questions/:id/wording', json(), async (request, response) => {
    const read = given.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const group = await found(request.params.id, response);
    if (!group) return;
    const { status, body } = await publishWording(parts, group.id, read.data, actorOf(request));
    response.status(status).json(body);
  });

  api.post('/questions/:id/tell', json(), async (request, response) => {
    const read = seen.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const group = await found(request.params.id, response);
    if (!group) return;
    const count = await approve(parts, group.id, read.data.basis, actorOf(request));
    if (count === undefined) return void response.status(409).json({ error: texts.tell.changed });
    response.json({ said: texts.tell.done(count) });
  });

  const setAside = (isDismissed: boolean) => async (request: Request<{ id: string }>, response: Response) => {
    const { id } = request.params;
    const isDone = await db.tx(async (tx) => {
      if (!(await setDismissed(tx, id, isDismissed ? now() : undefined))) return false;
      const act = isDismissed ? 'question_dismissed' : 'question_taken_back';
      await traces.note(actorOf(request as Request), act, { kind: 'question', id }, tx);
      return true;
    });
    if (!isDone) return void response.status(404).json({ error: texts.gone });
    response.json({ said: isDismissed ? texts.dismissed : texts.takenBack });
  };
  api.post('/questions/:id/dismiss', json(), setAside(true));
  api.post('/questions/:id/take-back', json(), setAside(false));
}

function show(
  request: Request,
  response: Response,
  { title, main, scripts }: { title: string; main: Html; scripts: readonly string[] },
): void {
  const page = { title, main, path: PATH, signed: signedOf(request) };
  const styles = ['staff', 'knowledge', 'questions'].map((name) => `/staff/assets/${name}.css`);
  const modules = scripts.map((name) => `/staff/assets/${name}.js`);
  response.type('html').send(officePage({ ...page, scripts: modules, styles }));
}

const unreadable = (response: Response): void => void response.status(400).json({ error: texts.unreadable });

const gone = (request: Request, response: Response): void =>
  refuse(request, response, {
    status: 404,
    title: texts.title,
    error: texts.gone,
    signed: signedOf(request),
  });
