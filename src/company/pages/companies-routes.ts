import { json, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { plainText } from '#src/channel/blocks.ts';
import {
  correctField,
  inviteByTeam,
  TEAM_CODE_DAYS,
  type TeamAct,
  type TeamDone,
  verifyField,
} from '#src/company/by-team.ts';
import type { Form } from '#src/company/form/form.ts';
import { companiesCsv, companiesJson } from '#src/company/list/export.ts';
import { type CompanyLine, filtered, lineOf, sorted } from '#src/company/list/lines.ts';
import { decideJoin } from '#src/company/members/join.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import type { CompanyDirectory } from '#src/company/rules/establishment.ts';
import { findCompany } from '#src/company/store/companies.ts';
import { countPendingHoldings } from '#src/company/store/holders.ts';
import { countCompanies, countWaitingForTeam, listCompanies } from '#src/company/store/list.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { refuse } from '#src/platform/web/layout/failures.ts';
import type { Html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf, webExpertKey } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { type ListQuery, queryOf } from './companies-query.ts';
import { companiesList, companiesPart } from './companies-view.ts';
import { readCompanyFile } from './company-file.ts';
import { companyView } from './company-view.ts';
import { readHoldingFile } from './holding-file.ts';
import { holdingPart } from './holding-view.ts';
import { companiesTexts as texts } from './texts.ts';

const PAGE = {
  path: '/staff/entreprises',
  styles: ['staff', 'companies'].map((name) => `/staff/assets/${name}.css`),
};
const body = json({ limit: '64kb' });
const correction = z.object({
  basis: z.number(),
  value: z.union([z.string(), z.array(z.string()), z.null()]),
});
const verification = z.object({ basis: z.number() });
const joining = z.object({ accepted: z.boolean() });

/** What the pages of companies are made with. */
export interface CompaniesParts extends RoomParts {
  /** The sign-up form as staff last wrote it. */
  readonly form: () => Promise<Form>;
  /** Whether the directory is open, whose companies the team approves. */
  readonly directory: { readonly isOn: boolean };
  /** The public register that the team checks companies against. */
  readonly register: CompanyDirectory;
  /** Said when something was written that must leave. */
  readonly wake: () => void;
}

/** The companies: a list to filter, its files to take away, each company's file, and what the team changes there. */
export const companiesRoom = (parts: CompaniesParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  home: { show: () => companiesSummary(parts) },
  addRoutes: (pages, api) => {
    addReading(pages, parts);
    addChanges(api, parts);
  },
});

/** On the staff's first page: how many companies there are, and who waits for the team. */
async function companiesSummary({ db, directory }: CompaniesParts): Promise<Html> {
  const all = await countCompanies(db);
  const waiting = await countWaitingForTeam(db);
  const toCheck = directory.isOn ? await countPendingHoldings(db, DIRECTORY_CONSENT.purpose) : undefined;
  return companiesPart(all, waiting, toCheck);
}

function addReading(pages: Router, { db, traces, now, form, directory, register }: CompaniesParts): void {
  const read = async ({ filter, sort }: ListQuery): Promise<{ found: CompanyLine[]; all: number }> => {
    const [companies, today] = await Promise.all([listCompanies(db), form()]);
    const lines = companies.map((company) => lineOf(company, today, directory.isOn));
    return { found: sorted(filtered(lines, filter), sort, false), all: lines.length };
  };
  pages.get('/entreprises', async (request, response) => {
    const query = queryOf(request.query);
    await traces.read(actorOf(request), 'companies_read');
    const { found, all } = await read(query);
    const main = companiesList(query, found, all, await form());
    response.type('html').send(officePage({ ...PAGE, title: texts.title, main, signed: signedOf(request) }));
  });

  pages.get('/entreprises.csv', async (request, response) => {
    const { found } = await read(queryOf(request.query));
    await traces.note(actorOf(request), 'companies_exported');
    response
      .attachment(`entreprises-${parisDay(now())}.csv`)
      .type('text/csv; charset=utf-8')
      .send(companiesCsv(found, await form()));
  });

  pages.get('/entreprises.json', async (request, response) => {
    const { found } = await read(queryOf(request.query));
    await traces.note(actorOf(request), 'companies_exported');
    response.attachment(`entreprises-${parisDay(now())}.json`).json(companiesJson(found));
  });

  pages.get('/entreprises/:id', async (request, response) => {
    const signed = signedOf(request);
    const file = await readCompanyFile(db, request.params.id);
    if (!file)
      return refuse(request, response, { status: 404, title: texts.title, error: texts.gone, signed });
    await traces.read(actorOf(request), 'company_read', { kind: 'company', id: request.params.id });
    const title = file.fields.find(({ field }) => field === 'name')?.shown || texts.noName;
    const today = await form();
    const holding = await readHoldingFile({ db, register, form: today, isOn: directory.isOn }, file);
    const main = companyView(file, today, now(), holdingPart(holding, now()));
    const scripts = ['session', 'company', 'holding'].map((name) => `/staff/assets/${name}.js`);
    response.type('html').send(officePage({ ...PAGE, title, main, scripts, signed }));
  });
}

