import type { RequestHandler } from 'express';
import type { DirectoryLinks } from '#src/directory/links.ts';
import type { Logger } from '#src/logger.ts';
import type { Form } from '#src/referencing/form.ts';
import type { Database } from '#src/storage/database.ts';

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
