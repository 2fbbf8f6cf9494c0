import type { InboundMessage } from '#src/channel/port.ts';
import { leftOut } from '#src/conversation/texts.ts';

type Content = InboundMessage['content'];

/** Characters kept of a message: as many as the web chat takes, far more than a person types. */
export const LONGEST_KEPT = 20_000;
const LONGEST_LABEL = 1_000;
const LONGEST_NAME = 300;

/** A message as it is kept, and whether something of its words was left out. */
export interface KeptContent<T extends Content> {
  readonly content: T;
  readonly isCut: boolean;
}

/**
 * A message within what is kept of one. The web chat refuses a longer text; a messenger's has already left, so its
 * beginning and its end are kept, where the question stands, with a mark between them.
 */
export function keptContent<T extends Content>(content: T): KeptContent<T> {
  switch (content.type) {
    case 'text':
    case 'edit': {
      const { text } = content;
      if (text.length <= LONGEST_KEPT) return { content, isCut: false };
      const half = Math.floor((LONGEST_KEPT - leftOut.length) / 2);
      const kept = `${text.slice(0, half)}${leftOut}${text.slice(-half)}`.toWellFormed();
      return { content: { ...content, text: kept }, isCut: true };
    }
    case 'action':
      return { content: { ...content, label: cut(content.label, LONGEST_LABEL) }, isCut: false };
    case 'file':
      return { content: { ...content, name: cut(content.name, LONGEST_NAME) }, isCut: false };
    default:
      return { content, isCut: false };
  }
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
