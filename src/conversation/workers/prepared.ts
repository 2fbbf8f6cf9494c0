import type { Block } from '#src/channel/blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import type { Answerer } from '#src/conversation/ports.ts';
import type { Route } from '#src/conversation/rules/router.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { FormsInUse } from '#src/conversation/turn/forms-in-use.ts';
import type { Reply } from '#src/conversation/turn/reply.ts';
import type { DirectoryParts } from '#src/features/directory/chat/turn.ts';
import type { KeptDeadline } from '#src/features/expert/store/cases.ts';
import type { HandoutParts } from '#src/features/handouts/chat/reply.ts';
import type { ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import type { ContactRequest } from '#src/person/rules/contact-dialog.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';

/** What somebody said in one turn, in the conversation as it was then. */
export interface TurnToRead {
  readonly conversation: Conversation;
  /** The messages of the burst as one. */
  readonly said: InboundContent;
  /** The present moment, which « vendredi » is told from: epoch milliseconds. */
  readonly at: number;
}

/**
 * A turn, read: all that the words say and all that is answered to them. Plain data, made without writing anything, so
 * that it may come from another thread. Who acts on it checks that what it rests on has not changed.
 */
export interface PreparedTurn {
  /** A step towards a confirmed address. */
  readonly contact: ContactRequest | undefined;
  readonly decided: Route;
  /** The reply of what needs no transaction. */
  readonly reply: Reply | undefined;
  /** The forms of which a question may be asked again. */
  readonly forms: FormsInUse;
  readonly closing: ClosingSaid;
  /** What a search in the directory found. */
  readonly found: readonly Block[] | undefined;
}

/** What a message says of when the tender closes. */
export interface ClosingSaid {
  /** Said in passing. */
  readonly passing: KeptDeadline | undefined;
  /** As the answer to the question when it closes. */
  readonly given: KeptDeadline | 'none' | undefined;
}

/** What reading a turn needs: a store that it only reads, the index, and the forms. */
export interface ReadingParts {
  readonly db: Queryable;
  readonly answerer: () => Answerer;
  readonly logger: Logger;
  /** Documents to take away; nobody is given any, when absent. */
  readonly handouts?: HandoutParts | undefined;
  /** The sign-up by conversation; wishes for it are only kept, when absent. */
  readonly referencing?: ReferencingParts | undefined;
  /** The directory of companies; messages about it are questions like any other, when absent. */
  readonly directory?: DirectoryParts | undefined;
  /** Whether mails can be sent; not, when absent. */
  readonly mailIsOn?: boolean | undefined;
  /** Whether what is said about people's data is heard. */
  readonly hearsPrivacy?: boolean | undefined;
}
