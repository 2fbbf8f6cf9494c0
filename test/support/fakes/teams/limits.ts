import { cardFaults } from './adaptive-card.ts';

type Json = Readonly<Record<string, unknown>>;

/** Why Teams can't read an activity. */
export function activityFault(activity: Json): string | undefined {
  if (activity.type === 'typing') return undefined;
  if (activity.type !== 'message') return `activities of type ${activity.type} are not sent`;
  const attachments = Array.isArray(activity.attachments) ? (activity.attachments as Json[]) : [];
  const { text, textFormat } = activity;
  if (attachments.length === 0 && (typeof text !== 'string' || text.trim() === '')) return 'nothing to show';
  if (attachments.length > 0 && text) return 'Teams splits a text and a card';
  if (textFormat !== undefined && !/^(?:plain|markdown|xml)$/.test(String(textFormat))) return 'textFormat';
  // Markup that somebody smuggled in would be drawn, and mention people.
  if (typeof text === 'string' && textFormat !== 'plain' && /<\/?[a-z]/i.test(text)) return 'HTML in a text';
  for (const { contentType, content } of attachments) {
    if (contentType !== 'application/vnd.microsoft.card.adaptive') return `attachment ${contentType}`;
    const [fault] = cardFaults(content);
    if (fault) return fault;
  }
  return undefined;
}
