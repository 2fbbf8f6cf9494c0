import type { InboundContent } from '#src/channel/port.ts';
import { fold } from '#src/retrieval/french-text.ts';
import type { ConversationMode } from '#src/storage/conversations.ts';
import { detectIntent, type Intent } from './intents.ts';
import { type LinkRequest, linkRequestOf } from './link-request.ts';

/** Who handles a message. */
export type Route =
  | { readonly to: 'person' }
  /** Something that is not words. */
  | { readonly to: 'file' }
  | { readonly to: 'link'; readonly request: LinkRequest }
  | { readonly to: 'intent'; readonly intent: Intent; readonly text: string }
  | { readonly to: 'question'; readonly text: string };

/** Commands that buttons send and that people may type. */
const COMMANDS: ReadonlyMap<string, Intent> = new Map([
  ['expert', 'handoff'],
  ['aide', 'help'],
  ['inscription', 'referencing'],
  ['alertes', 'alerts'],
  ['donnees', 'privacy'],
  ['suivi', 'status'],
]);

/**
 * Decides who handles a message. An active hand-off comes first: the bot never speaks over a person. Then commands
 * and intents; anything else is a question.
 */
export function route(mode: ConversationMode, content: InboundContent): Route {
  if (mode === 'human') return { to: 'person' };
  if (content.type === 'file') return { to: 'file' };
  // Changes of earlier messages are never queued; their words would be a question like any other.
  if (content.type === 'delete') return { to: 'person' };
  if (content.type === 'action') {
    const intent = COMMANDS.get(content.value);
    return intent ? { to: 'intent', intent, text: content.label } : { to: 'question', text: content.label };
  }
  const request = linkRequestOf(content.text);
  if (request) return { to: 'link', request };
  const command = /^\s*\/(\p{L}+)\s*$/u.exec(content.text)?.[1];
  const intent = (command && COMMANDS.get(fold(command))) || detectIntent(content.text);
  return intent ? { to: 'intent', intent, text: content.text } : { to: 'question', text: content.text };
}
