import { conversationsOf } from '#src/conversation/store/conversations.ts';
import { isKnownPerson } from '#src/person/store/persons.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { sourceOf } from './sources.ts';

/** On whom something is counted that must not be done too often. */
export interface WhoAsks {
  readonly personId: string;
  readonly conversationId: string | undefined;
  /** The network they write from; a conversation counts as one of its own where that is not known. */
  readonly source: string;
  /** Whether something tells them from a stranger who comes back under other names: what is kept for such is theirs. */
  readonly isKnown: boolean;
}

/** Who a person is, for budgets: the conversation that they last wrote in is where they ask. */
export async function whoAsks(db: Queryable, personId: string): Promise<WhoAsks> {
  const [place] = await conversationsOf(db, personId);
  const source = place && sourceOf(place.id);
  return {
    personId,
    conversationId: place?.id,
    source: source ?? `conversation ${place?.id ?? personId}`,
    isKnown: await isKnownPerson(db, personId),
  };
}
