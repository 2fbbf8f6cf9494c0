import { describe, expect, it } from 'vitest';
import { completeness } from '#src/company/form/answers.ts';
import { begin, step } from '#src/company/form/dialog/dialog.ts';
import type { Step } from '#src/company/form/dialog/position.ts';
import { formWishOf } from '#src/company/form/form-words.ts';
import { readHeadcount } from '#src/company/form/readers/number.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';

const form = shippedForm();
const today = '2026-11-25';
const SIRET = '73282932000074';
const say = (from: Step, text: string): Step => step(from.draft, { type: 'text', text }, form, { today });
const press = (from: Step, value: string): Step =>
  step(from.draft, { type: 'button', value }, form, { today });
const all = (...texts: string[]): Step => texts.reduce((now, text) => say(now, text), begin(form));
const asked = ({ draft }: Step) => (draft.phase.at === 'question' ? draft.phase.field : draft.phase.at);
const words = ({ reply }: Step) => [...reply.said, ...reply.list, ...(reply.after ?? [])].join('\n');

/** All that is necessary answered, at the first agreement that is not. */
function untilConsents(): Step {
  const needed = all(SIRET, 'Éco Prop', 'passer', 'passer', 'passer', 'passer', 'passer', 'aucun');
  const most = ['passer', 'peinture', '93', 'passer', 'passer', 'passer', 'passer', 'passer', 'passer'];
  return [...most, 'a@exemple.fr', 'oui'].reduce((now, text) => say(now, text), needed);
}

describe('Who is in the middle of the sign-up', () => {
  it('sees what is filled so far, and goes on at the same question', () => {
    expect(words(say(begin(form), 'résumé'))).toContain('Rien n’est encore rempli');
    const seen = say(all(SIRET, 'Éco Prop'), 'résumé');
    expect(words(seen)).toContain('Voici ce qui est déjà rempli');
    expect(seen.reply.list).toEqual([expect.stringContaining('SIRET'), 'Nom : Éco Prop']);
    expect(asked(seen)).toBe('legal-form');
    expect(asked(say(seen, 'SAS'))).toBe('created');
  });

  it('is told that questions are left when they confirm too soon, and may once nothing necessary is', () => {
    const soon = say(all(SIRET, 'Éco Prop'), 'je confirme');
    expect(words(soon)).toContain('Il reste quelques questions');
    expect(asked(soon)).toBe('legal-form');
    const enough = untilConsents();
    expect(asked(enough)).toBe('consent-alerts');
    expect(asked(say(enough, 'je confirme'))).toBe('summary');
    expect(say(say(enough, 'je confirme'), 'je confirme').outcome).toBe('confirmed');
  });

  it('who is not understood twice learns the way on; once understood, no more', () => {
    const once = say(all(SIRET, 'Éco Prop'), 'bof');
    expect(words(once)).not.toContain('« passer »');
    const twice = say(once, 'bof bof');
    expect(words(twice)).toContain('écrivez « passer »');
    const later = say(say(twice, 'SAS'), 'bof');
    expect(asked(later)).toBe('created');
    expect(words(later)).not.toContain('« passer »');
    const must = say(say(all('passer'), '🙂'), '🙂');
    expect(words(must)).toContain('J’ai besoin de cette réponse');
  });

  it('hears back what they change', () => {
    const changed = say(say(all(SIRET, 'Éco Prop', 'SAS'), 'modifier le nom'), 'Éco Net');
    expect(words(changed)).toContain('Noté. Nom : Éco Net.');
    const chosen = press(
      all(SIRET, 'Éco Prop', 'SAS', '2015', 'Montreuil', '12', '150 k€'),
      'ref:a:engagements:ess',
    );
    expect(chosen.reply.said).toEqual([
      'Choisi : Économie sociale et solidaire.',
      expect.stringContaining('Autre chose'),
    ]);
  });

  it('is asked again, kindly, where « oui » answers nothing, and heard once it says more', () => {
    const name = say(all(SIRET), 'oui');
    expect(words(name)).toContain('Dites-m’en un peu plus');
    expect(asked(name)).toBe('name');
    expect(asked(say(name, 'Oui Déco'))).toBe('legal-form');
    const choice = say(all(SIRET, 'Éco Prop'), 'oui oui');
    expect(words(choice)).toContain('« oui » ou « non » ne me suffit pas');
    expect(choice.draft.answers['legal-form']).toBeUndefined();
  });

  it('agrees to nothing with a « oui » that has a reservation: what it names is asked again', () => {
    const answers = say(untilConsents(), 'je confirme');
    expect(asked(answers)).toBe('summary');
    const kept = say(answers, 'oui mais le nom est faux');
    expect(kept.outcome).toBeUndefined();
    expect(asked(kept)).toBe('name');
    expect(say(answers, 'oui, tout est juste').outcome).toBe('confirmed');
  });

  it('may name the question that it answers: that one is answered, never the one that is asked', () => {
    const named = say(all(SIRET, 'Éco Prop'), 'Contact : Anne Martin, gérante');
    expect(words(named)).toContain('Noté. Contact : Anne Martin, gérante.');
    expect(asked(named)).toBe('legal-form');
    expect(asked(say(named, 'Forme juridique : SAS'))).toBe('created');
    const bare = say(all(SIRET, 'Éco Prop'), 'Contact : oui');
    expect(words(bare)).toContain('« oui » ne suffit pas');
    expect(bare.draft.answers['contact-name']).toBeUndefined();
    expect(asked(bare)).toBe('legal-form');
  });

  it('may give a phone where a number is asked: it is the phone’s answer only', () => {
    const before = all(SIRET, 'Éco Prop', 'SAS', '2015', 'Montreuil', '12');
    const after = say(before, '06 12 34 56 78');
    expect(asked(after)).toBe('turnover');
    expect(after.draft.answers.phone?.value).toBe('+33612345678');
    const both = say(before, '150 k€, et mon numéro : 06 12 34 56 78');
    expect(both.draft.answers).toMatchObject({
      turnover: { value: 't50' },
      phone: { value: '+33612345678' },
    });
  });

  it('asks to change an answer by its whole name, even with « pour » in it', () => {
    const wish = (text: string) => formWishOf(text, form.fields);
    expect(wish('modifier accord pour garder la fiche')).toEqual({
      type: 'edit',
      field: 'consent-file',
      text: undefined,
    });
    expect(wish('modifier téléphone : 06 12 34 56 78')).toMatchObject({ text: '06 12 34 56 78' });
  });
});

describe('A number of people in words', () => {
  it.each([
    ['un', 1],
    ['une salariée', 1],
    ['on est douze', 12],
    ['une dizaine de personnes en comptant les saisonniers de l’été', 10],
  ])('is read in « %s »', (text, value) => {
    expect(readHeadcount(text)).toEqual({ ok: true, value });
  });

  it.each(['un coup de main pour répondre', 'trouver des marchés et un partenaire', 'une idée comme ça'])(
    'is not read in « %s »',
    (text) => {
      expect(readHeadcount(text).ok).toBe(false);
    },
  );
});

describe('How complete a file is', () => {
  it('does not count what nobody owes', () => {
    const { missing } = completeness(form, {});
    expect(missing.map(({ id }) => id)).not.toContain('founders');
    expect(missing.map(({ id }) => id)).toContain('phone');
  });
});
