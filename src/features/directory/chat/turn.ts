import type { Form } from '#src/company/form/form.ts';
import type { Listing } from '#src/company/holding/listing.ts';
import type { Errand } from '#src/conversation/feature.ts';
import type { DraftStep, IntroductionDraft } from '#src/features/directory/introductions/dialog.ts';
import type { Criteria } from '#src/features/directory/rules/criteria.ts';
import type { PublicCard } from '#src/features/directory/rules/public-card.ts';
import type { Weighed } from '#src/features/directory/rules/weigh-in.ts';
import type { DirectoryState } from './memory.ts';
import type { DirectoryRequest } from './request.ts';

/** What the directory needs beside the store. */
export interface DirectoryParts {
  /** Whether the team opened it. A company leaves it whether or not it is open. */
  readonly isOn: boolean;
  /** Its public page, as somebody searched it. */
  readonly pageUrl: (criteria?: Criteria) => string;
  readonly cardUrl: (slug: string) => string;
  /** Where a person of a company answers a buyer from a mail. */
  readonly answerUrl: (introductionId: string, personId: string) => string;
  /** The company that a message is about; absent where nothing is acted on. */
  readonly companyOf?: Listing['companyOf'] | undefined;
}

/** PORT. What buyers need, looked at as calls are, and given to the team that may publish it. */
export interface Needs {
  /** How companies answer it, as far as the public knows them; nothing where no trade is named. */
  readonly weigh: (
    need: { readonly text: string; readonly departments: readonly string[] },
    cards: readonly PublicCard[],
    by: { readonly form: Form; readonly now: number },
  ) => readonly Weighed[];
  /** Whether words are those of who buys. */
  readonly saysNeed: (text: string, now: number) => boolean;
  /** Gives it to the team: what is still to be asked is asked in the same turn. */
  readonly begin: (words: string) => Errand;
}

/** What a message does to the directory, or to a wish for a contact. */
export type DirectoryTurn =
  | { readonly request: DirectoryRequest; readonly isButton: boolean }
  | { readonly request: IntroductionAnswer; readonly isButton: false };

/** An answer to a question about a buyer, read: it holds as long as what it was read on is so. */
export interface IntroductionAnswer {
  readonly type: 'answer';
  readonly draft: IntroductionDraft;
  /** The address that the person confirmed before. */
  readonly known: string | undefined;
  readonly step: DraftStep;
}

/** What needs no more words than its button: it is heard while a person of the team holds the conversation. */
const BUTTON_ALONE: ReadonlySet<DirectoryTurn['request']['type']> = new Set([
  'join',
  'agree',
  'decline',
  'leave',
  'send',
  'drop',
  'cancel',
  'decide',
  'dispute',
] as const);

/** Whether a turn is answered beside the person of the team who holds the conversation. */
export const actsBesideExpert = ({ request, isButton }: DirectoryTurn): boolean =>
  isButton && BUTTON_ALONE.has(request.type);

/** What a conversation remembers of what was looked for, and of the companies that were shown. */
export type LookingState = Partial<Pick<DirectoryState, 'search' | 'listed'>>;

/** What a conversation remembers of the directory: whether the company agrees to be in it is what was last asked. */
export interface JoiningState {
  readonly joining?: boolean;
}
