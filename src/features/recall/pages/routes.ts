import type { Request, Response, Router } from 'express';
import type { Current } from '#src/features/recall/rules/changed.ts';
import { needsSecond } from '#src/features/recall/rules/needs-second.ts';
import { decideRecall, dropRecall, findRecall } from '#src/features/recall/store/recalls.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { recallPageTexts as texts } from './texts.ts';
import { recallPage, recallPart } from './view.ts';

/** What the page of recalls works with. */
export interface RecallRoomParts extends RoomParts {
  readonly recall: { readonly current: () => Current | undefined };
}

type Act = 'send' | 'confirm' | 'drop';
type Outcome = 'sending' | 'confirming' | 'dropped';
const TRACES = {
  send: 'recall_decided',
  confirm: 'recall_confirmed',
  drop: 'recall_dropped',
} as const satisfies Readonly<Record<Act, string>>;

/** Who received an answer that would be said otherwise today, and whether they are told. */
export const recallRoom = (parts: RecallRoomParts): Room => ({
  home: { show: () => recallPart(parts.db) },
  addRoutes: (pages, api) => addRecallRoutes(pages, api, parts),
});

function addRecallRoutes(pages: Router, api: Router, parts: RecallRoomParts): void {
  const { db, traces, now, recall } = parts;
  pages.get('/rappels', async (request, response) => {
    await traces.read(actorOf(request), 'recall_read');
    const view = { db, current: recall.current, reader: actorOf(request).key, now: now() };
    const main = await recallPage(view);
    const scripts = ['session', 'retry'].map((name) => `/staff/assets/${name}.js`);
    const page = { title: texts.title, main, scripts, path: '/staff', styles: ['/staff/assets/staff.css'] };
    response.type('html').send(officePage({ ...page, signed: signedOf(request) }));
  });

  for (const act of ['send', 'confirm', 'drop'] as const)
    api.post(`/recalls/:id/:version/${act}`, (request, response) => decide(parts, act, request, response));
}

async function decide(
  { db, traces, now }: RecallRoomParts,
  act: Act,
  request: Request,
  response: Response,
): Promise<void> {
  const { id, version } = request.params;
  const actor = actorOf(request);
  const decision = { id: String(id), version: Number(version), by: { ...actor, at: now() } };
  const outcome = await db.tx(async (tx) => {
    const became = await ACTS[act](tx, decision);
    if (became) await traces.note(actor, TRACES[act], { kind: 'recall', id: decision.id }, tx);
    return became;
  });
  if (outcome) response.json({ said: texts.said[outcome] });
  else response.status(409).json({ error: texts.changedMeanwhile });
}

type Decision = Parameters<typeof dropRecall>[1];

/** Each act, as it is done on a recall that is still as it was read; nothing when it is not. */
const ACTS: Readonly<Record<Act, (tx: Transaction, decision: Decision) => Promise<Outcome | undefined>>> = {
  send: async (tx, decision) => {
    const recall = await findRecall(tx, decision.id);
    const to = recall && needsSecond(recall.people) ? 'confirming' : 'sending';
    return (await decideRecall(tx, { ...decision, from: 'ready', to })) ? to : undefined;
  },
  confirm: async (tx, decision) =>
    (await decideRecall(tx, { ...decision, from: 'confirming', to: 'sending' })) ? 'sending' : undefined,
  drop: async (tx, decision) => ((await dropRecall(tx, decision)) ? 'dropped' : undefined),
};
