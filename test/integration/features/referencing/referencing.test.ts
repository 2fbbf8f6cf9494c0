import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServer } from '#support/fakes/mail/server.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { codeIn, MailHotline } from '#support/world/mail-hotline.ts';
import { answerAll, REST, signUp, siretFrom } from '#support/world/people/sign-up.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let number = 100;
/** The SIRET of a company that no other test has. */
const freshSiret = () => {
  number += 1;
  return siretFrom(`${number}456789000`);
};

describe('A company that signs up by talking', () => {
  let mails: MailServer;
  let hotline: MailHotline;
  const slack = new RecordingChannel('slack');

  beforeAll(async () => {
    mails = await MailServer.start();
    hotline = await MailHotline.start(mails.url(), [slack]);
    mails.hurry = () => hotline.settled();
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

  it('does it in one go, several answers in one breath, and knows what it may have and why', async () => {
    const visitor = hotline.visitor();
    const siret = freshSiret();
    expect(await visitor.tell('je veux m’inscrire.')).toContain('Quel est le SIRET');
    const noted = await visitor.tell(`SAS à Montreuil, 12 salariés, ${siret}.`);
    expect(noted).toContain('Commune : Montreuil (93)');
    expect(noted).toContain('Effectif : 10 à 49');
    expect(noted).toContain('Quel est le nom');
    await answerAll(visitor, ['Éco Prop.', '2015.', '150 k€.']);
    expect(await visitor.buttons()).toContain('ref:a:engagements:insertion');
    const asked = await answerAll(visitor, [
      'insertion et ess.',
      'coopérative.',
      'statuts.',
      'EI.',
      'oui.',
      'passer.',
    ]);
    expect(asked).toContain('Que faites-vous');
    expect(await visitor.tell('on fait du nettoyage de bureaux.')).toContain('CPV 90910000');
    await answerAll(visitor, [...REST.slice(4), 'anne@exemple.fr.']);
    const summary = await answerAll(visitor, ['oui.', 'oui.', 'non.']);
    expect(summary).toContain('Voici votre fiche');
    expect(summary).toContain('Téléphone : 06 12 34 56 78');
    const done = await visitor.tell({ value: 'ref:w:confirm', label: 'Confirmer' });
    const status = await visitor.tell('où en est ma demande ?');
    expect(status).toContain('Éco Prop est référencée');
    expect(status).not.toContain('Référencement ou mise à jour');
    expect(done).toContain('Éco Prop est référencée');
    for (const reason of ['Île-de-France', 'L2113-13', 'L2113-15', 'L3332-17-1', 'Fiche remplie à'])
      expect(done).toContain(reason);
    const consents = await hotline.inStore((db) =>
      db.query('SELECT purpose, version, given FROM consent ORDER BY purpose'),
    );
    expect(consents).toEqual([
      { purpose: 'consent-alerts', version: '2026-11', given: 1 },
      { purpose: 'consent-file', version: '2026-11', given: 1 },
      { purpose: 'consent-share', version: '2026-11', given: 0 },
    ]);
    // The address is confirmed afterwards, with the code that was mailed meanwhile.
    const code = codeIn((await mails.until('anne@exemple.fr'))[0]?.text ?? '');
    expect(await visitor.tell(`${code}.`)).toContain('Votre adresse est vérifiée');
    // The file is changed in a sentence, and shows it.
    expect(await visitor.tell('changez notre téléphone.')).toContain('À quel numéro');
    expect(await visitor.tell('07 00 00 00 0x.')).toContain('pas de lettres');
    expect(await visitor.tell('07 11 22 33 44.')).toContain('Téléphone : 07 11 22 33 44');
    expect(await visitor.tell('ma fiche.')).toContain('Téléphone : 07 11 22 33 44');
    expect(await visitor.tell('historique de ma fiche.')).toContain(
      '07 11 22 33 44 (avant : 06 12 34 56 78)',
    );
    // As the hotline's own messages say it; a contract is another matter.
    expect(await visitor.tell('modifier horaires préférés.')).toContain('Quand préférez-vous');
    expect(await visitor.tell('l’après-midi.')).toContain('Horaires préférés : L’après-midi');
    expect(await visitor.tell('modifier le montant du marché.')).not.toContain('Votre réponse actuelle');
  });

  it('learns first whether it may, where it asks so, and begins by a button', async () => {
    const visitor = hotline.visitor();
    const elsewhere = await visitor.tell('Je suis à Lyon, je peux me référencer ?');
    expect(elsewhere).toContain('l’Île-de-France et la Région Sud');
    expect(elsewhere).toContain('elle est gardée, et l’équipe vous dira quand votre territoire ouvre');
    expect(await visitor.buttons()).toContain('inscription');
    const covered = await visitor.tell('Est-ce que je peux m’inscrire si je suis à Marseille ?');
    expect(covered).toMatch(/^Oui, Marseille/);
    expect(await visitor.press('Me référencer', 'inscription')).toContain('Quel est le SIRET');
    // Asked once it is begun, it is answered, and the form goes on.
    const id = crypto.randomUUID();
    await visitor.post('/chat/messages', { id, text: 'je suis à Nice, je peux m’inscrire ?' });
    while (!JSON.stringify(await visitor.messages()).includes('Pour votre référencement :')) await sleep(20);
    expect(JSON.stringify((await visitor.messages()).slice(-2))).toContain('Oui, Nice');
  });

  it('gets an answer to a question in the middle, and the form goes on where it was', async () => {
    const visitor = hotline.visitor();
    await answerAll(visitor, ['inscription.', `${freshSiret()}.`]);
    // A question ends with its mark: nothing more is waited for.
    await visitor.tell('Ai-je droit à une avance ?');
    const said = (await visitor.messages()).slice(-2).map((one) => JSON.stringify(one));
    expect(said[0]).toContain('50');
    expect(said[1]).toContain('Quel est le nom');
    expect(await visitor.tell('Éco Deux.')).toContain('forme juridique');
  });

  it('keeps what was there whatever is typed', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('inscription.');
    for (const [typed, error] of [
      ['732 829 320 00075.', 'faute de frappe'],
      ['732829320.', 'SIREN'],
      ['🙂🙂🙂', 'pas lu de SIRET'],
      ['<script>alert(1)</script>', 'pas lu de SIRET'],
      [Array.from({ length: 900 }, (_, n) => n).join('x'), 'trop long'],
    ] as const) {
      const said = await visitor.tell(typed);
      expect(said).toContain(error);
      expect(said).toContain('Quel est le SIRET');
    }
    const kept = await visitor.tell(`${freshSiret()}.`);
    expect(kept).toContain('Quel est le nom');
    expect(await visitor.tell('<b>Éco</b>')).toContain('sans balises');
  });

  it('stops, and goes on after a restart of the hotline, days later', async () => {
    const visitor = hotline.visitor();
    await answerAll(visitor, ['inscription.', `${freshSiret()}.`, 'Éco Trois.', 'SAS.']);
    expect(await visitor.tell('plus tard.')).toContain('reprendre');
    await hotline.stop();
    hotline.pass(3 * DAY);
    await hotline.start();
    const again = hotline.visitor(visitor);
    // The reminder that was due comes first.
    while (!JSON.stringify(await again.messages()).includes('n’est pas terminé')) await sleep(20);
    expect(await again.tell('reprendre.')).toContain('Quand a-t-elle été créée');
    expect(await again.tell('en mars 2019.')).toContain('03/2019');
  });

  it('goes on on another channel, once it is linked', async () => {
    const visitor = hotline.visitor();
    await answerAll(visitor, ['inscription.', `${freshSiret()}.`, 'Éco Quatre.']);
    await visitor.tell('lier mes messageries.');
    // The form's question comes again after the code.
    const code = codeIn(JSON.stringify((await visitor.messages()).slice(-2)));
    await tellSlack('quatre', `lier ${code}.`);
    await visitor.confirmLink();
    await slack.untilReceived('quatre', 2);
    expect(await tellSlack('quatre', 'reprendre mon inscription')).toContain('forme juridique');
    expect(await tellSlack('quatre', 'association')).toContain('Quand a-t-elle été créée');
    // Linking took two messages on the site: there the form waits, and goes on from where it is now.
    expect(await visitor.tell('reprendre.')).toContain('Quand a-t-elle été créée');
    expect(await visitor.tell('2012.')).toContain('commune');
  });

  it('has one file: who gives the same SIREN asks to join, and a member decides', async () => {
    const siret = freshSiret();
    const first = hotline.visitor();
    expect(await signUp(first, { siret, email: 'first@exemple.fr' })).toContain('Éco Prop est référencée');
    const asked = await answerAll(hotline.visitor(), ['inscription.', `${siret}.`]);
    expect(asked).toContain('Une fiche existe déjà');
    expect(asked).not.toContain('Éco Prop');
    // A colleague with an invitation, on another channel.
    const code = codeIn(await first.tell('inviter un collègue.'));
    expect(await tellSlack('colleague', `rejoindre ${code}`)).toContain('Votre demande est faite');
    const [before] = (await first.messages()).slice(-1);
    expect(JSON.stringify(before)).toContain('demande à rejoindre la fiche de Éco Prop');
    const yes = (await first.buttons()).find((value) => value.startsWith('co:yes:')) ?? '';
    expect(await first.tell({ value: yes, label: 'Accepter' })).toContain('fait partie de la fiche');
    expect((await slack.untilReceived('colleague', 2))[1]).toContain('partie de la fiche de Éco Prop');
    expect(await tellSlack('colleague', 'changez notre effectif en 60')).toContain('50 à 249');
    expect(await first.tell('ma fiche.')).toContain('50 à 249');
    expect(await tellSlack('colleague-2', `rejoindre ${code}`)).toContain('a déjà servi');
  });

  it('lets in who asked to join, also when they linked another channel since', async () => {
    const first = hotline.visitor();
    await signUp(first, { siret: freshSiret(), email: 'lena@exemple.fr' });
    const invitation = codeIn(await first.tell('inviter un collègue.'));
    expect(await tellSlack('linked', `rejoindre ${invitation}`)).toContain('Votre demande est faite');
    const yes = (await first.buttons()).find((value) => value.startsWith('co:yes:')) ?? '';
    const elsewhere = hotline.visitor();
    const code = codeIn(await elsewhere.tell('lier mes messageries.'));
    expect(await tellSlack('linked', `lier ${code}.`)).toContain('Rien n’est encore lié');
    await hotline.settled();
    const { length } = slack.received('linked');
    expect(await elsewhere.confirmLink()).toContain('vos messageries sont liées');
    expect((await slack.untilReceived('linked', length + 1))[length]).toContain('vos messageries sont liées');
    expect(await first.tell({ value: yes, label: 'Accepter' })).toContain('fait partie de la fiche');
    expect(await tellSlack('linked', 'ma fiche.')).toContain('Éco Prop');
  });

  it('loses nothing with a cookie: the confirmed address opens the file again', async () => {
    const siret = freshSiret();
    const email = 'cookie@exemple.fr';
    const first = hotline.visitor();
    await signUp(first, { siret, email });
    const [mail] = await mails.until(email);
    await first.tell(`${codeIn(mail?.text ?? '')}.`);
    const second = hotline.visitor();
    await answerAll(second, ['inscription.', `${siret}.`]);
    expect(await second.tell({ value: `co:join:${siret.slice(0, 9)}`, label: 'Rejoindre' })).toContain(
      'demande est faite',
    );
    await second.tell(`recevoir la réponse par mail à ${email}.`);
    const again = (await mails.until(email, 2)).at(-1);
    // An address may be several people's: whose it is here is asked, never taken for granted.
    expect(await second.tell(`${codeIn(again?.text ?? '')}.`)).toContain('Est-ce vous');
    expect(await second.press('C’est moi', 'co:me:')).toContain('vous retrouvez ici la fiche de Éco Prop');
    expect(await second.tell('ma fiche.')).toContain('Éco Prop');
    // It is the same person, and they are told where they were.
    const told = (await first.messages()).slice(-1).map((one) => JSON.stringify(one));
    expect(told[0]).toContain('ouverte depuis un autre appareil');
    const people = await hotline.inStore((db) =>
      db.query<{ count: number }>(
        `SELECT COUNT(*) AS count FROM company_member JOIN company ON company.id = company_member.company_id
         WHERE company.siren = $1`,
        [siret.slice(0, 9)],
      ),
    );
    expect(Number(people[0]?.count)).toBe(1);
  });

  it('does not let a colleague who shares the mailbox pass for the first one', async () => {
    const siret = freshSiret();
    const email = 'contact@exemple.fr';
    const first = hotline.visitor();
    await signUp(first, { siret, email });
    await first.tell(`${codeIn((await mails.until(email))[0]?.text ?? '')}.`);
    const second = hotline.visitor();
    await answerAll(second, ['inscription.', `${siret}.`]);
    // The address first, the wish to join afterwards: the same is asked.
    await second.tell(`recevoir la réponse par mail à ${email}.`);
    await second.tell(`${codeIn((await mails.until(email, 2)).at(-1)?.text ?? '')}.`);
    const join = { value: `co:join:${siret.slice(0, 9)}`, label: 'Demander à la rejoindre' };
    expect(await second.tell(join)).toContain('Est-ce vous');
    expect(await second.press('Une autre personne', 'co:other:')).toContain('Votre demande est faite');
    expect(await second.tell('ma fiche.')).not.toContain('Éco Prop');
    expect(JSON.stringify((await first.messages()).at(-1))).toContain('demande à rejoindre la fiche');
    expect(await first.press('Accepter', 'co:yes:')).toContain('fait partie de la fiche');
    expect(await second.tell('ma fiche.')).toContain('Éco Prop');
    // Two members have it now: a third one is not taken for either.
    const third = hotline.visitor();
    await answerAll(third, ['inscription.', `${siret}.`]);
    await third.tell(`recevoir la réponse par mail à ${email}.`);
    await third.tell(`${codeIn((await mails.until(email, 3)).at(-1)?.text ?? '')}.`);
    expect(await third.tell(join)).toContain('Votre demande est faite');
  });

  it('is silent while an expert holds the conversation', async () => {
    const visitor = hotline.visitor();
    await answerAll(visitor, ['inscription.', `${freshSiret()}.`]);
    await hotline.expert(visitor, 'Bonjour.');
    expect((await visitor.send('Éco Cinq.')).status).toBe(202);
    await hotline.settled();
    expect((await visitor.messages()).at(-1)).toMatchObject({ author: 'company', text: 'Éco Cinq.' });
  });

  it('erases what was begun, once that is confirmed', async () => {
    const visitor = hotline.visitor();
    await answerAll(visitor, ['inscription.', `${freshSiret()}.`]);
    expect(await visitor.tell('annuler.')).toContain('effacer toutes vos réponses');
    expect(await visitor.tell('non.')).toContain('Quel est le nom');
    await visitor.tell('annuler.');
    expect(await visitor.tell('oui.')).toContain('sont effacées');
    expect(await visitor.tell('inscription.')).toContain('Quel est le SIRET');
  });

  it('is reminded of an unfinished form twice at most', async () => {
    const visitor = hotline.visitor();
    await answerAll(visitor, ['inscription.', `${freshSiret()}.`]);
    const reminders = async () =>
      (await hotline.visitor(visitor).messages()).filter((one) =>
        JSON.stringify(one).includes('n’est pas terminé'),
      ).length;
    const untilRun = async (days: number) => {
      hotline.pass(days * DAY);
      await hotline.settled();
      const runs = await hotline.inStore((db) =>
        db.query(
          "SELECT id FROM job WHERE kind = 'referencing-reminders' AND status = 'open' AND run_at <= $1",
          [hotline.now()],
        ),
      );
      expect(runs).toEqual([]);
    };
    for (const [days, count] of [
      [1, 0],
      [2, 1],
      [2, 1],
      [8, 2],
      [10, 2],
    ] as const) {
      await untilRun(days);
      expect(await reminders(), `${days}`).toBe(count);
    }
  });
});
