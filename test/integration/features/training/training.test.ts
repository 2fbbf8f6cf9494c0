import { setTimeout as sleep } from 'node:timers/promises';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFile } from '#src/conversation/store/files.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { DIAGNOSIS, decideAbout, openSession, publish } from '#support/store/seeds/training-session.ts';
import { codeIn, MailHotline, type MailVisitor } from '#support/world/mail-hotline.ts';
import { answerAll, signUp, siretFrom } from '#support/world/people/sign-up.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let number = 300;
/** A company that no other test has, its address confirmed. */
const fresh = () => {
  number += 1;
  return { siret: siretFrom(`${number}456789000`), email: `c${number}@exemple.fr` };
};

describe('The training session, by talking', () => {
  let mails: MailServer;
  let hotline: MailHotline;
  const slack = new RecordingChannel('slack');
  let sessionId: string;

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
  const referenced = async (isConfirmed = false): Promise<{ visitor: MailVisitor; email: string }> => {
    const visitor = hotline.visitor();
    const one = fresh();
    await signUp(visitor, one);
    if (isConfirmed) await visitor.tell(`${codeIn((await mails.until(one.email))[0]?.text ?? '')}.`);
    return { visitor, email: one.email };
  };
  const decide = (index: number, decision: 'admit' | 'hold' | 'refuse', reason?: string) =>
    hotline.inStore((db) =>
      decideAbout(db, { sessionId, index, decision, ...(reason && { reason }), now: hotline.now() }),
    );
  /** What the conversation says last, once it says something more. */
  const next = async (visitor: MailVisitor, part: string): Promise<string> => {
    for (;;) {
      const said = JSON.stringify((await visitor.messages()).at(-1));
      if (said.includes(part)) return said;
      await sleep(50);
    }
  };
  /** The last calendar file that was given, read by another program than wrote it. */
  const calendar = async () => {
    const bytes = await hotline.inStore(async (db) => {
      const [last] = await db.query<{ id: string }>(
        'SELECT id FROM file ORDER BY created_at DESC, id DESC LIMIT 1',
      );
      return (await findFile(db, last?.id ?? ''))?.bytes;
    });
    const read = new ICAL.Component(ICAL.parse(new TextDecoder().decode(bytes)));
    const event = new ICAL.Event(read.getFirstSubcomponent('vevent') ?? undefined);
    return { method: read.getFirstPropertyValue('method'), event };
  };
  /** Jobs of a kind that are due and not done. */
  const openJobs = (kind: string) =>
    hotline.inStore((db) =>
      db.query("SELECT id FROM job WHERE kind = $1 AND status = 'open' AND run_at <= $2", [
        kind,
        hotline.now(),
      ]),
    );
  const passAndRun = async (ms: number) => {
    hotline.pass(ms);
    await hotline.settled();
    expect(await openJobs('training-reminders')).toEqual([]);
  };
  /** Applies to the session, with the diagnosis. */
  const applyWith = async (visitor: MailVisitor) => {
    await press(visitor, `tr:apply:${sessionId}`);
    return answerAll(visitor, [...DIAGNOSIS, 'je confirme.']);
  };
  const press = (visitor: MailVisitor, value: string) => visitor.tell({ value, label: 'Bouton' });
  const buttonOf = async (visitor: MailVisitor, start: string): Promise<string> =>
    (await visitor.buttons()).find((value) => value.startsWith(start)) ?? '';

  it('is for referenced companies: others are told why, and led to the form', async () => {
    const visitor = hotline.visitor();
    expect(await visitor.tell('je veux candidater à la session.')).toContain('d’abord être référencée');
    expect(await visitor.buttons()).toEqual(['inscription']);
    expect(await visitor.tell('quelles formations ?')).toContain('entreprises admises');
    await visitor.tell('réserver un rendez-vous.');
    expect(await visitor.buttons()).toEqual(['inscription', 'expert']);
    expect(await visitor.tell('annuler mon rendez-vous.')).toContain('pas de réservation');
    expect(await press(visitor, 'inscription')).toContain('Quel est le SIRET');
    expect(await visitor.tell('je veux candidater à la session.')).toContain('Quel est le SIRET');
  });

  it('says so while no session is open', async () => {
    const { visitor } = await referenced();
    expect(await visitor.tell('je veux candidater à la session.')).toContain('Aucune session');
    sessionId = await hotline.inStore((db) =>
      openSession(db, { name: 'Session de printemps', places: 1, now: hotline.now() }),
    );
  });

  it('takes an application with the diagnosis, whose question comes again after another one', async () => {
    const { visitor } = await referenced();
    const first = await visitor.tell('je veux candidater à la session.');
    expect(first).toContain('Session de printemps');
    expect(first).toContain('Votre offre tient-elle en une page');
    await visitor.tell('Ai-je droit à une avance ?');
    const [answer, again] = (await visitor.messages()).slice(-2).map((one) => JSON.stringify(one));
    expect(answer).toContain('50');
    expect(again).toContain('Votre offre tient-elle en une page');
    expect(await press(visitor, 'dg:a:offer:partly')).toContain('ce qui vous distingue');
    expect(await visitor.tell('précédent.')).toContain('Votre offre tient-elle');
    expect(await visitor.tell('<b>oui</b>.')).toContain('sans balises');
    expect(await visitor.tell('Objectif : oui')).toContain('Votre offre tient-elle');
    await visitor.tell('en partie.');
    expect(await visitor.tell('plus tard.')).toContain('reprendre');
    await hotline.stop();
    hotline.pass(2 * DAY);
    await hotline.start();
    const later = hotline.visitor(visitor);
    expect(await later.tell('reprendre.')).toContain('ce qui vous distingue');
    const summary = await answerAll(later, DIAGNOSIS.slice(1));
    expect(summary).toContain('Voici vos réponses');
    expect(summary).toContain('candidature à Session de printemps');
    const done = await later.tell('je confirme.');
    expect(done).toContain('Votre diagnostic : Point de départ');
    expect(done).toContain('les marchés viennent à vous');
    expect(done).toContain('Demandez à vos clients contents');
    expect(done).toContain('Votre candidature à Session de printemps est envoyée');
    expect(await later.tell('où en est ma candidature ?')).toContain('l’équipe l’étudie');
    expect(await later.tell('je veux candidater à la session.')).toContain('déjà candidaté');
  });

  it('admits as many as it has places, and gives a freed place to the first who waits, who is told', async () => {
    const first = await referenced();
    expect(await applyWith(first.visitor)).toContain('est envoyée');
    // A second company, whose news come to another channel.
    const second = await referenced();
    expect(await second.visitor.tell('mon diagnostic.')).toContain('Votre offre');
    expect(await answerAll(second.visitor, [...DIAGNOSIS, 'je confirme.'])).toContain('Votre diagnostic');
    await press(second.visitor, 'tr:apply');
    expect(await press(second.visitor, await buttonOf(second.visitor, 'tr:send:'))).toContain('est envoyée');
    await second.visitor.tell('lier mes messageries.');
    const code = codeIn(JSON.stringify((await second.visitor.messages()).slice(-2)));
    await tellSlack('second', `lier ${code}`);
    await second.visitor.confirmLink();
    await slack.untilReceived('second', 2);
    expect(await tellSlack('second', 'où en est ma candidature ?')).toContain('l’équipe l’étudie');
    expect(await decide(1, 'admit')).toMatchObject({ ok: true });
    await next(first.visitor, 'admise à Session de printemps');
    expect(await decide(2, 'admit')).toEqual({ ok: false, why: 'full' });
    expect(await decide(2, 'hold', 'Vous êtes la première de la liste.')).toMatchObject({ ok: true });
    const held = (await slack.untilReceived('second', 4))[3];
    expect(held).toContain('liste d’attente');
    expect(held).toContain('Vous êtes la première de la liste.');
    // A place that is given up, once that is confirmed.
    expect(await first.visitor.tell('je retire ma candidature.')).toContain('La rendre ?');
    const yes = await buttonOf(first.visitor, 'tr:quit:');
    expect(await press(first.visitor, yes)).toContain('est retirée');
    expect((await slack.untilReceived('second', 5))[4]).toContain('une place s’est libérée');
    expect(await press(first.visitor, yes)).toContain('pas de candidature à retirer');
  });

  it('mails its news to who closed the page, and not to who sees them', async () => {
    const { visitor, email } = await referenced(true);
    await applyWith(visitor);
    const before = (await mails.until(email)).length;
    await decide(3, 'refuse', 'Votre territoire ouvre plus tard.');
    await next(visitor, 'pas retenue');
    hotline.pass(3 * 60_000);
    const mail = (await mails.until(email, before + 1)).at(-1);
    expect(mail?.text).toContain('Votre territoire ouvre plus tard.');
    expect(mail?.subject).toContain('Session de printemps');
    // What the page showed is not mailed.
    const back = hotline.visitor(visitor);
    await decide(3, 'hold');
    await next(back, 'liste d’attente');
    await back.see();
    hotline.pass(3 * 60_000);
    await hotline.settled();
    expect(await openJobs('news-mail')).toEqual([]);
    expect(await mails.until(email)).toHaveLength(before + 1);
  });

  it('books, reminds twice at most, and gives back, with a calendar file that follows', async () => {
    sessionId = await hotline.inStore((db) =>
      openSession(db, { name: 'Session d’été', places: 3, now: hotline.now() }),
    );
    const { visitor } = await referenced();
    expect(await visitor.tell('je veux candidater à la session.')).toContain('Laquelle vous intéresse');
    expect(await visitor.buttons()).toContain(`tr:apply:${sessionId}`);
    await applyWith(visitor);
    expect(await visitor.tell('quelles formations ?')).toContain('entreprises admises');
    await decide(0, 'admit');
    await next(visitor, 'admise à Session d’été');
    const at = hotline.now();
    await hotline.inStore(async (db) => {
      await publish(db, { sessionId, inMs: 15 * DAY, now: at });
      await publish(db, {
        sessionId,
        inMs: 16 * DAY,
        now: at,
        kind: 'workshop',
        title: 'Répondre',
        places: 9,
      });
    });
    expect(await visitor.tell('quelles formations ?')).toContain('Répondre');
    expect(await visitor.tell('réserver un rendez-vous.')).toContain('avec Nadia Benali');
    const slot = await buttonOf(visitor, 'tr:book:');
    expect(await press(visitor, slot)).toContain('C’est réservé');
    const { method, event } = await calendar();
    expect(method).toBe('PUBLISH');
    expect(event.sequence).toBe(0);
    expect(event.location).toBe('https://visio.exemple.fr/1');
    expect(event.startDate.toJSDate().getTime()).toBe(Math.floor((at + 15 * DAY) / 1_000) * 1_000);
    // Another company finds no slot any more.
    const other = await referenced();
    await applyWith(other.visitor);
    await decide(1, 'admit');
    await next(other.visitor, 'admise');
    expect(await press(other.visitor, slot)).toContain('plus de place');
    const reminders = async () =>
      (await hotline.visitor(visitor).messages()).filter((one) => JSON.stringify(one).includes('Rappel'))
        .length;
    for (const [hours, count] of [
      [14 * 24 - 1, 0],
      [3, 1],
      [1, 1],
      [18, 1],
      [1.5, 2],
      [0.2, 2],
    ] as const) {
      await passAndRun(hours * HOUR);
      expect(await reminders(), `${hours}`).toBe(count);
    }
    const again = hotline.visitor(visitor);
    expect(await again.tell('annuler mon rendez-vous.')).toContain('Annuler Rendez-vous');
    expect(await press(again, await buttonOf(again, 'tr:drop:'))).toContain('C’est annulé');
    const cancelled = await calendar();
    expect(cancelled.method).toBe('CANCEL');
    expect(cancelled.event.uid).toBe(event.uid);
    expect(cancelled.event.sequence).toBe(1);
    expect(await again.tell('mes rendez-vous.')).toContain('pas de réservation');
    const third = hotline.visitor(other.visitor);
    expect(await press(third, slot)).toContain('C’est réservé');
    // Who leaves the session leaves what was booked, in the calendar too.
    await third.tell('je rends ma place.');
    await press(third, await buttonOf(third, 'tr:quit:'));
    const [dropped, left] = (await third.messages()).slice(-2).map((one) => JSON.stringify(one));
    expect(dropped).toContain('rendez-vous-annule.ics');
    expect(left).toContain('La place que vous aviez réservée est rendue');
    expect((await calendar()).method).toBe('CANCEL');
  });

  it('leaves a tender’s candidature, and a wish for an expert, to who answers them', async () => {
    const visitor = hotline.visitor();
    expect(await visitor.tell('où en est ma candidature ?')).not.toContain('référencée');
    expect(await visitor.tell('je voudrais un rendez-vous avec un expert.')).toContain('expert');
    expect(await visitor.tell('ai-je droit à une avance ?')).toContain('50');
  });
});
