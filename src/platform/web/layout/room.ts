import type { Router } from 'express';
import type { Database } from '#src/platform/database/database.ts';
import type { OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import type { Html } from './html.ts';

/** What most rooms work with. */
export interface RoomParts {
  readonly db: Database;
  /** Where what is read and done leaves its trace. */
  readonly traces: OfficeTraces;
  readonly now: () => number;
}

/** What a room shows on the first page of its space. */
interface HomePart {
  /** Modules that it runs there, by the names of their files without the ending. */
  readonly scripts?: readonly string[] | undefined;
  /** What is shown at a moment; nothing where there is nothing to say. */
  show(at: number): Html | undefined | Promise<Html | undefined>;
}

/** PORT. The pages of one feature in a space of people who signed in: the desk, the staff's space. */
export interface Room {
  /** Folder of the files that its pages load; names are unique within a space. */
  readonly assets?: URL | undefined;
  /** Absent, it shows nothing on the first page. */
  readonly home?: HomePart | undefined;
  /** Adds its pages, at paths from the top of the space, and what they ask as JSON, from its `/api`. */
  addRoutes(pages: Router, api: Router): void;
}
