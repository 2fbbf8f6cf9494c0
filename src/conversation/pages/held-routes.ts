import type { Router } from 'express';
import { plainText } from '#src/channel/blocks.ts';
import { channelNames } from '#src/channel/texts.ts';
import {
  dropMail,
  dropMessage,
  heldCounts,
  heldMails,
  heldMessages,
  releaseMail,
  releaseMessage,
} from '#src/conversation/store/outbox/held.ts';
import type { Database } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { heldTexts as texts, watchTexts as watch } from './texts.ts';

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
  const { sent, dropped, gone } = texts;
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

const SHOWN = 50;
const EXCERPT = 160;

/** What a restored copy had not sent, until staff have said of each whether it leaves; nothing when nothing is held. */
async function heldPart(db: Database, now: number): Promise<Html | undefined> {
  const counts = await heldCounts(db);
  const all = counts.messages + counts.mails;
  if (all === 0) return undefined;
  const messages = (await heldMessages(db, SHOWN)).map((one) => {
    const words = plainText(one.blocks).replace(/\s+/g, ' ').trim();
    const said = words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words || watch.noWords;
    const to = watch.to(channelNames[one.channel] ?? one.channel, one.personName);
    return line({ to, said, createdAt: one.createdAt, path: `/staff/api/held/messages/${one.id}` }, now);
  });
  const mails = (await heldMails(db, SHOWN)).map(({ id, to, subject, createdAt }) =>
    line({ to: texts.mailTo(to), said: subject, createdAt, path: `/staff/api/held/mails/${id}` }, now),
  );
  const shown = messages.length + mails.length;
  return html`<section class="block" aria-labelledby="held-title">
        <h2 id="held-title">${texts.title} <span class="count">${String(all)}</span></h2>
        <p class="hint">${texts.hint}${all > shown ? ` ${watch.more(shown, all)}` : undefined}</p>
        <ul class="watched">${messages}${mails}</ul>
      </section>`;
}

const line = (
  one: { to: string; said: string; createdAt: number; path: string },
  now: number,
): Html => html`<li>
            <p><strong>${one.to}</strong></p>
            <p class="said">${one.said}</p>
            <p class="hint">${texts.written(momentInFrench(one.createdAt, now))}</p>
            <div class="held-choice">
              <button class="quiet" type="button" data-retry="${one.path}/send" aria-label="${texts.sendOf(one.to)}">${texts.send}</button>
              <button class="quiet" type="button" data-retry="${one.path}/drop" aria-label="${texts.dropOf(one.to)}">${texts.drop}</button>
            </div>
          </li>`;
