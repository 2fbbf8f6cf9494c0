import { json, type Router } from 'express';
import { z } from 'zod';
import {
  type Compared,
  comparedText,
  type DeskParts,
  openFile,
  readPageText,
  tryQuestion,
} from '#src/knowledge/desk/desk.ts';
import { differenceOf } from '#src/knowledge/desk/difference.ts';
import { isWritten } from '#src/knowledge/desk/paths.ts';
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
const asked = z.object({
  path,
  text: text.optional(),
  question: z.string().trim().min(1).max(1_000),
  withdrawn: z.boolean().default(false),
});
const version = z.string().max(60);
/** What is compared with what is in service, or with the version before. */
const compared = z.object({
  path,
  text: text.optional(),
  version: version.optional(),
  before: version.optional(),
  prepared: z.boolean().default(false),
});

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
    const { withdrawn: isWithdrawn, path: of, question, text: words } = read.data;
    response.json(await tryQuestion(knowledge, { path: of, question, text: words, isWithdrawn }));
  });

  api.post('/knowledge/difference', pageBody, async (request, response) => {
    const read = compared.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const [before, after] = await bothTexts(knowledge, read.data);
    const runs = differenceOf(before, after);
    const isDocument = !isWritten(read.data.path);
    if (runs.length === 0) {
      const isUnread = isDocument && before === '';
      return void response.json({ said: isUnread ? texts.said.nothingRead : texts.said.same });
    }
    response.json({ runs, ...(isDocument ? { said: texts.said.comparedByText } : {}) });
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

/** The two texts that are compared, the older one first. */
async function bothTexts(
  parts: DeskParts,
  { path: of, text: written, version: id, before, prepared }: z.output<typeof compared>,
): Promise<[string, string]> {
  const textOf = (which: Compared) => comparedText(parts, of, which);
  if (id === undefined) {
    const after = prepared ? await textOf('prepared') : (written ?? '').replace(/\r\n?/g, '\n');
    return [await textOf('in service'), after];
  }
  return before === undefined
    ? [await textOf({ version: id }), await textOf('in service')]
    : [await textOf({ version: before }), await textOf({ version: id })];
}
