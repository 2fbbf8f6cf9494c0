import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCompany, type CompanyField, saveCompanyFields } from '#src/company/store/companies.ts';
import { addMember } from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { answerButton, bidPressed, goButton, lotButton } from '#src/features/opportunities/bid/actions.ts';
import { bidJob } from '#src/features/opportunities/bid/job.ts';
import { PAGES } from '#src/features/opportunities/bid/rules/pages.ts';
import { ownKey } from '#src/features/opportunities/notice/keys.ts';
import type { Notice } from '#src/features/opportunities/notice/notice.ts';
import { readBoampRecord } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { followedByPerson, followNotice, haveWait } from '#src/features/opportunities/store/alert-notices.ts';
import { startAlert } from '#src/features/opportunities/store/alerts.ts';
import { noteStaffAct, publishNotice } from '#src/features/opportunities/store/publishing.ts';
import { savePublication } from '#src/features/opportunities/store/save.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { stopNews } from '#src/person/store/news-stops.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { SHIPPED_BASE, SHIPPED_HANDOUTS } from '#support/knowledge/shipped-knowledge.ts';
import { fnsRecord } from '#support/notices/records.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { featuresOn } from '#support/store/read-here.ts';
import { Talk, type Told } from '#support/world/talk/talk.ts';

const NOW = instantOf('2026-11-30', '10:00');
const WISHES = {
  'est-ce que je peux répondre à celui de la mairie de Lille ?': 'bid.go',
  'je peux répondre à un marché en étant micro-entrepreneur ?': 'bid.go',
  'le 26-99999 c’est pour moi ?': 'bid.go',
  'et le 26-90002, j’y vais ?': 'bid.go',
  'je peux y aller pour le nettoyage ?': 'bid.go',
  'je veux répondre aux écoles de Lille': 'bid.answer',
  'on a gagné': 'bid.won',
  'on a gagné le marché des écoles de Lille': 'bid.won',
  'on a gagné 26-90001': 'bid.won',
  'on a perdu le 26-90001': 'bid.lost',
  'on a gagné le marché de la cantine': 'bid.won',
  'on n’a pas été retenus': 'bid.lost',
  'on a déposé': 'bid.sent',
  'on l’a pas eu': 'bid.lost',
  'où en sont mes réponses ?': 'bid.status',
};

const page = (path: string) => {
  const { document } = parsePage(path, readFileSync(join(ROOT, 'knowledge', path), 'utf8'));
  return document ? [document] : [];
};
const { reserved, ...others } = PAGES;
const paths = new Set(
  [...Object.values(reserved), ...Object.values(others)].map((key) => `${key.split('#')[0]}.md`),
);
const BASE = { ...SHIPPED_BASE, passages: passagesOf([...paths].flatMap(page)) };

const field = (name: string, value: unknown, shown: string): CompanyField => ({
  field: name,
  value,
  label: name,
  shown,
  origin: 'declared',
});

const RUN = { id: 'j', kind: 'bids', payload: {}, attempts: 0, dueAt: NOW, series: 'bids' };

