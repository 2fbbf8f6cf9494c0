import { json, type Response, type Router } from 'express';
import { z } from 'zod';
import {
  WRITTEN_COLUMNS,
  type WrittenFields,
  writtenFieldsFrom,
} from '#src/features/opportunities/sources/files/written.ts';
import { writtenPublication } from '#src/features/opportunities/store/listing.ts';
import { findNotice } from '#src/features/opportunities/store/notices.ts';
import { addWritten, correctWritten, endWritten, type Writing } from '#src/features/opportunities/written.ts';
import { bringIn, readWrittenTable } from '#src/features/opportunities/written-table.ts';
import { csvTable } from '#src/platform/web/csv.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { importPage, tableWords } from './import-view.ts';
import type { OpportunitiesRoomParts } from './parts.ts';
import { gone, show } from './show.ts';
import { fieldLabels, writtenPageTexts as texts } from './texts-written.ts';
import { writtenForm } from './written-form.ts';

const body = json({ limit: '128kb' });
/** Bytes of a table; its base64 is a third longer. */
const MOST_BYTES = 2_000_000;
const tableBody = json({ limit: Math.ceil(MOST_BYTES * 1.4) });
const FIELDS = Object.keys(WRITTEN_COLUMNS) as (keyof WrittenFields)[];
const given = z.object(
  Object.fromEntries(FIELDS.map((field) => [field, z.string().max(30_000).optional()])) as Record<
    keyof WrittenFields,
    z.ZodOptional<z.ZodString>
  >,
);
const correction = given.extend({ version: z.coerce.number().int() });
const ending = z.object({ why: z.string().max(1_000) });
const table = z.object({ data: z.base64() });
const SCRIPTS = ['session', 'opportunities'];

/** What the team writes: a form, a table, corrections, an end. */
export function addWrittenRoutes(pages: Router, api: Router, parts: OpportunitiesRoomParts): void {
  addWrittenPages(pages, parts);
  addWrittenApi(api, parts);
  addTableApi(api, parts);
}

function addWrittenPages(pages: Router, { db }: OpportunitiesRoomParts): void {
  pages.get('/opportunites/ecrire', (request, response) => {
    const main = writtenForm({}, { api: '/opportunities', method: 'POST' });
    show(request, response, { title: texts.write, main, scripts: SCRIPTS, intro: texts.intro });
  });

  pages.get('/opportunites/avis/:id/modifier', async (request, response) => {
    const { id } = request.params;
    const kept = await findNotice(db, id);
    const publication = kept && (await writtenPublication(db, id));
    if (!kept) return gone(request, response, texts.gone);
    if (!publication) return gone(request, response, texts.notWritten);
    if (kept.notice.cancelled) return gone(request, response, texts.ended);
    const sends = { api: `/opportunities/${id}`, method: 'PUT', version: kept.version } as const;
    const main = writtenForm(writtenFieldsFrom(publication, publication.reference), sends);
    const back = { href: `/staff/opportunites/avis/${id}`, label: texts.backToNotice };
    show(request, response, { title: texts.correct, main, scripts: SCRIPTS, intro: texts.intro, back });
  });

  pages.get('/opportunites/importer', (request, response) => {
    const scripts = ['session', 'opportunities-table'];
    show(request, response, { title: texts.drop, main: importPage(MOST_BYTES), scripts });
  });

  pages.get('/opportunites/modele.csv', (_request, response) => {
    response
      .attachment(texts.modelName)
      .type('text/csv; charset=utf-8')
      .send(csvTable([FIELDS.map((field) => fieldLabels[field])]));
  });
}

