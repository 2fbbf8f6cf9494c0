import { describe, expect, it } from 'vitest';
import { featuresOn, learntAs, taker } from '#support/store/read-here.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const ON = { isOn: true, pageUrl: () => '', cardUrl: () => '', answerUrl: () => '' };
const OFF = { ...ON, isOn: false };

/** A conversation beside a directory of three companies, where each text wants what it is said to. */
async function talking(acts: Readonly<Record<string, string>>, directory = ON): Promise<Talk> {
  const talk = await Talk.start((db) => featuresOn(db, { directory }), NOW, acts);
  const base = { departments: ['93'], engagements: ['insertion'] };
  const companies = [
    { ...base, name: 'Délices de Bondy', said: 'buffets', sectors: ['traiteur'] },
    { ...base, name: 'Table Ouverte', said: 'cocktails', sectors: ['traiteur'] },
    { ...base, name: 'Linge Clair', said: 'lavage de draps', sectors: ['blanchisserie'] },
  ];
  for (const [index, company] of companies.entries())
    await listCompany(talk.db, { ...company, member: { channel: 'web', key: `m${index}` } }, NOW);
  return talk;
}
const LATE = 'mon traiteur me lâche, il me faut quelqu’un samedi à Saint-Denis';
const NOWHERE = 'mon traiteur me lâche, il me faut quelqu’un samedi';
const NOTHING = 'vos référencés dans le 93, vous en avez ?';
const SECOND = 'la deuxième me va, transmettez-lui mon besoin';
const textOf = async (said: Promise<readonly { readonly text: string }[]>) =>
  (await said).map(({ text }) => text).join('\n');

describe('A search that only examples know', () => {
  it('finds what it names', async () => {
    await using talk = await talking({ [LATE]: 'directory.search' });
    const said = await textOf(talk.tell(LATE));
    expect(said).toContain('2 entreprises de l’annuaire répondent');
    expect(said).toContain('Délices de Bondy');
  });

  it('asks for the place in one question, and takes the answer', async () => {
    for (const [answer, found] of [
      ['dans le 93', '2 entreprises de l’annuaire répondent à « Traiteur et cocktails, Seine-Saint-Denis »'],
      ['Bondy', 'Délices de Bondy'],
      ['Partout', 'Délices de Bondy'],
      ['Lyon', 'ne répond à tout (« Traiteur et cocktails, Lyon »)'],
      ['trifouilly', 'Je ne connais pas le lieu « trifouilly »'],
    ] as const) {
      await using talk = await talking({ [NOWHERE]: 'directory.search' });
      const [asked, ...others] = await talk.tell(NOWHERE);
      expect(others).toEqual([]);
      expect(asked?.text).toBe('Dans quel département, ou près de quelle ville ?');
      expect(await talk.asked()).toBe('directory');
      expect(await textOf(talk.tell(answer))).toContain(found);
    }
  });

  it('asks for the activity, then for the place where it lacks that too', async () => {
    await using talk = await talking({
      [NOTHING]: 'directory.search',
      'voir l’annuaire': 'directory.search',
    });
    expect(await textOf(talk.tell(NOTHING))).toContain('Quelle activité cherchez-vous');
    expect(await textOf(talk.tell('du lavage de draps'))).toContain('Linge Clair');
    await using other = await talking({ 'voir ce que vous avez': 'directory.search' });
    expect(await textOf(other.tell('voir ce que vous avez'))).toContain('Quelle activité');
    expect(await textOf(other.tell('blanchisserie'))).toContain('Dans quel département');
    expect(await textOf(other.tell('93'))).toContain('Linge Clair');
  });

  it('is called off, and leaves what is said of something else to others', async () => {
    await using talk = await talking({ [NOWHERE]: 'directory.search' });
    await talk.tell(NOWHERE);
    expect(await textOf(talk.tell('annuler'))).toContain('je ne cherche pas');
    await talk.tell(NOWHERE);
    expect(await textOf(talk.tell('je veux parler à un humain'))).not.toContain('aucune entreprise');
    expect(await talk.asked()).toBe('expert');
  });

  it('keeps the activity that was looked for, in another place', async () => {
    const other = 'et dans le Var, rien ?';
    await using talk = await talking({ [LATE]: 'directory.search', [other]: 'directory.search' });
    await talk.tell(LATE);
    expect(await textOf(talk.tell(other))).toContain('« Traiteur et cocktails, Var »');
  });

  it('says that it is not open yet, what exists, and a person, while the directory is off', async () => {
    await using talk = await talking(
      { [LATE]: 'directory.search', [NOWHERE]: 'directory.search', [SECOND]: 'directory.contact' },
      OFF,
    );
    for (const text of [LATE, NOWHERE, SECOND]) {
      const [said] = await talk.tell(text);
      expect(said?.text).toContain('n’est pas ouverte');
      for (const name of ['Marché de l’inclusion', 'Gesat', 'UNEA', 'CRESS'])
        expect(said?.text).toContain(name);
      expect(said?.text).not.toContain('Délices');
      expect(said?.buttons.map(({ value }) => value)).toEqual(['expert']);
    }
  });
});

