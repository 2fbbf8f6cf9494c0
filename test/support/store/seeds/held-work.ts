import { paragraph } from '#src/channel/blocks.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { heldMails, heldMessages } from '#src/conversation/store/outbox/held.ts';
import { holdUnsent } from '#src/platform/database/backup/after-restore.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { queueMail } from '#src/platform/mail/job.ts';

/** Two messages and a mail that a restored copy had not sent. @returns their ids */
export async function addHeldWork(dataDir: string): Promise<{ messages: string[]; mail: string }> {
  const db = await openDatabase(dataDir);
  try {
    const now = Date.now();
    await db.tx(async (tx) => {
      for (const key of ['1', '2']) {
        const place = { channel: 'ailleurs', channelKey: key, address: null, now };
        const { id } = await openConversation(tx, place);
        const content = { blocks: [paragraph(`Réponse gardée ${key}`)], kind: 'answer' };
        await addOutboundMessage(tx, { conversationId: id, content, now });
      }
      await queueMail(tx, { id: 'm', to: 'awa@exemple.fr', subject: 'Votre réponse', text: 'Bonjour' }, now);
      await holdUnsent(tx, now);
    });
    const [mail] = await heldMails(db, 10);
    return { messages: (await heldMessages(db, 10)).map(({ id }) => id), mail: mail?.id ?? '' };
  } finally {
    await db.close();
  }
}
