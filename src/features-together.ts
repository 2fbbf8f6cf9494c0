import { COMPANIES_DATA } from '#src/company/store/personal-data.ts';
import { TALKS_DATA } from '#src/conversation/store/personal-data.ts';
import { DAILY_DATA } from '#src/features/daily/store/personal-data.ts';
import { callOffWishes, endWishes } from '#src/features/directory/introductions/end-wishes.ts';
import { introductionsToldOf, moveIntroductions } from '#src/features/directory/store/introductions.ts';
import { DIRECTORY_DATA } from '#src/features/directory/store/personal-data.ts';
import { endErasedCase, warnOfErasure } from '#src/features/expert/erased-person.ts';
import { CASES_DATA } from '#src/features/expert/store/personal-data.ts';
import { callOffPartners, endPartners, endProposed } from '#src/features/opportunities/partners/end.ts';
import { moveAlertMails } from '#src/features/opportunities/store/alert-mails.ts';
import { moveAlerts } from '#src/features/opportunities/store/alerts.ts';
import { moveBids } from '#src/features/opportunities/store/bids.ts';
import { BIDS_DATA } from '#src/features/opportunities/store/bids-data.ts';
import { moveNeeds } from '#src/features/opportunities/store/needs.ts';
import { NEEDS_DATA } from '#src/features/opportunities/store/needs-data.ts';
import { movePartners, partnersToldOf } from '#src/features/opportunities/store/partners.ts';
import { PARTNERS_DATA } from '#src/features/opportunities/store/partners-data.ts';
import { ALERTS_DATA, NOTICES_DATA } from '#src/features/opportunities/store/personal-data.ts';
import { linkedWhileScheduled } from '#src/features/privacy/erasure/linked.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import { moveErasures } from '#src/features/privacy/store/erasures.ts';
import { ERASURES_DATA } from '#src/features/privacy/store/personal-data.ts';
import { RECALLS_DATA } from '#src/features/recall/store/personal-data.ts';
import { IMPORTS_DATA } from '#src/features/referencing/store/personal-data.ts';
import { leaveSessions } from '#src/features/training/admissions.ts';
import { moveTraining } from '#src/features/training/store/merge.ts';
import { APPLICATIONS_DATA, SESSIONS_DATA } from '#src/features/training/store/personal-data.ts';
import { QUESTIONS_DATA } from '#src/features/unanswered/store/personal-data.ts';
import { KNOWLEDGE_DATA } from '#src/knowledge/store/personal-data.ts';
import type { Merging } from '#src/person/merging.ts';
import { PERSONS_DATA } from '#src/person/store/personal-data.ts';
import type { Register } from '#src/platform/database/personal-data/register.ts';
import { STORE_DATA } from '#src/platform/database/personal-data/store-data.ts';
import { STAFF_DATA } from '#src/platform/web/sign-in/store/personal-data.ts';
import { TRACES_DATA } from '#src/platform/web/traces/store/personal-data.ts';

/**
 * THE REGISTER. Every table of the schema, by its owner, in the order in which rows may go: those that refer to others
 * first. A test fails when a table or a column is not here; what adds one says, beside its SQL, how it is given, erased
 * and kept.
 */
export const REGISTER: Register = [
  CASES_DATA,
  APPLICATIONS_DATA,
  IMPORTS_DATA,
  BIDS_DATA,
  PARTNERS_DATA,
  NEEDS_DATA,
  ALERTS_DATA,
  COMPANIES_DATA,
  SESSIONS_DATA,
  QUESTIONS_DATA,
  RECALLS_DATA,
  TALKS_DATA,
  DIRECTORY_DATA,
  PERSONS_DATA,
  ERASURES_DATA,
  DAILY_DATA,
  NOTICES_DATA,
  STAFF_DATA,
  TRACES_DATA,
  STORE_DATA,
  KNOWLEDGE_DATA,
];

/** What the features do when a person or a company goes, for the one that lets them go: none of them knows another. */
export const othersDo: OthersDo = {
  register: REGISTER,
  companyUnlisted: async (tx, companyId, ending) => {
    await endProposed(tx, companyId, ending);
    return endWishes(tx, companyId, ending);
  },
  companyEnds: async (tx, companyId, ending) => {
    await endWishes(tx, companyId, ending);
    await endPartners(tx, companyId, ending);
    await leaveSessions(tx, companyId, ending);
  },
  personGoes: async (tx, personId, ending) => {
    await callOffWishes(tx, personId, ending);
    await callOffPartners(tx, personId, ending);
  },
  wasTold: async (db, sets) => {
    const [buyers, partners] = [await introductionsToldOf(db, sets), await partnersToldOf(db, sets)];
    return { asked: buyers.asked + partners.asked, given: buyers.given + partners.given };
  },
  caseErased: endErasedCase,
  caseWarned: warnOfErasure,
};

/** What the features do when two persons become one. */
export const merging: Merging = {
  move: async (tx, from, into) => {
    await moveErasures(tx, from, into);
    await moveTraining(tx, from, into);
    await moveBids(tx, from, into);
    await movePartners(tx, from, into);
    await moveNeeds(tx, from, into);
    await moveIntroductions(tx, from, into);
    // The mails of who has the alerts stand: before these go along.
    await moveAlertMails(tx, from, into);
    await moveAlerts(tx, from, into);
  },
  say: linkedWhileScheduled,
};
