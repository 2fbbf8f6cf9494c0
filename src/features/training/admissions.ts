import {
  type ApplicationEvent,
  isLive,
  type StaffDecision,
  transition,
} from '#src/features/training/rules/application.ts';
import { isRunning, mayApply } from '#src/features/training/rules/session.ts';
import {
  type Application,
  addApplication,
  applicationsOf,
  applicationsTo,
  countApplications,
  findApplication,
  saveApplication,
  waitingList,
} from '#src/features/training/store/applications.ts';
import { bookingsOfCompany, cancelBooking } from '#src/features/training/store/bookings.ts';
import { findEvent } from '#src/features/training/store/events.ts';
import {
  lockSession,
  type SessionPlan,
  saveSession,
  type TrainingSession,
} from '#src/features/training/store/sessions.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { applicationNews } from './application-news.ts';
import { tellDropped } from './bookings.ts';
import { sessionTexts } from './chat/texts.ts';
import { type Actor, tellCompany } from './news.ts';
import { admissionTexts as texts } from './texts.ts';

/** An application, or why there is none. */
type Applied =
  | { readonly ok: true; readonly application: Application; readonly session: TrainingSession }
  | { readonly ok: false; readonly why: 'unknown' | 'closed' }
  | {
      readonly ok: false;
      readonly why: 'again';
      readonly application: Application;
      readonly session: TrainingSession;
    };

/** A company applies, once a session: a second member who does so is told that it is done. */
export async function apply(
  tx: Transaction,
  asked: { sessionId: string; companyId: string; personId: string; diagnosisId: string | undefined },
  { by, now, conversationId }: Actor,
): Promise<Applied> {
  const session = await lockSession(tx, asked.sessionId);
  if (!session) return { ok: false, why: 'unknown' };
  const known = (await applicationsTo(tx, session.id)).find(({ companyId }) => companyId === asked.companyId);
  if (known && known.state !== 'withdrawn') return { ok: false, why: 'again', application: known, session };
  if (!mayApply(session, parisDay(now))) return { ok: false, why: 'closed' };
  const { personId, diagnosisId } = asked;
  if (known)
    await saveApplication(tx, {
      id: known.id,
      state: 'applied',
      reason: undefined,
      by,
      now,
      again: { personId, diagnosisId },
    });
  const application = known
    ? ((await findApplication(tx, known.id)) as Application)
    : await addApplication(tx, { ...asked, by, now });
  await tell(tx, { application, session, dropped: 0 }, { now, conversationId });
  return { ok: true, application, session };
}

/** What came of a decision. */
type Decided =
  | {
      readonly ok: true;
      readonly application: Application;
      /** Those who got the place that this freed. */
      readonly promoted: readonly Application[];
      /** How many places at events went with it. */
      readonly dropped: number;
    }
  | { readonly ok: false; readonly why: 'unknown' | 'same' | 'full' | 'impossible' | 'changed' };

/**
 * Staff decide about an application. The session is locked first: its places are never exceeded, and a place that this
 * frees goes to the first of the waiting list. Whoever it concerns is told.
 * @param version the application as staff saw it
 */
export async function decide(
  tx: Transaction,
  asked: { id: string; decision: StaffDecision; reason: string | undefined; version: number },
  actor: Actor,
): Promise<Decided> {
  const { id, decision, reason, version } = asked;
  const before = await lockedApplication(tx, id);
  if (!before) return { ok: false, why: 'unknown' };
  if (before.application.version !== version) return { ok: false, why: 'changed' };
  return move(tx, before, { event: decision, reason }, actor);
}

/** A company takes its application back, and what it had booked. */
export async function withdraw(tx: Transaction, id: string, actor: Actor): Promise<Decided> {
  const before = await lockedApplication(tx, id);
  if (!before) return { ok: false, why: 'unknown' };
  return move(tx, before, { event: 'withdraw', reason: undefined }, actor);
}

/**
 * A company goes: it takes back all that it waits for or has, and its places go to the first of the waiting list.
 * @param conversationId where the company asked for it, which is answered there
 */
export async function leaveSessions(
  tx: Transaction,
  companyId: string,
  { now, conversationId }: { readonly now: number; readonly conversationId?: string | undefined },
): Promise<void> {
  for (const { id, state } of await applicationsOf(tx, companyId))
    if (isLive(state)) await withdraw(tx, id, { by: sessionTexts.theCompany, now, conversationId });
}

