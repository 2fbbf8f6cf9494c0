import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServer } from '#support/fakes/mail/server.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { type Listed, listCompany } from '#support/store/seeds/listed-company.ts';
import { codeIn, MailHotline, type MailVisitor } from '#support/world/mail-hotline.ts';
import { answerAll } from '#support/world/people/sign-up.ts';

const DAY = 86_400_000;
const CONTACT = ['Anne Martin', '06 12 34 56 78', 'anne@secret.fr'];

describe('A buyer who looks for a company', () => {
  let mails: MailServer;
  let hotline: MailHotline;
  const slack = new RecordingChannel('slack');
  let number = 0;

  beforeAll(async () => {
    mails = await MailServer.start();
    hotline = await MailHotline.start(mails.url(), [slack], { DIRECTORY: 'on' });
    mails.hurry = () => hotline.settled();
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await mails?.[Symbol.asyncDispose]();
  });

  /** A company whose one person is on Slack, where they said hello. */
  async function onSlack(name: string, more: Partial<Listed> = {}): Promise<string> {
    number += 1;
    const key = `member${number}`;
    await slack.say(key, 'bonjour');
    await slack.untilReceived(key, 1);
    await list(name, { channel: 'slack', key }, more);
    return key;
  }
  const list = (name: string, member: Listed['member'], more: Partial<Listed> = {}) =>
    hotline.inStore((db) =>
      listCompany(
        db,
        {
          name,
          said: 'traiteur de saison',
          sectors: ['traiteur'],
          departments: ['93'],
          engagements: ['insertion'],
          member,
          ...more,
        },
        hotline.now(),
      ),
    );
  const states = () =>
    hotline.inStore((db) =>
      db.query<{ state: string; types: string }>(
        `SELECT state, (SELECT GROUP_CONCAT(type) FROM introduction_event WHERE introduction_id = introduction.id) AS types
         FROM introduction ORDER BY asked_at DESC`,
      ),
    );
  /** A buyer of the web chat, up to what is sent. @returns what is said then */
  async function ask(buyer: MailVisitor, company: string, email: string): Promise<string> {
    await answerAll(buyer, [`contacter ${company}.`, 'Béa Roy.', 'Mairie de Bondy.']);
    await buyer.tell('Un buffet pour 40 personnes le 12 mars ?');
    const before = (await mails.until(email, 0)).length;
    if ((await buyer.buttons()).includes('dir:send')) return buyer.tell('oui.');
    expect(await buyer.tell(`${email}.`)).toContain('code de dix signes');
    const code = codeIn((await mails.until(email, before + 1))[before]?.text ?? '');
    expect(await buyer.tell(`${code}.`)).toContain(`Donné seulement si elle accepte : ${email}`);
    return buyer.tell('oui.');
  }
  const last = async (buyer: MailVisitor) => JSON.stringify((await buyer.messages()).slice(-1));
  async function until(buyer: MailVisitor, words: string): Promise<string> {
    for (;;) {
      const said = await last(buyer);
      if (said.includes(words)) return said.replace(/\u00a0/g, ' ');
      await sleep(10);
    }
  }
  /** The value of a button of the last message that somebody got on Slack. */
  const idOf = async () =>
    (
      await hotline.inStore((db) =>
        db.query<{ id: string }>('SELECT id FROM introduction ORDER BY asked_at DESC LIMIT 1'),
      )
    )[0]?.id;

  it('asks in the words of a search, on the web and in a messaging platform; the law goes to the answers', async () => {
    await onSlack('Délices de Bondy');
    const buyer = hotline.visitor();
    const found = await buyer.tell('Qui peut faire du traiteur en insertion à Saint-Denis ?');
    expect(found).toContain('Délices de Bondy (Saint-Denis, 93) : fait : Traiteur et cocktails');
    for (const secret of CONTACT) expect(found).not.toContain(secret);
    expect(await buyer.buttons()).toEqual([expect.stringMatching(/^dir:to:/), 'expert']);
    expect(await buyer.tell('Qui peut répondre à un marché réservé ?')).not.toContain('annuaire');
    await slack.say('buyer0', 'je cherche un traiteur dans le 93');
    expect((await slack.untilReceived('buyer0', 1))[0]).toContain('Délices de Bondy');
    const none = await buyer.tell('je cherche une entreprise de plomberie à Lyon.');
    expect(none).toContain('Je n’ai trouvé aucune entreprise');
    expect(none).toContain('une personne de l’équipe');
  });

  it('gets the contact when the company accepts, and the company theirs; nothing before', async () => {
    const key = await onSlack('Saveurs du Canal');
    const buyer = hotline.visitor();
    expect(await ask(buyer, 'Saveurs du Canal', 'bea@bondy.fr')).toContain('C’est envoyé à Saveurs du Canal');
    const [, request = ''] = await slack.untilReceived(key, 2);
    expect(request).toContain('Mairie de Bondy (Béa Roy)');
    expect(request).toContain('Un buffet pour 40 personnes');
    for (const given of CONTACT) expect(request).toContain(given);
    expect(request).not.toContain('bea@bondy.fr');
    expect(JSON.stringify(await buyer.messages())).not.toContain('secret.fr');
    await slack.press(key, `dir:yes:${await idOf()}`, 'Accepter');
    const given = (await slack.untilReceived(key, 3))[2];
    expect(given).toContain('bea@bondy.fr');
    const said = await until(buyer, 'accepte votre demande');
    for (const one of CONTACT) expect(said).toContain(one);
    // The page may be closed: the same by mail.
    const mailed = (await mails.until('bea@bondy.fr', 2))[1]?.text;
    expect(mailed).toContain('anne@secret.fr');
    expect((await states())[0]).toEqual({ state: 'accepted', types: 'asked,told,accept' });
    // A second press, of the same button or another, changes nothing.
    await slack.press(key, `dir:no:${await idOf()}`, 'Refuser');
    expect((await slack.untilReceived(key, 4))[3]).toContain('déjà répondu');
  });

  it('hears that the company does not follow up, and no contact is given', async () => {
    const key = await onSlack('Table Ouverte');
    const buyer = hotline.visitor();
    await ask(buyer, 'Table Ouverte', 'carl@bondy.fr');
    await slack.untilReceived(key, 2);
    await slack.press(key, `dir:mute:${await idOf()}`, 'Refuser, et ne plus recevoir de demandes');
    const said = await until(buyer, 'ne donne pas suite');
    expect(said).not.toContain('secret.fr');
    expect((await slack.untilReceived(key, 3))[2]).toContain('Vous ne recevrez plus');
    const other = hotline.visitor();
    expect(await other.tell('contacter Table Ouverte.')).toContain('ne prend pas de demandes');
    await slack.say(key, 'reprendre les demandes de contact');
    expect((await slack.untilReceived(key, 4))[3]).toContain('de nouveau');
    expect(await other.tell('contacter Table Ouverte.')).toContain('Qui êtes-vous');
    expect(await buyer.tell('contacter Table Ouverte.')).toContain('Vous avez déjà demandé');
  });

  it('hears that nobody answered in time, though the hotline was stopped when the time came', async () => {
    const key = await onSlack('Cuisine Lente');
    const buyer = hotline.visitor();
    await ask(buyer, 'Cuisine Lente', 'dora@bondy.fr');
    await slack.untilReceived(key, 2);
    const id = await idOf();
    await hotline.stop();
    hotline.pass(8 * DAY);
    await hotline.start();
    const again = hotline.visitor(buyer);
    const said = await until(again, 'n’a pas répondu dans le délai');
    expect(said).not.toContain('secret.fr');
    expect((await states())[0]?.state).toBe('expired');
    await hotline.settled();
    const { length } = slack.received(key);
    await slack.press(key, `dir:yes:${id}`, 'Accepter');
    expect((await slack.untilReceived(key, length + 1))[length]).toContain('déjà répondu');
    expect(JSON.stringify(await again.messages())).not.toContain('secret.fr');
  });

  it('is told when the company leaves the directory, and can call the wish off', async () => {
    const key = await onSlack('Fournil Gris');
    const buyer = hotline.visitor();
    const page = `/annuaire?activite=traiteur&lieu=93`;
    await ask(buyer, 'Fournil Gris', 'emma@bondy.fr');
    expect(await (await buyer.fetch(page)).text()).toContain('Fournil Gris');
    await slack.untilReceived(key, 2);
    await slack.say(key, 'retirez-moi de l’annuaire');
    expect((await slack.untilReceived(key, 3))[2]).toContain('elle est close');
    expect(await (await buyer.fetch(page)).text()).not.toContain('Fournil Gris');
    await until(buyer, 'n’est plus dans l’annuaire');
    await onSlack('Fournil Bleu');
    await ask(buyer, 'Fournil Bleu', 'emma@bondy.fr');
    const [cancel = ''] = await buyer.buttons();
    expect(await buyer.tell({ value: cancel, label: 'Annuler la demande' })).toContain('C’est annulé');
    expect((await states())[0]?.state).toBe('cancelled');
    // Nobody else's wish can be called off.
    expect(await hotline.visitor().tell({ value: cancel, label: 'Annuler' })).toContain('déjà reçu');
  });

  it('makes no more than three wishes a day', async () => {
    const buyer = hotline.visitor();
    for (const name of ['Un', 'Deux', 'Trois', 'Quatre']) await onSlack(`Traiteur ${name}`);
    for (const name of ['Un', 'Deux', 'Trois']) await ask(buyer, `Traiteur ${name}`, 'fred@bondy.fr');
    expect(await buyer.tell('contacter Traiteur Quatre.')).toContain('3 demandes de contact en un jour');
  });

  it('does not pile up in front of a company: five wishes wait, a sixth is refused', async () => {
    await onSlack('Grande Tablée');
    const answers = ['contacter Grande Tablée.', 'Béa.', 'Mairie.', 'Un buffet.', '06 12 12 12 12.', 'oui.'];
    for (let index = 0; index < 5; index += 1) {
      const key = `many${index}`;
      for (const [place, words] of answers.entries()) {
        await slack.say(key, words);
        await slack.untilReceived(key, place + 1);
      }
      expect(slack.received(key).at(-1)?.text).toContain('C’est envoyé');
    }
    await slack.say('many5', 'contacter Grande Tablée.');
    expect((await slack.untilReceived('many5', 1))[0]).toContain('plusieurs demandes sans réponse');
  });

  /** A company of the web chat, with an address, that a buyer asks. @returns what its mail says */
  const askedByMail = async (company: string, address: string, from: string) => {
    const member = hotline.visitor();
    await answerAll(member, [`recevoir vos réponses par mail à ${address}.`]);
    const code = codeIn((await mails.until(address)).at(-1)?.text ?? '');
    await member.tell(`${code}.`);
    const [row] = await hotline.inStore((db) =>
      db.query<{ key: string }>(
        'SELECT key FROM person_identity JOIN contact USING (person_id) WHERE value = $1',
        [address],
      ),
    );
    await list(company, { channel: 'web', key: row?.key ?? '' });
    const buyer = hotline.visitor();
    const before = (await mails.until(address)).length;
    await ask(buyer, company, from);
    return { member, buyer, mail: (await mails.until(address, before + 1))[before]?.text ?? '' };
  };
  const linkIn = (mail: string) => /http:\/\/hotline\.exemple\.fr(\S+demande\S+)/.exec(mail)?.[1] ?? '';

  it('reaches a company whose page is closed by a mail, where it answers without its conversation', async () => {
    const { buyer, mail } = await askedByMail('Maison Gil', 'gil@secret.fr', 'hugo@bondy.fr');
    expect(mail).not.toContain('hugo@bondy.fr');
    const link = linkIn(mail);
    // Reading the page decides nothing; a forged link, or another person's, opens nothing.
    const page = await (await buyer.fetch(link)).text();
    expect(page).toContain('Un buffet pour 40 personnes');
    expect(page).not.toContain('hugo@bondy.fr');
    expect((await states())[0]?.state).toBe('asked');
    expect((await buyer.fetch(link.replace(/pour=[^&]+/, 'pour=autre'))).status).toBe(404);
    const answer = (path: string, value: string) =>
      buyer.fetch(path, { method: 'POST', body: new URLSearchParams({ reponse: value }) });
    expect((await answer(link.replace(/signature=.{5}/, 'signature=AAAAA'), 'yes')).status).toBe(404);
    expect((await answer(link, 'peut-être')).status).toBe(404);
    expect(await (await answer(link, 'yes')).text()).toContain('hugo@bondy.fr');
    await until(buyer, 'accepte votre demande');
    expect(await (await answer(link, 'no')).text()).toContain('déjà répondu');
    expect((await states())[0]?.state).toBe('accepted');
  });

  it('answers from an older mail also once it linked another channel, and is somebody else for the store', async () => {
    const { member, buyer, mail } = await askedByMail('Maison Kim', 'kim@secret.fr', 'lise@bondy.fr');
    await slack.say('kim', 'lier mes messageries');
    const code = codeIn((await slack.untilReceived('kim', 1))[0] ?? '');
    expect(await member.tell(`lier ${code}.`)).toContain('Rien n’est encore lié');
    const [asked] = await hotline.inStore((db) => db.query<{ id: string }>('SELECT id FROM link_request'));
    await slack.press('kim', `lk:yes:${asked?.id}`, 'Oui, c’est moi');
    expect((await slack.untilReceived('kim', 3))[2]).toContain('vos messageries sont liées');
    const link = linkIn(mail);
    expect(await (await buyer.fetch(link)).text()).toContain('Un buffet pour 40 personnes');
    const body = new URLSearchParams({ reponse: 'yes' });
    expect(await (await buyer.fetch(link, { method: 'POST', body })).text()).toContain('lise@bondy.fr');
    await until(buyer, 'accepte votre demande');
  });

  it('answers also while an expert holds its conversation, whose words are for the expert', async () => {
    const member = hotline.visitor();
    await member.tell('bonjour.');
    await list('Maison Ida', { channel: 'web', key: member.key });
    await hotline.expert(member, 'Bonjour, je regarde votre dossier.');
    const buyer = hotline.visitor();
    await ask(buyer, 'Maison Ida', 'jean@bondy.fr');
    await until(member, 'souhaite vous contacter');
    const [accept = ''] = await member.buttons();
    await member.post('/chat/messages', {
      id: crypto.randomUUID(),
      action: { value: accept, label: 'Accepter' },
    });
    await until(buyer, 'accepte votre demande');
    expect(await until(member, 'jean@bondy.fr')).toContain('Béa Roy');
  });

  it('keeps what was told when an answer is none, and is left alone when it asks something else', async () => {
    await onSlack('Petit Four');
    const buyer = hotline.visitor();
    await buyer.tell('contacter Petit Four.');
    expect(await buyer.tell('<b>Béa</b>')).toContain('sans balises');
    const long = Array.from({ length: 800 }, (_, n) => n).join('x');
    expect(await buyer.tell(long)).toContain('trop long');
    await buyer.tell('Ai-je droit à une avance ?');
    await until(buyer, 'Qui êtes-vous');
    expect(await buyer.tell('Béa Roy.')).toContain('Pour quelle organisation');
    expect(await buyer.tell('annuler.')).toContain('rien n’est transmis');
    expect(await buyer.tell({ value: 'dir:send', label: 'Envoyer' })).toContain('Aucune demande');
    expect(await buyer.tell({ value: 'dir:to:0123456789', label: 'x' })).toContain('n’est plus');
  });
});
