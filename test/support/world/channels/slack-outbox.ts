import type { Block } from '#src/channel/blocks.ts';
import type { ChannelHotline } from '#support/world/channel-hotline.ts';

/** Long wishes, kept as if somebody had made them: where they stand is a long answer. */
const MANY_WISHES = `
  WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < $2)
  INSERT INTO request (id, conversation_id, message_id, kind, body, created_at)
  SELECT 'wish-' || conversation.id || n, conversation.id, message.id, 'Demande ' || n || ' : ' || $3,
         '', conversation.created_at + n
  FROM number, conversation JOIN message ON message.conversation_id = conversation.id AND message.seq = 1
  WHERE conversation.channel_key = $1`;
const WISH = `« ${'mot '.repeat(20)}»`;

/** Words that make an answer of several messages. @returns how many numbered items « où en est ma demande ? » then lists */
export async function makeLongStatus(hotline: ChannelHotline, key: string): Promise<number> {
  const count = 300;
  await hotline.query(MANY_WISHES, [key, count, WISH]);
  return count;
}

/** The numbers of the items that a text lists, in order. */
export const itemsOf = (text: string): number[] =>
  [...text.matchAll(/Demande (\d+) :/g)].map(([, number]) => Number(number));

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Has a message of the bot waiting to be sent, as a feature would leave it in the outbox. */
export async function leaveInOutbox(
  hotline: ChannelHotline,
  key: string,
  id: string,
  blocks: readonly Block[],
): Promise<void> {
  await hotline.query(
    `INSERT INTO message (id, conversation_id, seq, author, content, created_at, handled_at)
     SELECT $1, id, 1000, 'bot', $2, 0, 0 FROM conversation WHERE channel_key = $3`,
    [id, JSON.stringify({ blocks }), key],
  );
  await hotline.query(
    `INSERT INTO outbox (id, conversation_id, message_id, seq, status, attempts, run_at, created_at)
     SELECT 'outbox-' || id, conversation_id, id, seq, 'open', 0, 0, $2 FROM message WHERE id = $1`,
    [id, Date.now()],
  );
}
