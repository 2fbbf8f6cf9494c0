/**
 * THE ACTS. What experts and staff do that leaves a trace; the list is closed, and each has its French name in
 * src/platform/web/traces/texts.ts. What is added to the desk, to the staff's space or to the commands takes one of these or a new one.
 */
export const ACTS = [
  // Coming in.
  ...(['sign_in', 'sign_out', 'sign_in_refused', 'access_refused', 'name_changed', 'link_made'] as const),
  // Cases.
  ...(['queue_read', 'case_read', 'case_claimed', 'case_replied', 'case_corrected', 'case_noted'] as const),
  ...(['case_transferred', 'case_returned', 'case_closed', 'case_reopened', 'case_deadline_set'] as const),
  ...(['draft_made', 'introductions_read', 'figures_exported', 'file_read'] as const),
  // Companies.
  ...([
    'companies_read',
    'companies_exported',
    'company_read',
    'company_changed',
    'company_verified',
  ] as const),
  ...(['company_code_given', 'member_accepted', 'member_refused'] as const),
  ...(['import_previewed', 'companies_imported'] as const),
  ...(['holder_approved', 'holder_refused', 'holder_disputed', 'dispute_dismissed'] as const),
  ...(['dispute_noted', 'company_moved'] as const),
  // The training session.
  ...(['session_read', 'session_opened', 'session_changed', 'session_closed', 'session_reopened'] as const),
  ...(['applicants_exported', 'application_read', 'application_admitted', 'application_held'] as const),
  ...(['application_refused', 'event_read', 'event_published', 'event_changed', 'event_cancelled'] as const),
  ...(['presence_noted', 'booking_cancelled'] as const),
  // Running the hotline.
  ...(['watch_read', 'letter_retried', 'message_relaunched', 'job_retried', 'hours_changed'] as const),
  ...(['knowledge_accepted'] as const),
  ...([
    'drafts_read',
    'drafts_exported',
    'draft_read',
    'draft_changed',
    'draft_kept',
    'draft_dropped',
  ] as const),
  ...(['draft_done', 'traces_read', 'traces_exported'] as const),
  ...(['held_sent', 'held_dropped'] as const),
  // The command line.
  ...(['store_saved', 'store_restored', 'sessions_revoked'] as const),
  ...(['person_searched', 'person_exported', 'person_erased', 'receipt_read', 'retention_run'] as const),
  ...(['store_copied', 'law_imported', 'index_built'] as const),
] as const;
export type Act = (typeof ACTS)[number];

/** What an act is on. */
export const OBJECT_KINDS = [
  ...([
    'case',
    'company',
    'person',
    'draft',
    'session',
    'application',
    'event',
    'booking',
    'letter',
    'message',
  ] as const),
  // The account at the identity provider: its subject. The space that somebody may not enter. Why a sign-in was refused.
  ...(['job', 'file', 'erasure', 'account', 'space', 'refusal'] as const),
] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];
