import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consentLog } from '#src/company/store/consents.ts';
import { addMember } from '#src/company/store/members.ts';
import { alertMailOf } from '#src/features/opportunities/store/alert-mails.ts';
import { haveWait } from '#src/features/opportunities/store/alert-notices.ts';
import { findAlert } from '#src/features/opportunities/store/alerts.ts';
import { writeOpportunity } from '#src/features/opportunities/store/written.ts';
import { addContactCode, useContactCode } from '#src/person/store/contacts.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { featuresOn } from '#support/store/read-here.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.UTC(2026, 11, 18, 9);
/** What people write, and what each of it wants. */
const SAID = {
  'tenez-moi au courant des chantiers du coin': 'alerts.start',
  'que le nettoyage dans le 13': 'alerts.only',
  'uniquement ce qui passe le métro': 'alerts.only',
  'ajoutez le Var et la peinture': 'alerts.add',
  'enlevez les espaces verts': 'alerts.leave-out',
  'enlevez le nettoyage, les espaces verts et la peinture': 'alerts.leave-out',
  'ça fait trop': 'alerts.slower',
  'faites quelque chose': 'alerts',
  'trop de notif, plutôt le vendredi après-midi': 'alerts.slower',
  'envoyez-les-moi après 18 h': 'alerts.tune',
  'ça réveille toute la maison': 'alerts.hours',
  'le samedi matin': 'alerts.hours',
  'tout de suite, pas le lundi': 'alerts.faster',
  'vos mails de lundi ne parlent que de carrelage': 'alerts.tune',
  'des alertes le mardi et le jeudi soir': 'alerts.start',
  'des alertes du lundi au vendredi': 'alerts.start',
  'envoyez-moi que la peinture, après 18 h': 'alerts.only',
  'des alertes le samedi matin pour la peinture': 'alerts.start',
  'mes alertes, c’est quoi ?': 'alerts.show',
  'je les veux tous les jours': 'alerts.faster',
  'en pause jusqu’au 5 janvier': 'alerts.pause',
  'envoyez-les à ma secrétaire': 'alerts.tune',
  'qu’est-ce que vous m’envoyez ?': 'alerts.show',
  'pourquoi ce message ?': 'alerts.why',
  'arrêtez de m’inonder': 'alerts.stop',
  'je voudrais mes alertes par mail': 'alerts.start',
  'plus d’alertes par courriel': 'alerts.stop',
  'plutôt par mail': 'alerts',
  'moins de mails svp': 'alerts.slower',
  'trop de mails, 1 par mois': 'alerts.slower',
  'suspendez les mails jusqu’au 5 janvier': 'alerts.pause',
  'plus souvent par mail': 'alerts.faster',
  'plus rien, ni par mail ni sur Teams': 'alerts.stop',
} as const;

const CLEANERS = {
  name: 'Clair et Net',
  said: 'nettoyage de bureaux, espaces verts',
  sectors: [],
  departments: ['93', '75'],
  engagements: [],
  member: { channel: 'web', key: 'anne' },
};
/** Three times the turnover of the company. */
const LARGE = {
  title: 'Nettoyage de bureaux',
  kind: 'contrat privé',
  publisher: 'CCI de Paris',
  departments: '93',
  low: '2000000',
  high: '2000000',
  closingDay: '2027-02-15',
};

