import { json, type Router } from 'express';
import { z } from 'zod';
import { dropChange, prepareDocument, preparePage } from '#src/knowledge/desk/desk.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { fileBody, pageBody, pageGiven, path, pathGiven, tracedBy, unreadable } from './given.ts';
import { addressOfFile } from './list-view.ts';
import type { KnowledgeRoomParts } from './parts.ts';
import { shownReading } from './reading-view.ts';
import { knowledgePagesTexts as texts } from './texts.ts';

const dropped = z.object({
  name: z.string().min(1).max(255),
  title: z.string().max(150).default(''),
  replaces: path.optional(),
});

/** What is prepared, out of service: a page that is written, a document that is dropped. */
export function addPrepareRoutes(api: Router, parts: KnowledgeRoomParts): void {
  const { knowledge } = parts;

  api.put('/knowledge/prepared', pageBody, async (request, response) => {
    const read = pageGiven.safeParse(request.body);
    if (!read.success) return unreadable(response);
    await preparePage(knowledge, read.data, actorOf(request), tracedBy(parts, request, 'page_prepared'));
    response.json({ said: texts.said.saved });
  });

  api.post('/knowledge/drop', json(), async (request, response) => {
    const read = pathGiven.safeParse(request.body);
    if (!read.success) return unreadable(response);
    await dropChange(knowledge, read.data.path, tracedBy(parts, request, 'page_dropped'));
    response.json({ said: texts.said.dropped });
  });

  api.post('/knowledge/upload', fileBody, async (request, response) => {
    const read = dropped.safeParse(request.query);
    const content: unknown = request.body;
    if (!read.success || !Buffer.isBuffer(content)) return unreadable(response);
    const { name, title, replaces } = read.data;
    const document = { name, title, replaces, content: new Uint8Array(content) };
    const note = tracedBy(parts, request, 'page_prepared');
    const prepared = await prepareDocument(knowledge, document, actorOf(request), note);
    response.json({
      address: addressOfFile(prepared.path),
      path: prepared.path,
      reading: shownReading(prepared.reading),
    });
  });
}
