import type { Router } from 'express';
import { reviveLetter } from '#src/storage/attention.ts';
import { reviveJob } from '#src/storage/jobs.ts';
import { relaunchMessage } from '#src/storage/turn-trouble.ts';
import { knowledgeWatchTexts } from '#src/texts/knowledge-watch.ts';
import { staffTexts } from '#src/texts/staff.ts';
import type { StaffParts } from './parts.ts';

/**
 * What staff have tried anew: a message that did not leave, a job that was given up; and what they accept of a knowledge
 * folder that lost much.
 */
export function addWatchRoutes(api: Router, { db, now, wake, notices }: StaffParts): void {
  const { retried, letterGone, jobGone, relaunched, asideGone } = staffTexts.watch;
  api.post('/letters/:id/retry', async (request, response) => {
    const found = await db.tx((tx) => reviveLetter(tx, request.params.id, now()));
    if (!found) return void response.status(409).json({ error: letterGone });
    wake();
    response.json({ said: retried });
  });

  api.post('/messages/:id/relaunch', async (request, response) => {
    const conversationId = await db.tx((tx) => relaunchMessage(tx, request.params.id));
    if (conversationId === undefined) return void response.status(409).json({ error: asideGone });
    response.json({ said: relaunched });
  });

  api.post('/jobs/:id/retry', async (request, response) => {
    const found = await db.tx((tx) => reviveJob(tx, request.params.id, now()));
    if (!found) return void response.status(409).json({ error: jobGone });
    response.json({ said: retried });
  });

  api.post('/knowledge/:digest/accept', async (request, response) => {
    const { accepted, changedMeanwhile } = knowledgeWatchTexts;
    if (await notices.accept(request.params.digest)) response.json({ said: accepted });
    else response.status(409).json({ error: changedMeanwhile });
  });
}