describe('Alerts, in people’s words', () => {
  let talk: Talk;
  let companyId: string;
  beforeEach(async () => {
    talk = await Talk.start(undefined, NOW, SAID);
  });
  afterEach(() => talk[Symbol.asyncDispose]());

  const refer = async () => {
    companyId = await listCompany(talk.db, CLEANERS, NOW);
  };
  const tell = async (said: keyof typeof SAID | { value: string; label: string }) => {
    const told = await talk.tell(said);
    return { text: told.map(({ text }) => text).join('\n'), buttons: told.flatMap(({ buttons }) => buttons) };
  };
  const labels = ({ buttons }: Awaited<ReturnType<typeof tell>>) => buttons.map(({ label }) => label);
  const press = (value: string) => tell({ value, label: value });
  const alert = () => findAlert(talk.db, companyId);

  it('begin, are tuned, paused and stopped, each said back in one sentence', async () => {
    await refer();
    const begun = await tell('tenez-moi au courant des chantiers du coin');
    expect(begun.text).toContain('Chaque matin, le nettoyage de locaux et l’entretien d’espaces verts, dans');
    expect(begun.text).toContain('les avis vous attendent ici');
    expect(labels(begun)).toEqual([
      'Moins souvent',
      'Plus souvent',
      'Choisir l’heure',
      'Mettre en pause',
      'Arrêter les alertes',
    ]);

    const only = await tell('que le nettoyage dans le 13');
    expect(only.text).toContain('Chaque matin, le nettoyage de locaux, dans le 13 et ses voisins.');
    expect(labels(only)).toContain('Sans les voisins');
    expect((await press('al:no-neighbours')).text).toContain('le nettoyage de locaux, dans le 13.');
    expect((await tell('ajoutez le Var et la peinture')).text).toContain(
      'le nettoyage de locaux et la peinture en bâtiment, dans le 13, avec le 83.',
    );
    expect((await press('al:as-file')).text).toContain('dans vos territoires (93 et 75).');
    const left = await tell('enlevez les espaces verts');
    expect(left.text).toContain('le nettoyage de locaux, dans vos territoires (93 et 75), sans');

    expect((await tell('ça fait trop')).text).toContain('Chaque lundi matin,');
    expect((await tell('ça fait trop')).text).toContain('C’est déjà le rythme le plus lent');
    expect((await tell('je les veux tous les jours')).text).toContain('Chaque matin,');

    const paused = await tell('en pause jusqu’au 5 janvier');
    expect(paused.text).toContain('rien avant le mardi 5 janvier 2027');
    expect(labels(paused)).toEqual(['Reprendre']);
    expect((await tell('qu’est-ce que vous m’envoyez ?')).text).toContain(
      'en pause jusqu’au mardi 5 janvier 2027',
    );
    expect((await press('al:resume')).text).toContain('C’est reparti');

    const stopped = await tell('arrêtez de m’inonder');
    expect(stopped.text).toContain('plus d’alertes, plus de rappels');
    expect((await alert())?.isOn).toBe(false);
    expect((await tell('ça fait trop')).text).toContain('Vos alertes ne sont pas en cours');
  });

  it('come at the hours and on the days that are chosen, by words or buttons, said back and shown', async () => {
    await refer();
    await tell('tenez-moi au courant des chantiers du coin');
    const evening = await tell('envoyez-les-moi après 18 h');
    expect(evening.text).toContain(
      'C’est réglé. Chaque jour ouvré entre 18 h et 21 h, le nettoyage de locaux',
    );
    expect((await tell('qu’est-ce que vous m’envoyez ?')).text).toContain(
      'Chaque jour ouvré entre 18 h et 21 h,',
    );
    const friday = await tell('trop de notif, plutôt le vendredi après-midi');
    expect(friday.text).toContain('Chaque vendredi entre 14 h et 18 h,');

    const asked = await tell('ça réveille toute la maison');
    expect(asked.text).toContain('Quand voulez-vous les recevoir ?');
    expect(labels(asked)).toEqual([
      ...['Tôt (7 h – 9 h)', 'Le matin', 'Entre midi et deux', 'L’après-midi', 'Le soir (18 h – 21 h)'],
      ...['Aux heures de bureau', 'Le lundi', 'Le mardi', 'Le mercredi', 'Le jeudi', 'Le vendredi'],
    ]);
    // What was just asked is heard first, whatever was learnt.
    const [typed] = await talk.tell('entre 7h30 et 8h30');
    expect(typed?.text).toContain('Chaque vendredi entre 7 h 30 et 8 h 30,');
    expect((await press('al:hours:noon')).text).toContain('Chaque vendredi entre 12 h et 14 h,');
    expect((await press('al:day:2')).text).toContain('Chaque mardi entre 12 h et 14 h,');
    expect((await alert())?.times).toEqual({ hours: { from: '12:00', to: '14:00' }, days: [2] });
    expect((await tell('le samedi matin')).text).toContain('rien ne part. Je n’ai rien changé.');
    expect((await press('al:hours:usual')).text).toContain('Chaque mardi matin,');
    const both = await tell('des alertes le mardi et le jeudi soir');
    expect(both.text).toContain('Chaque mardi et jeudi entre 18 h et 21 h,');
    expect((await tell('ça fait trop')).text).toContain('Chaque lundi entre 18 h et 21 h,');
    // A day that is not when they want them changes none.
    expect((await tell('vos mails de lundi ne parlent que de carrelage')).text).toContain('est gardée');
    expect((await tell('tout de suite, pas le lundi')).text).toContain(
      'Chaque jour ouvré entre 18 h et 21 h,',
    );
  });

  it('take back hours with what they were said beside, and not those that were chosen since', async () => {
    await refer();
    await tell('tenez-moi au courant des chantiers du coin');
    const undoOf = async () => `al:undo:${(await alert())?.tunedAt}`;
    const both = await tell('envoyez-moi que la peinture, après 18 h');
    expect(both.text).toContain('entre 18 h et 21 h, la peinture');
    expect((await press(await undoOf())).text).toContain('Chaque matin, le nettoyage');
    await tell('envoyez-moi que la peinture, après 18 h');
    await press('al:hours:noon');
    expect((await press(await undoOf())).text).toContain('entre 12 h et 14 h, le nettoyage');
    // All that is worked is each day.
    expect((await tell('des alertes du lundi au vendredi')).text).toContain('Chaque jour ouvré entre 12 h');
  });

  it('keep what was said of them before there is a company, as far as nothing else is said', async () => {
    expect((await tell('envoyez-moi que la peinture, après 18 h')).text).toContain('C’est noté');
    await tell('mes alertes, c’est quoi ?');
    await refer();
    const [file] = await talk.tell('ma fiche');
    expect(file?.text).toContain('Chaque jour ouvré entre 18 h et 21 h, la peinture');
  });

  it('keep the hours of before, and those that are said, while they are stopped', async () => {
    await refer();
    await tell('tenez-moi au courant des chantiers du coin');
    await tell('envoyez-les-moi après 18 h');
    await tell('arrêtez de m’inonder');
    await tell('que le nettoyage dans le 13');
    expect((await tell('tenez-moi au courant des chantiers du coin')).text).toContain('entre 18 h et 21 h');
    await tell('arrêtez de m’inonder');
    await press('al:hours:noon');
    await tell('envoyez-moi que la peinture, après 18 h');
    await tell('que le nettoyage dans le 13');
    const begun = await tell('tenez-moi au courant des chantiers du coin');
    expect(begun.text).toContain('entre 18 h et 21 h, le nettoyage');
  });

  it('say that nothing leaves on Saturdays before there is a company, too', async () => {
    expect((await tell('des alertes le samedi matin pour la peinture')).text).toContain(
      'vos alertes viendront les jours',
    );
  });

  it('change nothing of what is not understood, keep it for the team, and never leave nothing', async () => {
    await refer();
    await tell('tenez-moi au courant des chantiers du coin');
    const unknown = await tell('uniquement ce qui passe le métro');
    expect(unknown.text).toContain('je n’ai donc rien changé');
    expect(unknown.text).toContain('Aujourd’hui : Chaque matin, le nettoyage');
    const unsure = await tell('faites quelque chose');
    expect(unsure.text).toContain('Je ne suis pas sûr de ce que vous voulez changer');
    expect(labels(unsure)).toContain('Arrêter les alertes');
    expect((await tell('envoyez-les à ma secrétaire')).text).toContain('Votre demande est gardée');
    expect((await talk.tell('où en est ma demande ?'))[0]?.text).toContain('Alertes');
    const nothing = await tell('enlevez le nettoyage, les espaces verts et la peinture');
    expect(nothing.text).toContain('Il ne resterait aucun métier');
    expect((await alert())?.wanted).toEqual({});
    expect((await tell('pourquoi ce message ?')).text).toContain('Je ne vous ai encore signalé aucun avis');
  });

  it('lead to the sign-up whoever has no company, and are what was asked once it is there', async () => {
    const led = await tell('que le nettoyage dans le 13');
    expect(led.text).toContain('C’est noté pour vos alertes : le nettoyage de locaux, dans le 13.');
    expect(led.text).toContain('Faisons d’abord votre référencement');
    expect(led.text).toContain('SIRET');
    await refer();
    const [file] = await talk.tell('ma fiche');
    expect(file?.text).toContain('Chaque matin, le nettoyage de locaux, dans le 13 et ses voisins.');
    expect(await alert()).toMatchObject({ isOn: true, wanted: { departments: ['13'] } });
  });

  it('are offered by a button beside the file, and stand on an agreement that is kept', async () => {
    await refer();
    const [file] = await talk.tell('ma fiche');
    expect(file?.buttons.map(({ label }) => label)).toContain('Recevoir les alertes');
    await press('al:start');
    const begun = await alert();
    const agreed = async () =>
      (await consentLog(talk.db, begun?.personId ?? '')).filter(
        ({ purpose }) => purpose === 'consent-alerts',
      );
    expect(await agreed()).toMatchObject([{ given: true, companyId }]);
    await press('al:stop');
    expect(await agreed()).toMatchObject([{ given: true }, { given: false }]);
    expect((await talk.tell('ma fiche'))[0]?.text).not.toContain('Voulez-vous recevoir les opportunités');
  });

  it('are told in one conversation of the company: a colleague may take them over', async () => {
    await refer();
    await press('al:start');
    await talk.db.tx(async (tx) => {
      const { id } = await openPerson(tx, { channel: 'web', key: 'colleague', now: NOW });
      await addMember(tx, { companyId, personId: id, now: NOW });
      await tx.query(`UPDATE alert SET person_id = '${id}', conversation_id = 'theirs'`);
    });
    const asked = await tell('tenez-moi au courant des chantiers du coin');
    expect(asked.text).toContain('dans la conversation d’un collègue');
    expect((await press('al:here')).text).toContain('Elles arrivent dans cette conversation');
    expect((await alert())?.conversationId).toBe(talk.id);
  });

  it('offer to find a partner for a notice that has become too large, where the directory is open', async () => {
    await refer();
    const directory = { isOn: true, pageUrl: () => '', cardUrl: () => '', answerUrl: () => '' };
    await using open = await Talk.start((db) => featuresOn(db, { directory }), NOW, SAID);
    for (const one of [talk, open]) {
      if (one === open) companyId = await listCompany(one.db, CLEANERS, NOW);
      const pressed = async (value: string) => (await one.tell({ value, label: value }))[0];
      await pressed('al:start');
      const noticeId = await one.db.tx(async (tx) => {
        const wrote = await writeOpportunity(tx, LARGE, NOW);
        if (!wrote.ok) throw new Error('not written');
        const told = wrote.noticeId ?? '';
        await haveWait(tx, [{ companyId, noticeId: told }], NOW);
        return told;
      });
      const why = await pressed(`al:why:${noticeId}`);
      expect(why?.text).toContain('Il est gros pour vous seuls');
      expect(why?.buttons.map(({ label }) => label)).toEqual(one === open ? ['Trouver un partenaire'] : []);
    }
  });

  it('tell nothing of a notice that was never told to the company', async () => {
    await refer();
    expect((await press('al:why:0190b4c0-0000-7000-8000-000000000000')).text).toContain(
      'Cet avis ne vous a pas été signalé',
    );
  });
});

