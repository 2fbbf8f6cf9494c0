import { decide } from '#src/features/training/admissions.ts';
import type { StaffDecision } from '#src/features/training/rules/application.ts';
import { applicationsTo } from '#src/features/training/store/applications.ts';
import { addEvent, type EventPlan } from '#src/features/training/store/events.ts';
import { addSession } from '#src/features/training/store/sessions.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database } from '#src/platform/database/database.ts';

const DAY = 86_400_000;
const BY = 'Lina Staff';

/** Opens a session, as staff do, that begins in ten days. @returns its id */
export const openSession = (
  db: Database,
  { name, places, now }: { name: string; places: number; now: number },
): Promise<string> =>
  db.tx((tx) =>
    addSession(tx, {
      plan: {
        name,
        place: 'Paris, 6 quai de la Seine',
        places,
        startsOn: parisDay(now + 10 * DAY),
        endsOn: parisDay(now + 190 * DAY),
        applyUntil: parisDay(now + 5 * DAY),
      },
      by: BY,
      now,
    }),
  );

/** Staff decide about the application that came in a place, the first being 0. */
export const decideAbout = (
  db: Database,
  asked: { sessionId: string; index: number; decision: StaffDecision; reason?: string; now: number },
) =>
  db.tx(async (tx) => {
    const { sessionId, index, decision, reason, now } = asked;
    const application = (await applicationsTo(tx, sessionId))[index];
    if (!application) throw new Error('nobody applied');
    const { id, version } = application;
    return decide(tx, { id, decision, reason, version }, { by: BY, now });
  });

/** Publishes an event that begins in so many milliseconds. @returns its id */
export const publish = (
  db: Database,
  { sessionId, inMs, now, ...plan }: { sessionId: string; inMs: number; now: number } & Partial<EventPlan>,
): Promise<string> =>
  db.tx((tx) =>
    addEvent(tx, {
      sessionId,
      plan: {
        kind: 'meeting',
        title: 'Rendez-vous',
        place: 'https://visio.exemple.fr/1',
        host: 'Nadia Benali',
        places: 1,
        startsAt: now + inMs,
        endsAt: now + inMs + 1_800_000,
        ...plan,
      },
      by: BY,
      now,
    }),
  );

/** Answers to the diagnosis's questions, then the yes to its summary. */
export const DIAGNOSIS = [
  'en partie.',
  'oui mais sans preuve.',
  'une liste avec des noms.',
  'des alertes.',
  'aucune.',
  'au cas par cas.',
  'prêtes.',
  'au ressenti.',
  'toujours seuls.',
  'pas encore.',
  'gagner un premier marché.',
];
