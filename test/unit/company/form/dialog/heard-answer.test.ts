import { describe, expect, it } from 'vitest';
import { begin } from '#src/company/form/dialog/dialog.ts';
import { heardAnswer } from '#src/company/form/dialog/heard-answer.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';

const form = shippedForm();
const { draft } = begin(form);
const AT = { today: '2026-11-25', isButton: false, isAsked: true };
const heard = (text: string, act: string | undefined, at = AT) =>
  heardAnswer(
    { content: { type: 'text', text }, typed: undefined, shown: { choices: [] }, act },
    draft,
    form,
    at,
  )?.turn;
const stepOf = (text: string) => ({ type: 'step', draft, input: { type: 'text', text } });

describe('The name of a company', () => {
  const asked = { ...draft, phase: { at: 'question', field: 'name', next: 'question' } } as const;
  const named = (text: string) =>
    heardAnswer(
      {
        content: { type: 'text', text },
        typed: undefined,
        shown: { choices: [] },
        toQuestion: { scores: [{ wish: 'small-answer', probability: 0.9 }], clauses: [] },
      },
      asked,
      form,
      AT,
    );
  it.each(['22 septembre 2027 nimporte quoi', 'le 15 décembre à 17h', '15/12/2026'])(
    'is no date: « %s »',
    (text) => {
      expect(named(text)?.ground).not.toBe('asked');
    },
  );
  it.each(['Le 14 Juillet', 'Brasserie du 8 mai 1945', '3 Brasseurs'])(
    'may have one in it: « %s »',
    (text) => {
      expect(named(text)?.turn).toMatchObject({ type: 'step' });
    },
  );
});

describe('What is said to a form in other words than its own', () => {
  it.each([
    ['jlai pas sur moi la, je suis sur un chantier, ca suffit pas ?', 'form.skip', 'passer'],
    ['laisse tomber je le ferai ce soir', 'form.later', 'plus tard'],
    ['attends j’ai mis une bêtise', 'form.back', 'précédent'],
    ['pk vous voulez ça, c’est obligé ?', 'form.why', 'aide'],
  ])('« %s » (%s) is its word « %s »', (text, act, word) => {
    expect(heard(text, act)).toEqual(stepOf(word));
  });

  it('is passed by its very word, where what else is said is for somebody else', () => {
    const asked = { ...draft, phase: { at: 'question', field: 'founders', next: 'question' } } as const;
    const said = (clauses: readonly string[]) =>
      heardAnswer(
        {
          content: { type: 'text', text: clauses.join(' ') },
          typed: undefined,
          shown: { choices: [] },
          toQuestion: { scores: [], clauses: clauses.map((text) => ({ text, scores: [] })) },
        },
        asked,
        form,
        AT,
      )?.turn;
    const passed = { type: 'step', draft: asked, input: { type: 'text', text: 'passer' } };
    expect(said(['passer.', '06 39 98 14 27'])).toEqual(passed);
    expect(said(['passer.', 'non'])).not.toEqual(passed);
  });

  it('keeps what is told beside a question that is passed', () => {
    const said = (text: string, clauses: readonly string[]) =>
      heardAnswer(
        {
          content: { type: 'text', text },
          typed: undefined,
          shown: { choices: [] },
          toQuestion: { scores: [], clauses: clauses.map((one) => ({ text: one, scores: [] })) },
        },
        { ...draft, phase: { at: 'question', field: 'siret', next: 'question' } },
        form,
        AT,
      )?.turn;
    const clauses = ['passer.', 'on est 12 salariés à Montreuil 93100'];
    expect(said(clauses.join(' '), clauses)).toMatchObject({
      input: { text: clauses.join(' '), clauses: [{ text: 'passer.', tells: 'skip' }] },
    });
  });

  it('is an answer where it gives one', () => {
    const siret = 'je l’ai pas appris par cœur : 732 829 320 00074';
    expect(heard(siret, 'form.skip')).toEqual(stepOf(siret));
  });

  it('is an answer to another question where it tells something of it', () => {
    const told = 'pas le numéro sous la main, mais on est 12 salariés à Montreuil';
    expect(heard(told, 'form.skip')).toEqual(stepOf(told));
  });

  it('does not read « sa » for the form « SA »', () => {
    expect(heard('pff laisse tomber jferai sa se soir', 'form.later')).toEqual(stepOf('plus tard'));
    const told = 'on est une SA';
    expect(heard(told, 'form.skip')).toEqual(stepOf(told));
  });

  it('is its own word where it is one', () => {
    expect(heard('annuler', 'form.later')).toEqual(stepOf('annuler'));
  });

  it('means nothing where the form asks nothing', () => {
    expect(
      heard('laisse tomber je le ferai ce soir', 'form.later', { ...AT, isAsked: false }),
    ).toBeUndefined();
  });
});

describe('A number in the middle of a form', () => {
  const said = (text: string, wish: string) =>
    heardAnswer(
      {
        content: { type: 'text', text },
        typed: undefined,
        shown: { choices: [] },
        toQuestion: { scores: [{ wish, probability: 0.95 }], clauses: [] },
      },
      { ...draft, phase: { at: 'question', field: 'siret', next: 'question' } },
      form,
      AT,
    );

  it('is for who calls back, where that is what is wanted', () => {
    const wanted = 'y a pas quelqu’un qui peut m’appeler demain après 14 h au 06 51 27 84 39';
    expect(said(wanted, 'expert.call-back')).toBeUndefined();
  });

  it('is kept, where it is told with what the form asks', () => {
    expect(said('mon numéro 06 51 27 84 39', 'small-answer')).toBeDefined();
    expect(said('06 51 27 84 39, on est 12 salariés', 'expert.call-back')).toBeDefined();
  });
});
