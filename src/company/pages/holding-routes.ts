import { json, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Form } from '#src/company/form/form.ts';
import {
  decideHolding,
  type HoldingDone,
  type HoldingParts,
  type TeamDecision,
} from '#src/company/holding/decide.ts';
import { moveCompany } from '#src/company/holding/move.ts';
import { staffHoldingTexts as texts } from '#src/company/holding/texts-staff.ts';
import type { CompanyDirectory } from '#src/company/rules/establishment.ts';
import { companyFields, lockCompany } from '#src/company/store/companies.ts';
import { addDispute } from '#src/company/store/holders.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { disputesPart } from './holding-view.ts';
import { companiesTexts } from './texts.ts';

const body = json({ limit: '16kb' });
const MOST_REASON = 500;
const MOST_WORDS = 600;
const decisionSchema = z.object({
  basis: z.string(),
  decision: z.enum(['approve', 'refuse', 'dispute', 'dismiss']),
  reason: z.string().optional(),
});
/** What each decision leaves. */
const DECISION_ACTS = {
  approve: 'holder_approved',
  refuse: 'holder_refused',
  dispute: 'holder_disputed',
  dismiss: 'dispute_dismissed',
} as const satisfies Readonly<Record<TeamDecision['type'], Act>>;
const disputeSchema = z.object({ words: z.string() });
const moveSchema = z.object({ basis: z.string(), to: z.string().max(60).nullable(), sure: z.boolean() });

/** What deciding who speaks for a company works with. */
export interface HoldingRoomParts extends RoomParts, Omit<HoldingParts, 'now'> {
  /** The sign-up form as staff last wrote it. */
  readonly form: () => Promise<Form>;
  /** The public register that the team checks companies against. */
  readonly register: CompanyDirectory;
  /** Said when something was written that must leave. */
  readonly wake: () => void;
}

/** What the team decides of who speaks for a company, and the disputes to watch. */
export const holdingRoom = (parts: HoldingRoomParts): Room => ({
  home: { show: (at) => disputesPart(parts.db, at) },
  addRoutes: (_pages, api) => addHoldingRoutes(api, parts),
});

function addHoldingRoutes(api: Router, parts: HoldingRoomParts): void {
  const { db, traces, now, form, wake, directory, register, mailIsOn } = parts;
  const unreadable = (response: Response) =>
    void response.status(400).json({ error: officeTexts.unreadable });
  const mistake = (response: Response, place: string, words: string) =>
    void response.json({ mistake: words, place });
  const around = () => ({ directory, mailIsOn, now: now() });
  const answer = (response: Response, done: HoldingDone): void => {
    if (!done.ok) return void response.status(done.why === 'gone' ? 404 : 409).json({ error: done.error });
    wake();
    response.json({ said: done.said });
  };

  api.post('/companies/:id/holding', body, async (request, response) => {
    const read = decisionSchema.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const { basis, decision } = read.data;
    const reason = (read.data.reason ?? '').replace(/\s+/g, ' ').trim();
    if (reason.length > MOST_REASON) return mistake(response, 'reason', texts.reasonLong);
    const asks = decision === 'refuse' || decision === 'dispute';
    if (asks && reason === '') return mistake(response, 'reason', texts.reasonNeeded);
    const decided: TeamDecision = asks ? { type: decision, reason } : { type: decision };
    const byName = signedOf(request).identity.name;
    const act = { ...decided, companyId: request.params.id, basis, byName };
    const done = await db.tx(async (tx) => {
      const outcome = await decideHolding(tx, act, around());
      const on = { kind: 'company', id: act.companyId } as const;
      if (outcome.ok) await traces.note(actorOf(request), DECISION_ACTS[decision], on, tx);
      return outcome;
    });
    answer(response, done);
  });

  api.post('/companies/:id/disputes', body, async (request, response) => {
    const read = disputeSchema.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const words = read.data.words.trim().slice(0, MOST_WORDS);
    if (words === '') return mistake(response, 'words', texts.disputeWordsNeeded);
    const byName = signedOf(request).identity.name;
    const { id: companyId } = request.params;
    const isKept = await db.tx(async (tx) => {
      if (!(await lockCompany(tx, companyId))) return false;
      const on = { kind: 'company', id: companyId } as const;
      await traces.note(actorOf(request), 'dispute_noted', on, tx);
      return addDispute(tx, { companyId, personId: undefined, origin: 'staff', words, byName, at: now() });
    });
    if (!isKept) return void response.status(404).json({ error: companiesTexts.gone });
    response.json({ said: texts.disputeNoted });
  });

  api.post('/companies/:id/move', body, async (request, response) => {
    const read = moveSchema.safeParse(request.body);
    if (!read.success) return unreadable(response);
    const { basis, to, sure } = read.data;
    if (!sure) return mistake(response, 'sure', texts.moveConfirmNeeded);
    const { id: companyId } = request.params;
    const siret = (await companyFields(db, companyId)).find(({ field }) => field === 'siret')?.value;
    // The register is asked before the transaction, which waits for nothing but the store.
    const lookup = typeof siret === 'string' ? await register.find(siret) : undefined;
    const byName = signedOf(request).identity.name;
    const move = { companyId, basis, to: to ?? undefined, lookup, form: await form(), byName };
    const done = await db.tx(async (tx) => {
      const outcome = await moveCompany(tx, move, around());
      const on = { kind: 'company', id: companyId } as const;
      if (outcome.ok) await traces.note(actorOf(request), 'company_moved', on, tx);
      return outcome;
    });
    answer(response, done);
  });
}
