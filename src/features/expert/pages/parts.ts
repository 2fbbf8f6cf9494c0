import type { SourceItem } from '#src/channel/blocks.ts';
import type { ExpertPassage } from '#src/features/expert/desk/passages.ts';
import type { CannedAnswer } from '#src/knowledge/model/canned-answers.ts';
import type { RoomParts } from '#src/platform/web/layout/room.ts';
import type { SignIn } from '#src/platform/web/sign-in/sign-in.ts';
import type { DeskFeed } from './feed.ts';

/** The knowledge in service, as experts use it. */
export interface DeskLibrary {
  /** Passages for some words, the best first; undefined while no index is in service. */
  search(words: string): Promise<readonly ExpertPassage[] | undefined>;
  /** The passages of these keys, as a reply cites them. */
  cite(keys: readonly string[]): readonly SourceItem[];
  /** Ready-made answers, as staff wrote them. */
  canned(): Promise<readonly CannedAnswer[]>;
}

/** What the pages of the cases work with. */
export interface CasesParts extends RoomParts {
  readonly feed: DeskFeed;
  readonly library: DeskLibrary;
  /** Places of messaging platforms where experts also work. */
  readonly surfaces: readonly string[];
  /** Said when something was written that must leave, or be shown. */
  readonly changed: () => void;
  readonly signIn: Pick<SignIn, 'holds' | 'onSignOut'>;
}
