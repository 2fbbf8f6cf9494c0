import type { Block } from '#src/channel/blocks.ts';
import type { PartnerPressed } from './buttons.ts';

/** A bare answer in words stands for a button; `isPlain`: « oui » or « non », and not « ok », which may be said of anything. */
export interface HeardSaid {
  readonly type: 'said';
  readonly pressed: PartnerPressed;
  readonly isPlain: boolean;
}

/** What a message does about partners, before it is worked out. */
export type HeardPartner =
  | { readonly type: 'pressed'; readonly pressed: PartnerPressed }
  | HeardSaid
  /** The message that they want to send, in their words. */
  | { readonly type: 'told'; readonly id: string; readonly text: string };

/** A company that completes who asks, as it is told without its name. */
export interface Candidate {
  readonly companyId: string;
  readonly described: string;
  /** The company that asks, as this one would read of it. */
  readonly fromDescribed: string;
  readonly line: string;
  /** The first message that is proposed. */
  readonly message: string;
}

/** What is done, once it was worked out. Plain data: it crosses threads. */
export type PartnerTurn =
  | { readonly type: 'say'; readonly blocks: readonly Block[] }
  | {
      readonly type: 'find';
      readonly noticeId: string;
      readonly title: string;
      /** The best first, more than are shown: some may not be asked. */
      readonly candidates: readonly Candidate[];
      /** The lot is reserved, and who looks is none of those to whom it is. */
      readonly isReserved: boolean;
      /** Said under those that are shown. */
      readonly after: readonly Block[];
      /** Said where none is. */
      readonly none: readonly Block[];
    }
  | HeardSaid
  | { readonly type: 'pressed'; readonly pressed: PartnerPressed }
  | { readonly type: 'told'; readonly id: string; readonly text: string };