function addChanges(api: Router, { db, traces, now, form, wake }: CompaniesParts): void {
  const unreadable = (response: Response) =>
    void response.status(400).json({ error: officeTexts.unreadable });
  const act = async (request: Request<{ id: string; field: string }>, basis: number): Promise<TeamAct> => ({
    companyId: request.params.id,
    field: request.params.field,
    basis,
    byName: signedOf(request).identity.name,
    form: await form(),
    now: now(),
  });
  const answer = (response: Response, done: TeamDone): void => {
    if (done.ok) {
      if (done.told > 0) wake();
      return void response.json({ said: done.changed ? texts.told(done.told) : texts.same });
    }
    if (done.why === 'mistake') return void response.json({ mistake: done.error });
    response.status(done.why === 'gone' ? 404 : 409).json({ error: done.error });
  };

  api.put('/companies/:id/fields/:field', body, async (request, response) => {
    const read = correction.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const { basis, value } = read.data;
    const asked = await act(request, basis);
    const done = await db.tx(async (tx) => {
      const corrected = await correctField(tx, asked, value ?? undefined);
      if (corrected.ok && corrected.changed)
        await traces.note(actorOf(request), 'company_changed', { kind: 'company', id: asked.companyId }, tx);
      return corrected;
    });
    answer(response, done);
  });

  api.post('/companies/:id/fields/:field/verified', body, async (request, response) => {
    const read = verification.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const asked = await act(request, read.data.basis);
    const done = await db.tx(async (tx) => {
      const verified = await verifyField(tx, asked);
      if (verified.ok && verified.changed)
        await traces.note(actorOf(request), 'company_verified', { kind: 'company', id: asked.companyId }, tx);
      return verified;
    });
    answer(response, done);
  });

  api.post('/companies/:id/people/:person', body, async (request, response) => {
    const read = joining.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const { id: companyId, person: personId } = request.params;
    const by = webExpertKey(signedOf(request).identity.id);
    const byName = signedOf(request).identity.name;
    const decision = { companyId, personId, by, byName, accepted: read.data.accepted, form: await form() };
    const act = decision.accepted ? 'member_accepted' : 'member_refused';
    const decided = (tx: Transaction) =>
      traces.note(actorOf(request), act, { kind: 'person', id: personId }, tx);
    const said = await inCompany(db, companyId, (tx) => decideJoin(tx, { ...decision, decided, now: now() }));
    if (!said) return void response.status(404).json({ error: texts.gone });
    wake();
    response.json({ said: plainText(said) });
  });

  api.post('/companies/:id/invitation', async (request, response) => {
    const invitation = { companyId: request.params.id, byName: signedOf(request).identity.name, now: now() };
    const invited = await db.tx(async (tx) => {
      const drawn = await inviteByTeam(tx, invitation);
      const on = { kind: 'company', id: invitation.companyId } as const;
      if ('code' in drawn) await traces.note(actorOf(request), 'company_code_given', on, tx);
      return drawn;
    });
    if ('code' in invited) return void response.json({ said: texts.code(invited.code, TEAM_CODE_DAYS) });
    if (invited.why === 'gone') return void response.status(404).json({ error: texts.gone });
    response.status(409).json({ error: texts.codeClosed });
  });
}

/** Does something in a transaction, when there is such a company. */
const inCompany = <T>(
  db: Database,
  companyId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | undefined> => db.tx(async (tx) => ((await findCompany(tx, companyId)) ? work(tx) : undefined));
