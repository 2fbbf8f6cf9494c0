import type { DeskParts } from '#src/knowledge/desk/desk.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import type { RoomParts } from '#src/platform/web/layout/room.ts';

/** What the pages of the knowledge work with. */
export interface KnowledgeRoomParts extends RoomParts {
  readonly knowledge: DeskParts & {
    /** How many answers stand on each document, by its id. */
    readonly answersOn: () => Promise<ReadonlyMap<string, number>>;
    /** What was wrong with the folder when it was last read. */
    readonly problems: () => readonly Problem[];
  };
}
