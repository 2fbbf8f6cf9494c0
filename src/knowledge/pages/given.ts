import { json, type Request, type Response, raw } from 'express';
import { z } from 'zod';
import {
  isOfKnowledge,
  MOST_DOCUMENT_BYTES,
  MOST_PAGE_SIGNS,
  type Traced,
} from '#src/knowledge/desk/desk.ts';
import { isWritten } from '#src/knowledge/desk/paths.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import type { KnowledgeRoomParts } from './parts.ts';
import { knowledgePagesTexts as texts } from './texts.ts';

/** What is typed may be written in two signs each. */
export const pageBody = json({ limit: '1mb' });
export const fileBody = raw({ type: 'application/octet-stream', limit: MOST_DOCUMENT_BYTES });

/** The path of a page or of a document. */
export const path = z.string().refine(isOfKnowledge);
export const text = z.string().max(MOST_PAGE_SIGNS);
/** The digest of what stood in the folder when it was read; empty where nothing did. */
export const basis = z
  .string()
  .max(64)
  .transform((digest) => (digest === '' ? undefined : digest));

/** A page or a register that somebody wrote. */
export const pageGiven = z.object({ path: path.refine(isWritten), text, basis });
export const pathGiven = z.object({ path });

/** Refuses what no page of ours sends. */
export const unreadable = (response: Response): void =>
  void response.status(400).json({ error: texts.unreadable });

/** The trace of an act on the first of the files that it changed; the others go with it. */
export const tracedBy =
  ({ traces }: Pick<KnowledgeRoomParts, 'traces'>, request: Request, act: Act): Traced =>
  (tx, [id]) =>
    traces.note(actorOf(request), act, id === undefined ? undefined : { kind: 'page', id }, tx);
