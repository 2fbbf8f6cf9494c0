import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { findConversation } from '#src/conversation/store/conversations.ts';
import { casesOf } from '#src/features/expert/store/cases.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { RecordingDesk } from '#support/fakes/recording-desk.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
/** Tuesday 24 November 2026, 10:00 in Paris. */
const TUESDAY = Date.parse('2026-11-24T09:00:00Z');
const HOUR = 3_600_000;

describe('An expert', () => {
  let folder: KnowledgeFolder;
  let hotline: Hotline;
  let channel: RecordingChannel;
  let desk: RecordingDesk;
  let now: number;
  let met = 0;
  /** Who writes: somebody else in each test, as all tests have one hotline. */
  let anne: string;
  /** How their case is called, once they were told. */
  let title = '';

  const start = async () => {
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_DATA_DIR: folder.dataDir,
      HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
    });
    hotline = await createHotline(config, {
      adapters: [channel, desk],
      surfaces: ['slack'],
      now: () => now,
    });
  };
  const inStore = async <T>(look: (db: Database, conversationId: string) => Promise<T>, key = anne) => {
    const db = await openSqlite(join(folder.dataDir, 'hotline.db'));
    try {
      return await look(db, (await findConversation(db, 'memory', key))?.id ?? '');
    } finally {
      await db.close();
    }
  };
  const lastOf = async (count: number) => (await channel.untilReceived(anne, count)).at(-1) ?? '';
  const titleIn = (said: string) => /dossier \d+/.exec(said)?.[0] ?? 'no case';
  const inThread = () => `D${title.slice(1)}`;
  /** Anne asks for a person; what she hears is the first message. */
  const askForSomebody = async () => {
    await channel.say(anne, 'je veux parler à un expert.');
    const said = await lastOf(1);
    title = titleIn(said);
    await desk.until(inThread());
    return said;
  };

  beforeAll(async () => {
    now = TUESDAY;
    folder = await indexedFolder();
    channel = new RecordingChannel();
    desk = new RecordingDesk();
    await start();
  });
  beforeEach(async () => {
    now = TUESDAY;
    await hotline.settled();
    met += 1;
    anne = `anne-${met}`;
    channel.tries.length = 0;
    channel.fails = () => false;
    channel.slow = () => undefined;
    desk.clear();
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  describe('who is asked for', () => {
    it('is announced at once, with a time, and the bot goes on helping', async () => {
      const said = await askForSomebody();
      expect(said).toMatch(/dossier \d+/);
      // Four worked hours from 10:00: 12:30, then from 14:00 on.
      expect(said).toMatch(/aujourd’hui à 15 h 30/);
      expect(said).toContain('Quand ferme votre consultation');
      await channel.say(anne, ADVANCE);
      expect(await lastOf(2)).toContain('50 000 € HT');
    });

    it('is asked what presses, rather than when a tender closes, by who holds a contract', async () => {
      await channel.say(anne, 'on est titulaires du marché du gymnase, ai-je droit à une avance ?');
      await channel.untilReceived(anne, 1);
      await channel.say(anne, 'je veux parler à un expert.');
      const said = await lastOf(2);
      expect(said).toContain('une date qui presse');
      expect(said).not.toContain('Quand ferme votre consultation');
    });

    it('is announced for the next opening out of hours', async () => {
      now = Date.parse('2026-11-27T20:00:00Z');
      const said = await askForSomebody();
      expect(said).toMatch(/fermée en ce moment ; elle revient lundi 30 novembre à 9 h/);
    });

    it('sees what was asked and what the bot tried, with its sources', async () => {
      await channel.say(anne, ADVANCE);
      await channel.untilReceived(anne, 1);
      await channel.press(anne, 'expert', 'Parler à un expert');
      const thread = await desk.until('Ce que l’assistant a répondu');
      expect(thread).toContain(ADVANCE);
      expect(thread).toContain('50 000 € HT');
      expect(thread).toContain('Motif : a demandé un expert');
    });

    it('comes once: asking again finds the same case', async () => {
      await askForSomebody();
      await channel.say(anne, 'je veux parler à un humain');
      expect(await lastOf(2)).toContain(`déjà ouvert (${title})`);
      expect(await inStore((db, id) => casesOf(db, id))).toHaveLength(1);
    });

    it('is told the closing date that is asked for, or said in passing', async () => {
      await askForSomebody();
      await channel.say(anne, 'vendredi midi');
      expect(await lastOf(2)).toMatch(/Date limite notée : vendredi 27 novembre à 12 h/);
      await desk.until(/Date limite donnée par l’entreprise : vendredi 27 novembre à 12 h/);
      await expect.poll(() => desk.cardOf()).toMatch(/Ferme vendredi 27 novembre à 12 h \(reste 3 j 2 h\)/);
    });

    it('is left a number and a moment to call, which close nothing', async () => {
      await askForSomebody();
      await channel.say(
        anne,
        'c pas une consultation c pour contester ! rappelez moi au 06 12 34 56 78 demain matin avant 10h, après je suis en cuisine',
      );
      expect(await lastOf(2)).toContain('06 12 34 56 78');
      const [row] = await inStore(casesOf);
      expect(row?.deadline).toBeUndefined();
    });

    it('hears that a closing date was never given', async () => {
      await askForSomebody();
      await channel.say(anne, 'vendredi à midi');
      await lastOf(2);
      await channel.say(anne, 'n’importe quoi j’ai jamais dit que ça ferme vendredi');
      await lastOf(3);
      const [row] = await inStore(casesOf);
      expect(row?.deadline).toBeUndefined();
    });

    it('keeps a date that is given beside a denial, and the number of somebody else is not called', async () => {
      await askForSomebody();
      await channel.say(anne, 'vendredi à midi');
      await lastOf(2);
      await channel.say(anne, 'ils n’ont pas demandé de DUME dans la consultation, je réponds quoi ?');
      const answer = await lastOf(3);
      expect(answer).not.toContain('Date limite');
      await channel.say(
        anne,
        'le 02 99 00 00 00 c’est le numéro de l’acheteur, j’ai le droit de l’appeler ?',
      );
      expect(await lastOf(4)).not.toContain('02 99 00 00 00');
      const [row] = await inStore(casesOf);
      expect(row?.deadline).toBeDefined();
    });

    it('is not needed any more by a word, and nobody is bothered', async () => {
      await askForSomebody();
      await channel.press(anne, 'case-end', 'Je n’ai pas besoin d’expert');
      expect(await lastOf(2)).toContain('aucun expert ne sera dérangé');
      await desk.until('annulé par l’entreprise');
    });
  });

  describe('is called without being asked for', () => {
    it('when the tender closes so soon that it presses, and the answer comes all the same', async () => {
      await channel.say(anne, `${ADVANCE} ça ferme demain à 12h`);
      const [answer, said] = await channel.untilReceived(anne, 2);
      expect(answer).toContain('50 000 € HT');
      expect(said).toContain('Votre date limite est proche');
      expect(await desk.until('Ce que l’assistant a répondu')).toMatch(
        /Ferme demain à 12 h[\s\S]*date limite proche[\s\S]*50 000 € HT/,
      );
    });

    it('when two answers in a row are badly rated, not after one', async () => {
      await channel.say(anne, ADVANCE);
      await channel.untilReceived(anne, 1);
      await channel.say(anne, 'Puis-je sous-traiter tout le marché ?');
      await channel.untilReceived(anne, 2);
      const [first, second] = (await channel.history(anne)).filter(({ author }) => author === 'bot');
      const rate = (messageId = '') => channel.host.feedback('memory', anne, { messageId, rating: 'down' });
      await rate(first?.id);
      expect(desk.threads.size).toBe(0);
      await rate(second?.id);
      expect(await lastOf(3)).toContain('Mes dernières réponses ne vous ont pas aidé');
      await desk.until('deux réponses mal notées');
    });
  });

  describe('who takes a case', () => {
    it('is announced by name, and what is said goes both ways, once and in order', async () => {
      await askForSomebody();
      await desk.presses('Nadia', 'Prendre');
      expect(await lastOf(2)).toContain('Nadia, de la Fabrique, a pris votre dossier');
      await desk.until('Nadia a pris le dossier');
      await channel.say(anne, 'Bonjour, puis-je répondre à deux lots ?');
      await desk.until('puis-je répondre à deux lots');
      await desk.says('Nadia', 'Oui, sauf si le règlement le limite.');
      const answer = await lastOf(3);
      expect(answer).toMatch(/^Nadia — la Fabrique\n\nOui, sauf si le règlement le limite\.$/);
      await channel.say(anne, 'Merci');
      const thread = await desk.until('Merci');
      expect(thread.match(/puis-je répondre à deux lots/g)).toHaveLength(1);
      // The bot answered nothing while Nadia held the case.
      expect(channel.received(anne)).toHaveLength(3);
    });

    it('takes it by writing, without pressing anything', async () => {
      await askForSomebody();
      await desk.says('Nadia', 'Bonjour, je regarde.');
      const [, claimed, answer] = await channel.untilReceived(anne, 3);
      expect(claimed).toContain('Nadia, de la Fabrique, a pris');
      expect(answer).toContain('je regarde');
    });

    it('has it alone: of two who press at once, the second learns who has it', async () => {
      await askForSomebody();
      await Promise.all([desk.presses('Nadia', 'Prendre'), desk.presses('Paul', 'Prendre')]);
      const thread = await desk.until(/déjà suivi par (?:Nadia|Paul)/);
      const owner = /déjà suivi par (\w+)/.exec(thread)?.[1];
      expect(thread.match(/a pris le dossier/g)).toHaveLength(1);
      await expect.poll(() => desk.cardOf()).toContain(`Suivi par : ${owner}`);
    });

    it('keeps notes that the company never sees, and is told of a command that does not exist', async () => {
      await askForSomebody();
      await desk.presses('Nadia', 'Prendre');
      await desk.says('Nadia', '// dossier fragile, à rappeler');
      await desk.until('Note gardée');
      await desk.says('Nadia', '/fermer');
      await desk.until('Je ne connais pas « /fermer »');
      await desk.says('Nadia', 'Bonne nouvelle');
      expect(await lastOf(3)).toContain('Bonne nouvelle');
      expect(
        channel
          .received(anne)
          .map(({ text }) => text)
          .join(),
      ).not.toMatch(/fragile|fermer/);
    });

    it('is shown what the company corrects, and the company what the expert corrects', async () => {
      await askForSomebody();
      await desk.presses('Nadia', 'Prendre');
      await channel.untilReceived(anne, 2);
      await channel.say(anne, 'le montant est 90 000', 'amount');
      await desk.until('90 000');
      await channel.change(anne, 'amount', 'le montant est 80 000');
      await desk.until('L’entreprise a corrigé un message : le montant est 80 000');
      const ref = await desk.says('Nadia', 'Répondez avant le 3.');
      await channel.untilReceived(anne, 3);
      await desk.does('Nadia', 'thread-1', { type: 'edit', of: ref, text: 'Répondez avant le 2.' });
      expect(await lastOf(4)).toBe('Correction de Nadia : Répondez avant le 2.');
      await desk.does('Nadia', 'thread-1', { type: 'delete', of: ref });
      expect(await lastOf(5)).toContain('Nadia a retiré un message');
    });
  });

  describe('who has finished', () => {
    const closed = async () => {
      await channel.say(anne, ADVANCE);
      await channel.untilReceived(anne, 1);
      await channel.press(anne, 'expert', 'Parler à un expert');
      title = titleIn(await lastOf(2));
      await desk.until(inThread());
      await desk.presses('Nadia', 'Prendre');
      await channel.untilReceived(anne, 3);
      await desk.says('Nadia', '!clore répondu');
      return lastOf(4);
    };

    it('leaves a marked end, after which the bot starts afresh', async () => {
      expect(await closed()).toMatch(/Nadia a terminé l’échange\.[\s\S]*Fin de l’échange/);
      // A follow-up has nothing to follow: the exchange with Nadia and what was before are settled.
      await channel.say(anne, 'quel article ?');
      expect(await lastOf(5)).not.toContain('R2191-3');
      expect(await inStore((db, id) => casesOf(db, id))).toHaveLength(1);
    });

    it('cannot write into a closed case by mistake; reopening links a new one', async () => {
      await closed();
      await desk.says('Nadia', 'Une précision encore');
      await desk.until('rien n’a été envoyé à l’entreprise');
      await desk.presses('Nadia', 'Rouvrir');
      await desk.until(`Suite du ${title}`, 'thread-2');
      expect(await lastOf(5)).toContain('Nadia, de la Fabrique, a pris votre dossier');
      await desk.says('Nadia', 'Une précision encore', 'thread-2');
      expect(await lastOf(6)).toContain('Une précision encore');
    });

    it('is rated by the company', async () => {
      await closed();
      const end = (await channel.history(anne)).at(-1);
      await channel.host.feedback('memory', anne, { messageId: end?.id ?? '', rating: 'up' });
      await desk.until('L’entreprise a été aidée');
      expect((await inStore((db, id) => casesOf(db, id)))[0]).toMatchObject({
        rating: 'up',
        endReason: 'answered',
      });
    });

    it('or the company, which has the bot back by a word', async () => {
      await askForSomebody();
      await desk.presses('Nadia', 'Prendre');
      await channel.untilReceived(anne, 2);
      await channel.say(anne, 'reprendre avec l’assistant');
      expect(await lastOf(3)).toContain('Vous avez terminé l’échange');
      await channel.say(anne, ADVANCE);
      expect(await lastOf(4)).toContain('50 000 € HT');
      await desk.until('terminé par l’entreprise');
    });
  });

  describe('and what can go wrong', () => {
    it('an answer that the bot had ready when a person came is not sent, nor shown later', async () => {
      await askForSomebody();
      const gate = Promise.withResolvers<void>();
      let isHeld = true;
      channel.slow = () => (isHeld ? gate.promise : undefined);
      // The first answer is on its way and held up; the second waits behind it when Nadia comes.
      await channel.say(anne, ADVANCE);
      await channel.say(anne, 'Puis-je sous-traiter tout le marché ?');
      await desk.until(/L’assistant a répondu[\s\S]*L’assistant a répondu/);
      await desk.presses('Nadia', 'Prendre');
      await desk.until('Nadia a pris le dossier');
      isHeld = false;
      gate.resolve();
      const said = await channel.untilReceived(anne, 3);
      expect(said[1]).toContain('50 000 € HT');
      expect(said[2]).toContain('Nadia, de la Fabrique, a pris');
      const shown = (await channel.history(anne)).map((item) => JSON.stringify(item)).join();
      expect(shown).not.toMatch(/sous-traiter la totalité|ne peut pas sous-traiter/);
    });

    it('a thread that somebody deleted is made again with its context, and nothing is lost', async () => {
      await askForSomebody();
      await desk.presses('Nadia', 'Prendre');
      await channel.untilReceived(anne, 2);
      await desk.until('Nadia a pris le dossier');
      desk.deleted.add('thread-1');
      await channel.say(anne, 'Vous êtes là ?');
      const thread = await desk.until(/Le fil précédent a disparu[\s\S]*Vous êtes là \?/, 'thread-2');
      expect(thread).toContain(inThread());
      await desk.says('Nadia', 'Oui !', 'thread-2');
      expect(await lastOf(3)).toContain('Oui !');
    });

    it('a company that blocked the hotline: the expert is told that nothing arrives', async () => {
      await askForSomebody();
      await desk.presses('Nadia', 'Prendre');
      await channel.untilReceived(anne, 2);
      const { DeliveryError } = await import('#src/channel/port.ts');
      channel.fails = () => new DeliveryError('unreachable', 'blocked');
      await desk.says('Nadia', 'Bonjour ?');
      await desk.until('Non remis à l’entreprise');
    });

    it('a platform of experts that is away: all arrives when it is back, in order', async () => {
      desk.isAway = true;
      await channel.say(anne, 'je veux parler à un expert.');
      title = titleIn(await lastOf(1));
      await channel.say(anne, ADVANCE);
      await lastOf(2);
      desk.isAway = false;
      now += 2 * 60_000;
      const thread = await desk.until('L’assistant a répondu');
      expect(thread.indexOf(inThread())).toBeLessThan(thread.indexOf(ADVANCE));
    });

    it('an expert who is a customer too is a customer where customers write', async () => {
      await channel.say('nadia', 'je veux parler à un expert');
      await desk.until('Dossier ');
      await desk.presses('Nadia', 'Prendre');
      await desk.says('Nadia', 'Je me réponds.');
      const said = await channel.untilReceived('nadia', 3);
      expect(said[2]).toContain('Je me réponds');
    });

    it('a stop in the middle: the exchange goes on after it', async () => {
      await askForSomebody();
      await desk.presses('Nadia', 'Prendre');
      await channel.untilReceived(anne, 2);
      await desk.until('Nadia a pris le dossier');
      await hotline[Symbol.asyncDispose]();
      await start();
      await desk.says('Nadia', 'Toujours là.');
      expect(await lastOf(3)).toContain('Toujours là.');
      await channel.say(anne, 'Moi aussi');
      await desk.until('Moi aussi');
      now += HOUR;
    });
  });
});
