import { describe, expect, it } from 'vitest';
import { step } from '#src/company/form/dialog/dialog.ts';
import { heardAnswer } from '#src/company/form/dialog/heard-answer.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { saidToQuestion } from '#src/reader/said-to-question.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';

const form = shippedForm();
const today = '2026-11-29';
const at = (field: string, answers: Draft['answers'] = {}): Draft => ({
  phase: { at: 'question', field, next: 'question' },
  answers,
  skipped: [],
  trail: [],
});

/** What is said to a question, where words read as these wishes, and all others as nothing. */
async function said(draft: Draft, text: string, wishes: Readonly<Record<string, readonly [string, number]>>) {
  const read = async (words: string) => {
    const [wish, probability] = wishes[words] ?? ['small-answer', 0.3];
    return [{ wish, probability }];
  };
  const toQuestion = await saidToQuestion(text, read);
  const content = { type: 'text', text: toQuestion.text } as const;
  const heard = heardAnswer({ content, typed: undefined, shown: { choices: [] }, toQuestion }, draft, form, {
    today,
    isButton: false,
    isAsked: true,
  });
  if (heard?.turn.type !== 'step') throw new Error('it is not for the form');
  const { draft: after, reply } = step(heard.turn.draft, heard.turn.input, form, { today });
  return { after, told: [...reply.said, ...reply.list].join('\n').replace(/[\u00a0\u202f]/g, ' ') };
}

