import type { Router } from 'express';
import { type DrawDraft, draftFromCase } from '#src/expert/draft.ts';
import type { Database } from '#src/storage/database.ts';
import { draftTexts } from '#src/texts/drafts.ts';
import { signedOf } from '../sign-in/identity.ts';

/** Draws a section for the knowledge from a case: `POST /cases/:id/draft`, 201 when it is new, 200 when there was one. */
export function addDraftRoutes(
  api: Router,
  { db, draw, now }: { db: Database; draw: DrawDraft; now: () => number },
): void {
  api.post('/cases/:id/draft', async (request, response) => {
    const { id, name } = signedOf(request).identity;
    const by = { key: `web:${id}`, name };
    const outcome = await draftFromCase(db, request.params.id, { by, now: now(), draw });
    if (outcome.ok) {
      const { draft, fresh } = outcome;
      return void response.status(fresh ? 201 : 200).json({ draft });
    }
    const unknown = outcome.why === 'unknown';
    const error = unknown ? draftTexts.unknownCase : draftTexts.nothingSaid;
    response.status(unknown ? 404 : 409).json({ error });
  });
}
