import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply } from '#src/features/training/admissions.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { decideAbout, openSession } from '#support/store/seeds/training-session.ts';
import { MailHotline, type MailVisitor } from '#support/world/mail-hotline.ts';
import { answerAll } from '#support/world/people/sign-up.ts';

const DAY = 86_400_000;

describe('When a company goes, those who wait for it hear it', () => {
  let hotline: MailHotline;
  const slack = new RecordingChannel('slack');
  let number = 0;

  beforeAll(async () => {
    hotline = await MailHotline.start(undefined, [slack], { DIRECTORY: 'on' });
  });
  afterAll(() => hotline?.[Symbol.asyncDispose]());

  /** A company with one person, who said hello on Slack. */
  const company = async (name: string) => {
    number += 1;
    const key = `member${number}`;
    await slack.say(key, 'bonjour');
    await slack.untilReceived(key, 1);
    const member = { channel: 'slack', key };
    const values = { said: 'traiteur', sectors: ['traiteur'], departments: ['93'], engagements: [] };
    const id = await hotline.inStore((db) => listCompany(db, { name, member, ...values }, hotline.now()));
    return { id, key };
  };
  /** A buyer whose wish waits for a company. */
  const waitingFor = async (name: string): Promise<MailVisitor> => {
    const buyer = hotline.visitor();
    await answerAll(buyer, [`contacter ${name}.`, 'Béa Roy.', 'Mairie de Bondy.', 'Un buffet en mars.']);
    await buyer.tell('bea@bondy.fr');
    expect(await buyer.tell('oui.')).toContain('C’est envoyé');
    return buyer;
  };
  /** Presses a button once all that was to be told is told, and waits for what it brings. */
  const press = async (key: string, value: string, label: string): Promise<void> => {
    await hotline.settled();
    await hotline.settled();
    const { length } = slack.received(key);
    await slack.press(key, value, label);
    await slack.untilReceived(key, length + 1);
  };
  const hears = async (buyer: MailVisitor, words: string): Promise<void> => {
    while (!JSON.stringify((await buyer.messages()).at(-1)).includes(words)) await sleep(10);
  };
  const stateOf = (id: string) =>
    hotline.inStore(async (db) => (await applicationsOf(db, id)).map(({ state }) => state));
  /** One company admitted where there is one place, and one that waits for it. */
  const full = async (first: string, second: string): Promise<void> => {
    const { now } = hotline;
    await hotline.inStore(async (db) => {
      const sessionId = await openSession(db, { name: 'Printemps', places: 1, now: now() });
      for (const [index, companyId] of [first, second].entries()) {
        const asked = { sessionId, companyId, personId: '', diagnosisId: undefined };
        await db.tx((tx) => apply(tx, asked, { by: 'Nadia', now: now() + index }));
      }
      await decideAbout(db, { sessionId, index: 0, decision: 'admit', now: now() });
      await decideAbout(db, { sessionId, index: 1, decision: 'hold', now: now() });
    });
  };

  it('with its file: the buyer is told, and the place in the session is given', async () => {
    const gone = await company('Saveurs Nord');
    const next = await company('Saveurs Sud');
    await full(gone.id, next.id);
    const buyer = await waitingFor('Saveurs Nord');
    await press(gone.key, 'priv:take:consent-file', 'Retirer');
    await press(gone.key, 'priv:yes', 'Oui');
    await hears(buyer, 'Saveurs Nord n’est plus dans l’annuaire');
    expect(await stateOf(gone.id)).toEqual([]);
    expect(await stateOf(next.id)).toEqual(['admitted']);
    const told = (await slack.untilReceived(next.key, 4)).at(-1);
    expect(told).toContain('une place s’est libérée');
  });

  it('with the erasure of its last person: the same', async () => {
    const gone = await company('Atelier Nord');
    const next = await company('Atelier Sud');
    await full(gone.id, next.id);
    const buyer = await waitingFor('Atelier Nord');
    await press(gone.key, 'priv:erase', 'Supprimer mes données');
    await press(gone.key, 'priv:yes', 'Oui');
    hotline.pass(2 * DAY);
    expect(await stateOf(next.id)).toEqual(['waiting']);
    // Sooner than the end of the wait for an answer.
    await hotline.inStore((db) =>
      db.query('UPDATE introduction SET expires_at = expires_at + $1', [30 * DAY]),
    );
    hotline.pass(5 * DAY + 60_000);
    await hears(buyer, 'Atelier Nord n’est plus dans l’annuaire');
    expect(await stateOf(next.id)).toEqual(['admitted']);
  });

  it('from the directory, by its agreements: the buyer is told', async () => {
    const gone = await company('Fournil Nord');
    const buyer = await waitingFor('Fournil Nord');
    await press(gone.key, 'priv:take:directory', 'Retirer');
    await hears(buyer, 'Fournil Nord n’est plus dans l’annuaire');
  });
});
