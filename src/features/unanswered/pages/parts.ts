import type { DeskParts } from '#src/knowledge/desk/desk.ts';
import type { ListParts } from '#src/knowledge/desk/list.ts';
import type { RoomParts } from '#src/platform/web/layout/room.ts';

/** What the pages of the questions work with. */
export interface QuestionsRoomParts extends RoomParts {
  readonly knowledge: DeskParts & ListParts;
  /** The keys of the sections that are nearest to some words. */
  readonly nearest: (words: string) => Promise<readonly string[]>;
}
