import type { Form } from '#src/company/form/form.ts';
import type { Listing } from '#src/company/holding/listing.ts';
import type { CompanyDirectory } from '#src/company/rules/establishment.ts';
import type { Notices } from '#src/conversation/pages/notices.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { OfficeParts } from '#src/platform/web/layout/office-router.ts';

/** What the staff's routes work with. */
export interface StaffParts extends OfficeParts {
  readonly db: Database;
  readonly now: () => number;
  /** The sign-up form as staff last wrote it. */
  readonly form: () => Promise<Form>;
  /** How each channel is doing. */
  readonly channels: () => Readonly<Record<string, 'starting' | 'running' | 'failed'>>;
  /** What is not as it should be besides messages and jobs. */
  readonly notices: Notices;
  /** What is to be put right on a platform, in French. */
  readonly concerns: () => readonly string[];
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  /** The directory, whose companies the team approves, and the public register that it checks them against. */
  readonly directory: Listing;
  readonly register: CompanyDirectory;
  readonly mailIsOn: boolean;
  /** The address in whose name calendar files are; one that is none, when absent. */
  readonly organizer?: string | undefined;
}
