import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Mail } from '#src/platform/mail/mailer.ts';
import { createSmtpMailer } from '#src/platform/mail/smtp.ts';
import { checkSignature } from '#support/fakes/mail/dkim.ts';
import { MailServer, type MailServerOptions } from '#support/fakes/mail/server.ts';

const FROM = { name: 'La Hotline, « essai »', address: 'hotline@exemple.fr' };
const MAIL: Mail = {
  id: 'reply-0193-1',
  to: 'anne@client.fr',
  subject: 'Un expert vous a répondu : réponse à l’accord-cadre n° 12',
  text: 'Bonjour,\n\nOui : 40 000 € HT, « à l’œuvre ».\n.\nFrom ici\n\nhttps://hotline.exemple.fr/',
};
const LOGIN = { user: 'hotline@exemple.fr', password: 'p@ss:%/secret' };

describe('Mail over SMTP', () => {
  let server: MailServer;
  const open = async (options: MailServerOptions = {}) => {
    server = await MailServer.start(options);
    return createSmtpMailer({ url: server.url(), from: FROM });
  };
  const failure = (sending: Promise<void>) =>
    sending.then(
      () => undefined,
      (error: unknown) => error,
    );
  afterEach(() => server?.[Symbol.asyncDispose]());

  it('arrives as it was written, from us, and says that a machine sent it', async () => {
    await (await open()).send(MAIL);
    const [mail, ...others] = server.mails;
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      from: 'hotline@exemple.fr',
      to: ['anne@client.fr'],
      subject: MAIL.subject,
      text: MAIL.text,
      messageId: '<reply-0193-1@exemple.fr>',
    });
    expect(mail?.head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(mail?.head).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    expect(mail?.head).toMatch(/^To: anne@client\.fr$/m);
    expect(mail?.head).not.toMatch(/^(?:Bcc|Cc):/m);
  });

  it('sent again is the same message', async () => {
    const mailer = await open();
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
    await mailer.send({ ...MAIL, id: 'reply-0193-2' });
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it.each<[string, Partial<Mail>]>([
    ['a subject of two lines', { subject: 'Bonjour\r\nBcc: x@y.fr' }],
    ['a recipient of two lines', { to: 'anne@client.fr\r\nBcc: x@y.fr' }],
    ['two recipients', { to: 'anne@client.fr, x@y.fr' }],
    ['a recipient with a name', { to: 'Anne <anne@client.fr>' }],
    ['an id of two lines', { id: 'a>\r\nBcc: x@y.fr' }],
    ['no words', { text: '' }],
    ['an address to unsubscribe of two lines', { unsubscribeUrl: 'https://a.fr/\r\nBcc: x@y.fr' }],
    ['an address to unsubscribe that ends its sign', { unsubscribeUrl: 'https://a.fr/>,<mailto:x@y.fr' }],
    ['an address to unsubscribe that is no page', { unsubscribeUrl: 'javascript:alert(1)' }],
  ])('refuses %s for ever, before it reaches the server', async (_, wrong) => {
    const mailer = await open();
    expect(await failure(mailer.send({ ...MAIL, ...wrong }))).toMatchObject({ kind: 'permanent' });
    expect(server.recipients).toBe(0);
  });

  it.each([
    ['550 no mailbox anne@client.fr here', 'permanent', 'refuse ce mail ou son adresse'],
    ['451 try later', 'temporary', 'pas ce mail pour l’instant'],
  ])(
    'a recipient who gets « %s » is a %s failure, told without their address',
    async (answer, kind, words) => {
      const mailer = await open();
      server.answer = () => answer;
      const error = (await failure(mailer.send(MAIL))) as Error;
      expect(error).toMatchObject({ kind, message: expect.stringContaining(words) });
      expect(error.message).toContain(answer.slice(0, 3));
      expect(error.message).not.toContain('anne');
    },
  );

  it.each([
    ['550 no such user here', true],
    ['550 User unknown', true],
    ['550 destinataire inconnu', true],
    ['550 5.1.1 no such user', true],
    ['550 5.1.1 The account does not exist', true],
    ['553 5.1.3 no such address', true],
    ['556 5.1.10 takes no mail', true],
    ['550 5.2.1 mailbox disabled', true],
    ['550 no', false],
    ['554 5.4.1 recipient address rejected', false],
    ['550 5.1.9 something else', false],
    ['550 5.7.23 SPF validation failed, user unknown', false],
    ['554 Service unavailable; client host blocked using a list', false],
    ['550 Your account has been disabled', false],
    ['550 reverse DNS does not exist', false],
    ['550 domain of sender does not exist', false],
    ['501 syntax error', false],
    ['552 quota exceeded', false],
    ['550 5.7.1 access denied', false],
    ['550 relay not permitted', false],
    ['530 authentication required', false],
    ['550 5.1.8 bad address of the sender', false],
    ['552 5.2.2 mailbox full', false],
    ['451 4.2.1 try later', false],
  ])('a recipient who gets « %s »: no mail reaches that address, %s', async (answer, isOfAddress) => {
    const mailer = await open();
    server.answer = () => answer;
    expect(await failure(mailer.send(MAIL))).toMatchObject({ isOfAddress });
  });

  it('says how to stop what was asked for, in one request, and only there', async () => {
    const mailer = await open();
    await mailer.send({ ...MAIL, unsubscribeUrl: 'https://hotline.exemple.fr/desabonnement/abc' });
    await mailer.send(MAIL);
    const [news, code] = server.mails;
    expect(news?.head).toMatch(/^List-Unsubscribe: <https:\/\/hotline\.exemple\.fr\/desabonnement\/abc>$/m);
    expect(news?.head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(code?.head).not.toMatch(/^List-/m);
    // One request is made over https only.
    await mailer.send({ ...MAIL, unsubscribeUrl: 'http://hotline.exemple.fr/desabonnement/abc' });
    expect(server.mails[2]?.head).toMatch(/^List-Unsubscribe: <http:/m);
    expect(server.mails[2]?.head).not.toMatch(/^List-Unsubscribe-Post:/m);
  });

  describe('signed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-dkim-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const keyOf = (modulusLength = 2_048) => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
      const keyFile = join(folder, `${crypto.randomUUID()}.pem`);
      writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
      return { keyFile, publicKey };
    };
    const signed = async (keyFile: string) => {
      server = await MailServer.start();
      const dkim = { domain: 'exemple.fr', selector: 'hotline', keyFile };
      return createSmtpMailer({ url: server.url(), from: FROM, dkim });
    };

    it('its signature holds, and covers who it is from, its words and how to stop it', async () => {
      const { keyFile, publicKey } = keyOf();
      await (await signed(keyFile)).send({ ...MAIL, unsubscribeUrl: 'https://hotline.exemple.fr/stop/abc' });
      const raw = server.mails[0]?.raw ?? '';
      expect(checkSignature(raw, publicKey)).toMatchObject({
        domain: 'exemple.fr',
        selector: 'hotline',
        bodyHolds: true,
        headersHold: true,
        covered: expect.arrayContaining([
          'from',
          'to',
          'subject',
          'date',
          'message-id',
          'list-unsubscribe',
          'list-unsubscribe-post',
        ]),
      });
      // What this test would see, were it not so.
      expect(checkSignature(raw, keyOf().publicKey)?.headersHold).toBe(false);
      const changed = raw.replace('/stop/abc>', '/stop/abd>');
      expect(checkSignature(changed, publicKey)?.headersHold).toBe(false);
      expect(checkSignature(raw.replace('Bonjour', 'Bonsoir'), publicKey)?.bodyHolds).toBe(false);
    });

    it('does not start with a key that is none, is too short, or can’t be read', () => {
      const made = (keyFile: string) => () =>
        createSmtpMailer({
          url: 'smtp://localhost:25',
          from: FROM,
          dkim: { domain: 'exemple.fr', selector: 'hotline', keyFile },
        });
      const none = join(folder, 'none.pem');
      writeFileSync(none, 'secret words');
      for (const keyFile of [none, keyOf(512).keyFile])
        expect(made(keyFile)).toThrow(/clé privée RSA d’au moins 1024 bits/);
      expect(made(join(folder, 'missing.pem'))).toThrow(/ne peut pas être lu/);
      expect(made(none)).not.toThrow(/secret/);
    });
  });

  it('a server that breaks the connection, or is not there, is a temporary failure', async () => {
    const mailer = await open();
    server.drops = true;
    expect(await failure(mailer.send(MAIL))).toMatchObject({ kind: 'temporary' });
    await server.stop();
    const error = (await failure(mailer.send(MAIL))) as Error;
    expect(error).toMatchObject({ kind: 'temporary', message: expect.stringContaining('ne répond pas') });
    server.drops = false;
    await server.start();
    expect(await failure(mailer.send(MAIL))).toBeUndefined();
  });

  it('signs in with its name and password', async () => {
    await (await open({ login: LOGIN })).send(MAIL);
    expect(server.mails[0]).toMatchObject({ user: LOGIN.user });
  });

  it('with a wrong password waits for staff, and never repeats it', async () => {
    await open({ login: LOGIN });
    const wrong = { ...LOGIN, password: 'autre-secret' };
    const mailer = createSmtpMailer({ url: server.url(wrong), from: FROM });
    const error = (await failure(mailer.send(MAIL))) as Error;
    expect(error).toMatchObject({ kind: 'temporary', message: expect.stringContaining('SMTP_URL') });
    const all = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    for (const secret of ['autre-secret', Buffer.from('autre-secret').toString('base64'), LOGIN.user])
      expect(all).not.toContain(secret);
  });

  it.each(['always', 'starttls'] as const)(
    'under TLS (%s) does not speak to a server whose certificate nobody vouches for',
    async (tls) => {
      const mailer = await open({ tls, login: LOGIN });
      const error = (await failure(mailer.send(MAIL))) as Error;
      expect(error).toMatchObject({ kind: 'temporary', message: expect.stringContaining('certificate') });
      expect(server.mails).toEqual([]);
    },
  );
});
