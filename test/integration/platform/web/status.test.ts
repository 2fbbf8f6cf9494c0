import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply } from '#src/features/training/admissions.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { decideAbout, openSession } from '#support/store/seeds/training-session.ts';
import { MailHotline } from '#support/world/mail-hotline.ts';
import { answerAll } from '#support/world/people/sign-up.ts';

describe('Where are my wishes?', () => {
  let hotline: MailHotline;
  const slack = new RecordingChannel('slack');

  beforeAll(async () => {
    hotline = await MailHotline.start(undefined, [slack], { DIRECTORY: 'on' });
  });
  afterAll(() => hotline?.[Symbol.asyncDispose]());

  const tellSlack = async (to: string, text: string): Promise<string> => {
    await hotline.settled();
    const { length } = slack.received(to);
    await slack.say(to, text);
    return (await slack.untilReceived(to, length + 1))[length] ?? '';
  };

  it('tells a company its file, its application, who waits for its answer, and a buyer theirs', async () => {
    await tellSlack('anne', 'bonjour');
    const { now } = hotline;
    await hotline.inStore(async (db) => {
      const member = { channel: 'slack', key: 'anne' };
      const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['93'], engagements: [] };
      const companyId = await listCompany(db, { name: 'Saveurs Nord', member, ...values }, now());
      const sessionId = await openSession(db, { name: 'Session de printemps', places: 1, now: now() });
      const asked = { sessionId, companyId, personId: '', diagnosisId: undefined };
      await db.tx((tx) => apply(tx, asked, { by: 'Nadia', now: now() }));
      await decideAbout(db, { sessionId, index: 0, decision: 'hold', now: now() });
    });
    await slack.untilReceived('anne', 3);
    const buyer = hotline.visitor();
    expect(await buyer.tell('où en est ma demande ?')).toContain('aucune demande en cours');
    await answerAll(buyer, ['contacter Saveurs Nord.', 'Béa Roy.', 'Mairie de Bondy.', 'Un buffet en mars.']);
    await buyer.tell('bea@bondy.fr');
    expect(await buyer.tell('oui.')).toContain('C’est envoyé');
    expect(await buyer.tell('/suivi')).toMatch(
      /^Votre demande de contact à Saveurs Nord attend sa réponse, au plus tard le /,
    );
    await slack.untilReceived('anne', 4);
    const told = await tellSlack('anne', '/suivi');
    expect(told).toContain('Saveurs Nord est référencée');
    expect(told).toContain('Session de printemps : en liste d’attente');
    expect(told).toContain('Une demande de contact attend la réponse');
    await tellSlack('anne', 'supprimez mes données');
    await tellSlack('anne', 'oui');
    expect(await tellSlack('anne', '/suivi')).toContain('La suppression de vos données est prévue');
  });

  it('is among what the help names, with words that do it', async () => {
    const visitor = hotline.visitor();
    const help = await visitor.tell('aide.');
    expect(help).toContain('« Où en est ma demande ? »');
    for (const words of ['Où en est ma demande ?', 'suivi.', '/suivi'])
      expect(await visitor.tell(words), words).toContain('aucune demande en cours');
    expect(help).toContain('« mes données »');
    expect(await visitor.tell('mes données.')).toContain('Voici toutes vos données');
  });

  it('tells a form that was begun, and not that its progress can’t be told', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('me référencer.');
    const told = await visitor.tell('/suivi');
    const all = JSON.stringify(await visitor.messages());
    expect(all).toContain('Votre référencement est commencé');
    expect(`${told} ${all}`).not.toContain('je ne peux pas vous dire où elles en sont');
  });
});