describe('Who tells several things at once', () => {
  it('has all of it noted, a remark left aside', async () => {
    const { after, told } = await said(
      at('name'),
      'karima traiteur je lai deja dit. traiteur bio et halal, metier c buffets et plateaux repas, zone yvelines',
      { 'karima traiteur': ['form.name', 0.8], 'traiteur bio et halal': ['form.activity', 0.5] },
    );
    expect(after.answers.name?.value).toBe('karima traiteur');
    expect(told).toContain('Nom : karima traiteur');
    expect(told).toContain('Activités : Traiteur');
    expect(told).toContain('Territoires : Yvelines (78)');
  });

  it('has its name by its legal form, and its own town by its postal code', async () => {
    const { after } = await said(
      at('siret'),
      'g pas le siret sur moi. SARL karim plomberie, 3 salarié, roubaix 59100, je bouge sur lille tourcoing roubaix',
      { roubaix: ['form.name', 0.6] },
    );
    expect(after.answers.name?.value).toBe('SARL karim plomberie');
    expect(after.answers.seat?.value).toBe('Roubaix (59)');
  });

  it.each(['SARL de plomberie', 'SAS à Lille', 'une sarl familiale', 'SARL 3 salariés'])(
    'is called nothing by « %s »',
    async (text) => {
      const { after } = await said(at('siret'), `${text}, on est 3`, {});
      expect(after.answers.name).toBeUndefined();
    },
  );

  it('keeps all of an answer that is no name', async () => {
    const words = 'références : Ville de Pantin et nous avons aussi la Ville de Montreuil';
    const { after } = await said(at('created'), words, {});
    expect(after.answers.references?.value).toBe('Ville de Pantin et nous avons aussi la Ville de Montreuil');
  });

  it('puts right what was noted, where it says that it is wrong', async () => {
    const noted = {
      name: { value: 'roubaix', origin: 'declared' },
      seat: { value: 'Lille (59)', origin: 'declared' },
    } as const;
    const words = 'nn c faux ma boite c SARL Karim Plomberie et je suis a Roubaix pas lille. creee en 2014';
    const { after, told } = await said(at('created', noted), words, {});
    expect(after.answers.name?.value).toBe('SARL Karim Plomberie');
    expect(after.answers.seat?.value).toBe('Roubaix (59)');
    expect(after.answers.created?.value).toContain('2014');
    expect(told).toContain('Commune : Roubaix (59)');
    const other = await said(at('created', noted), 'on bosse aussi a Roubaix. creee en 2014', {});
    expect(other.after.answers.seat?.value).toBe('Lille (59)');
  });

  it('hears that its SIRET is mistyped, whatever else was noted', async () => {
    const { after, told } = await said(at('siret'), '832 145 678 00014 tel 0612345678, 2 salaries', {});
    expect(after.answers.siret).toBeUndefined();
    expect(told).toContain('06 12 34 56 78');
    expect(told).toContain('faute de frappe');
  });

  it('hears all of it back, the SIRET and the person to contact too', async () => {
    const { after, told } = await said(
      at('siret'),
      'siret 12345678200010 karima traiteur, traiteur halal et bio a trappes 78190, 2 salaries, moi c karima benali mail karima@exemple.fr tel 0612345678',
      { 'karima traiteur': ['form.name', 0.8], 'traiteur halal et bio a trappes': ['form.activity', 0.5] },
    );
    for (const fact of [
      'SIRET : 123 456 782 00010',
      'Nom : karima traiteur',
      'Activités : Traiteur',
      'Commune : Trappes (78)',
      'Effectif : 1 à 9',
      'Contact : karima benali',
      'Téléphone : 06 12 34 56 78',
      'Adresse mail : karima@exemple.fr',
    ])
      expect(told).toContain(fact);
    expect(after.phase).toEqual({ at: 'question', field: 'legal-form', next: 'question' });
  });

  it('is asked whether a name is one, where its words do not surely say so', async () => {
    const { after, told } = await said(at('name'), 'les paniers, zone yvelines', {
      'les paniers': ['form.name', 0.4],
    });
    expect(after.answers.name).toBeUndefined();
    expect(told).toContain('Est-ce bien le nom de votre entreprise : « les paniers » ?');
    expect(told).toContain('Territoires : Yvelines (78)');
  });

  it('never has two sentences for a name', async () => {
    const { after, told } = await said(at('name'), 'Bon appétit. On est ouverts le midi', {
      'Bon appétit. On est ouverts le midi': ['form.name', 0.6],
    });
    expect(after.answers.name).toBeUndefined();
    expect(told).toContain('« Bon appétit » ?');
  });

  it.each(['Dupont, Martin et Fils', 'Ets. Martin'])('keeps a name as it is: « %s »', async (name) => {
    const { after } = await said(at('name'), name, {
      [name]: ['form.name', 0.9],
      Dupont: ['form.name', 0.5],
      'Martin et Fils': ['form.name', 0.9],
    });
    expect(after.answers.name?.value).toBe(name);
  });

  it('puts another answer right beside the one that is asked', async () => {
    const wrong = { name: { value: 'Karima Traiteur je l’ai dit', origin: 'declared' } } as const;
    const text = 'sarl. et le nom c juste Karima Traiteur corrige stp';
    const { after, told } = await said(at('legal-form', wrong), text, {});
    expect(after.answers).toMatchObject({
      'legal-form': { value: 'sarl' },
      name: { value: 'Karima Traiteur' },
    });
    expect(told).toContain('Forme juridique : SARL ou EURL');
    expect(told).toContain('Nom : Karima Traiteur');
  });

  it.each([
    ['le téléphone c’est 07 11 22 33 44', 'Téléphone : 07 11 22 33 44'],
    ['zone : 93 et 94', 'Territoires : Seine-Saint-Denis (93), Val-de-Marne (94)'],
    ['et l’effectif c 4', 'Effectif : 1 à 9'],
    ['mon contact est Paul Morel', 'Contact : Paul Morel'],
  ])('may name what they tell: « %s »', async (text, fact) => {
    const { told } = await said(at('legal-form'), `SAS, ${text}`, {});
    expect(told).toContain('SAS ou SASU');
    expect(told).toContain(fact);
  });

  it('has nothing noted that is not said', async () => {
    const text = 'Mairie de Lyon, nettoyage des écoles, 2023';
    const { after } = await said(at('references'), text, {
      [text]: ['form.answer', 0.8],
      'Mairie de Lyon': ['form.name', 0.6],
      'nettoyage des écoles': ['form.activity', 0.9],
    });
    expect(Object.keys(after.answers)).toEqual(['references']);
  });
});
