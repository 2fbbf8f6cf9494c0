import { describe, expect, it, test } from 'vitest';
import { saysFigure } from '../../evaluation/figure-match.ts';
import { readSets } from '../../evaluation/question-sets.ts';
import { type Said, score } from '../../evaluation/score.ts';

describe('a figure in a text', () => {
  test.each([
    ['6 000', 'au-dessous de 6 000 € HT'],
    ['6 000', 'au-dessous de 6\u202F000 €'],
    ['60000', 'jusqu’à 60\u00A0000 €'],
    ['60 000', 'jusqu’à 60000 € HT'],
    ['5', 'au plus 5 jours'],
    ['5 %', 'une retenue de 5% du montant'],
    ['5 %', 'une retenue de 5\u00A0% du montant'],
    ['2,15', 'soit 2,15.'],
    ['30', 'au bout de 30, 45 ou 60 jours'],
    ['100 000', 'fin 2025 100 000 € HT'],
    ['PLACE', 'sur Place, la plateforme de l’État'],
    ['Les Canaux', 'Les Canaux accompagnent'],
  ])('« %s » is said by « %s »', (figure, text) => {
    expect(saysFigure(text, figure)).toBe(true);
  });

  test.each([
    ['6 000', 'au-dessous de 36 000 €'],
    ['000', 'au-dessous de 36 000 €'],
    ['140 000', 'soit 5 140 000 €'],
    ['6 000', 'soit 6 000 000 €'],
    ['5', 'au plus 15 jours'],
    ['5', 'au plus 50 jours'],
    ['5', 'un taux de 1,5'],
    ['5', 'un taux de 5,2 points'],
    ['5', 'article R2122-5'],
    ['8', 'article R2122-8-1'],
    ['5 %', 'une retenue de 15 %'],
    ['2,15', 'soit 12,15'],
    ['PLACE', 'le placement'],
  ])('« %s » is not said by « %s »', (figure, text) => {
    expect(saysFigure(text, figure)).toBe(false);
  });
});

const ANSWER: Said = {
  kind: 'answer',
  text: 'Oui, jusqu’à 60 000 € HT.',
  cited: ['R2122-8'],
  verdict: 'oui',
};
const EXPECTED = { kinds: ['answer'], articles: ['R2122-8'], figures: ['60 000'], not: ['40 000'] };
const judge = (said: Partial<Said>, expected: object = {}, turns = ['jusqu’à combien ?']) =>
  score({ turns, expect: { ...EXPECTED, verdict: 'oui', ...expected } }, { ...ANSWER, ...said });

describe('a reply', () => {
  it('is right with its kind, its figures and its verdict, and cited with one of the articles', () => {
    expect(judge({})).toMatchObject({ right: true, cited: true, verdict: 'right', faults: [] });
    expect(judge({}, { articles: ['R. 2122-8', 'L2124-1'] }).cited).toBe(true);
    expect(judge({ kind: 'handoff' }, { kinds: ['answer', 'handoff'] }).right).toBe(true);
  });

  it('is wrong without an expected figure, or with one that must not be said', () => {
    expect(judge({ text: 'Oui, jusqu’à 160 000 €.' })).toMatchObject({ right: false, figures: false });
    const both = judge({ text: 'Oui, 60 000 €, et non 40 000 €.' });
    expect(both).toMatchObject({ right: false, figures: true, wrongFigure: true });
    expect(both.faults).toEqual(['dit « 40 000 »']);
  });

  it('stays right without its article, which is counted apart', () => {
    const uncited = judge({ cited: ['R2122-80'] });
    expect(uncited).toMatchObject({ right: true, cited: false });
    expect(uncited.faults).toEqual(['cite R2122-80 au lieu de R2122-8']);
  });

  it('says a verdict, leaves it unsaid, or says the contrary, if only in its first word', () => {
    expect(judge({ verdict: 'non' }).verdict).toBe('contrary');
    expect(judge({ verdict: null, text: 'Non. 60 000 € HT.' }).verdict).toBe('contrary');
    expect(judge({ verdict: null, text: 'Non-retenu ? 60 000 € HT.' }).verdict).toBe('unsaid');
    expect(judge({ verdict: null })).toMatchObject({ right: false, verdict: 'unsaid' });
    expect(judge({ verdict: null }, { verdict: undefined })).toMatchObject({
      right: true,
      verdict: undefined,
    });
  });

  it('is over-refused when nobody expected a refusal, and right to refuse when one must', () => {
    const refusal = { kind: 'refusal', text: 'Je ne sais pas.', cited: [], verdict: null } as const;
    expect(judge(refusal)).toMatchObject({ right: false, overRefused: true, mustRefuse: false });
    const must = { kinds: ['refusal', 'handoff'], articles: [], figures: [], verdict: undefined };
    expect(judge(refusal, must)).toMatchObject({ right: true, overRefused: undefined, mustRefuse: true });
    expect(judge({ verdict: null }, must)).toMatchObject({ right: false, cited: undefined });
  });

  it('invents an article that exists nowhere, unless it cites it or repeats the person', () => {
    const text = 'Oui, 60 000 € HT (R2999-99).';
    expect(judge({ text })).toMatchObject({ invented: true, faults: ['invente l’article R2999-99'] });
    expect(judge({ text, cited: ['R2122-8', 'R2999-99'] }).invented).toBe(false);
    expect(judge({ text }, {}, ['que dit l’article R. 2999-99 ?']).invented).toBe(false);
    expect(judge({ text: 'Oui, 60 000 € (L2124-1, code de commerce L441-10).' }).invented).toBe(false);
    expect(judge({ text: 'Oui, 60 000 € (R311-12 du même code).', cited: ['CRPA R311-12'] }).invented).toBe(
      false,
    );
  });
});

describe('the question sets', () => {
  const sets = readSets('all');
  const questions = sets.flatMap((set) => set.questions);

  it('are all read, with ids of their own', () => {
    expect(sets.map(({ name }) => name)).toContain('development');
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  it('say what each question tries, by its mark or by what it is made of', () => {
    const groups = Map.groupBy(questions, ({ group }) => group);
    for (const group of ['question', 'à refuser', 'dialogue', 'piège'] as const)
      expect(groups.get(group)?.length ?? 0, group).toBeGreaterThan(25);
    for (const { group, turns } of questions)
      if (group === 'dialogue') expect(turns.length).toBeGreaterThan(1);
  });

  it('refuse a name that is not one of them', () => {
    expect(() => readSets('devlopment')).toThrow('devlopment');
  });
});