function addWrittenApi(api: Router, { db, traces, now }: OpportunitiesRoomParts): void {
  api.post('/opportunities', body, async (request, response) => {
    const read = given.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const by = actorOf(request);
    const wrote = await db.tx(async (tx) => {
      const done = await addWritten(tx, read.data, { by, now: now() });
      if (done.ok && done.did !== 'same')
        await traces.note(by, 'opportunity_written', { kind: 'notice', id: done.noticeId }, tx);
      return done;
    });
    answer(response, wrote, texts.saved);
  });

  api.put('/opportunities/:id', body, async (request, response) => {
    const read = correction.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const by = actorOf(request);
    const { version, ...fields } = read.data;
    const change = { noticeId: request.params.id, version, fields };
    const wrote = await db.tx(async (tx) => {
      const done = await correctWritten(tx, change, { by, now: now() });
      if (done.ok && done.did !== 'same')
        await traces.note(by, 'opportunity_corrected', { kind: 'notice', id: done.noticeId }, tx);
      return done;
    });
    answer(response, wrote, texts.corrected);
  });

  api.post('/opportunities/:id/end', body, async (request, response) => {
    const read = ending.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const by = actorOf(request);
    const { id } = request.params;
    const why = read.data.why.trim();
    const kept = await findNotice(db, id);
    if (!kept) return void response.status(404).json({ error: texts.gone });
    if (why === '') return void response.json({ mistakes: [{ field: 'why', message: texts.endNeedsWhy }] });
    const did = await db.tx(async (tx) => {
      const done = await endWritten(tx, { noticeId: id, why }, { by, now: now() });
      if (done === 'done') await traces.note(by, 'opportunity_ended', { kind: 'notice', id }, tx);
      return done;
    });
    if (did === 'gone') return void response.status(409).json({ error: texts.notWritten });
    response.json({ said: texts.endDone, to: addressOf(id) });
  });
}

/** A table that is dropped: what each line would do, then what is kept. */
function addTableApi(api: Router, { db, traces, now }: OpportunitiesRoomParts): void {
  const lines = async (given: unknown, response: Response) => {
    const read = table.safeParse(given);
    if (!read.success) return unreadable(response);
    const bytes = Buffer.from(read.data.data, 'base64');
    if (bytes.length > MOST_BYTES) return void response.status(400).json({ error: texts.tooBig });
    const found = await readWrittenTable(db, bytes, now());
    if (!found.ok) return void response.json({ mistake: found.why });
    return found.lines;
  };

  api.post('/opportunities/table/preview', tableBody, async (request, response) => {
    const found = await lines(request.body, response);
    if (found) response.json(tableWords(found));
  });

  api.post('/opportunities/table', tableBody, async (request, response) => {
    const found = await lines(request.body, response);
    if (!found) return;
    const by = actorOf(request);
    const { made, corrected } = await bringIn(db, found, {
      by,
      now: now(),
      traced: (tx) => traces.note(by, 'opportunities_imported', undefined, tx),
    });
    response.json({
      said: texts.broughtIn(made, corrected),
      see: { href: '/staff/opportunites/ecrites', label: texts.seeWritten },
      // What is left to correct stays on the page.
      left: found.flatMap((line) =>
        line.verdict === 'wrong' ? tableWords([line]).groups.flatMap((one) => one.lines) : [],
      ),
    });
  });
}

const addressOf = (id: string): string => `/staff/opportunites/avis/${id}`;

const REFUSED = {
  gone: { status: 404, error: texts.gone },
  changed: { status: 409, error: texts.changed },
  ended: { status: 409, error: texts.ended },
} as const;

function answer(response: Response, wrote: Writing, said: string): void {
  if (wrote.ok)
    return void response.json({
      said: wrote.did === 'same' ? texts.unchanged : said,
      to: addressOf(wrote.noticeId),
    });
  if ('mistakes' in wrote) {
    const mistakes = wrote.mistakes.map(({ field, message }) => ({ field, message: capital(message) }));
    return void response.json({ mistakes });
  }
  const { status, error } = REFUSED[wrote.why];
  response.status(status).json({ error });
}

/** Beside a field, a sentence stands by itself. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const unreadable = (response: Response): void => void response.status(400).json({ error: texts.unreadable });
