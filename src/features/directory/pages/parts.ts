import type { RequestHandler } from 'express';
import type { Form } from '#src/company/form/form.ts';
import type { DirectoryLinks } from '#src/features/directory/links.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';

/** What the public pages of the directory are made with. */
export interface DirectoryRouterParts {
  readonly db: Database;
  readonly form: () => Promise<Form>;
  /** Its addresses, and whether the team opened it: closed, its pages do not exist. */
  readonly directory: DirectoryLinks & { readonly isOn: boolean };
  readonly mailIsOn: boolean;
  /** What stands before every page: its headers, and the limit of requests. */
  readonly guards: readonly RequestHandler[];
  readonly logger: Logger;
  readonly now: () => number;
  /** Said when something was written that must leave. */
  readonly changed: () => void;
}
