import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIL_CERTIFICATE } from '#support/fakes/mail/certificate.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { codeIn, MailVisitor } from '#support/world/mail-hotline.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { type HotlineProcess, runCli, startHotline } from '#support/world/processes/run-hotline.ts';

const LOGIN = { user: 'hotline@exemple.fr', password: 'p@ss:%/tr3s-secret' };

describe('A hotline whose mail server wants TLS and a password', () => {
  let folder: KnowledgeFolder;
  let trusted: string;
  const sender = { MAIL_FROM: 'La Hotline <hotline@exemple.fr>' };
  const settings = () => ({
    HOTLINE_DATA_DIR: folder.dataDir,
    HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
    LOG_LEVEL: 'debug',
  });
  let server: MailServer;

  beforeAll(async () => {
    folder = await indexedFolder();
    trusted = join(folder.knowledgeDir, '..', 'ca.pem');
    writeFileSync(trusted, MAIL_CERTIFICATE.cert);
    server = await MailServer.start({ tls: 'always', login: LOGIN });
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  /** What nobody may read in a log: what opens the mail server, and who the person is. */
  const expectNoSecrets = (log: string) => {
    const { user, password } = LOGIN;
    const signIn = Buffer.from(`\0${user}\0${password}`).toString('base64');
    for (const secret of [
      password,
      encodeURIComponent(password),
      Buffer.from(password).toString('base64'),
      signIn,
    ])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/anne@|bea@|zoe@|[0-9A-Z]{5}-[0-9A-Z]{5}\b/);
  };
  const failedJobs = async (hotline: HotlineProcess, count: number) => {
    while ((hotline.log().match(/job failed/g) ?? []).length < count) await sleep(50);
  };

  it('sends codes under TLS, and logs neither the password, nor addresses, nor codes', async () => {
    const env = { ...settings(), ...sender, SMTP_URL: server.url(), NODE_EXTRA_CA_CERTS: trusted };
    await using hotline = await startHotline(env);
    const visitor = new MailVisitor(hotline.url);
    await visitor.tell('recevoir la réponse par mail à anne@exemple.fr.');
    const [mail] = await server.until('anne@exemple.fr');
    expect(mail).toMatchObject({ secure: true, user: LOGIN.user });
    expect(await visitor.tell(`${codeIn(mail?.text ?? '')}.`)).toContain('C’est confirmé');
    server.answer = () => '550 5.1.1 <bea@exemple.fr>: no such person, says zoe@exemple.fr';
    await visitor.tell('recevoir la réponse par mail.');
    await visitor.tell('bea@exemple.fr.');
    await failedJobs(hotline, 1);
    server.answer = () => undefined;
    expect(hotline.log()).toContain('refuse ce mail ou son adresse');
    expectNoSecrets(hotline.log());
    const jobs = await runCli(['jobs', '--data', folder.dataDir], { LOG_LEVEL: 'debug' });
    expect(jobs.stdout).toContain('1 abandonnée(s)');
    expectNoSecrets(`${jobs.stdout}${jobs.stderr}`);
  });

  it('with a wrong password keeps the mail, says what to mend, and repeats no password', async () => {
    const SMTP_URL = server.url({ ...LOGIN, password: `${LOGIN.password}2` });
    await using hotline = await startHotline({
      ...settings(),
      ...sender,
      SMTP_URL,
      NODE_EXTRA_CA_CERTS: trusted,
    });
    await new MailVisitor(hotline.url).tell('recevoir la réponse par mail à anne@exemple.fr.');
    await failedJobs(hotline, 1);
    expect(hotline.log()).toContain('refuse le nom ou le mot de passe de SMTP_URL');
    expectNoSecrets(hotline.log());
  });

  it('does not start half configured, and says what is missing without the password', async () => {
    const failed = await startHotline({ ...settings(), SMTP_URL: server.url() }).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failed).toContain('MAIL_FROM : à donner avec SMTP_URL');
    expectNoSecrets(failed);
  });
});