describe('To be put in touch with a company that was shown', () => {
  const acts = {
    [LATE]: 'directory.search',
    [SECOND]: 'directory.contact',
    'les contacter': 'directory.contact',
    'num de tel de la table ouverte svp': 'directory.contact',
  };

  it.each([
    [SECOND, 'Table Ouverte'],
    ['mettez-moi en relation avec la deuxième', 'Table Ouverte'],
    ['contacter la première', 'Délices de Bondy'],
    ['num de tel de la table ouverte svp', 'Table Ouverte'],
  ])('« %s » begins with %s', async (text, company) => {
    await using talk = await talking(acts);
    await talk.tell(LATE);
    expect(await textOf(talk.tell(text))).toContain(company);
    expect(await talk.state()).toMatchObject({ introduction: { company, step: 'name' } });
  });

  it('asks which where it may be several, or where none was shown', async () => {
    await using talk = await talking(acts);
    const [none] = await talk.tell('les contacter');
    expect(none?.text).toContain('De quelle entreprise parlez-vous ?');
    await talk.tell(LATE);
    const [asked] = await talk.tell('les contacter');
    expect(asked?.text).toContain('Laquelle voulez-vous contacter ?');
    const button = asked?.buttons[1];
    expect(button?.label).toBe('Contacter Table Ouverte');
    if (button) await talk.tell(button);
    expect(await talk.state()).toMatchObject({ introduction: { company: 'Table Ouverte' } });
  });

  it('names nobody who has left since', async () => {
    await using talk = await talking(acts);
    await talk.tell(LATE);
    await talk.db.query("DELETE FROM consent WHERE purpose = 'directory'");
    expect(await textOf(talk.tell('les contacter'))).not.toContain('Table Ouverte');
    expect(await textOf(talk.tell(SECOND))).not.toContain('Table Ouverte');
  });
});

describe('What else is said', () => {
  it('is no search, where it was learnt to be something else', async () => {
    const parts = { directory: ON };
    const text = 'je cherche un traiteur à Lyon';
    const heard = await taker({ type: 'text', text }, { parts, learnt: learntAs('expert.ask', 0.9) });
    expect(heard).toMatchObject({ feature: 'expert' });
    expect(await taker({ type: 'text', text }, { parts })).toMatchObject({ feature: 'directory' });
  });

  it('is the answer that the introduction waits for, whatever was learnt', async () => {
    const draft = {
      companyId: 'c',
      company: 'X',
      step: 'need',
      name: 'Bea',
      organisation: 'Mairie',
      at: NOW,
    };
    const heard = await taker(
      { type: 'text', text: 'un traiteur pour 40 personnes' },
      {
        parts: { directory: ON },
        state: { introduction: draft, asked: 'directory' },
        personId: 'p',
        learnt: learntAs('directory.search'),
      },
    );
    expect(heard).toMatchObject({ feature: 'directory', turn: { text: 'un traiteur pour 40 personnes' } });
  });
});