interface Locked {
  readonly application: Application;
  readonly session: TrainingSession;
}

/** An application as it is once nobody else may change those of its session. */
async function lockedApplication(tx: Transaction, id: string): Promise<Locked | undefined> {
  const found = await findApplication(tx, id);
  const session = found && (await lockSession(tx, found.sessionId));
  const application = session && (await findApplication(tx, id));
  return application && { application, session };
}

async function move(
  tx: Transaction,
  { application, session }: Locked,
  { event, reason }: { event: ApplicationEvent; reason: string | undefined },
  { by, now, conversationId, organizer }: Actor,
): Promise<Decided> {
  const step = transition(application.state, event, await freePlaces(tx, session));
  if (!step.ok) return step;
  await saveApplication(tx, { id: application.id, state: step.state, reason, by, now });
  const dropped = step.frees ? await dropBookings(tx, application, { now, organizer }) : 0;
  const after = { ...application, state: step.state, reason, version: application.version + 1 };
  await tell(tx, { application: after, session, dropped }, { now, conversationId });
  const promoted = step.frees ? await promote(tx, session, 1, now) : [];
  return { ok: true, application: after, promoted, dropped };
}

async function freePlaces(tx: Transaction, session: TrainingSession): Promise<number> {
  return session.places - (await countApplications(tx, session.id)).admitted;
}

/** Gives free places to the first of the waiting list, who are told; not once the session is over. */
async function promote(
  tx: Transaction,
  session: TrainingSession,
  freed: number,
  now: number,
): Promise<Application[]> {
  if (!isRunning(session, parisDay(now))) return [];
  const count = Math.min(freed, await freePlaces(tx, session));
  const promoted = (await waitingList(tx, session.id)).slice(0, Math.max(0, count));
  for (const application of promoted) {
    const state = 'admitted';
    await saveApplication(tx, { id: application.id, state, reason: undefined, by: texts.waitingList, now });
    const after: Application = { ...application, state, reason: undefined };
    await tell(tx, { application: after, session, dropped: 0, promoted: true }, { now });
  }
  return promoted;
}

/** Places at what is still to come go to others, and leave calendars. @returns how many */
async function dropBookings(
  tx: Transaction,
  { companyId, sessionId }: Application,
  at: { now: number; organizer: string | undefined },
): Promise<number> {
  let dropped = 0;
  for (const { id, eventId } of await bookingsOfCompany(tx, companyId)) {
    const event = await findEvent(tx, eventId);
    if (event?.sessionId !== sessionId || event.state === 'cancelled' || event.startsAt <= at.now) continue;
    const booking = await cancelBooking(tx, id, at.now);
    if (!booking) continue;
    await tellDropped(tx, { event, booking }, at);
    dropped += 1;
  }
  return dropped;
}

const tell = (
  tx: Transaction,
  change: { application: Application; session: TrainingSession; dropped: number; promoted?: boolean },
  { now, conversationId }: { now: number; conversationId?: string | undefined },
): Promise<void> =>
  tellCompany(tx, {
    companyId: change.application.companyId,
    news: applicationNews(change),
    except: conversationId,
    now,
  });

/** What came of the change of a session. */
type SessionChanged =
  | { readonly ok: true; readonly promoted: readonly Application[] }
  | { readonly ok: false; readonly why: 'unknown' | 'changed' }
  | { readonly ok: false; readonly why: 'too-few'; readonly admitted: number };

/** Staff change a session, close it or open it again. Places that are added go to the waiting list. */
export async function changeSession(
  tx: Transaction,
  change: { id: string; version: number; plan?: SessionPlan; state?: TrainingSession['state'] },
  { by, now }: Actor,
): Promise<SessionChanged> {
  const session = await lockSession(tx, change.id);
  if (!session) return { ok: false, why: 'unknown' };
  if (session.version !== change.version) return { ok: false, why: 'changed' };
  const plan = change.plan ?? session;
  const { admitted } = await countApplications(tx, session.id);
  if (plan.places < admitted) return { ok: false, why: 'too-few', admitted };
  const after = { ...session, ...plan, state: change.state ?? session.state };
  await saveSession(tx, { id: session.id, plan, state: after.state, by, now });
  const added = plan.places - session.places;
  return { ok: true, promoted: added > 0 ? await promote(tx, after, added, now) : [] };
}
