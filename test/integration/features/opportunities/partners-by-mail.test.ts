import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partnerButton } from '#src/features/opportunities/partners/buttons.ts';
import { readBoampRecord } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { savePublication } from '#src/features/opportunities/store/save.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addWorkingDays } from '#src/platform/calendar/holidays.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { fnsRecord } from '#support/notices/records.ts';
import { type Listed, listCompany } from '#support/store/seeds/listed-company.ts';
import { MailHotline } from '#support/world/mail-hotline.ts';

const MAIL = 'basile@linge.example';

describe('A company whose page is closed', () => {
  let mails: MailServer;
  let hotline: MailHotline;
  const slack = new RecordingChannel('slack');
  // A day to come, since the clock of a server that runs only moves on, and a working one: nobody is asked on another.
  const today = addWorkingDays(parisDay(Date.now()), 1);

  beforeAll(async () => {
    mails = await MailServer.start();
    hotline = await MailHotline.start(mails.url(), [slack], { DIRECTORY: 'on' });
    mails.hurry = () => hotline.settled();
    hotline.pass(instantOf(today, '10:00') - Date.now());
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await mails?.[Symbol.asyncDispose]();
  });

  const list = (name: string, member: Listed['member'], more: Partial<Listed> = {}) =>
    hotline.inStore((db) =>
      listCompany(
        db,
        {
          name,
          said: 'nettoyage de bureaux',
          sectors: [],
          departments: ['18'],
          engagements: ['insertion'],
          member,
          ...more,
        },
        hotline.now(),
      ),
    );
  const buttonOf = async (text: string, start: string): Promise<string> => {
    const [row] = await hotline.inStore((db) =>
      db.query<{ content: string }>(
        'SELECT content FROM message WHERE content LIKE $1 ORDER BY created_at DESC LIMIT 1',
        [`%${text}%`],
      ),
    );
    return new RegExp(`${start}[0-9a-f-]{36}`).exec(row?.content ?? '')?.[0] ?? '';
  };
  const press = async (value: string, label: string) => {
    await slack.press('anne', value, label);
    await hotline.settled();
    return slack.received('anne').at(-1)?.text ?? '';
  };
  const minutesPass = async () => {
    for (let times = 0; times < 3; times += 1) {
      hotline.pass(6 * MINUTE_MS);
      await hotline.settled();
    }
  };

  it('is asked on it and by mail, and answers there; the one that asked reads it in its own channel', async () => {
    await slack.say('anne', 'bonjour');
    await slack.untilReceived('anne', 1);
    await list('Éclat de Bourges', { channel: 'slack', key: 'anne' });
    const basile = hotline.visitor();
    await basile.tell('bonjour.');
    await list('Net Solidaire', { channel: 'web', key: basile.key }, { more: { email: MAIL } });
    const record = fnsRecord({
      idweb: '26-90001',
      day: addDays(today, -11),
      closing: `${addDays(today, 14)}T17:00:00`,
    });
    const read = readBoampRecord(record);
    if (!read.ok) throw new Error(read.why);
    const noticeId = await hotline.inStore(
      async (db) =>
        (await db.tx((tx) => savePublication(tx, read.publication, hotline.now()))).noticeId ?? '',
    );
    // Nothing would reach it: it is not proposed.
    expect(await press(partnerButton(noticeId).value, 'Trouver un partenaire')).toContain(
      'je ne trouve personne',
    );
    await hotline.inStore((db) =>
      db.query(
        `INSERT INTO contact (person_id, kind, value, confirmed_at)
         SELECT person_id, 'email', $1, $2 FROM conversation WHERE channel = 'web'`,
        [MAIL, hotline.now()],
      ),
    );
    expect(await press(partnerButton(noticeId).value, 'Trouver un partenaire')).toContain(
      'pourrait répondre',
    );
    expect(await press(await buttonOf('pt:pick', 'pt:pick:'), 'Lui demander')).toContain('Voici le message');
    expect(await press(await buttonOf('pt:send', 'pt:send:'), 'Envoyer ce message')).toContain(
      'C’est demandé',
    );
    await minutesPass();
    const shown = JSON.stringify((await basile.messages()).slice(-1));
    expect(shown).toContain('cherche un partenaire');
    expect(shown).not.toContain('Éclat de Bourges');
    const [mail] = await mails.until(MAIL, 1);
    expect(mail?.text).toContain('cherche un partenaire');
    expect(mail?.text).not.toContain('Éclat de Bourges');
    await basile.press('Oui, mettez-nous en contact', 'pt:yes:');
    await hotline.settled();
    expect(JSON.stringify((await basile.messages()).slice(-1))).toContain('Éclat de Bourges');
    expect(slack.received('anne').at(-1)?.text).toContain('Net Solidaire veut bien en parler avec vous');
  });
});
