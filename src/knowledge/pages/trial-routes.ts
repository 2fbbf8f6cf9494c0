import { json, type Router } from 'express';
import { z } from 'zod';
import { contentOf, openFile, readPageText, tryQuestion } from '#src/knowledge/desk/desk.ts';
import { differenceOf } from '#src/knowledge/desk/difference.ts';
import { isPage } from '#src/knowledge/desk/paths.ts';
import { readingOf } from '#src/knowledge/desk/prepared-reading.ts';
import { noteEditing } from '#src/knowledge/store/editing.ts';
import { knowledgeFiles } from '#src/knowledge/store/generations.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { pageBody, path, pathGiven, text, unreadable } from './given.ts';
import type { KnowledgeRoomParts } from './parts.ts';
import { shownReading } from './reading-view.ts';
import { knowledgePagesTexts as texts } from './texts.ts';

const written = z.object({ path, text });
const asked = z.object({ path, text: text.optional(), question: z.string().trim().min(1).max(1_000) });
const compared = z.object({ path, text: text.optional(), version: z.string().max(60).optional() });

/** What is tried and looked at: nothing of it changes what is in service. */
export function addTrialRoutes(api: Router, { knowledge, now }: KnowledgeRoomParts): void {
  const { db } = knowledge;

  api.post('/knowledge/read', pageBody, async (request, response) => {
    const read = written.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const { problems, answers } = await readPageText(knowledge, read.data.path, read.data.text);
    response.json({ problems, answers });
  });

  api.post('/knowledge/ask', pageBody, async (request, response) => {
    const read = asked.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const { question } = read.data;
    response.json(await tryQuestion(knowledge, { path: read.data.path, question, text: read.data.text }));
  });

  api.post('/knowledge/difference', pageBody, async (request, response) => {
    const read = compared.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const { version } = read.data;
    if (!isPage(read.data.path)) return void response.json({ said: texts.said.notCompared });
    const { current } = await openFile(knowledge, read.data.path);
    const other = version === undefined ? undefined : await contentOf(db, read.data.path, version);
    const inService = linesOf(current?.content);
    const runs =
      version === undefined
        ? differenceOf(inService, lines(read.data.text ?? ''))
        : differenceOf(linesOf(other), inService);
    response.json(runs.length === 0 ? { said: texts.said.same } : { runs });
  });

  /** What was read of a document: of what is prepared, else of what is in service. */
  api.post('/knowledge/reading', json(), async (request, response) => {
    const read = pathGiven.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const { prepared } = await openFile(knowledge, read.data.path);
    const waiting = prepared && readingOf(prepared);
    if (waiting) return void response.json(shownReading(waiting));
    const file = (await knowledgeFiles(db)).find((one) => one.path === read.data.path);
    const problems = (file?.problems ?? []).map(({ line, message, severity }) => ({
      line,
      message,
      isBlocking: severity === 'error',
    }));
    response.json(shownReading({ document: file?.document, problems }));
  });

  /** A page that is open says so; it hears who else has it. */
  api.post('/knowledge/editing', json(), async (request, response) => {
    const read = pathGiven.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const by = actorOf(request);
    const at = now();
    const others = await db.tx((tx) => noteEditing(tx, read.data.path, by, at));
    const [first] = others;
    if (!first) return void response.json({});
    const names = others.map(({ name }) => name).join(', ');
    response.json({ said: texts.said.others(names, momentInFrench(first.since, at)) });
  });
}

const lines = (words: string): string => words.replace(/\r\n?/g, '\n');
const linesOf = (content: Uint8Array | undefined): string =>
  lines(content ? new TextDecoder().decode(content) : '');
