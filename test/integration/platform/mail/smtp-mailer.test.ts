import { afterEach, describe, expect, it } from 'vitest';
import type { Mail } from '#src/platform/mail/mailer.ts';
import { createSmtpMailer } from '#src/platform/mail/smtp.ts';
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
