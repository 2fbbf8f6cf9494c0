import { type CompaniesParts, companiesRoom } from '#src/company/pages/companies-routes.ts';
import { type HoldingRoomParts, holdingRoom } from '#src/company/pages/holding-routes.ts';
import { DUTY_MAIL_KIND } from '#src/conversation/duty/tell.ts';
import { dutyMailName } from '#src/conversation/duty/texts.ts';
import { type HeldParts, heldRoom } from '#src/conversation/pages/held-routes.ts';
import { type WatchParts, watchRoom } from '#src/conversation/pages/watch-routes.ts';
import { DAILY_MAIL_KIND } from '#src/features/daily/job.ts';
import { OWNERS_MAIL_KIND } from '#src/features/daily/owners-job.ts';
import { type DailyRoomParts, dailyRoom } from '#src/features/daily/pages/routes.ts';
import { dailyMailName, ownersMailName } from '#src/features/daily/texts.ts';
import { introductionsRoom } from '#src/features/directory/pages/introductions-routes.ts';
import { introductionExpiryName } from '#src/features/directory/texts.ts';
import { casesRoom } from '#src/features/expert/pages/cases-room.ts';
import { type DrawingParts, drawingRoom } from '#src/features/expert/pages/drafts/desk-routes.ts';
import { draftsRoom } from '#src/features/expert/pages/drafts/staff-routes.ts';
import { type DutyRoomParts, dutyRoom } from '#src/features/expert/pages/duty/routes.ts';
import { figuresRoom } from '#src/features/expert/pages/figures/routes.ts';
import { hoursRoom } from '#src/features/expert/pages/hours/routes.ts';
import type { CasesParts } from '#src/features/expert/pages/parts.ts';
import { caseWatchName } from '#src/features/expert/texts-desk.ts';
import { ALERT_JOBS } from '#src/features/opportunities/alerts/jobs.ts';
import { ALERT_MAIL_KIND } from '#src/features/opportunities/alerts/mail/job.ts';
import { alertStaffTexts } from '#src/features/opportunities/alerts/texts.ts';
import { readingJob } from '#src/features/opportunities/jobs.ts';
import { needStaffTexts } from '#src/features/opportunities/needs/texts.ts';
import type { OpportunitiesRoomParts } from '#src/features/opportunities/pages/parts.ts';
import { opportunitiesRoom } from '#src/features/opportunities/pages/room.ts';
import { partnerJobName } from '#src/features/opportunities/partners/texts.ts';
import { READ_SOURCES } from '#src/features/opportunities/source-states.ts';
import { forgettingJobName, readingJobName } from '#src/features/opportunities/texts-sources.ts';
import { ledgerFlushName } from '#src/features/privacy/texts.ts';
import { type RecallRoomParts, recallRoom } from '#src/features/recall/pages/routes.ts';
import { recallJobNames } from '#src/features/recall/texts.ts';
import { type ImportParts, importRoom } from '#src/features/referencing/pages/import-routes.ts';
import { sessionOnDeskRoom } from '#src/features/training/pages/session-on-desk.ts';
import { type SessionsParts, sessionsRoom } from '#src/features/training/pages/sessions-routes.ts';
import type { QuestionsRoomParts } from '#src/features/unanswered/pages/parts.ts';
import { questionsRoom } from '#src/features/unanswered/pages/room.ts';
import { questionsTexts } from '#src/features/unanswered/pages/texts.ts';
import type { KnowledgeRoomParts } from '#src/knowledge/pages/parts.ts';
import { knowledgeRoom } from '#src/knowledge/pages/room.ts';
import { jobTexts } from '#src/platform/database/jobs/texts.ts';
import type { Space } from '#src/platform/web/app.ts';
import { createOfficeRouter } from '#src/platform/web/layout/office-router.ts';
import { createStaffRouter } from '#src/platform/web/staff/router.ts';
import { type AuditParts, createAuditSpaces } from '#src/platform/web/traces/router.ts';

/** What all the rooms below work with: each is given more than it asks for. */
export type PagesParts = AuditParts &
  CasesParts &
  CompaniesParts &
  DailyRoomParts &
  DrawingParts &
  DutyRoomParts &
  HeldParts &
  HoldingRoomParts &
  ImportParts &
  KnowledgeRoomParts &
  OpportunitiesRoomParts &
  QuestionsRoomParts &
  RecallRoomParts &
  SessionsParts &
  Omit<WatchParts, 'jobNames'>;

/** How staff read what a job is, where one was given up. */
const JOB_NAMES: WatchParts['jobNames'] = {
  housekeeping: jobTexts.housekeeping,
  'ledger-flush': ledgerFlushName,
  'case-watch': caseWatchName,
  [DAILY_MAIL_KIND]: dailyMailName,
  [DUTY_MAIL_KIND]: dutyMailName,
  [OWNERS_MAIL_KIND]: ownersMailName,
  'recall-look': recallJobNames.look,
  'recall-send': recallJobNames.send,
  [ALERT_JOBS.match]: alertStaffTexts.match,
  [ALERT_JOBS.send]: alertStaffTexts.send,
  [ALERT_JOBS.follow]: alertStaffTexts.follow,
  [ALERT_MAIL_KIND]: alertStaffTexts.mail,
  'introduction-expiry': introductionExpiryName,
  partners: partnerJobName,
  'buyer-needs': needStaffTexts.job,
  'questions-gathering': questionsTexts.gathering,
  'questions-telling': questionsTexts.telling,
  'notices-forgetting': forgettingJobName,
  ...Object.fromEntries(READ_SOURCES.map((source) => [readingJob(source), readingJobName(source)])),
};

/**
 * THE ROOMS of those who signed in, by their space: the experts' desk, the staff's space, and the traces of what both do.
 * They are in the order in which the staff's first page shows them, and in which an address is looked for.
 */
export function officeSpaces(parts: PagesParts): Space[] {
  const desk = [
    casesRoom(parts),
    figuresRoom(parts),
    drawingRoom(parts),
    sessionOnDeskRoom(parts),
    introductionsRoom(parts),
  ];
  const staff = [
    heldRoom(parts),
    recallRoom(parts),
    watchRoom({ ...parts, jobNames: JOB_NAMES }),
    holdingRoom(parts),
    sessionsRoom(parts),
    // Its addresses could be those of a company.
    importRoom(parts),
    companiesRoom(parts),
    knowledgeRoom(parts),
    questionsRoom(parts),
    opportunitiesRoom(parts),
    draftsRoom(parts),
    hoursRoom(parts),
    dutyRoom(parts),
    dailyRoom(parts),
  ];
  return [
    { path: '/desk', router: createOfficeRouter(parts, { role: 'expert', rooms: desk }) },
    ...createAuditSpaces(parts),
    { path: '/staff', router: createStaffRouter(parts, staff) },
  ];
}
