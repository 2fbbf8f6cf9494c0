import { describe, expect, it } from 'vitest';
import { apply } from '#src/features/training/admissions.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { decideAbout, openSession, publish } from '#support/store/seeds/training-session.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const ANNE = { channel: 'web', key: 'anne' };
const WANTS = {
  book: 'bloquez-moi un moment avec quelqu’un jeudi',
  move: 'jeudi je ne pourrai pas, plus tard dans la semaine ?',
  apply: 'nous aimerions être de la prochaine promotion',
  status: 'vous avez décidé, pour nous ?',
};
const ACTS = {
  [WANTS.book]: 'appointment.book',
  [WANTS.move]: 'appointment.move',
  [WANTS.apply]: 'training.apply',
  [WANTS.status]: 'training.ask-status',
};

/** A conversation of Anne, whose company has no file, has one, has applied to a session, or was admitted to it. */
async function talkOf(company: 'none' | 'referenced' | 'applied' | 'admitted'): Promise<Talk> {
  const talk = await Talk.start(undefined, NOW, ACTS);
  const { db } = talk;
  if (company === 'none') return talk;
  const companyId = await listCompany(
    db,
    {
      name: 'Éco Prop',
      said: 'nettoyage',
      sectors: ['nettoyage'],
      departments: ['93'],
      engagements: ['insertion'],
      member: ANNE,
    },
    NOW,
  );
  if (company === 'referenced') return talk;
  const sessionId = await openSession(db, { name: 'Session de printemps', places: 5, now: NOW });
  await db.tx(async (tx) => {
    const { id: personId } = await openPerson(tx, { ...ANNE, now: NOW });
    await apply(
      tx,
      { sessionId, companyId, personId, diagnosisId: undefined },
      { by: 'Anne', now: NOW, conversationId: talk.id },
    );
  });
  if (company === 'admitted') await decideAbout(db, { sessionId, index: 0, decision: 'admit', now: NOW });
  await publish(db, { sessionId, inMs: 20 * 86_400_000, now: NOW });
  return talk;
}
const textOf = async (said: Promise<readonly { readonly text: string }[]>) =>
  (await said).map(({ text }) => text).join('\n');

describe('An appointment that is wanted, by what was learnt', () => {
  it.each([
    [WANTS.book, 'Nadia Benali'],
    [WANTS.move, 'pas de réservation'],
  ])('is one of the session for who is in it: « %s »', async (text, words) => {
    await using talk = await talkOf('admitted');
    expect(await textOf(talk.tell(text))).toContain(words);
  });

  it('is the one that was booked', async () => {
    await using talk = await talkOf('admitted');
    const told = await talk.tell(WANTS.book);
    const button = told.at(-1)?.buttons.find(({ value }) => value.includes('book:'));
    if (!button) throw new Error('nothing may be booked');
    expect(await textOf(talk.tell(button))).toContain('C’est réservé');
    expect(await textOf(talk.tell(WANTS.move))).toContain('Vos réservations');
  });

  it.each(['none', 'referenced', 'applied'] as const)('is with an expert for others: %s', async (company) => {
    for (const text of [WANTS.book, WANTS.move]) {
      await using talk = await talkOf(company);
      expect(await textOf(talk.tell(text))).toContain('un expert de la Fabrique');
    }
  });
});

describe('A session that is wanted, by what was learnt', () => {
  it.each([WANTS.apply, WANTS.status])('leads to the sign-up first, which it says: « %s »', async (text) => {
    await using talk = await talkOf('none');
    const [told] = await talk.tell(text);
    expect(told?.text).toContain('votre entreprise doit d’abord être référencée à la Fabrique');
    expect(told?.buttons.map(({ value }) => value)).toContain('inscription');
  });

  it('is applied to by who is referenced', async () => {
    await using talk = await talkOf('referenced');
    expect(await textOf(talk.tell(WANTS.apply))).toContain('Aucune session');
  });

  it('is told where one’s application stands', async () => {
    await using talk = await talkOf('applied');
    expect(await textOf(talk.tell(WANTS.status))).toContain('candidature reçue');
    await using other = await talkOf('referenced');
    expect(await textOf(other.tell(WANTS.status))).toContain('référencée');
  });
});
