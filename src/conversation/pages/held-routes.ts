import type { Router } from 'express';
import { dropMail, dropMessage, releaseMail, releaseMessage } from '#src/conversation/store/outbox/held.ts';
import type { StaffParts } from '#src/platform/web/staff/parts.ts';
import { staffTexts } from '#src/platform/web/staff/texts.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';

/** What staff say of what a restored copy had not sent: it leaves, or it does not. */
export function addHeldRoutes(api: Router, { db, traces, now, wake }: StaffParts): void {
  const { sent, dropped, gone } = staffTexts.held;
  const acts = {
    messages: ['letter', releaseMessage, dropMessage],
    mails: ['job', releaseMail, dropMail],
  } as const;
  for (const [path, [kind, release, drop]] of Object.entries(acts)) {
    api.post(`/held/${path}/:id/send`, async (request, response) => {
      const { id } = request.params;
      const found = await db.tx(async (tx) => {
        if (!(await release(tx, id, now()))) return false;
        await traces.note(actorOf(request), 'held_sent', { kind, id }, tx);
        return true;
      });
      if (!found) return void response.status(409).json({ error: gone });
      wake();
      response.json({ said: sent });
    });
    api.post(`/held/${path}/:id/drop`, async (request, response) => {
      const { id } = request.params;
      const found = await db.tx(async (tx) => {
        if (!(await drop(tx, id, now()))) return false;
        await traces.note(actorOf(request), 'held_dropped', { kind, id }, tx);
        return true;
      });
      if (!found) return void response.status(409).json({ error: gone });
      response.json({ said: dropped });
    });
  }
}
