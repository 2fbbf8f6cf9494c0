import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inviteByTeam } from '#src/company/by-team.ts';
import { createFormSource } from '#src/company/form-source.ts';
import { decideHolding, type HoldingParts } from '#src/company/holding/decide.ts';
import { disputeCompany } from '#src/company/holding/dispute.ts';
import { moveCompany } from '#src/company/holding/move.ts';
import { joinCompany } from '#src/company/members/join.ts';
import { holdingBasis } from '#src/company/rules/holding.ts';
import { companyBySiren, companyFields, companyHistory } from '#src/company/store/companies.ts';
import { consentsOfCompany } from '#src/company/store/consents.ts';
import {
  countOpenDisputes,
  countPendingHoldings,
  holderEvents,
  holdingOf,
  openDisputes,
} from '#src/company/store/holders.ts';
import { isListed } from '#src/company/store/listed-companies.ts';
import {
  addInvitation,
  addMember,
  addTeamInvitation,
  askToJoin,
  membersOf,
  useInvitation,
  useTeamInvitation,
} from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { decideIntroduction } from '#src/features/directory/introductions/step.ts';
import { createListing } from '#src/features/directory/listing.ts';
import { readCard, readCards } from '#src/features/directory/search/read-cards.ts';
import { merging } from '#src/features-together.ts';
import { noteSource } from '#src/person/budgets/sources.ts';
import { mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { createLogger } from '#src/platform/logger.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { introduce } from '#support/store/seeds/introduced.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const PURPOSE = 'directory';
const SIREN = '732829320';
const SIRET = '73282932000074';

describe.each(engines)('Who speaks for a company, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  const form = createFormSource('knowledge', createLogger('silent'));
  const parts: HoldingParts = {
    directory: createListing({ isOn: true, cardUrl: (slug) => `https://h.example/annuaire/${slug}` }),
    mailIsOn: true,
    now: T0 + 5,
  };

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const person = async (key: string, channel = 'slack') => {
    const channelKey = key;
    return db.tx(async (tx) => {
      const { id } = await openPerson(tx, { channel, key, name: key, now: T0 });
      const at = { channel, channelKey, address: null, personId: id, now: T0 };
      return { id, conversation: (await openConversation(tx, at)).id };
    });
  };
  /** A company that typed a SIRET and agreed to be shown; its person is on Slack. */
  const held = async (key: string, more: Partial<Parameters<typeof listCompany>[1]> = {}) => {
    const who = await person(key);
    const id = await listCompany(
      db,
      {
        name: 'Les Jardins du Lac',
        said: 'espaces verts',
        sectors: ['espaces-verts'],
        departments: ['93'],
        engagements: [],
        member: { channel: 'slack', key },
        approved: false,
        ...more,
      },
      T0,
    );
    await db.tx(async (tx) => {
      await tx.query('UPDATE company SET siren = $2 WHERE id = $1', [id, SIREN]);
      await tx.query(
        `INSERT INTO company_field (id, company_id, field, value, label, shown, origin, at)
         VALUES ($1, $2, 'siret', $3, 'SIRET', $4, 'declared', $5)`,
        [`siret-${id}`, id, JSON.stringify(SIRET), SIRET, T0],
      );
      await tx.query(
        "UPDATE company_field SET origin = 'fetched' WHERE company_id = $1 AND field IN ('name', 'seat')",
        [id],
      );
    });
    return { id, who };
  };
  const shown = async (id: string) => {
    const holding = await holdingOf(db, id);
    return holding ? holdingBasis(holding, await companyFields(db, id)) : '';
  };
  const decide = async (
    companyId: string,
    decision: { type: 'approve' | 'dismiss' } | { type: 'refuse' | 'dispute'; reason: string },
    now = T0 + 5,
  ) => {
    const basis = await shown(companyId);
    return db.tx((tx) =>
      decideHolding(tx, { ...decision, companyId, basis, byName: 'Awa' }, { ...parts, now }),
    );
  };
  const told = async (conversation: string): Promise<string> =>
    JSON.stringify(await messagesAfter(db, conversation, 0)).replace(/[\u00a0\u202f]/g, ' ');

  it('is nobody until the team approves: then the company is listed at once, and hears it', async () => {
    const { id, who } = await held('anne');
    expect(await readCards(db)).toEqual([]);
    expect(await isListed(db, id, PURPOSE)).toBe(false);
    expect(await countPendingHoldings(db, PURPOSE)).toEqual({ all: 1, agreed: 1 });
    expect(await decide(id, { type: 'approve' })).toMatchObject({ ok: true });
    const [card] = await readCards(db);
    expect(card?.name).toBe('Les Jardins du Lac');
    expect(await told(who.conversation)).toContain(`https://h.example/annuaire/${card?.slug}`);
    expect(await countPendingHoldings(db, PURPOSE)).toEqual({ all: 0, agreed: 0 });
    expect(await holderEvents(db, id)).toMatchObject([{ type: 'approved', byName: 'Awa' }]);
  });

  it('hears why not, and has no page: neither before nor after', async () => {
    const { id, who } = await held('anne');
    await decide(id, { type: 'refuse', reason: 'Le numéro ne répond pas' });
    expect(await told(who.conversation)).toContain('Le numéro ne répond pas.');
    expect(await readCards(db)).toEqual([]);
    await decide(id, { type: 'approve' });
    const [card] = await readCards(db);
    await decide(id, { type: 'dispute', reason: 'Un appel de l’entreprise.' });
    // It had a page: it is gone, and says nothing of the company.
    expect(await readCard(db, card?.key ?? '')).toBe('left');
    expect(await readCards(db)).toEqual([]);
  });

  it('is not decided twice, nor on what is no longer so', async () => {
    const { id } = await held('anne');
    const basis = await shown(id);
    const act = { type: 'approve', companyId: id, basis, byName: 'Awa' } as const;
    await db.tx((tx) => decideHolding(tx, act, parts));
    const again = await db.tx((tx) => decideHolding(tx, { ...act, byName: 'Luc' }, parts));
    expect(again).toMatchObject({ ok: false, why: 'stale' });
    expect(await holderEvents(db, id)).toHaveLength(1);
  });

  it('is put in touch with nobody once suspended: who waited hears that it is over, and no yes is taken', async () => {
    const { company, buyer, id } = await introduce(db, { name: 'Quiches', now: T0 });
    await db.tx((tx) => tx.query("UPDATE company SET holder_state = 'pending' WHERE id = $1", [company.id]));
    const accept = { id, personId: company.person, answer: 'yes' } as const;
    const said = await db.tx((tx) => decideIntroduction(tx, accept, parts));
    expect(said.join(' ')).toContain('pas encore vérifiée');
    expect(await told(buyer.conversation)).not.toContain('06 55 44 33 22');
    await decide(company.id, { type: 'refuse', reason: 'non' });
    expect(await told(buyer.conversation)).toContain('n’est plus dans l’annuaire');
  });

  it('may be disputed by anybody: the team hears it once, nothing changes before it decides', async () => {
    const { id, who } = await held('squatter');
    await decide(id, { type: 'approve' });
    const real = await person('real');
    const dispute = (of: { siren?: string }) =>
      db.tx((tx) =>
        disputeCompany(
          tx,
          { personId: real.id, conversationId: real.conversation },
          { about: of, words: 'Ce n’est pas nous', now: T0 + 6 },
        ),
      );
    expect(JSON.stringify(await dispute({}))).toContain('De quelle entreprise');
    expect(JSON.stringify(await dispute({ siren: '111111111' }))).toContain('Aucune fiche');
    const kept = JSON.stringify(await dispute({ siren: SIREN }));
    expect(kept).toContain('transmis à l’équipe');
    expect(kept).not.toContain('Jardins');
    expect(JSON.stringify(await dispute({ siren: SIREN }))).toContain('déjà transmis');
    expect(await openDisputes(db)).toMatchObject([{ companyId: id, origin: 'company', personId: real.id }]);
    expect(await readCards(db)).toHaveLength(1);
    expect(await told(who.conversation)).not.toContain('Ce n’est pas nous');
    await decide(id, { type: 'dismiss' }, T0 + 7);
    expect(await openDisputes(db)).toEqual([]);
    expect(await told(real.conversation)).toContain('la fiche reste à la personne qui la tient');
  });

  it('keeps a name that nobody approved from those who dispute it', async () => {
    const { id, who } = await held('squatter', { name: 'Insulte Gratuite' });
    const real = await person('real');
    const at = { personId: real.id, conversationId: real.conversation };
    await db.tx((tx) => disputeCompany(tx, at, { about: { siren: SIREN }, words: 'non', now: T0 }));
    await decide(id, { type: 'refuse', reason: 'Personne ne vous connaît' });
    expect(await told(who.conversation)).toContain('Insulte Gratuite');
    expect(await told(real.conversation)).toContain('l’entreprise dont le SIREN est 732 829 320');
    expect(await told(real.conversation)).not.toContain('Insulte');
  });

  it('is told nothing of a dispute that nobody made, when the team suspends it by itself', async () => {
    const { id, who } = await held('anne');
    await decide(id, { type: 'approve' });
    await decide(id, { type: 'dispute', reason: 'Le numéro ne répond plus.' });
    expect(await told(who.conversation)).toContain('L’équipe retire la fiche de Les Jardins du Lac');
    expect(await told(who.conversation)).not.toContain('Quelqu’un dit');
  });

  it('lets nobody in by a code of the team while it is refused or suspended, whenever it was given', async () => {
    const { id } = await held('squatter');
    const real = await person('real');
    const invite = () => db.tx((tx) => inviteByTeam(tx, { companyId: id, byName: 'Awa', now: T0 }));
    const before = await invite();
    await decide(id, { type: 'refuse', reason: 'Personne ne vous connaît' });
    expect(await invite()).toEqual({ why: 'closed' });
    const code = 'code' in before ? before.code : '';
    const asked = { form: await form(), merging, now: T0 };
    await db.tx((tx) => joinCompany(tx, real.id, { type: 'use', code: code.toLowerCase() }, asked));
    expect((await membersOf(db, id)).map(({ personId }) => personId)).not.toContain(real.id);
  });

  it('may be disputed ten times a day from one network, under any number of names; who is known is heard', async () => {
    const { id } = await held('squatter');
    const network = `network-${id}`;
    const dispute = async (key: string, channel: string) => {
      const { id: personId, conversation: conversationId } = await person(key, channel);
      noteSource(conversationId, network);
      const about = { about: { siren: SIREN }, words: 'non', now: T0 };
      return JSON.stringify(await db.tx((tx) => disputeCompany(tx, { personId, conversationId }, about)));
    };
    for (let time = 0; time < 10; time += 1)
      expect(await dispute(`web-${time}`, 'web')).toContain('C’est transmis');
    expect(await dispute('web-11', 'web')).toContain('plusieurs fiches aujourd’hui');
    expect(await dispute('known', 'slack')).toContain('C’est transmis');
    expect(await countOpenDisputes(db)).toBe(11);
    expect(await openDisputes(db, undefined, 3)).toHaveLength(3);
  });

  it('follows a person who becomes another one', async () => {
    const { id } = await held('squatter');
    const real = await person('real');
    const same = await person('same');
    const at = { personId: real.id, conversationId: real.conversation };
    await db.tx((tx) => disputeCompany(tx, at, { about: { siren: SIREN }, words: 'non', now: T0 }));
    await db.tx((tx) => mergePersons(tx, real.id, same.id, merging));
    expect(await openDisputes(db, id)).toMatchObject([{ personId: same.id }]);
  });

  describe('a file that is moved', () => {
    const move = async (from: string, to: string | undefined, on = db) => {
      const basis = await shown(from);
      const asked = { companyId: from, basis, to, lookup: undefined, form: await form(), byName: 'Awa' };
      return on.tx((tx) => moveCompany(tx, asked, { ...parts, now: T0 + 9 }));
    };

    it('gives its SIREN and what the register says, and nothing else', async () => {
      const { id: from, who } = await held('squatter');
      await decide(from, { type: 'approve' });
      const real = await person('real');
      const asking = await person('asking');
      const codes = { digest: 'm', companyId: from, expiresAt: T0 + 99_999, now: T0 };
      await db.tx(async (tx) => {
        await askToJoin(tx, { companyId: from, personId: asking.id, now: T0 });
        await addInvitation(tx, { ...codes, personId: who.id });
        await addTeamInvitation(tx, { ...codes, digest: 't', byName: 'Awa' });
        const at = { personId: real.id, conversationId: real.conversation };
        await disputeCompany(tx, at, { about: { siren: SIREN }, words: 'C’est nous', now: T0 });
      });
      expect(await move(from, real.id)).toMatchObject({ ok: true });

      const now = await companyBySiren(db, SIREN);
      const into = now?.id ?? '';
      expect(into).not.toBe(from);
      const given = await companyFields(db, into);
      expect(given.map(({ field, origin }) => `${field} ${origin}`).sort()).toEqual([
        'name fetched',
        'seat fetched',
        'siret team',
      ]);
      const all = JSON.stringify([given, await companyHistory(db, into)]);
      for (const theirs of ['Anne Martin', 'anne@secret.fr', '33612345678', 'espaces verts', 't250'])
        expect(all).not.toContain(theirs);
      expect(await consentsOfCompany(db, into)).toEqual([]);
      const who_ = (await membersOf(db, into)).map(({ personId, status }) => `${personId} ${status}`).sort();
      expect(who_).toEqual([`${asking.id} pending`, `${real.id} member`].sort());
      expect((await holdingOf(db, into))?.state).toBe('approved');
      // It has agreed to nothing yet.
      expect(await readCards(db)).toEqual([]);

      const left = await companyFields(db, from);
      expect(left.map(({ field }) => field)).not.toContain('siret');
      expect(left.find(({ field }) => field === 'email')?.shown).toBe('anne@secret.fr');
      expect((await membersOf(db, from)).map(({ personId }) => personId)).toEqual([who.id]);
      expect((await holdingOf(db, from))?.state).toBe('refused');
      expect(await db.tx((tx) => useInvitation(tx, { digest: 'm', now: T0 }))).toBeUndefined();
      expect(await db.tx((tx) => useTeamInvitation(tx, { digest: 't', now: T0 }))).toBeUndefined();
      expect(await openDisputes(db)).toEqual([]);

      const old = await told(who.conversation);
      const fresh = await told(real.conversation);
      expect(old).toContain('une autre personne parle pour Les Jardins du Lac (SIREN 732 829 320)');
      expect(old).not.toContain('real');
      expect(fresh).toContain('la fiche est maintenant la vôtre');
      expect(fresh).not.toContain('Anne Martin');
      // Its name was the register's, and left with it.
      await decide(from, { type: 'approve' }, T0 + 20);
      expect(await told(who.conversation)).toContain('vérifié que vous parlez pour votre entreprise');
    });

    it('goes into the file that its holder made without a SIREN', async () => {
      const { id: from } = await held('squatter');
      const real = await person('real');
      const own = await listCompany(
        db,
        {
          name: 'Jardins',
          said: 'jardins',
          sectors: [],
          departments: [],
          engagements: [],
          member: { channel: 'slack', key: 'real' },
          agrees: false,
          approved: false,
        },
        T0,
      );
      await move(from, real.id);
      expect((await companyBySiren(db, SIREN))?.id).toBe(own);
      const fields = new Map((await companyFields(db, own)).map((one) => [one.field, one.shown]));
      expect(fields.get('name')).toBe('Les Jardins du Lac');
      expect(fields.get('activities')).toBeDefined();
    });

    it('goes into no file that others are in, or that somebody disputes: the yes is to one person', async () => {
      const { id: from } = await held('squatter');
      const real = await person('real');
      const friend = await person('friend');
      const own = await listCompany(
        db,
        {
          name: 'À deux',
          said: 'jardins',
          sectors: [],
          departments: [],
          engagements: [],
          member: { channel: 'slack', key: 'real' },
          approved: false,
        },
        T0,
      );
      await db.tx((tx) => addMember(tx, { companyId: own, personId: friend.id, now: T0 }));
      await move(from, real.id);
      expect((await companyBySiren(db, SIREN))?.id).not.toBe(own);
      expect((await holdingOf(db, own))?.state).toBe('pending');
    });

    it('says where its page is, when its holder had agreed to the directory', async () => {
      const { id: from } = await held('squatter');
      const real = await person('real');
      await listCompany(
        db,
        {
          name: 'Jardins',
          said: 'jardins',
          sectors: [],
          departments: [],
          engagements: [],
          member: { channel: 'slack', key: 'real' },
          approved: false,
        },
        T0,
      );
      await move(from, real.id);
      const [card] = await readCards(db);
      expect(await told(real.conversation)).toContain(`https://h.example/annuaire/${card?.slug}`);
    });

    it('waits for who brings the code of the team, where that person is not here', async () => {
      const { id: from } = await held('squatter');
      const done = await move(from, undefined);
      expect(done).toMatchObject({ ok: true, said: expect.stringContaining('rejoindre') });
      const into = (await companyBySiren(db, SIREN))?.id ?? '';
      expect(await membersOf(db, into)).toEqual([]);
      expect((await holdingOf(db, into))?.state).toBe('pending');
    });

    it('moves whole or not at all, and once when two of the team do it together', async () => {
      const { id: from } = await held('squatter');
      const real = await person('real');
      const cut: Database = {
        ...db,
        tx: (work) =>
          db.tx(async (tx) => {
            await work(tx);
            throw new Error('power cut');
          }),
      };
      await expect(move(from, real.id, cut)).rejects.toThrow('power cut');
      expect((await companyBySiren(db, SIREN))?.id).toBe(from);
      expect(await told(real.conversation)).not.toContain('vôtre');
      const other = await store.connect();
      const both = await Promise.all([move(from, real.id), move(from, real.id, other)]);
      expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(await membersOf(db, (await companyBySiren(db, SIREN))?.id ?? '')).toHaveLength(1);
    });
  });
});
