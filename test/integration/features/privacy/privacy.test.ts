import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { tracesInFiles, tracesInTables } from '#support/store/find-traces.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { codeIn, MailHotline, type MailVisitor } from '#support/world/mail-hotline.ts';
import { signUp, siretFrom } from '#support/world/people/sign-up.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CONFIRM = { value: 'priv:yes', label: 'Oui, tout supprimer' };
let number = 500;
const freshSiret = () => {
  number += 1;
  return siretFrom(`${number}456789000`);
};

describe('What people do about their data', () => {
  let mails: MailServer;
  let hotline: MailHotline;
  const slack = new RecordingChannel('slack');

  beforeAll(async () => {
    mails = await MailServer.start();
    mails.hurry = () => hotline.settled();
    hotline = await MailHotline.start(mails.url(), [slack], {
      PRIVACY_CONTACT: 'donnees@fabrique.exemple',
      DIRECTORY: 'on',
    });
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await mails?.[Symbol.asyncDispose]();
  });

  const tellSlack = async (to: string, text: string): Promise<string> => {
    await hotline.settled();
    const { length } = slack.received(to);
    await slack.say(to, text);
    return (await slack.untilReceived(to, length + 1))[length] ?? '';
  };
  const until = async <T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> => {
    for (;;) {
      await hotline.settled();
      const found = await look();
      if (found) return found;
      await sleep(20);
    }
  };
  /** Somebody on the site and on Slack, with an address, a company of their own and an expert. */
  const settled = async (name: string) => {
    const visitor = hotline.visitor();
    const siret = freshSiret();
    const email = `${name}@exemple.fr`;
    await signUp(visitor, { siret, email });
    const [mail] = await mails.until(email);
    await visitor.tell(`code ${codeIn(mail?.text ?? '')}.`);
    const code = codeIn(await visitor.tell('lier mes messageries.'));
    await tellSlack(name, `lier ${code}.`);
    await visitor.confirmLink();
    await slack.untilReceived(name, 2);
    const sentence = `notre cheffe ${name} hésite à répondre seule`;
    await tellSlack(name, `${sentence}, est-ce prudent ?`);
    return { visitor, siret, email, sentence };
  };
  const texts = async (visitor: MailVisitor) => JSON.stringify(await visitor.messages());

  it('are given all of it as two files, on the site and on a messaging platform', async () => {
    const { visitor, siret, email, sentence } = await settled('amelie');
    expect(await visitor.tell('que savez-vous de moi ?')).toContain('Voici toutes vos données');
    const last = (await visitor.messages()).at(-1);
    const files =
      last?.author === 'company' ? [] : (last?.blocks.filter(({ type }) => type === 'file') ?? []);
    expect(files.map((file) => ('name' in file ? file.name.replace(/\d{4}-\d\d-\d\d/, 'DAY') : ''))).toEqual([
      'mes-donnees-DAY.html',
      'mes-donnees-DAY.json',
    ]);
    const rows = await hotline.inStore((db) =>
      db.query<{ name: string; bytes: Uint8Array }>(
        "SELECT name, bytes FROM file WHERE name LIKE 'mes-donnees%' ORDER BY id",
      ),
    );
    const ending = (end: string) =>
      new TextDecoder()
        .decode(rows.find(({ name }) => name.endsWith(end))?.bytes)
        .replace(/[\u00A0\u202F]/g, ' ');
    const html = ending('.html');
    const json = ending('.json');
    for (const word of [
      siret.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/, '$1 $2 $3 $4'),
      email,
      sentence,
      '06 12 34 56 78',
      'Éco Prop',
    ])
      expect(html, word).toContain(word);
    const data = JSON.parse(json);
    expect(data.contact[0].value).toBe(email);
    expect(data.consent).toHaveLength(3);
    const file = data.consent.find(({ purpose }: { purpose: string }) => purpose === 'consent-file');
    expect(file).toMatchObject({ given: 1, channel: 'web', version: '2026-11' });
    expect(file.wording).toContain('Acceptez-vous');
    expect(data.conversation.map(({ channel }: { channel: string }) => channel).sort()).toEqual([
      'slack',
      'web',
    ]);
    expect(await tellSlack('amelie', 'exportez mes données.')).toContain('Voici toutes vos données');
  });

  it('see their agreements, and take each back or give it again at once', async () => {
    const { visitor } = await settled('basile');
    const shown = await visitor.tell('mes accords.');
    expect(shown).toMatch(/Accord pour les alertes : donné le \d.* \(le site\), version 2026-11/);
    expect(shown).toContain('Accord pour les partenaires : refusé ou retiré');
    expect(shown).toContain('par mail à basile@exemple.fr');
    expect(await visitor.buttons()).toEqual([
      'priv:take:consent-file',
      'priv:take:consent-alerts',
      'priv:give:consent-share',
      'priv:take:mail',
    ]);
    expect(await visitor.tell('je retire mon accord pour les alertes.')).toContain('vous avez retiré');
    expect(await tellSlack('basile', 'mes accords.')).toMatch(/alertes : refusé ou retiré/);
    expect(await visitor.tell('ma fiche.')).toContain('Accord pour les alertes : Non');
    const again = { value: 'priv:give:consent-alerts', label: 'Donner : Accord pour les alertes' };
    expect(await visitor.tell(again)).toContain('vous avez donné');
    expect(await visitor.tell(again)).toContain('est déjà donné');
    expect(await visitor.tell({ value: 'priv:take:mail', label: 'Retirer' })).toContain('réponses par mail');
    expect(await visitor.tell('mes accords.')).not.toContain('basile@exemple.fr');
    const log = await hotline.inStore((db) =>
      db.query<{ given: number; channel: string }>(
        `SELECT given, channel FROM consent WHERE purpose = 'consent-alerts'
         AND person_id = (SELECT person_id FROM person_identity WHERE key = 'basile') ORDER BY at, id`,
      ),
    );
    expect(log.map(({ given }) => Number(given))).toEqual([1, 0, 1]);
  });

  it('take back the one that keeps their file, after a confirmation, and the file is gone', async () => {
    const { visitor, siret } = await settled('chantal');
    expect(await visitor.tell('supprimez ma fiche.')).toContain('sera supprimée tout de suite');
    expect(await visitor.tell('non.')).toContain('Rien n’est supprimé');
    await visitor.tell({ value: 'priv:take:consent-file', label: 'Retirer' });
    expect(await visitor.tell({ value: 'priv:yes', label: 'Oui' })).toContain('est supprimée');
    expect(await visitor.tell('ma fiche.')).toContain('Vous n’avez pas encore de fiche');
    const left = await hotline.inStore((db) =>
      db.query('SELECT id FROM company WHERE siren = $1', [siret.slice(0, 9)]),
    );
    expect(left).toEqual([]);
    expect(await visitor.tell('oui.')).not.toContain('supprim');
  });

  it('may call an erasure off while it waits, from any of their channels', async () => {
    const { visitor, email } = await settled('denis');
    const asked = await visitor.tell('supprimez mes données.');
    expect(asked).toContain('vos 2 conversations');
    expect(asked).toContain('la fiche de Éco Prop');
    expect(asked).toContain('diagnostic, candidatures à la session');
    expect(asked).toContain('ce que Slack garde');
    expect(asked).toContain('7 jours après votre accord');
    expect(await visitor.tell('non.')).toContain('Rien n’est supprimé');
    // After « annuler », in whatever words, nothing asks it again.
    await visitor.tell('supprimez mes données.');
    expect(await visitor.tell('annuler, je ne veux plus supprimer mes données.')).toContain(
      'Rien n’est supprimé',
    );
    expect(await visitor.tell('merci.')).not.toContain('supprim');
    expect(await visitor.tell('oui.')).not.toContain('supprim');
    await visitor.tell('supprimez mes données.');
    await hotline.settled();
    const { length } = slack.received('denis');
    expect(await visitor.tell('oui.')).toMatch(/Référence : E-[2-9A-Z]{4}-[2-9A-Z]{4}/);
    expect((await slack.untilReceived('denis', length + 1))[length]).toContain('a été demandée (le site)');
    await until(() =>
      mails.mails.find(({ to, subject }) => to.includes(email) && /suppression/.test(subject)),
    );
    expect(await visitor.tell('supprimez mes données.')).toContain('est prévue');
    expect(await tellSlack('denis', 'annuler la suppression.')).toContain('est annulée');
    hotline.pass(8 * DAY);
    expect(await visitor.tell('ma fiche.')).toContain('Éco Prop');
  });

  it('are erased everywhere when it is due, with the expert told, a receipt in the chat and one by mail', async () => {
    const { visitor, siret, email, sentence } = await settled('edwige');
    await visitor.tell('je veux parler à un humain.');
    await hotline.expert(visitor, 'Bonjour Edwige, je regarde votre dossier.');
    await until(async () => (await texts(visitor)).includes('je regarde votre dossier'));
    // Also while a person of the team holds the conversation.
    expect(await visitor.tell('Supprimez mes données')).toContain('Si vous confirmez');
    const said = await visitor.tell(CONFIRM);
    const reference = /E-\w{4}-\w{4}/.exec(said)?.[0] ?? '';
    expect(said).toContain('annuler la suppression');
    const warned = await hotline.inStore((db) =>
      db.query("SELECT id FROM case_event WHERE type = 'erasure_asked'"),
    );
    expect(warned).toHaveLength(1);
    const words = ['edwige', email, siret.slice(0, 9), sentence, visitor.key];
    const inBase = (looked: readonly string[]) => hotline.inStore((db) => tracesInTables(db, looked));
    expect(await inBase(words)).not.toEqual([]);

    hotline.pass(7 * DAY + MINUTE);
    const mail = await until(() =>
      mails.mails.find(({ to, subject }) => to.includes(email) && /sont supprimées/.test(subject)),
    );
    expect(mail.text).toContain(reference);
    const receipt = await until(async () => {
      const shown = await visitor.messages();
      return shown.length === 1 ? JSON.stringify(shown[0]) : undefined;
    });
    expect(receipt).toContain(reference);
    await visitor.see();
    const ends = await hotline.inStore((db) =>
      db.query<{ end_reason: string; state: string }>(
        "SELECT state, end_reason FROM expert_case WHERE end_reason = 'erased'",
      ),
    );
    expect(ends).toEqual([{ state: 'closed', end_reason: 'erased' }]);
    expect(deskTexts.ended('erased', undefined)).toContain('a fait supprimer ses données');

    hotline.pass(10 * MINUTE);
    await until(async () => (await inBase([visitor.key])).length === 0);
    await until(() =>
      hotline
        .inStore((db) => db.query("SELECT id FROM erasure WHERE state = 'ended'"))
        .then((rows) => rows.length > 0),
    );
    expect(await inBase(words)).toEqual([]);
    expect(await visitor.messages()).toEqual([]);
    // On the disk too: the file of the base, its log, and all that lies beside them.
    expect(tracesInFiles(hotline.dataDir, words)).toEqual([]);
    expect(tracesInFiles(join(hotline.dataDir), ['mes-donnees'])).not.toEqual([]);
    // Whoever writes again is somebody new.
    expect(await tellSlack('edwige', 'ma fiche.')).toContain('Vous n’avez pas encore de fiche');
  });

  it('are erased from what a company was told of them when they asked for its contact, and it is said', async () => {
    await slack.say('traiteur', 'bonjour.');
    await slack.untilReceived('traiteur', 1);
    const member = { channel: 'slack', key: 'traiteur' };
    const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['93'], engagements: [] };
    await hotline.inStore((db) => listCompany(db, { name: 'Saveurs', member, ...values }, hotline.now()));
    const answers = ['contacter Saveurs', 'Odile Zwingelstein', 'Mairie de Vauxbourg', 'Un buffet froid'];
    for (const words of [...answers, '06 41 52 63 74']) await tellSlack('odile', `${words}.`);
    expect(await tellSlack('odile', 'oui.')).toContain('C’est envoyé');
    const asked = (await slack.untilReceived('traiteur', 2))[1] ?? '';
    expect(asked).toContain('Odile Zwingelstein');
    const wish = await hotline.inStore((db) => db.query<{ id: string }>('SELECT id FROM introduction'));
    await slack.press('traiteur', `dir:yes:${wish[0]?.id}`, 'Accepter');
    expect((await slack.untilReceived('traiteur', 3))[2]).toContain('06 41 52 63 74');
    await slack.untilReceived('odile', 7);

    const said = await tellSlack('odile', 'supprimez mes données.');
    expect(said).toContain('votre demande de contact');
    expect(said).toContain('l’autre côté d’une mise en relation');
    await tellSlack('odile', 'oui.');
    await hotline.settled();
    const { length } = slack.received('odile');
    hotline.pass(7 * DAY + MINUTE);
    await hotline.settled();
    expect((await slack.untilReceived('odile', length + 1))[length]).toContain('peut en avoir gardé copie');
    const words = ['Zwingelstein', 'Vauxbourg', '06 41 52 63 74', 'Un buffet froid'];
    hotline.pass(10 * MINUTE);
    await until(() =>
      hotline
        .inStore((db) => db.query("SELECT id FROM erasure WHERE state = 'erased'"))
        .then((rows) => rows.length === 0),
    );
    expect(await hotline.inStore((db) => tracesInTables(db, words))).toEqual([]);
    expect(tracesInFiles(hotline.dataDir, words)).toEqual([]);
  });

  it('are told where to go when others read, and what is done with data', async () => {
    slack.tellsWho = false;
    expect(await tellSlack('groupe', 'mes données.')).toContain('écrivez-moi en privé');
    const about = await tellSlack('groupe', 'que faites-vous de mes données ?');
    slack.tellsWho = true;
    expect(about).toContain('donnees@fabrique.exemple');
    expect(about).toContain('http://hotline.exemple.fr/vie-privee');
    const page = await hotline.visitor().fetch('/vie-privee');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('Registre des traitements');
    expect(html).toContain('donnees@fabrique.exemple');
  });
});