describe('Alerts by mail, in people’s words', () => {
  let talk: Talk;
  let companyId: string;
  beforeEach(async () => {
    talk = await Talk.start((db) => featuresOn(db, { mailIsOn: true }), NOW, SAID);
    companyId = await listCompany(
      talk.db,
      {
        name: 'Clair et Net',
        said: 'nettoyage de bureaux',
        sectors: [],
        departments: ['93'],
        engagements: [],
        member: { channel: 'web', key: 'anne' },
      },
      NOW,
    );
  });
  afterEach(() => talk[Symbol.asyncDispose]());

  const tell = async (said: keyof typeof SAID | { value: string; label: string }) => {
    const told = await talk.tell(said);
    return { text: told.map(({ text }) => text).join('\n'), buttons: told.flatMap(({ buttons }) => buttons) };
  };
  const press = (value: string) => tell({ value, label: value });
  const personId = async () =>
    (await talk.db.tx((tx) => openPerson(tx, { channel: 'web', key: 'anne', now: NOW }))).id;
  const confirm = async () => {
    const code = { personId: await personId(), digest: 'd', now: NOW };
    await talk.db.tx(async (tx) => {
      await addContactCode(tx, { ...code, email: 'anne@exemple.fr', expiresAt: NOW + 1 });
      await useContactCode(tx, code);
    });
  };
  const mail = async () => alertMailOf(talk.db, { companyId, personId: await personId() });

  it('begin with the alerts where the words say so, and end alone', async () => {
    await confirm();
    const begun = await tell('je voudrais mes alertes par mail');
    expect(begun.text).toContain('C’est noté. Chaque matin');
    expect(begun.text).toContain('partent aussi par mail, à anne@exemple.fr');
    expect((await mail()).state).toBe('on');
    const ended = await tell('plus d’alertes par courriel');
    expect(ended.text).toContain('Elles continuent ici');
    expect([(await mail()).state, (await findAlert(talk.db, companyId))?.isOn]).toEqual(['off', true]);
    // Where none leave, it is about the alerts.
    expect((await tell('plus d’alertes par courriel')).text).toContain('plus d’alertes, plus de rappels');
    expect((await findAlert(talk.db, companyId))?.isOn).toBe(false);
    const log = await consentLog(talk.db, await personId());
    expect(log.filter(({ purpose }) => purpose === 'alerts-by-mail').map(({ given }) => given)).toEqual([
      true,
      false,
    ]);
  });

  it('are offered once alerts are on, asked for by a button or by words, and wait for an address', async () => {
    expect((await tell('tenez-moi au courant des chantiers du coin')).text).toContain(
      'Voulez-vous aussi les recevoir par mail ?',
    );
    expect((await mail()).state).toBe('never');
    const wanted = await tell('plutôt par mail');
    expect(wanted.text).toContain('une adresse à vous, confirmée');
    expect(wanted.buttons.map(({ value }) => value)).toEqual(['contact-email']);
    expect((await mail()).state).toBe('wanted');
    expect((await tell('qu’est-ce que vous m’envoyez ?')).text).toContain(
      'dès que votre adresse sera confirmée',
    );
    await confirm();
    // The address came by a way that begins nothing: they are offered there, with a button.
    const offered = await tell('qu’est-ce que vous m’envoyez ?');
    expect(offered.text).toContain('Voulez-vous aussi les recevoir par mail, à anne@exemple.fr ?');
    expect(offered.buttons.map(({ value }) => value)).toContain('al:mail');
    expect((await press('al:mail')).text).toContain('partent aussi par mail');
    expect((await press('al:no-mail')).text).toContain('plus d’alertes par mail');
    expect((await press('al:no-mail')).text).toContain('il n’y a rien à arrêter');
  });

  it('keep what was agreed to as it was said, or shown', async () => {
    await confirm();
    await tell('tenez-moi au courant des chantiers du coin');
    await press('al:mail');
    await press('al:no-mail');
    await tell('plutôt par mail');
    await tell('plus d’alertes par courriel');
    const log = await consentLog(talk.db, await personId());
    expect(log.filter(({ purpose }) => purpose === 'alerts-by-mail')).toMatchObject([
      {
        given: true,
        wording: 'Voulez-vous aussi les recevoir par mail, à anne@exemple.fr ? « Aussi par mail »',
      },
      { given: false, wording: '« Arrêter les mails »' },
      { given: true, wording: 'plutôt par mail' },
      { given: false, wording: 'plus d’alertes par courriel' },
    ]);
  });

  it('are asked for anew where alerts begin again after a stop', async () => {
    await confirm();
    await tell('je voudrais mes alertes par mail');
    await tell('arrêtez de m’inonder');
    const again = await tell('tenez-moi au courant des chantiers du coin');
    expect(again.text).toContain('Elles ne partent plus par mail');
    expect((await mail()).state).toBe('off');
    const log = await consentLog(talk.db, await personId());
    expect(log.findLast(({ purpose }) => purpose === 'alerts-by-mail')?.given).toBe(false);
    expect((await tell('plutôt par mail')).text).toContain('partent aussi par mail');
  });

  it('are neither begun nor stopped by words about how often, or how long, alerts come', async () => {
    await tell('tenez-moi au courant des chantiers du coin');
    const before = await findAlert(talk.db, companyId);
    await tell('moins de mails svp');
    expect((await findAlert(talk.db, companyId))?.cadence).not.toBe(before?.cadence);
    await tell('trop de mails, 1 par mois');
    await tell('plus souvent par mail');
    await tell('suspendez les mails jusqu’au 5 janvier');
    expect((await findAlert(talk.db, companyId))?.pausedUntil).toBeGreaterThan(NOW);
    expect((await mail()).state).toBe('never');
    // Mails alone stop where they alone are named.
    await confirm();
    await press('al:mail');
    expect((await mail()).state).toBe('on');
    expect((await tell('plus rien, ni par mail ni sur Teams')).text).toContain(
      'plus d’alertes, plus de rappels',
    );
    expect((await findAlert(talk.db, companyId))?.isOn).toBe(false);
  });

  it('are nothing to whoever has no alerts, nor where no mail can be sent', async () => {
    expect((await press('al:mail')).text).toContain('ne sont pas en cours');
    await using other = await Talk.start(undefined, NOW, SAID);
    const [told] = await other.tell({ value: 'al:mail', label: 'Aussi par mail' });
    expect(told?.text).toContain('référencement');
  });
});
