import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { findConversation } from '#src/conversation/store/conversations.ts';
import { casesOf } from '#src/features/expert/store/cases.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { RecordingDesk } from '#support/fakes/recording-desk.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SOMEBODY = 'je veux parler à un expert';
/** Tuesday 24 November 2026, 10:00 in Paris. */
const TUESDAY = Date.parse('2026-11-24T09:00:00Z');
const HOUR = 3_600_000;

describe('With an expert asked for', () => {
  let folder: KnowledgeFolder;
  let hotline: Hotline;
  let channel: RecordingChannel;
  let other: RecordingChannel;
  let desk: RecordingDesk;
  let now: number;

  const heard = async (count: number) => (await channel.untilReceived('anne', count)).at(-1) ?? '';
  const openCase = async () => {
    await channel.say('anne', SOMEBODY);
    const said = await heard(1);
    await desk.until('Dossier 1');
    return said;
  };
  const cases = async () => {
    const db = await openSqlite(join(folder.dataDir, 'hotline.db'));
    try {
      return await casesOf(db, (await findConversation(db, 'memory', 'anne'))?.id ?? '');
    } finally {
      await db.close();
    }
  };

  beforeEach(async () => {
    folder = await indexedFolder();
    now = TUESDAY;
    channel = new RecordingChannel();
    other = new RecordingChannel('other');
    desk = new RecordingDesk();
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
      adapters: [channel, other, desk],
      surfaces: ['slack'],
      now: () => now,
    });
  });
  afterEach(async () => {
    await hotline[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  describe('the closing date', () => {
    it('and a question in one message are both heard', async () => {
      await openCase();
      await channel.say('anne', `Vendredi midi. ${ADVANCE}`);
      const said = (await channel.untilReceived('anne', 3)).join('\n');
      expect(said).toContain('Date limite notée : vendredi 27 novembre à 12 h');
      expect(said).toContain('50 000 € HT');
    });

    it('is not taken for unknown because a question begins with « non »', async () => {
      await openCase();
      await channel.say('anne', 'Non mais dites-moi, ai-je droit à une avance ?');
      expect(await heard(2)).toContain('50 000 € HT');
    });

    it('alone gets no answer beside: it asks nothing', async () => {
      await openCase();
      await channel.say('anne', 'finalement ça ferme jeudi à 16h');
      expect((await channel.untilReceived('anne', 2))[1]).toContain(
        'Date limite notée : jeudi 26 novembre à 16 h',
      );
      await channel.say('anne', 'en fait la clôture est reportée au vendredi 4 décembre à 12h');
      expect((await channel.untilReceived('anne', 3))[2]).toContain(
        'Date limite notée : vendredi 4 décembre à 12 h',
      );
    });

    it('said bare, after another message, is still the answer', async () => {
      await openCase();
      await channel.say('anne', ADVANCE);
      await channel.untilReceived('anne', 2);
      await channel.say('anne', 'le vendredi 4 décembre à 12h');
      expect((await channel.untilReceived('anne', 3))[2]).toContain(
        'Date limite notée : vendredi 4 décembre à 12 h',
      );
    });

    it('that was said before is not asked for again', async () => {
      await channel.say('anne', `${ADVANCE} Ça ferme le vendredi 11 décembre à 12h.`);
      await heard(1);
      await channel.say('anne', SOMEBODY);
      const said = await heard(2);
      expect(said).toContain('vendredi 11 décembre à 12 h');
      expect(said).not.toContain('Quand ferme');
      await desk.until('Ferme vendredi 11 décembre à 12 h');
    });

    it('that moves while a person holds the case moves on their card, and the bot says nothing', async () => {
      await openCase();
      await desk.presses('Nadia', 'Prendre');
      await heard(2);
      await channel.say('anne', 'la clôture est reportée à lundi 30 novembre à 17h');
      await desk.until('Date limite donnée par l’entreprise : lundi 30 novembre à 17 h');
      await expect.poll(() => desk.cardOf()).toContain('Ferme lundi 30 novembre à 17 h');
      expect(channel.received('anne')).toHaveLength(2);
    });

    it('opens no second case when the company has declined the first', async () => {
      await channel.say('anne', `${ADVANCE} ça ferme demain à 12h`);
      await channel.untilReceived('anne', 2);
      await channel.press('anne', 'case-end', 'Je n’ai pas besoin d’expert');
      await heard(3);
      await channel.say('anne', 'ça ferme demain à 12h, puis-je sous-traiter tout le marché ?');
      await heard(4);
      await channel.say('anne', 'merci');
      await heard(5);
      expect(await cases()).toHaveLength(1);
    });
  });

  it('no moment that is past is promised', async () => {
    await openCase();
    now += 48 * HOUR;
    await channel.say('anne', SOMEBODY);
    const said = (await channel.untilReceived('anne', 2)).at(-1) ?? '';
    expect(said).toContain('déjà ouvert');
    expect(said).not.toMatch(/hier|mardi|au plus tard/);
    await channel.say('anne', 'où en est ma demande ?');
    const status = (await channel.untilReceived('anne', 3)).at(-1) ?? '';
    expect(status).toContain('il attend un expert');
    expect(status).not.toMatch(/au plus tard mardi/);
  });

  it('a case that is reopened is about what it was about, and closes when it closed', async () => {
    await channel.say('anne', ADVANCE);
    await heard(1);
    await channel.say('anne', SOMEBODY);
    await heard(2);
    await channel.say('anne', 'vendredi midi');
    await heard(3);
    await desk.says('Nadia', 'Oui, à 30 %.');
    await heard(5);
    await desk.says('Nadia', '!clore répondu');
    await heard(6);
    await channel.press('anne', 'case-reopen', 'Rouvrir avec un expert');
    expect(await heard(7)).not.toContain('Quand ferme');
    const thread = await desk.until(ADVANCE, 'thread-2');
    expect(thread).toContain('Suite du dossier 1');
    expect(thread).toContain('Ferme vendredi 27 novembre à 12 h');
  });

  it('an answer that could not leave before a person came and went is never said', async () => {
    await openCase();
    // The platform holds the answer for a while, then refuses it: it is to be sent again.
    const gate = Promise.withResolvers<void>();
    channel.slow = () => gate.promise;
    let refusals = 1;
    channel.fails = () => refusals-- > 0;
    await channel.say('anne', ADVANCE);
    await desk.until('L’assistant a répondu');
    now += 1_000;
    await desk.presses('Nadia', 'Prendre');
    await desk.until('Nadia a pris le dossier');
    // Nor does a page that is loaded now read it.
    expect(JSON.stringify(await channel.history('anne'))).not.toContain('50 000');
    await desk.says('Nadia', '!clore répondu');
    await desk.until('Dossier clos');
    gate.resolve();
    await expect.poll(() => channel.tries.filter(({ taken }) => !taken)).toHaveLength(1);
    await sleep(100);
    now += 60_000;
    const said = await channel.untilReceived('anne', 3);
    expect(said.join('\n')).not.toContain('50 000');
    expect(said.at(-1)).toContain('a terminé l’échange');
  });

  it('a person asked for just before the end opens no new case: reopening is offered', async () => {
    await openCase();
    await desk.presses('Nadia', 'Prendre');
    await heard(2);
    // Three words without a full stop: the hotline waits a moment for the rest, and the end comes meanwhile.
    await channel.say('anne', 'je veux parler à un humain');
    await desk.says('Nadia', '!clore répondu');
    await desk.until('Dossier clos');
    await channel.say('anne', ADVANCE);
    await expect.poll(async () => (await channel.untilReceived('anne', 3)).join('\n')).toContain('50 000');
    expect(await cases()).toHaveLength(1);
  });

  it('after the end, nothing that was said on a linked channel before is followed up', async () => {
    await channel.say('anne', 'lier mes messageries');
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await heard(1))?.[0] ?? '';
    await other.say('anne', `lier ${code}`);
    await other.untilReceived('anne', 1);
    await other.say('anne', ADVANCE);
    await other.untilReceived('anne', 2);
    now += 60_000;
    await channel.say('anne', SOMEBODY);
    await heard(2);
    await desk.until('Dossier 1');
    await desk.says('Nadia', 'Oui.');
    await heard(4);
    await desk.says('Nadia', '!clore répondu');
    await heard(5);
    now += 60_000;
    await channel.say('anne', 'quel article ?');
    expect(await heard(6)).not.toContain('R2191-3');
  });

  it('words that a closed case refused are not corrected: the company never had them', async () => {
    await openCase();
    await desk.says('Nadia', 'Bonjour.');
    await heard(3);
    await desk.says('Nadia', '!clore répondu');
    await heard(4);
    const ref = await desk.says('Nadia', 'Une précision');
    await desk.until('rien n’a été envoyé');
    await desk.does('Nadia', 'thread-1', { type: 'edit', of: ref, text: 'Une précision utile' });
    await channel.say('anne', ADVANCE);
    expect(await heard(5)).toContain('50 000 € HT');
  });

  it('the experts are told at once that the company blocked the hotline', async () => {
    await openCase();
    await channel.leave('anne');
    await desk.until('l’entreprise a bloqué la Hotline');
  });
});
