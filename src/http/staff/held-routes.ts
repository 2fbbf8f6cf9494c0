import type { Router } from 'express';
import { dropMail, dropMessage, releaseMail, releaseMessage } from '#src/storage/held.ts';
import { staffTexts } from '#src/texts/staff.ts';
import type { StaffParts } from './parts.ts';

/** What staff say of what a restored copy had not sent: it leaves, or it does not. */
export function addHeldRoutes(api: Router, { db, now, wake }: StaffParts): void {
  const { sent, dropped, gone } = staffTexts.held;
  const acts = { messages: [releaseMessage, dropMessage], mails: [releaseMail, dropMail] } as const;
  for (const [kind, [release, drop]] of Object.entries(acts)) {
    api.post(`/held/${kind}/:id/send`, async (request, response) => {
      const found = await db.tx((tx) => release(tx, request.params.id, now()));
      if (!found) return void response.status(409).json({ error: gone });
      wake();
      response.json({ said: sent });
    });
    api.post(`/held/${kind}/:id/drop`, async (request, response) => {
      const found = await db.tx((tx) => drop(tx, request.params.id, now()));
      if (!found) return void response.status(409).json({ error: gone });
      response.json({ said: dropped });
    });
  }
}
