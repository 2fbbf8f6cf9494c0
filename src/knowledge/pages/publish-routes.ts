import { json, type Response, type Router } from 'express';
import { z } from 'zod';
import { type Outcome, publishPage, publishPrepared, restore, withdraw } from '#src/knowledge/desk/desk.ts';
import { differenceOf } from '#src/knowledge/desk/difference.ts';
import { endEditing } from '#src/knowledge/store/editing.ts';
import { versionsOf } from '#src/knowledge/store/versions.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { basis, pageBody, pageGiven, path, pathGiven, tracedBy, unreadable } from './given.ts';
import type { KnowledgeRoomParts } from './parts.ts';
import { knowledgePagesTexts as texts } from './texts.ts';

const based = z.object({ path, basis });
const restored = z.object({ path, basis, id: z.string().max(60) });

/** What changes the knowledge: what is put in service, withdrawn, put back. Each leaves its trace. */
export function addPublishRoutes(api: Router, parts: KnowledgeRoomParts): void {
  const { knowledge } = parts;
  const { db } = knowledge;

  api.post('/knowledge/publish', pageBody, async (request, response) => {
    const note = tracedBy(parts, request, 'page_published');
    const by = actorOf(request);
    const written = pageGiven.safeParse(request.body);
    if (written.success) {
      const outcome = await publishPage(knowledge, written.data, by, note);
      if (outcome.type === 'done') await db.tx((tx) => endEditing(tx, written.data.path, by));
      return tell(db, response, outcome, { said: texts.said.published, text: written.data.text });
    }
    const read = pathGiven.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const outcome = await publishPrepared(knowledge, read.data.path, by, note);
    return tell(db, response, outcome, { said: texts.said.published });
  });

  api.post('/knowledge/withdraw', json(), async (request, response) => {
    const read = based.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const note = tracedBy(parts, request, 'page_withdrawn');
    const outcome = await withdraw(knowledge, read.data, actorOf(request), note);
    return tell(db, response, outcome, { said: texts.said.withdrawn });
  });

  api.post('/knowledge/restore', json(), async (request, response) => {
    const read = restored.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const note = tracedBy(parts, request, 'page_restored');
    const outcome = await restore(knowledge, read.data, actorOf(request), note);
    return tell(db, response, outcome, { said: texts.said.restored });
  });
}

/** Says how it ended, and what stands in the way with the difference: what the person wrote is still theirs. */
async function tell(
  db: Queryable,
  response: Response,
  outcome: Outcome,
  { said, text }: { readonly said: string; readonly text?: string },
): Promise<void> {
  switch (outcome.type) {
    case 'done':
      return void response.json({ said });
    case 'refused': {
      const blocking = outcome.problems.filter(({ isBlocking }) => isBlocking);
      return void response.json({
        refused: texts.said.refused(blocking.length),
        problems: outcome.problems,
      });
    }
    case 'not writable':
      return void response.status(409).json({ error: texts.said.notWritable });
    case 'changed': {
      const { current, path: changed } = outcome;
      const [last] = await versionsOf(db, changed);
      const who = last?.digest === current?.digest ? last?.by.name : undefined;
      const told = current ? texts.said.changedMeanwhile(who || undefined) : texts.said.withdrawnMeanwhile;
      const runs =
        current && text !== undefined ? differenceOf(new TextDecoder().decode(current.content), text) : [];
      return void response.json({ changed: told, basis: current?.digest ?? '', runs });
    }
    default:
      return outcome satisfies never;
  }
}
