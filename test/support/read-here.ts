import type { HandlerParts } from '#src/conversation/handle.ts';
import { prepareTurn } from '#src/conversation/prepare-turn.ts';
import { createLogger } from '#src/logger.ts';
import type { Queryable } from '#src/storage/database.ts';

/** Turns read in this thread, without an index: for messages that are not questions. */
export const readHere = (db: Queryable): HandlerParts['prepare'] => {
  const answerer = () => {
    throw new Error('this message needs no answerer');
  };
  return (turn) => prepareTurn({ db, answerer, logger: createLogger('silent') }, turn);
};
