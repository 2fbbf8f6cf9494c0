import type { Router } from 'express';
import { reviveLetter } from '#src/conversation/store/outbox/attention.ts';
import { relaunchMessage } from '#src/conversation/store/turn-trouble.ts';
import { knowledgeWatchTexts } from '#src/knowledge/ingest/texts.ts';
import { reviveJob } from '#src/platform/database/jobs/jobs.ts';
import { html } from '#src/platform/web/layout/html.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { watchTexts } from './texts.ts';
import { concernsPart, type Watched, watchPart } from './watch-view.ts';

/** What is watched, and what staff have tried anew there. */
export interface WatchParts extends RoomParts, Watched {
  /** What is to be put right on a platform, in French. */
  readonly concerns: () => readonly string[];
  /** Said when something was written that must leave. */
  readonly wake: () => void;
}

/** What went wrong and somebody must look at: messages, jobs, the knowledge, the platforms; and how the channels are doing. */
export const watchRoom = (parts: WatchParts): Room => ({
  home: {
    show: async (at) => html`${await watchPart(parts, at)}
      ${concernsPart(parts.concerns())}`,
  },
  addRoutes: (_pages, api) => addWatchRoutes(api, parts),
});

/**
 * What staff have tried anew: a message that did not leave, a job that was given up; and what they accept of a knowledge
 * folder that lost much.
 */
function addWatchRoutes(api: Router, { db, traces, now, wake, notices }: WatchParts): void {
  const { retried, letterGone, jobGone, relaunched, asideGone } = watchTexts;
  api.post('/letters/:id/retry', async (request, response) => {
    const { id } = request.params;
    const found = await db.tx(async (tx) => {
      if (!(await reviveLetter(tx, id, now()))) return false;
      await traces.note(actorOf(request), 'letter_retried', { kind: 'letter', id }, tx);
      return true;
    });
    if (!found) return void response.status(409).json({ error: letterGone });
    wake();
    response.json({ said: retried });
  });

  api.post('/messages/:id/relaunch', async (request, response) => {
    const { id } = request.params;
    const conversationId = await db.tx(async (tx) => {
      const found = await relaunchMessage(tx, id);
      if (found !== undefined)
        await traces.note(actorOf(request), 'message_relaunched', { kind: 'message', id }, tx);
      return found;
    });
    if (conversationId === undefined) return void response.status(409).json({ error: asideGone });
    response.json({ said: relaunched });
  });

  api.post('/jobs/:id/retry', async (request, response) => {
    const { id } = request.params;
    const found = await db.tx(async (tx) => {
      if (!(await reviveJob(tx, id, now()))) return false;
      await traces.note(actorOf(request), 'job_retried', { kind: 'job', id }, tx);
      return true;
    });
    if (!found) return void response.status(409).json({ error: jobGone });
    response.json({ said: retried });
  });

  api.post('/knowledge/:digest/accept', async (request, response) => {
    const { accepted, changedMeanwhile } = knowledgeWatchTexts;
    const { digest } = request.params;
    const changed = () => void response.status(409).json({ error: changedMeanwhile });
    if (!(await notices.list()).some(({ accepts }) => accepts === digest)) return changed();
    // Before it is done: what can't be traced is not done either.
    await traces.note(actorOf(request), 'knowledge_accepted');
    if (!(await notices.accept(digest))) return changed();
    response.json({ said: accepted });
  });
}
