import { json, type Router } from 'express';
import { z } from 'zod';
import type { Form } from '#src/company/form/form.ts';
import { companiesCsv } from '#src/company/list/export.ts';
import { confirmImport, previewImport } from '#src/features/referencing/import/import-companies.ts';
import { importTexts as texts } from '#src/features/referencing/import/texts.ts';
import { lastImports } from '#src/features/referencing/store/imports.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { importLine, importPage, previewOf } from './import-view.ts';

/** Bytes of a list; its base64 is a third longer. */
const MOST_BYTES = 5_000_000;
const SHOWN = 10;
const body = json({ limit: Math.ceil(MOST_BYTES * 1.4) });
const given = z.object({ data: z.base64(), name: z.string().min(1).max(200) });
const confirmed = given.extend({ seal: z.string().max(100) });

/** What bringing a list in works with. */
export interface ImportParts extends RoomParts {
  /** The sign-up form as staff last wrote it. */
  readonly form: () => Promise<Form>;
}

/** A list of companies that the team brings in: what it would do, then all of it or nothing. */
export const importRoom = (parts: ImportParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  addRoutes: (pages, api) => addImportRoutes(pages, api, parts),
});

function addImportRoutes(pages: Router, api: Router, { db, traces, now, form }: ImportParts): void {
  pages.get('/entreprises/import', async (request, response) => {
    const main = importPage(await lastImports(db, SHOWN), now(), MOST_BYTES);
    const page = { title: texts.title, main, path: '/staff/entreprises', signed: signedOf(request) };
    const scripts = ['session', 'import'].map((name) => `/staff/assets/${name}.js`);
    const styles = ['staff', 'companies'].map((name) => `/staff/assets/${name}.css`);
    response.type('html').send(officePage({ ...page, scripts, styles }));
  });

  pages.get('/entreprises/modele.csv', async (_request, response) => {
    response
      .attachment('modele-entreprises.csv')
      .type('text/csv; charset=utf-8')
      .send(companiesCsv([], await form()));
  });

  api.post('/companies/import/preview', body, async (request, response) => {
    const read = given.safeParse(request.body);
    if (!read.success) return void response.status(400).json({ error: officeTexts.unreadable });
    const bytes = Buffer.from(read.data.data, 'base64');
    if (bytes.length > MOST_BYTES) return void response.status(400).json({ error: texts.tooBig });
    const preview = await previewImport(db, await form(), bytes, parisDay(now()));
    if (!preview.ok) return void response.json({ mistake: preview.error });
    // It says which companies of the list are known.
    await traces.note(actorOf(request), 'import_previewed');
    response.json({ seal: preview.seal, ...previewOf(preview.plan) });
  });

  api.post('/companies/import', body, async (request, response) => {
    const read = confirmed.safeParse(request.body);
    if (!read.success) return void response.status(400).json({ error: officeTexts.unreadable });
    const { data, name: fileName, seal } = read.data;
    const byName = signedOf(request).identity.name;
    const list = { bytes: Buffer.from(data, 'base64'), fileName, byName, seal };
    const at = now();
    const done = await confirmImport(db, await form(), list, {
      today: parisDay(at),
      now: at,
      written: (tx) => traces.note(actorOf(request), 'companies_imported', undefined, tx),
    });
    if (done.ok) {
      const lines = (await lastImports(db, SHOWN)).map((one) => importLine(one, at));
      return void response.json({ said: texts.imported(done.made, done.changed), last: lines });
    }
    if (done.stale) return void response.status(409).json({ error: done.error });
    response.json({ mistake: done.error });
  });
}
