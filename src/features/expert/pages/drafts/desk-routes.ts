import type { Router } from 'express';
import { type DrawDraft, draftFromCase } from '#src/features/expert/drafts/draft.ts';
import { draftTexts } from '#src/features/expert/drafts/texts.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';

/** What drawing a section works with. */
export interface DrawingParts extends RoomParts {
  readonly draw: DrawDraft;
}

/** Drawing a section for the knowledge from a case, on the desk. */
export const drawingRoom = (parts: DrawingParts): Room => ({
  addRoutes: (_pages, api) => addDrawingRoute(api, parts),
});

/** `POST /cases/:id/draft`: 201 when it is new, 200 when there was one. */
function addDrawingRoute(api: Router, { db, draw, traces, now }: DrawingParts): void {
  api.post('/cases/:id/draft', async (request, response) => {
    const by = actorOf(request);
    const outcome = await draftFromCase(db, request.params.id, { by, now: now(), draw });
    if (outcome.ok) {
      const { draft, fresh } = outcome;
      // A new one left its trace when it was kept; one that was drawn before is read.
      if (!fresh) await traces.read(by, 'draft_read', { kind: 'draft', id: draft.id });
      return void response.status(fresh ? 201 : 200).json({ draft });
    }
    const unknown = outcome.why === 'unknown';
    const error = unknown ? draftTexts.unknownCase : draftTexts.nothingSaid;
    response.status(unknown ? 404 : 409).json({ error });
  });
}