describe('A call, from « puis-je y aller ? » to what is learnt of it,', () => {
  let talk: Talk;
  let schools: string;
  let gyms: string;

  beforeEach(async () => {
    talk = await Talk.start(
      (db) => featuresOn(db, { handouts: { ...SHIPPED_HANDOUTS, base: () => BASE } }),
      NOW,
      WISHES,
    );
    schools = await file('26-90001', 'Nettoyage des écoles', 'Mairie de Lille');
    gyms = await file('26-90002', 'Nettoyage des gymnases', 'Ville de Monterive');
  });
  afterEach(() => talk[Symbol.asyncDispose]());

  const file = async (
    idweb: string,
    title: string,
    buyer: string,
    more: Parameters<typeof fnsRecord>[1] = {},
    closing = '2026-12-15T12:00:00',
  ) => {
    const read = readBoampRecord(fnsRecord({ idweb, day: '2026-11-20', closing, title, buyer }, more));
    if (!read.ok) throw new Error(read.why);
    const { publication } = read;
    const named = { ...publication, buyer: { ...publication.buyer, name: buyer }, likeness: [] };
    const { noticeId } = await talk.db.tx((tx) => savePublication(tx, named, NOW));
    return noticeId ?? '';
  };
  const referenced = async () => {
    await talk.db.tx(async (tx) => {
      const [person] = await tx.query<{ id: string }>('SELECT id FROM person');
      const personId = person?.id ?? '';
      const companyId = (await addCompany(tx, { siren: '732829320', now: NOW }))?.id ?? '';
      await addMember(tx, { companyId, personId, now: NOW });
      const fields = [
        field('name', 'Éclat', 'Éclat'),
        field('siret', '73282932000074', '732 829 320 00074'),
        field('activities', { said: 'nettoyage de bureaux et d’écoles', sectors: [] }, 'nettoyage'),
        field('territories', { departments: ['18', '59'], regions: [] }, 'Nord, Cher'),
        field('turnover', 't250', '250 k€ à 1 M€'),
        field('headcount', '10-49', '10 à 49'),
      ];
      await saveCompanyFields(tx, { companyId, personId, fields, now: NOW });
    });
  };
  const one = async (said: Parameters<Talk['tell']>[0]): Promise<Told> => (await talk.tell(said))[0] as Told;
  const press = async (told: Told, label: string): Promise<Told> => {
    const button = told.buttons.find((each) => each.label === label);
    if (!button)
      throw new Error(`no « ${label} » among ${told.buttons.map((each) => each.label).join(', ')}`);
    return one(button);
  };
  const bids = () => talk.db.query<{ state: string; lesson: string | null }>('SELECT state, lesson FROM bid');
  const filed = () =>
    talk.db.query<{ name: string; bytes: Uint8Array }>('SELECT name, bytes FROM file ORDER BY id');
  const wordsOf = async (name: string): Promise<string> => {
    const found = (await filed()).findLast((each) => each.name === name);
    return (await mammoth.extractRawText({ buffer: Buffer.from(found?.bytes ?? []) })).value;
  };

  it('is found by what is said of it, and weighed in one card with its pages', async () => {
    await referenced();
    const card = await one('est-ce que je peux répondre à celui de la mairie de Lille ?');
    expect(card.text).toContain('Oui, vous pouvez y aller : Nettoyage des écoles, Mairie de Lille');
    expect(card.text).toContain('Répondre : oui.');
    expect(card.text).toContain('mardi 15 décembre à 12 h, heure de Paris');
    expect(card.buttons.map(({ value }) => value)).toEqual([answerButton(schools).value, 'expert']);
    expect((await one('et le 26-90002, j’y vais ?')).text).toContain('Nettoyage des gymnases');
    expect((await one('le 26-99999 c’est pour moi ?')).text).toContain('Je n’ai pas l’avis 26-99999');
  });

  it('is asked which, where several may be meant, and a rule of the law stays a question', async () => {
    const which = await one('je peux y aller pour le nettoyage ?');
    expect(which.text).toBe('De quel avis parlez-vous ?');
    expect(which.buttons.map(({ value }) => value).sort()).toEqual(
      [goButton(schools).value, goButton(gyms).value].sort(),
    );
    expect((await one('Nettoyage des écoles')).text).toContain('Mairie de Lille');
    // It names no call that we have: whoever answers questions answers it.
    expect((await one('je peux répondre à un marché en étant micro-entrepreneur ?')).kind).not.toBe('bid');
  });

  it('is known to companies once it is published, where the team wrote it', async () => {
    const by = { key: 'web:awa', name: 'Awa' };
    await talk.db.tx((tx) => noteStaffAct(tx, { noticeId: schools, act: 'written', by, now: NOW }));
    await talk.db.query("UPDATE notice_publication SET source = 'written' WHERE notice_id = $1", [schools]);
    const text = 'est-ce que je peux répondre à celui de la mairie de Lille ?';
    expect((await one(text)).text).not.toContain('Nettoyage des écoles');
    await talk.db.tx((tx) =>
      publishNotice(tx, { noticeId: schools, by, version: 1, companies: 1, now: NOW }),
    );
    expect((await one(text)).text).toContain('Nettoyage des écoles');
  });

  it('is answered with the documents that exist, filled with what the notice says', async () => {
    await referenced();
    const opened = await one('je veux répondre aux écoles de Lille');
    expect(opened.text).toContain(
      'C’est ouvert : votre réponse à « Nettoyage des écoles » (Mairie de Lille).',
    );
    expect(opened.text).toContain('Vos prochains jours :');
    expect((await filed()).map(({ name }) => name).sort()).toEqual([
      'pieces-de-ma-candidature.docx',
      'retroplanning.ics',
      'retroplanning.pdf',
      'trame-memoire-technique.docx',
    ]);
    const list = (await wordsOf('pieces-de-ma-candidature.docx')).replace(/\u00A0/g, ' ');
    expect(list).toContain('Marché : Nettoyage des écoles');
    expect(list).toContain('Acheteur : Mairie de Lille');
    expect(list).toContain('Date et heure limites : le mardi 15 décembre 2026 à 12 h');
    expect(list).toContain('Entreprise : Éclat');
    expect(list).toContain('90 000 € HT');
    expect(await bids()).toEqual([{ state: 'open', lesson: null }]);
    // Once more is the same answer.
    await one('je veux répondre aux écoles de Lille');
    expect(await bids()).toHaveLength(1);
  });

  it('is answered lot by lot', async () => {
    await referenced();
    const lots = [
      { intitule: 'Nettoyage des vitres', numeroLot: '1' },
      { intitule: 'Nettoyage des bureaux', numeroLot: '2' },
    ];
    const id = await file('26-90003', 'Propreté', 'Ville de Cher', { lots });
    const asked = await one(answerButton(id));
    if (asked.text.includes('Auquel répondez-vous ?')) await press(asked, 'Lot 2');
    const [row] = await talk.db.query<{ lots: string }>('SELECT lots FROM bid');
    expect(JSON.parse(row?.lots ?? '[]')).toHaveLength(1);
  });

  it('is ticked one thing at a time, by buttons or « oui », what is stuck one button from a person', async () => {
    const opened = await one(answerButton(schools));
    const first = await press(opened, 'Ce qu’il reste à faire');
    expect(first.text).toContain('On fait les choses une par une.');
    expect(first.text).toContain('1 sur 7. La candidature');
    expect(first.text).toContain('Déposez au plus tard');
    expect(first.text).toContain('Au moins 4 heures avant la fin');
    expect(first.text).toMatch(/Une personne de l’équipe peut vous aider/);
    const second = await press(first, 'C’est fait');
    expect(second.text).toContain('2 sur 7. Les prix');
    expect((await one('oui')).text).toContain('3 sur 7. Le mémoire technique');
    const platform = await press(await one('plus tard'), 'C’est fait');
    expect(platform.text).toContain('La plateforme');
    const stuck = await press(platform, 'Ça bloque');
    expect(stuck.text).toContain('Gardez une capture');
    expect(stuck.buttons.map(({ value }) => value)).toContain('expert');
    const again = await press(stuck, 'Continuer');
    expect(again.text).toContain('3 sur 7. Le mémoire technique');
    expect(await talk.db.query('SELECT step FROM bid_step ORDER BY step')).toEqual(
      ['agreement', 'candidacy', 'prices'].map((step) => ({ step })),
    );
    expect((await one('où en sont mes réponses ?')).text).toContain(
      'Nettoyage des écoles, fermeture le 15 décembre',
    );
  });

  it('is told lost: what the buyer owed, the letter, the delay that is open, and what one would change', async () => {
    await referenced();
    const opened = await one(answerButton(schools));
    const bid = bidPressed(opened.buttons[0]?.value)?.id ?? '';
    const lost = await one('on l’a pas eu');
    expect(lost.text).toContain('Les motifs, le nom de l’entreprise choisie');
    expect(lost.text).toContain('Quel jour la lettre de rejet');
    const letter = (await wordsOf('lettre-motifs-du-rejet.docx')).replace(/\u00A0/g, ' ');
    expect(letter).toContain('Marché : Nettoyage des écoles');
    expect(letter).toContain('article R2181-2');
    const unread = await one('la semaine où il a plu');
    expect(unread.text).toContain('Je n’ai pas lu de date');
    const counted = await one('le 27 novembre');
    expect(counted.text).toContain('Lettre du 27 novembre 2026');
    expect(counted.text).toContain('au plus tard le 15 décembre 2026');
    expect((await one('plus de photos de nos chantiers')).text).toContain('C’est gardé');
    expect(await bids()).toEqual([{ state: 'lost', lesson: 'plus de photos de nos chantiers' }]);
    // It heads the next memorandum, of another call.
    await one(answerButton(gyms));
    const memoir = await wordsOf('trame-memoire-technique.docx');
    expect(memoir).toContain('Ce que vous vouliez changer la dernière fois');
    expect(memoir).toContain('plus de photos de nos chantiers');
    expect(bid).not.toBe('');
  });

  it.each(['non', 'Rien.', 'je ne sais pas', 'rien, merci'])('keeps no lesson of « %s »', async (said) => {
    await one(answerButton(schools));
    await one('on l’a pas eu');
    await one('le 27 novembre');
    expect((await one(said)).text).toBe('Très bien. Bon courage pour la suite.');
    expect(await bids()).toEqual([{ state: 'lost', lesson: null }]);
  });

  it('is told won, and which where several are open', async () => {
    await one(answerButton(schools));
    await one(answerButton(gyms));
    const which = await one('on a gagné');
    expect(which.text).toBe('De quelle réponse parlez-vous ?');
    // « oui » does not say which.
    expect((await one('oui')).text).not.toContain('Bravo');
    expect((await press(await one('on a gagné'), 'Nettoyage des gymnases')).text).toContain(
      'vous avez gagné « Nettoyage des gymnases » (Ville de Monterive)',
    );
    expect((await one('on a gagné')).text).toContain(
      'vous avez gagné « Nettoyage des écoles » (Mairie de Lille)',
    );
    // All are known: it is said again, and nothing else is asked.
    expect((await one('on a gagné')).text).toContain('C’est déjà noté : vous avez gagné');
    expect((await bids()).map(({ state }) => state)).toEqual(['won', 'won']);
  });

  it('is congratulated where nothing is answered or followed, and noted once it is named', async () => {
    const won = await one('on a gagné');
    expect(won.text).toContain('Bravo, à vous et à votre équipe !');
    expect(won.text).toContain('Voulez-vous que je le note ?');
    expect(won.text).not.toContain('réponse sûre');
    expect(await bids()).toEqual([]);
    // By what we know, it is open still: it is asked, and noted once they are sure.
    const early = await one('le 26-90002');
    expect(early.text).toContain('« Nettoyage des gymnases » (Ville de Monterive) est encore ouvert');
    expect(await bids()).toEqual([]);
    expect((await one('oui')).text).toContain('vous avez gagné « Nettoyage des gymnases »');
    expect(await bids()).toEqual([{ state: 'won', lesson: null }]);
    // Named by its words: it is chosen, and not guessed.
    const which = await one('on a gagné le marché des écoles de Lille');
    expect(which.text).toContain('De quel avis parlez-vous ?');
    const sure = await press(which, 'Nettoyage des écoles');
    expect(sure.text).toContain('est encore ouvert');
    expect((await press(sure, 'Oui, c’est gagné')).text).toContain(
      'vous avez gagné « Nettoyage des écoles »',
    );
    expect((await bids()).map(({ state }) => state)).toEqual(['won', 'won']);
  });

  it('is found by its words once it closed, before those that are open', async () => {
    await file('26-90003', 'Écoles de Lille : nettoyage', 'Mairie de Lille', {}, '2026-11-25T12:00:00');
    const which = await one('on a gagné le marché des écoles de Lille');
    expect(which.buttons.map(({ label }) => label)).toEqual(['Écoles de Lille : nettoyage']);
    expect((await press(which, 'Écoles de Lille : nettoyage')).text).toContain('vous avez gagné');
    expect(await bids()).toEqual([{ state: 'won', lesson: null }]);
  });

  it('is the one of the number that is told, whatever else is answered, or was won before', async () => {
    await file('26-90003', 'Repas de la cantine', 'Ville de Pantin', {}, '2026-11-25T12:00:00');
    await one(answerButton(gyms));
    const asked = await one('on a gagné 26-90001');
    expect(asked.text).toContain('« Nettoyage des écoles » (Mairie de Lille) est encore ouvert');
    expect((await one('non')).text).toBe('D’accord, je ne note rien.');
    expect((await bids()).map(({ state }) => state)).toEqual(['open']);
    await press(await one('on a gagné 26-90001'), 'Oui, c’est gagné');
    expect((await one('on a gagné 26-90001')).text).toContain('C’est déjà noté : vous avez gagné');
    // Another one, by its words: neither the one that is answered, nor the one that was won.
    const other = await one('on a gagné le marché de la cantine');
    expect(other.buttons.map(({ label }) => label)).toEqual(['Repas de la cantine']);
    expect((await press(other, 'Repas de la cantine')).text).toContain(
      'vous avez gagné « Repas de la cantine »',
    );
    expect((await bids()).map(({ state }) => state).sort()).toEqual(['open', 'won', 'won']);
    // A no is no loss.
    await one('on a perdu le 26-90001');
    expect((await one('non')).text).toBe('D’accord, je ne note rien.');
    expect((await bids()).map(({ state }) => state).sort()).toEqual(['open', 'won', 'won']);
  });

  it('is asked about again after « oui », and not noted after words that name none', async () => {
    await one('on a gagné');
    expect((await one('oui')).text).toContain('Donnez-moi le numéro');
    for (const said of ['ok', 'super', 'plus tard', 'pas la peine', 'Non merci', 'je n’ai pas le numéro']) {
      await one('on a gagné');
      expect((await one(said)).text, said).toBe('D’accord, je ne note rien.');
    }
    expect(await bids()).toEqual([]);
  });

  it('is told what to do after a rejection where nothing is answered or followed, and noted once it is named', async () => {
    const lost = await one('on n’a pas été retenus');
    expect(lost.text).toContain('C’est dommage');
    expect(lost.text).toContain('les motifs du rejet');
    expect(lost.buttons.map(({ value }) => value)).toEqual(['expert']);
    expect((await one('le 26-99999')).text).toContain('Je ne trouve pas cet avis');
    await one('on n’a pas été retenus');
    expect((await one('le 26-90001')).text).toContain('A-t-on déjà refusé la vôtre ?');
    const noted = await one('oui');
    expect(noted.text).toContain('c’est dommage : « Nettoyage des écoles » (Mairie de Lille)');
    expect(noted.text).toContain('Quel jour la lettre de rejet');
    expect(await bids()).toEqual([{ state: 'lost', lesson: null }]);
  });

  it('is told won of a call that is followed and was answered elsewhere, and which where several are', async () => {
    await one('bonjour');
    await referenced();
    const [member] = await talk.db.query<{ company_id: string; person_id: string }>(
      'SELECT company_id, person_id FROM company_member',
    );
    const { company_id: companyId = '', person_id: personId = '' } = member ?? {};
    const follow = (noticeId: string) =>
      talk.db.tx(async (tx) => {
        await haveWait(tx, [{ companyId, noticeId }], NOW);
        await followNotice(tx, companyId, { noticeId, version: 1, remindAt: undefined, now: NOW });
      });
    const [conversation] = await talk.db.query<{ id: string }>('SELECT id FROM conversation');
    await talk.db.tx((tx) =>
      startAlert(tx, {
        ...{ companyId, personId, conversationId: conversation?.id ?? '' },
        ...{ cadence: 'daily', wanted: {}, now: NOW },
      }),
    );
    await follow(schools);
    await follow(gyms);
    const which = await one('on a gagné');
    expect(which.text).toBe('De quelle réponse parlez-vous ?');
    expect(await bids()).toEqual([]);
    expect((await press(which, 'Nettoyage des gymnases')).text).toContain('Bravo');
    // What is still open is not taken to be lost without being asked.
    const lost = await one('on l’a pas eu');
    expect(lost.text).toBe('De quelle réponse parlez-vous ?');
    expect((await press(lost, 'Nettoyage des écoles')).text).toContain('Quel jour');
    expect(await bids()).toEqual([
      { state: 'won', lesson: null },
      { state: 'lost', lesson: null },
    ]);
    // What became of both is known: neither is followed any more.
    expect(await followedByPerson(talk.db, personId)).toEqual([]);
    // A button of what is followed no more does nothing.
    await talk.db.query('DELETE FROM bid');
    expect((await press(which, 'Nettoyage des gymnases')).text).not.toContain('Bravo');
  });

  const news = async () =>
    (
      await talk.db.query<{ content: string }>(
        "SELECT content FROM message WHERE author = 'bot' ORDER BY seq",
      )
    )
      .map(({ content }) => JSON.parse(content))
      .filter(({ kind }) => kind === 'bid-news');
  const done = async (at: number) => {
    const job = bidJob({ db: talk.db, figures: () => BASE.figures, wake: () => {}, now: () => at });
    const work = () => job.run(RUN, new AbortController().signal);
    await Promise.all([work(), work()]);
  };

  it('on a page, has its last hours and its closing written once, however often the work is done, and nothing more', async () => {
    await one(answerButton(schools));
    await done(instantOf('2026-12-14', '11:00'));
    expect(await news()).toHaveLength(1);
    await done(instantOf('2026-12-15', '12:30'));
    expect(await news()).toHaveLength(2);
    // Whoever has an address that they confirmed reads it by mail.
    expect(await talk.db.query("SELECT kind FROM job WHERE kind = 'news-mail'")).toHaveLength(2);
    await done(instantOf('2026-12-21', '11:00'));
    await done(instantOf('2027-01-04', '11:00'));
    expect(await news()).toHaveLength(2);
    // What could not be asked was not: it is, once they can be.
    expect(await talk.db.query('SELECT sent_asked FROM bid')).toEqual([{ sent_asked: 0 }]);
    expect((await one('on a déposé')).text).toBe(
      'C’est noté : vous avez répondu à « Nettoyage des écoles » (Mairie de Lille). Gardez l’accusé de réception.',
    );
  });

  it('promises to ask for news where something arrives by itself, until they want none', async () => {
    const place = { channel: 'telegram', channelKey: '12', address: {}, now: NOW };
    const personId = await talk.db.tx(async (tx) => {
      const [person] = await tx.query<{ id: string }>('SELECT id FROM person');
      await openConversation(tx, { ...place, personId: person?.id ?? '' });
      return person?.id ?? '';
    });
    await one(answerButton(schools));
    expect((await one('on a déposé')).text).toContain('Je vous demanderai des nouvelles, deux fois au plus.');
    await talk.db.tx((tx) => stopNews(tx, personId, NOW));
    await one(answerButton(gyms));
    expect((await one('on a déposé')).text).not.toContain('demanderai');
  });

  it('says what changes of it, and that it is ended, also once it is deposited', async () => {
    await one(answerButton(schools));
    const valeurEstimee = { '@devise': 'EUR', valeur: '120000' };
    await file('26-90001', 'Nettoyage des écoles', 'Mairie de Lille', { scope: { valeurEstimee } });
    await done(instantOf('2026-12-01', '11:00'));
    expect(JSON.stringify(await news())).toMatch(
      /L’avis auquel vous répondez a changé : « Nettoyage des écoles »[\s\S]*A changé : [^.]*le montant/,
    );
    await one('on a déposé');
    await talk.db.tx((tx) =>
      savePublication(
        tx,
        {
          title: 'Nettoyage des écoles',
          lots: [],
          cancelled: { why: 'budget refusé' },
          source: 'boamp',
          reference: '26-90011',
          kind: 'annulation',
          publishedOn: '2026-12-02',
          isWhole: false,
          keys: [ownKey('boamp', '26-90001')],
          likeness: [],
        },
        NOW,
      ),
    );
    await done(instantOf('2026-12-03', '11:00'));
    const [, ended, ...others] = await news();
    expect(JSON.stringify(ended)).toMatch(/a mis fin à la consultation[\s\S]*budget refusé/);
    expect(others).toEqual([]);
    expect((await bids()).map(({ state }) => state)).toEqual(['over']);
  });

  it('that closed and whose date is moved, has its closing asked again', async () => {
    await one(answerButton(schools));
    for (const day of ['2026-12-14', '2026-12-15']) await done(instantOf(day, '14:00'));
    const closing = '2026-12-22T12:00:00';
    const read = readBoampRecord(
      fnsRecord({
        idweb: '26-90001',
        day: '2026-11-20',
        closing,
        title: 'Nettoyage des écoles',
        buyer: 'Mairie de Lille',
      }),
    );
    if (!read.ok) throw new Error(read.why);
    await talk.db.tx((tx) => savePublication(tx, { ...read.publication, likeness: [] }, NOW));
    await done(instantOf('2026-12-16', '11:00'));
    await done(instantOf('2026-12-21', '11:00'));
    await done(instantOf('2026-12-22', '14:00'));
    const asked = (await news()).filter((told) => JSON.stringify(told).includes('vient de fermer'));
    expect(asked).toHaveLength(2);
  });

  it('is not opened for a lot that is closed', async () => {
    const lots = ['Nettoyage des vitres', 'Nettoyage des bureaux', 'Nettoyage des cours'];
    const id = await file('26-90003', 'Propreté', 'Ville de Cher', {
      lots: lots.map((intitule, at) => ({ intitule, numeroLot: String(at + 1) })),
    });
    const [row] = await talk.db.query<{ content: string }>('SELECT content FROM notice WHERE id = $1', [id]);
    const notice: Notice = JSON.parse(row?.content ?? '');
    const past = { at: NOW - 1, day: '2026-11-30' };
    const closed = {
      ...notice,
      lots: notice.lots.map((lot, at) => (at === 0 ? { ...lot, closing: past } : lot)),
    };
    await talk.db.query('UPDATE notice SET content = $2 WHERE id = $1', [id, JSON.stringify(closed)]);
    const which = await one(answerButton(id));
    expect(which.text).not.toContain('vitres');
    expect((await one(lotButton(id, 0, 'Lot 1'))).text).toContain('Ce lot est fermé');
    expect(await bids()).toEqual([]);
    await press(which, 'Lot 2');
    expect(await bids()).toHaveLength(1);
  });

  it('on a page, says nothing more of itself to who wants to be told of nothing', async () => {
    await one(answerButton(schools));
    await talk.db.tx(async (tx) => {
      const [person] = await tx.query<{ id: string }>('SELECT id FROM person');
      await stopNews(tx, person?.id ?? '', NOW);
    });
    await done(instantOf('2026-12-14', '11:00'));
    await done(instantOf('2026-12-15', '12:30'));
    expect(await news()).toEqual([]);
    expect(await talk.db.query("SELECT kind FROM job WHERE kind = 'news-mail'")).toEqual([]);
  });
});
