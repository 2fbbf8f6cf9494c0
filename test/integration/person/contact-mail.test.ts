import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deadJobs, jobCounts } from '#src/platform/database/jobs/jobs.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { codeIn, MailHotline, type MailVisitor, notThat } from '#support/world/mail-hotline.ts';
import { runHere } from '#support/world/processes/command-here.ts';

const MINUTE = 60_000;
const ADVANCE = 'Ai-je droit à une avance ?';

describe('A visitor of the web chat who wants answers by mail', () => {
  let server: MailServer;
  let hotline: MailHotline;
  const slack = new RecordingChannel('slack');

  beforeAll(async () => {
    server = await MailServer.start();
    hotline = await MailHotline.start(server.url(), [slack]);
    server.hurry = () => hotline.settled();
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });
  afterEach(() => {
    server.answer = () => undefined;
    server.slow = () => undefined;
    // The counts of codes in all belong to the hour of each test.
    hotline.pass(61 * MINUTE);
  });

  const lastCode = async (to: string, count = 1) =>
    codeIn((await server.until(to, count)).at(-1)?.text ?? '');
  /** A visitor whose address is confirmed. */
  const confirmed = async (to: string): Promise<MailVisitor> => {
    const visitor = hotline.visitor();
    await visitor.tell(`recevoir la réponse par mail à ${to}.`);
    expect(await visitor.tell(`${await lastCode(to)}.`)).toContain('C’est confirmé');
    return visitor;
  };

  it('is offered it, gives an address, asks something meanwhile, and types the code', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('je veux parler à un humain.');
    expect(await visitor.buttons()).toContain('contact-email');
    const asked = await visitor.tell({ value: 'contact-email', label: 'Recevoir la réponse par mail' });
    expect(asked).toContain('À quelle adresse ?');
    expect(await visitor.buttons()).toEqual(['contact-cancel']);
    expect(await visitor.tell(ADVANCE)).toContain('50 000 € HT');
    expect(await visitor.tell('anne.exemple.fr.')).toContain('Il manque le « @ »');
    expect(await visitor.tell('anne@exemple.')).toContain('pas complète');
    const sent = await visitor.tell('C’est Anne@Exemple.fr.');
    expect(sent).toContain('à Anne@exemple.fr');
    expect(codeIn(sent)).toBe('');
    expect(await visitor.buttons()).toEqual(['contact-again', 'contact-cancel']);
    const [mail] = await server.until('Anne@exemple.fr');
    expect(mail).toMatchObject({ from: 'hotline@exemple.fr', subject: 'Votre code pour la Hotline' });
    const code = codeIn(mail?.text ?? '');
    expect(await visitor.tell('Quel est le taux de l’avance pour une PME ?')).toContain('30 %');
    expect(await visitor.tell('et pour un marché lancé en 2025 ?')).toContain('20 %');
    expect(await visitor.tell(`${notThat(code)}.`)).toContain('Ce code n’est pas le bon');
    // A letter for sure: of a group of digits alone nobody could say that it is of a code.
    expect(await visitor.tell(`${code.slice(0, 5)}K.`)).toContain('dix signes');
    expect(await visitor.tell(`${code}.`)).toContain('sa réponse partira à Anne@exemple.fr');
    expect(await visitor.tell(`recevoir la réponse par mail.`)).toContain('partent déjà à Anne@exemple.fr');
    expect(await visitor.tell('annuler.')).toContain('C’est arrêté');
    const kept = await hotline.inStore((db) =>
      db.query("SELECT payload FROM job WHERE kind = 'mail' AND status = 'done'"),
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toMatch(/anne|[0-9A-Z]{5}-[0-9A-Z]{5}/i);
  });

  it('may change their mind, or ask for another code: the first one is void', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('recevoir la réponse par mail à bea@exemple.fr.');
    const first = await lastCode('bea@exemple.fr');
    expect(await visitor.tell('je n’ai rien reçu.')).toContain('à bea@exemple.fr');
    const second = await lastCode('bea@exemple.fr', 2);
    if (first !== second) expect(await visitor.tell(`${first}.`)).toContain('a déjà servi');
    hotline.pass(10 * MINUTE + 1_000);
    expect(await visitor.tell(`${second}.`)).toContain('n’est plus valable');
    await visitor.tell('annuler.');
    // Nothing is open any more: a code is a question again.
    expect(await visitor.tell('7K3PM-9QX2F.')).not.toContain('code');
  });

  it('may try five codes in ten minutes, and have three sent to one address in an hour', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('recevoir la réponse par mail à cleo@exemple.fr.');
    const code = await lastCode('cleo@exemple.fr');
    for (let count = 0; count < 5; count += 1)
      expect(await visitor.tell(`${notThat(code)}.`)).toContain('n’est pas le bon');
    expect(await visitor.tell(`${code}.`)).toContain('Trop d’essais');
    await visitor.tell('un autre code.');
    const stranger = hotline.visitor();
    const wish = 'recevoir la réponse par mail à CLEO@exemple.fr.';
    expect(await stranger.tell(wish)).toContain('J’envoie un code');
    expect(await stranger.tell('un autre code.')).toContain('J’ai déjà envoyé plusieurs codes');
    expect(await hotline.visitor().tell(wish)).toContain('J’ai déjà envoyé plusieurs codes');
  });

  it('gets what experts wrote while the page was closed, once, in one mail', async () => {
    const visitor = await confirmed('dina@exemple.fr');
    await visitor.see();
    await hotline.expert(visitor, 'Oui, l’avance vous est due.');
    hotline.pass(MINUTE);
    await hotline.expert(visitor, 'Demandez-la par écrit à l’acheteur.');
    hotline.pass(MINUTE);
    const mail = (await server.until('dina@exemple.fr', 2)).at(-1);
    expect(mail?.subject).toBe('Un expert de la Hotline vous a répondu');
    expect(mail?.text.match(/Nadia Benali vous a écrit/g)).toHaveLength(1);
    for (const words of ['l’avance vous est due', 'par écrit à l’acheteur', 'Répondez depuis la page'])
      expect(mail?.text).toContain(words);
    expect(mail?.text).toMatch(/^http:\/\/hotline\.exemple\.fr\/$/m);
    expect(mail?.text).not.toContain('C’est confirmé');
    // Who speaks is said once, not again as the conversation's own heading.
    expect(mail?.text).not.toContain('— la Fabrique');
    hotline.pass(5 * MINUTE);
    await hotline.settled();
    expect(await server.until('dina@exemple.fr', 2)).toHaveLength(2);
    await hotline.expert(visitor, 'Autre chose ?');
    hotline.pass(2 * MINUTE);
    const next = (await server.until('dina@exemple.fr', 3)).at(-1);
    expect(next?.text).toContain('Nadia Benali vous a écrit :\n\nAutre chose ?');
    expect(next?.text).not.toContain('l’avance');
    expect(next?.messageId).not.toBe(mail?.messageId);
  });

  it('gets no mail for what the page showed meanwhile, nor once they want no more', async () => {
    const seeing = await confirmed('elsa@exemple.fr');
    const leaving = await confirmed('fred@exemple.fr');
    const neverAsked = hotline.visitor();
    await neverAsked.tell(ADVANCE);
    for (const visitor of [seeing, leaving, neverAsked]) await hotline.expert(visitor, 'Bonjour.');
    await seeing.see();
    expect(await leaving.tell('plus de mail.')).toContain('votre adresse est oubliée');
    hotline.pass(2 * MINUTE);
    await hotline.settled();
    expect(await server.until('elsa@exemple.fr')).toHaveLength(1);
    expect(await server.until('fred@exemple.fr')).toHaveLength(1);
    expect(await leaving.tell('plus de mail.')).toContain('Je n’ai pas d’adresse de vous');
  });

  it('finishes with the machine what they began before an expert came; all else is for the expert', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('recevoir la réponse par mail à iris@exemple.fr.');
    await hotline.expert(visitor, 'Bonjour, je lis votre dossier.');
    const { length } = await visitor.messages();
    await visitor.send('Merci ! Je voudrais recevoir la réponse par mail.');
    expect(await visitor.tell(`${await lastCode('iris@exemple.fr')}.`)).toContain('C’est confirmé');
    const since = (await visitor.messages()).slice(length);
    expect(since.map(({ author }) => author)).toEqual(['company', 'company', 'bot']);
    await visitor.see();
  });

  it('gets the mail of a server that was down for twenty seconds, or that said to come back', async () => {
    await server.stop();
    const visitor = hotline.visitor();
    await visitor.tell('recevoir la réponse par mail à gaia@exemple.fr.');
    const triedOnce = () =>
      hotline.inStore((db) =>
        db.query("SELECT id FROM job WHERE kind = 'mail' AND status = 'open' AND last_error IS NOT NULL"),
      );
    await hotline.settled();
    expect(await triedOnce()).toHaveLength(1);
    hotline.pass(20_000);
    server.answer = (_, count) => (count <= refusedUntil ? '451 try later' : undefined);
    const refusedUntil = server.recipients + 1;
    await server.start();
    while (server.recipients < refusedUntil) {
      hotline.pass(1_000);
      await hotline.settled();
    }
    hotline.pass(2 * MINUTE);
    const code = await lastCode('gaia@exemple.fr');
    expect(await visitor.tell(`${code}.`)).toContain('C’est confirmé');
    expect(await server.until('gaia@exemple.fr')).toHaveLength(1);
  });

  it('whose address is refused leaves a job given up, which staff see, without their address', async () => {
    server.answer = (to) => (to === 'hugo@exemple.fr' ? '550 no such mailbox hugo@exemple.fr' : undefined);
    await hotline.visitor().tell('recevoir la réponse par mail à hugo@exemple.fr.');
    const before = server.recipients;
    await hotline.settled();
    expect((await hotline.inStore(jobCounts)).dead).toBe(1);
    expect(server.recipients).toBe(before + 1);
    const [dead] = await hotline.inStore((db) => deadJobs(db));
    expect(dead).toMatchObject({ kind: 'mail', attempts: 1 });
    const shown = await runHere(['jobs', '--data', hotline.dataDir]);
    expect(shown.stdout).toContain('1 abandonnée(s)');
    expect(shown.stdout).toContain('refuse ce mail ou son adresse : 550');
    expect(shown.stdout).not.toContain('hugo@');
  });

  it('is not kept waiting by a slow mail server, and neither is a stop: the mail leaves again, the same', async () => {
    const gate = Promise.withResolvers<void>();
    server.slow = () => gate.promise;
    const visitor = hotline.visitor();
    const before = server.recipients;
    await visitor.tell('recevoir la réponse par mail à ines@exemple.fr.');
    // The work has begun, and waits for the server.
    void hotline.settled().catch(() => undefined);
    while (server.recipients === before) await sleep(20);
    expect(await visitor.tell(ADVANCE)).toContain('50 000 € HT');
    await hotline.stop();
    gate.resolve();
    await hotline.start();
    const mails = await server.until('ines@exemple.fr', 2);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('is told that the answer comes right there, on a channel that reaches people', async () => {
    await slack.say('anne', 'recevoir la réponse par mail.');
    const [said] = await slack.untilReceived('anne', 1);
    expect(said).toContain('la réponse arrivera ici même');
  });
});

describe('Without a mail server', () => {
  it('nobody is offered mail, and who asks is told honestly', async () => {
    await using hotline = await MailHotline.start();
    const visitor = hotline.visitor();
    await visitor.tell('je veux parler à un humain.');
    expect(await visitor.buttons()).not.toContain('contact-email');
    expect(await visitor.tell('recevoir la réponse par mail.')).toContain('je ne peux pas envoyer de mail');
    expect(await visitor.tell('anne@exemple.fr.')).not.toContain('code');
    await hotline.expert(visitor, 'Bonjour.');
    hotline.pass(2 * MINUTE);
    await hotline.settled();
    const open = "SELECT id FROM job WHERE status = 'open' AND kind IN ('mail', 'reply-mail')";
    expect(await hotline.inStore((db) => db.query(open))).toEqual([]);
  });
});
