import type { Form } from '#src/referencing/form.ts';
import type { Database } from '#src/storage/database.ts';
import type { OfficeParts } from '../office/office-router.ts';
import type { Notices } from './notices.ts';

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
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  /** The address in whose name calendar files are; one that is none, when absent. */
  readonly organizer?: string | undefined;
}
