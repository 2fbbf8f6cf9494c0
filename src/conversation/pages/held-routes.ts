import type { Router } from 'express';
import { dropMail, dropMessage, releaseMail, releaseMessage } from '#src/conversation/store/outbox/held.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { heldPart } from './held-view.ts';
import { heldTexts } from './texts.ts';

/** What the held letters are sent or dropped with. */
export interface HeldParts extends RoomParts {
  /** Said when something was written that must leave. */
  readonly wake: () => void;
}

/** What a restored copy had not sent, and what staff say of each: it leaves, or it does not. */
export const heldRoom = (parts: HeldParts): Room => ({
  home: { show: (at) => heldPart(parts.db, at) },
  addRoutes: (_pages, api) => addHeldRoutes(api, parts),
});

function addHeldRoutes(api: Router, { db, traces, now, wake }: HeldParts): void {
  const { sent, dropped, gone } = heldTexts;
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
