import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply } from '#src/features/training/admissions.ts';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { addWorkingDays } from '#src/platform/calendar/holidays.ts';
import { parisDay, WEEKDAYS } from '#src/platform/calendar/iso-date.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { decideAbout, openSession } from '#support/store/seeds/training-session.ts';
import { codeIn, MailHotline, type MailVisitor } from '#support/world/mail-hotline.ts';
import { answerAll, REST, signUp, siretFrom } from '#support/world/people/sign-up.ts';

describe('What one dialog asked', () => {
  let mails: MailServer;
  let hotline: MailHotline;

  beforeAll(async () => {
    mails = await MailServer.start();
    hotline = await MailHotline.start(mails.url(), [], { DIRECTORY: 'on' });
    mails.hurry = () => hotline.settled();
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await mails?.[Symbol.asyncDispose]();
  });

  const until = async (visitor: MailVisitor, part: string): Promise<void> => {
    while (!JSON.stringify(await visitor.messages()).includes(part)) await sleep(20);
  };
  const erasures = () =>
    hotline.inStore((db) => db.query("SELECT id FROM erasure WHERE state = 'scheduled'"));

  it('is not answered by the « oui » that an expert asked for since', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('je veux parler à un humain.');
    await hotline.expert(visitor, 'Bonjour, je regarde.');
    await until(visitor, 'je regarde');
    expect(await visitor.tell('supprimez mes données.')).toContain('Si vous confirmez');
    await hotline.expert(visitor, 'Puis-je vous rappeler demain ?');
    await until(visitor, 'vous rappeler demain');
    await visitor.post('/chat/messages', { id: crypto.randomUUID(), text: 'oui.' });
    await hotline.expert(visitor, 'Parfait, à demain.');
    await until(visitor, 'à demain');
    const said = await visitor.tell('mes accords.');
    expect(said).not.toContain('Référence');
    expect(JSON.stringify(await visitor.messages())).not.toContain('Référence');
    expect(await erasures()).toEqual([]);
  });

  it('is not answered by the « ok » that another dialog asked for since', async () => {
    const visitor = hotline.visitor();
    expect(await visitor.tell('supprimez mes données.')).toContain('Si vous confirmez');
    expect(await visitor.tell('recevoir la réponse par mail.')).toContain('adresse');
    expect(await visitor.tell('ok.')).not.toContain('Référence');
    expect(await erasures()).toEqual([]);
  });

  it('is answered by its buttons while an expert holds the conversation', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('bonjour.');
    await hotline.expert(visitor, 'Bonjour, je regarde votre dossier.');
    const { now } = hotline;
    await hotline.inStore(async (db) => {
      const member = { channel: 'web', key: visitor.key };
      const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['93'], engagements: [] };
      const companyId = await listCompany(db, { name: 'Maison Ida', member, ...values }, now());
      const sessionId = await openSession(db, { name: 'Printemps', places: 1, now: now() });
      const asked = { sessionId, companyId, personId: '', diagnosisId: undefined };
      await db.tx((tx) => apply(tx, asked, { by: 'Ida', now: now() }));
      await decideAbout(db, { sessionId, index: 0, decision: 'admit', now: now() });
    });
    await until(visitor, 'Les formations');
    await visitor.press('Les formations', 'tr:events');
    await until(visitor, 'Aucune formation n’est publiée');
    // Words are for the expert.
    await visitor.post('/chat/messages', { id: crypto.randomUUID(), text: 'mes réservations.' });
    await hotline.expert(visitor, 'Je vous écoute.');
    await until(visitor, 'vous écoute');
    expect(JSON.stringify((await visitor.messages()).at(-1))).toContain('vous écoute');
  });

  it('takes for its answer no wish that another dialog knows, and is asked again after it', async () => {
    const member = { channel: 'web', key: 'nobody' };
    const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['93'], engagements: [] };
    await hotline.inStore((db) => listCompany(db, { name: 'Petit Four', member, ...values }, hotline.now()));
    const buyer = hotline.visitor();
    expect(await buyer.tell('contacter Petit Four.')).toContain('Qui êtes-vous');
    for (const words of ['mes réservations.', 'je veux candidater à la session.', 'ma fiche.'])
      expect(await buyer.tell(words), words).not.toContain('Pour quelle organisation');
    await buyer.post('/chat/messages', { id: crypto.randomUUID(), text: 'Béa Roy.' });
    await until(buyer, 'Pour quelle organisation');
  });

  it('is asked again after the code that confirms an address', async () => {
    const visitor = hotline.visitor();
    const email = 'code@exemple.fr';
    await signUp(visitor, { siret: siretFrom('777456789000'), email });
    await visitor.tell({ value: 'tr:diagnosis', label: 'Mon diagnostic' });
    const code = codeIn((await mails.until(email))[0]?.text ?? '');
    await visitor.post('/chat/messages', { id: crypto.randomUUID(), text: `${code}.` });
    await until(visitor, 'C’est confirmé');
    await until(visitor, 'Pour votre diagnostic :');
  });

  it('ends with the company’s file: the diagnosis asks nothing more', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('bonjour.');
    const member = { channel: 'web', key: visitor.key };
    const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['93'], engagements: [] };
    await hotline.inStore((db) => listCompany(db, { name: 'Brève', member, ...values }, hotline.now()));
    await visitor.tell({ value: 'tr:diagnosis', label: 'Mon diagnostic' });
    await visitor.tell('supprimez ma fiche.');
    expect(await visitor.tell('oui.')).toContain('est supprimée');
    await visitor.tell('en partie.');
    expect(await visitor.tell('toujours seuls.')).not.toContain('référencée');
    const drafts = await hotline.inStore((db) =>
      db.query(
        'SELECT draft FROM diagnosis_draft WHERE person_id = (SELECT person_id FROM person_identity WHERE key = $1)',
        [visitor.key],
      ),
    );
    expect(drafts).toEqual([]);
  });

  it('is called off by « annuler » before what an older dialog asked', async () => {
    const visitor = hotline.visitor();
    expect(await visitor.tell('recevoir la réponse par mail.')).toContain('adresse');
    expect(await visitor.tell('supprimez mes données.')).toContain('Si vous confirmez');
    expect(await visitor.tell('annuler.')).toContain('Rien n’est supprimé');
  });

  it('is an expert, whom « annuler » calls off like the button, whatever was answered meanwhile', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('je veux parler à un humain.');
    expect(await visitor.tell('annuler.')).toContain('aucun expert ne sera dérangé');
    // The closing date is asked no more.
    expect(await visitor.tell('vendredi midi.')).not.toContain('Date limite');
    expect(await visitor.tell('où en est ma demande ?')).toContain('terminé');
    await visitor.tell('je veux parler à un humain.');
    await visitor.tell('Ai-je droit à une avance ?');
    expect(await visitor.tell('finalement annulez ma demande.')).toContain('aucun expert ne sera dérangé');
    expect(await visitor.tell('annuler.')).toContain('Je ne sais pas à quoi cela répond');
  });

  it('is a call: the number that was given is said where the case stands', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('je veux parler à un humain.');
    // On the eve of a day when nobody works, only the day would be noted.
    const name = WEEKDAYS[weekdayOf(addWorkingDays(parisDay(Date.now()), 1))];
    await visitor.tell(`appelez-moi au 06 12 34 56 78 ${name} matin`);
    expect(await visitor.tell('où en est ma demande ?')).toContain(`06 12 34 56 78, ${name} matin`);
  });

  it('is an expert, called off in the middle of a form, which goes on; a form that was begun since is called off first', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('me référencer.');
    await visitor.tell('je veux parler à un humain.');
    await visitor.post('/chat/messages', { id: crypto.randomUUID(), text: 'annuler.' });
    await until(visitor, 'aucun expert ne sera dérangé');
    await until(visitor, 'Pour votre référencement :');
    expect(await visitor.tell('plus tard.')).toContain('C’est gardé');
    await visitor.tell('je veux parler à un humain.');
    expect(await visitor.tell('reprendre.')).toContain('SIRET');
    expect(await visitor.tell('annuler.')).toContain('effacer toutes vos réponses');
    await visitor.tell('oui.');
    expect(await visitor.tell('où en est ma demande ?')).toContain('il attend un expert');
    expect(await visitor.tell('annuler.')).toContain('aucun expert ne sera dérangé');
  });

  it('is confirmed by a « oui » only where it was shown last: it is shown again after anything else', async () => {
    const member = { channel: 'web', key: 'nobody' };
    const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['93'], engagements: [] };
    await hotline.inStore((db) => listCompany(db, { name: 'Tarte Fine', member, ...values }, hotline.now()));
    const buyer = hotline.visitor();
    const email = 'fine@exemple.fr';
    await answerAll(buyer, ['contacter Tarte Fine.', 'Béa Roy.', 'Mairie.', 'Un buffet.', email]);
    await buyer.tell(`${codeIn((await mails.until(email))[0]?.text ?? '')}.`);
    // A search is answered, then what is to be sent comes again.
    const id = crypto.randomUUID();
    await buyer.post('/chat/messages', { id, text: 'je cherche un plombier à Lyon.' });
    await until(buyer, 'n’est pas finie');
    await buyer.tell('je veux parler à un humain.');
    expect(await buyer.tell('oui.')).toContain('Voici ce que je transmets à Tarte Fine');
    expect(await buyer.tell('oui.')).toContain('C’est envoyé à Tarte Fine');
  });

  it('is confirmed so for a company’s file, too', async () => {
    const visitor = hotline.visitor();
    await answerAll(visitor, [
      'je veux m’inscrire.',
      `SAS à Montreuil, 12 salariés, ${siretFrom('778456789000')}.`,
      'Éco Fin.',
      '2015.',
      ...REST,
      'fin@exemple.fr.',
      'oui.',
      'oui.',
      'non.',
    ]);
    await visitor.tell('je veux parler à un humain.');
    expect(await visitor.tell('oui.')).toContain('Tout est juste');
    expect(await visitor.tell('oui.')).toContain('référencée');
  });

  it('begins nothing while an expert holds the conversation: the button is words for them', async () => {
    const member = { channel: 'web', key: 'nobody' };
    const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['77'], engagements: [] };
    await hotline.inStore((db) => listCompany(db, { name: 'Tarte Dorée', member, ...values }, hotline.now()));
    const buyer = hotline.visitor();
    expect(await buyer.tell('je cherche un traiteur dans le 77.')).toContain('Tarte Dorée');
    const [value = ''] = await buyer.buttons();
    expect(value).toContain('dir:to:');
    await hotline.expert(buyer, 'Bonjour, je regarde.');
    await until(buyer, 'je regarde');
    const action = { value, label: 'Contacter Tarte Dorée' };
    await buyer.post('/chat/messages', { id: crypto.randomUUID(), action });
    await hotline.expert(buyer, 'Je peux vous aider à la joindre.');
    await until(buyer, 'vous aider à la joindre');
    // Answered after the button: nothing of the bot stands between.
    const said = await buyer.tell('mes accords.');
    expect(said).not.toContain('Qui êtes-vous');
    expect(JSON.stringify(await buyer.messages())).not.toContain('Qui êtes-vous');
    const [shown] = await hotline.inStore((db) =>
      db.query<{ state: string }>('SELECT state FROM conversation WHERE channel_key = $1', [buyer.key]),
    );
    expect(shown?.state).not.toContain('Tarte Dorée');
  });

  it('is answered, and said so, by a company’s button while an expert holds its conversation', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('bonjour.');
    const member = { channel: 'web', key: visitor.key };
    const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['93'], engagements: [] };
    await hotline.inStore((db) => listCompany(db, { name: 'Sortie', member, ...values }, hotline.now()));
    await hotline.expert(visitor, 'Bonjour, je regarde.');
    await until(visitor, 'je regarde');
    const leave = { value: 'dir:leave', label: 'Me retirer de l’annuaire' };
    expect(await visitor.tell(leave)).toContain('annuaire');
  });
});
