import type { Router } from 'express';
import { draftFromCase } from '#src/expert/draft.ts';
import { draftTexts } from '#src/texts/drafts.ts';
import { actorOf } from '../office/traces.ts';
import type { DeskParts } from './parts.ts';

/** Draws a section for the knowledge from a case: `POST /cases/:id/draft`, 201 when it is new, 200 when there was one. */
export function addDraftRoutes(
  api: Router,
  { db, traces, now }: Pick<DeskParts, 'db' | 'traces' | 'now'>,
): void {
  api.post('/cases/:id/draft', async (request, response) => {
    const by = actorOf(request);
    const outcome = await db.tx(async (tx) => {
      const drawn = await draftFromCase(tx, request.params.id, { by, now: now() });
      // What was drawn before is given back: it is read.
      const act = drawn.ok && !drawn.fresh ? 'draft_read' : 'draft_made';
      if (drawn.ok) await traces.note(by, act, { kind: 'draft', id: drawn.draft.id }, tx);
      return drawn;
    });
    if (outcome.ok) {
      const { draft, fresh } = outcome;
      return void response.status(fresh ? 201 : 200).json({ draft });
    }
    const unknown = outcome.why === 'unknown';
    const error = unknown ? draftTexts.unknownCase : draftTexts.nothingSaid;
    response.status(unknown ? 404 : 409).json({ error });
  });
}
