import { findLocalDoor } from '#src/platform/web/operators/local-door.ts';

/** What a command of this machine brings to see the details of the server of a data folder. */
export function operatorHeaders(dataDir: string): Record<string, string> {
  return { Authorization: `Bearer ${findLocalDoor(dataDir)?.token ?? ''}` };
}
