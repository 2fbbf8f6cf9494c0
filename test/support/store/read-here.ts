import type { HandlerParts } from '#src/conversation/turn/handle.ts';
import { prepareTurn } from '#src/conversation/workers/prepare.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { createLogger } from '#src/platform/logger.ts';

/** Turns read in this thread, without an index: for messages that are not questions. */
export const readHere = (db: Queryable): HandlerParts['prepare'] => {
  const answerer = () => {
    throw new Error('this message needs no answerer');
  };
  return (turn) => prepareTurn({ db, answerer, logger: createLogger('silent') }, turn);
};
