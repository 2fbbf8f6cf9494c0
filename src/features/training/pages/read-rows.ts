import { type CompanyField, companyFields, companyName, findCompany } from '#src/company/store/companies.ts';
import { type Diagnosis, findDiagnosis, lastDiagnosis } from '#src/company/store/diagnoses.ts';
import { type Application, applicationsTo } from '#src/features/training/store/applications.ts';
import { type Booking, bookingsOf, bookingsOfCompany } from '#src/features/training/store/bookings.ts';
import { findEvent, type TrainingEvent } from '#src/features/training/store/events.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** An application with what staff read of it. */
export interface ApplicationRow {
  readonly application: Application;
  readonly name: string;
  readonly siren: string | undefined;
  readonly fields: readonly CompanyField[];
  /** The diagnosis that it was sent with. */
  readonly diagnosis: Diagnosis | undefined;
}

/** Applications to a session as staff read them, those to study first, then in the order in which they came. */
export async function readApplications(db: Queryable, sessionId: string): Promise<ApplicationRow[]> {
  const rows: ApplicationRow[] = [];
  for (const one of await applicationsTo(db, sessionId)) rows.push(await readApplication(db, one));
  const rank = ({ application }: ApplicationRow) => ORDER.indexOf(application.state);
  return rows.sort((a, b) => rank(a) - rank(b));
}

const ORDER: readonly Application['state'][] = ['applied', 'waiting', 'admitted', 'refused', 'withdrawn'];

/** One application as staff read it. */
export async function readApplication(db: Queryable, application: Application): Promise<ApplicationRow> {
  const { companyId, diagnosisId } = application;
  const fields = await companyFields(db, companyId);
  return {
    application,
    name: fields.find(({ field }) => field === 'name')?.shown ?? '',
    siren: (await findCompany(db, companyId))?.siren,
    fields,
    diagnosis: diagnosisId ? await findDiagnosis(db, diagnosisId) : undefined,
  };
}

/** Who comes to an event, with the names of their companies. */
export async function readBookings(
  db: Queryable,
  eventId: string,
): Promise<{ readonly booking: Booking; readonly name: string }[]> {
  const bookings = await bookingsOf(db, eventId);
  return Promise.all(
    bookings.map(async (booking) => ({ booking, name: await nameOf(db, booking.companyId) })),
  );
}

const nameOf = async (db: Queryable, companyId: string): Promise<string> =>
  (await companyName(db, companyId)) ?? '';

/** An admitted company as experts see it: its profile, and what it booked of the session. */
export interface AdmittedCompany {
  readonly name: string;
  readonly siren: string | undefined;
  readonly profile: string | undefined;
  readonly booked: readonly { readonly event: TrainingEvent; readonly booking: Booking }[];
}

/** The companies admitted to a session, by name. */
export async function readAdmitted(db: Queryable, sessionId: string): Promise<AdmittedCompany[]> {
  const admitted = (await applicationsTo(db, sessionId)).filter(({ state }) => state === 'admitted');
  const rows = await Promise.all(
    admitted.map(async ({ companyId }) => {
      const booked = [];
      for (const booking of await bookingsOfCompany(db, companyId)) {
        const event = await findEvent(db, booking.eventId);
        if (event?.sessionId === sessionId && event.state === 'planned') booked.push({ event, booking });
      }
      return {
        name: await nameOf(db, companyId),
        siren: (await findCompany(db, companyId))?.siren,
        profile: (await lastDiagnosis(db, companyId))?.told.profile,
        booked: booked.sort((a, b) => a.event.startsAt - b.event.startsAt),
      };
    }),
  );
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}
