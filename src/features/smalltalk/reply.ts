import type { Block, Choice } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Reply } from '#src/conversation/reply.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Intent } from '#src/reader/exact-words.ts';
import * as texts from './texts.ts';

const BARE_WORD =
  /^\W*(?:oui|ouais|non|nan|j'accepte|je refuse|annule[rz]?|plus tard|pas maintenant|passer|precedent|confirme[rz]?|je confirme|reprendre|continuer)(?: (?:merci|svp|stp|tout))?\W*$/;

/** The reply to « oui », « annuler », « plus tard » alone, that no dialog took: a search would find a page by chance. */
export function replyToBareWord(text: string): Reply | undefined {
  if (!BARE_WORD.test(fold(text).replace(/\s+/g, ' '))) return undefined;
  const blocks = [
    ...texts.bareWordText().map(paragraph),
    { type: 'choices', choices: [EXPERT_BUTTON] } as const,
  ];
  return { kind: 'help', blocks };
}

/** Requests of the conversation, as a status message names them. */
export interface KeptRequest {
  readonly kind: string;
  /** Day in French. */
  readonly on: string;
}

/** What a reply to a wish depends on. */
export interface WishContext {
  /** Whether the wish is saved. */
  readonly kept: boolean;
  readonly requests?: readonly KeptRequest[];
  /** Sentences that say where the person's affairs stand. */
  readonly lines?: readonly string[];
  /** Whether help names the search for a company. */
  readonly directoryIsOpen?: boolean;
  /** What exactly is wanted, where that was learnt from examples. */
  readonly act?: string | undefined;
}

/** What is said to a wish that is not a question. */
export function replyToIntent(intent: Intent, text: string, context: WishContext): Reply {
  return {
    kind: intent,
    blocks: [...sentencesFor(intent, text, context).map(paragraph), ...choicesFor(intent)],
  };
}

/** Instead of courtesies that were just said: a word, and the same buttons. */
export const replyAgain = ({ kind, blocks }: Reply): Reply => ({
  kind,
  blocks: [paragraph(texts.stillHereText), ...blocks.filter(({ type }) => type === 'choices')],
});

/** Wishes that the team must find again; one for a person opens a case instead. */
export const isRequest = (intent: Intent): boolean =>
  intent !== 'help' && intent !== 'status' && intent !== 'handoff';

function sentencesFor(
  intent: Intent,
  text: string,
  { kept, requests = [], lines = [], directoryIsOpen = false, act }: WishContext,
): string[] {
  switch (intent) {
    case 'handoff':
      // In a conversation, the case that opens says it all.
      return kept ? [] : texts.handoffText();
    case 'referencing':
      return texts.referencingText(kept);
    case 'alerts':
      return texts.alertsText(kept);
    case 'privacy':
      return texts.privacyText(kept);
    case 'status':
      return texts.statusText(
        requests
          .filter(({ kind }) => kind !== 'handoff')
          .map(({ kind, on }) => ({ what: texts.requestNames[kind] ?? kind, on })),
        lines,
      );
    case 'help':
      return helpFor(fold(text), directoryIsOpen, act);
    default:
      return intent satisfies never;
  }
}

function choicesFor(intent: Intent): Block[] {
  if (intent === 'handoff') return [];
  const examples: Choice[] =
    intent === 'help'
      ? texts.exampleQuestions.map((label) => ({ id: slugify(label), label, kind: 'ask', value: label }))
      : [];
  return [{ type: 'choices', choices: [...examples, EXPERT_BUTTON] }];
}

/** The exact word of thanks, which is known where nothing is learnt. */
const THANKS = 'merci';

function helpFor(folded: string, directoryIsOpen: boolean, act: string | undefined): string[] {
  switch (act) {
    case 'thanks':
      return texts.thanksText();
    case 'goodbye-or-ok':
      return texts.goodbyeText();
    case 'complaint':
      return texts.misunderstoodText();
    default:
      break;
  }
  return folded.startsWith(THANKS) ? texts.thanksText() : texts.helpText(directoryIsOpen);
}
