import { describe, expect, it } from 'vitest';
import { begin, siretToLookUp, step } from '#src/company/form/dialog/dialog.ts';
import { hears } from '#src/company/form/dialog/hears.ts';
import { resume, type Step } from '#src/company/form/dialog/position.ts';
import { draftOf } from '#src/company/form/draft.ts';
import type { Lookup } from '#src/company/rules/establishment.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';

const form = shippedForm();
const today = '2026-11-25';
const SIRET = '73282932000074';
const say = (from: Step, text: string, lookup?: Lookup): Step =>
  step(from.draft, { type: 'text', text }, form, { today, lookup });
const press = (from: Step, value: string): Step =>
  step(from.draft, { type: 'button', value }, form, { today });
const all = (from: Step, ...texts: string[]): Step => texts.reduce((now, text) => say(now, text), from);
const asked = ({ draft }: Step) => (draft.phase.at === 'question' ? draft.phase.field : draft.phase.at);
const words = ({ reply }: Step) => [...reply.said, ...reply.list, ...(reply.after ?? [])].join('\n');
const kept = ({ draft }: Step, field: string) => draft.answers[field]?.value;

/** One good answer to every question. */
const GOOD: Readonly<Record<string, string>> = {
  siret: SIRET,
  name: 'Éco Prop',
  'legal-form': 'SAS',
  created: '2015',
  seat: 'Montreuil',
  headcount: '12',
  turnover: '150 k€',
  engagements: 'ess, insertion, handicap, qpv, économie circulaire',
  'ess-kind': 'coopérative',
  'ess-proof': 'statuts',
  'insertion-kind': 'EI',
  'insertion-proof': 'oui',
  'handicap-kind': 'EA',
  'handicap-proof': 'CPOM',
  'qpv-check': 'oui',
  'circular-kind': 'réemploi',
  'circular-proof': 'Label Envol',
  founders: 'non',
  activities: 'nettoyage de bureaux',
  territories: '93, 75',
  experience: 'jamais',
  references: 'Ville de Pantin',
  needs: 'tout',
  'contact-name': 'Anne Martin',
  phone: '06 12 34 56 78',
  hours: 'matin',
  email: 'anne@exemple.fr',
  'consent-file': 'oui',
  'consent-alerts': 'non',
  'consent-share': 'oui',
};
/** The dialog in front of each question, in turn. */
function questions(): Step[] {
  const found: Step[] = [];
  for (let now = begin(form); asked(now) !== 'summary'; now = say(now, GOOD[asked(now)] ?? '?'))
    found.push(now);
  return found;
}

describe('The sign-up dialog', () => {
  it('asks every question once, and ends with a summary to confirm', () => {
    const fields = questions().map(asked);
    const inTurn = form.fields.filter((field) => field.asked).map(({ id }) => id);
    expect(fields).toEqual(inTurn);
    const end = fields.reduce((now) => say(now, GOOD[asked(now)] ?? ''), begin(form));
    expect(end.reply.list).toHaveLength(inTurn.length);
    expect(say(end, 'oui').outcome).toBe('confirmed');
  });

  describe('begun by who tells more than the wish', () => {
    const told = (text: string, pieces: readonly (readonly [string, string?])[] = [], lookup?: Lookup) =>
      begin(form, {
        words: {
          type: 'text',
          text,
          pieces: pieces.map(([piece, wish]) => ({
            text: piece,
            scores: wish === undefined ? [] : [{ wish, probability: 0.6 }],
          })),
        },
        context: { today, lookup },
      });

    it('notes it, says it back, and asks none of it', () => {
      const first = told('jsuis menuisier à Lyon, 25 salariés, je veux être référencé', [
        ['jsuis menuisier à Lyon', 'form.activity'],
        ['25 salariés'],
        ['je veux être référencé', 'referencing.start'],
      ]);
      expect(words(first)).toContain('Commune : Lyon (69) ; Effectif : 10 à 49 ; Activités : Menuiserie');
      expect(asked(first)).toBe('siret');
      expect(asked(all(first, 'passer', 'Les Mains Vertes', 'passer', '2015'))).toBe('turnover');
    });

    it('keeps the sectors that it names, and neither the words around them nor a name', () => {
      const first = told('moi c nadia, jsuis traiteur, je veux être dans votre annuaire', [
        ['moi c nadia', 'form.name'],
        ['jsuis traiteur', 'form.name'],
      ]);
      expect(kept(first, 'activities')).toEqual({
        said: 'Traiteur et cocktails',
        sectors: [expect.any(String)],
      });
      expect(kept(first, 'name')).toBeUndefined();
      const named = told('ma boîte s’appelle Net’Clair Nettoyage, je veux m’inscrire', [
        ['ma boîte s’appelle Net’Clair Nettoyage', 'form.name'],
      ]);
      expect(kept(named, 'activities')).toBeUndefined();
    });

    it.each([
      ['j’ai vu un marché à Lyon, je veux m’inscrire', [['j’ai vu un marché à Lyon']]],
      ['un employé de la mairie m’a dit de m’inscrire', [['un employé de la mairie m’a dit de m’inscrire']]],
      [
        'ça m’intéresse, j’ai un marché à 40 000 € en vue',
        [['ça m’intéresse'], ['j’ai un marché à 40 000 € en vue']],
      ],
      ['je nettoie la mairie de Lyon, inscrivez-moi', [['je nettoie la mairie de Lyon', 'form.activity']]],
      ['vous prenez les boîtes de Lyon ?', [['vous prenez les boîtes de Lyon ?', 'form.activity']]],
      ['la mairie (marches@ville.fr) m’a dit de m’inscrire', [['la mairie'], ['m’a dit de m’inscrire']]],
      [`la mairie de Pantin, SIRET ${SIRET}, m’a dit de m’inscrire`, [['la mairie de Pantin']]],
    ] as const)('takes nothing of « %s » for the company', (text, pieces) => {
      const first = told(text, pieces);
      expect(first.draft.answers).toEqual({});
      expect(words(first)).not.toContain('Noté');
    });

    it('fills what is known of the SIRET that is told', () => {
      const lookup: Lookup = { type: 'found', establishment: ESTABLISHMENT };
      const first = told(`inscrivez-nous, SIRET ${SIRET}`, [], lookup);
      expect(kept(first, 'siret')).toBe(SIRET);
      expect(kept(first, 'name')).toBe(ESTABLISHMENT.name);
      expect(words(first)).toContain(ESTABLISHMENT.name);
    });

    it('asks the first question of who tells nothing more', () => {
      const first = told('je veux m’inscrire');
      expect(asked(first)).toBe('siret');
      expect(words(first)).not.toContain('Noté');
    });
  });

  it('keeps what was there, and says what is wrong, whatever is typed at any question', () => {
    const bad = ['🙂🙂🙂', '<img src=x onerror=alert(1)>', 'x'.repeat(10_000), '\u202e\u200b', ''];
    for (const before of questions()) {
      for (const text of bad) {
        const after = say(before, text);
        expect(after.draft.answers, `${asked(before)} ${text.slice(0, 10)}`).toEqual(before.draft.answers);
        expect(asked(after)).toBe(asked(before));
        const [error] = after.reply.said;
        expect(error).toMatch(/[.:?]/);
        expect(error).not.toBe(before.reply.said.at(-1));
      }
    }
  });

  it('is the same after it was saved and read again', () => {
    for (const { draft } of questions()) expect(draftOf(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(draftOf({ phase: { at: 'elsewhere' } })).toBeUndefined();
  });

  it('understands several answers in one message, the SIRET in the same breath', () => {
    const told = say(begin(form), `SAS à Montreuil, 12 salariés, ${SIRET}, créée en 2015`);
    expect(told.draft.answers).toMatchObject({
      siret: { value: SIRET, origin: 'declared' },
      'legal-form': { value: 'sas' },
      seat: { value: 'Montreuil (93)' },
      headcount: { value: '10-49' },
      created: { value: '2015' },
    });
    expect(asked(told)).toBe('name');
    const without = say(begin(form), 'SAS à Montreuil, 12 salariés');
    expect(asked(without)).toBe('siret');
    expect(words(without)).toContain('Noté');
    expect(asked(say(without, SIRET))).toBe('name');
    // Said by the way, nothing replaces what was answered.
    expect(kept(say(told, 'Éco Prop, 60 salariés'), 'headcount')).toBe('10-49');
    expect(kept(say(told, 'Éco Prop, 60 salariés'), 'name')).toBe('Éco Prop');
  });

  it('goes back, passes over what may be, changes, stops, and goes on', () => {
    const third = all(begin(form), SIRET, 'Éco Prop');
    const back = say(third, 'précédent');
    expect(asked(back)).toBe('name');
    expect(words(back)).toContain('Éco Prop');
    expect(asked(say(back, 'passer'))).toBe('legal-form');
    expect(asked(say(begin(form), 'précédent'))).toBe('siret');
    const first = say(begin(form), 'passer');
    expect(words(first)).toContain('Sans SIRET');
    expect(words(say(first, 'passer'))).toContain('nécessaire');
    const edited = say(third, 'modifier le nom');
    expect(asked(edited)).toBe('name');
    expect(kept(say(third, 'modifier le nom : Éco Net'), 'name')).toBe('Éco Net');
    const paused = say(third, 'plus tard');
    expect(paused.outcome).toBe('paused');
    expect(say(third, 'stop').outcome).toBe('paused');
    expect(asked(resume(paused.draft, form))).toBe('legal-form');
    const leaving = say(third, 'annuler');
    expect(leaving.outcome).toBeUndefined();
    expect(asked(say(leaving, 'non'))).toBe('legal-form');
    expect(say(leaving, 'oui').outcome).toBe('cancelled');
    expect(words(say(third, 'pourquoi ?'))).toContain('statuts');
  });

  it('takes buttons, several for a question of several answers, and an old one for what it was', () => {
    let now = all(begin(form), SIRET, 'Éco Prop', 'SAS', '2015', 'Montreuil', '12', '150 k€');
    now = press(now, 'ref:a:engagements:ess');
    now = press(now, 'ref:a:engagements:circular');
    expect(asked(now)).toBe('engagements');
    now = press(now, 'ref:done');
    expect(kept(now, 'engagements')).toEqual(['ess', 'circular']);
    expect(asked(now)).toBe('ess-kind');
    const old = press(now, 'ref:a:legal-form:association');
    expect(kept(old, 'legal-form')).toBe('association');
    expect(asked(old)).toBe('ess-kind');
    const none = press(now, 'ref:a:engagements:none');
    expect(kept(none, 'engagements')).toEqual(['none']);
    for (const value of ['ref:a:nothing:x', 'ref:a:phone:x', 'ref:w:fly', 'ref:', 'ref:a:legal-form:moon'])
      expect(press(now, value).draft.answers, value).toEqual(now.draft.answers);
  });

  it('never keeps a file without the agreement to keep it', () => {
    const before = questions().find((one) => asked(one) === 'consent-file') as Step;
    const no = say(before, 'non');
    expect(asked(no)).toBe('consent-file');
    expect(words(no)).toContain('ne peut pas être enregistrée');
    expect(words(say(before, 'passer'))).toContain('nécessaire');
  });

  it('forgets the proof of an engagement that is taken back', () => {
    const end = questions().reduce((now) => say(now, GOOD[asked(now)] ?? ''), begin(form));
    const without = say(say(end, 'modifier les engagements'), 'aucun');
    expect(Object.keys(without.draft.answers)).not.toContain('insertion-proof');
    expect(asked(without)).toBe('summary');
  });

  it('keeps a draft of a form that has changed meanwhile', () => {
    const on = all(begin(form), SIRET, 'Éco Prop');
    const shorter = { ...form, fields: form.fields.filter(({ id }) => id !== 'legal-form') };
    expect(asked(step(on.draft, { type: 'text', text: 'précédent ?' }, shorter, { today }))).not.toBe(
      'legal-form',
    );
  });
});

const ESTABLISHMENT = {
  siret: SIRET,
  siren: SIRET.slice(0, 9),
  name: 'ECO PROP',
  legalCategory: '5710',
  createdOn: '2015-03-12',
  headcountFrom: 10,
  town: 'Montreuil',
  department: '93',
  isEss: true,
};

describe('What a directory says', () => {
  const found: Lookup = { type: 'found', establishment: ESTABLISHMENT };

  it('is looked up once, when a SIRET is new', () => {
    const input = { type: 'text', text: SIRET } as const;
    expect(siretToLookUp(begin(form).draft, input, form, { today })).toBe(SIRET);
    expect(siretToLookUp(say(begin(form), SIRET).draft, input, form, { today })).toBeUndefined();
  });

  it('fills the file with its origin, and is not asked again', () => {
    const filled = say(begin(form), SIRET, found);
    expect(filled.draft.answers).toMatchObject({
      name: { value: 'ECO PROP', origin: 'fetched' },
      'legal-form': { value: 'sas', origin: 'fetched' },
      headcount: { value: '10-49', origin: 'fetched' },
    });
    expect(asked(filled)).toBe('turnover');
    expect(words(say(filled, 'résumé'))).toContain('base publique');
  });

  it('may be contested: the company’s word comes first, and both stay', () => {
    const filled = say(begin(form), SIRET, found);
    const denied = say(say(filled, 'modifier le nom'), 'Éco-Propreté');
    expect(denied.draft.answers.name).toEqual({
      value: 'Éco-Propreté',
      origin: 'declared',
      contested: 'ECO PROP',
    });
    expect(words(say(denied, 'résumé'))).toContain('qui dit : ECO PROP');
    const before = say(begin(form), `association, ${SIRET}`, found);
    expect(before.draft.answers['legal-form']).toMatchObject({ value: 'association', contested: 'sas' });
  });

  it('goes with its SIRET when another one is given', () => {
    const filled = say(begin(form), SIRET, found);
    const other = say(say(filled, 'modifier le siret'), '40483304800022');
    expect(other.draft.answers.name).toBeUndefined();
    expect(asked(other)).toBe('name');
  });

  it.each([
    [{ type: 'closed', whole: false, establishment: ESTABLISHMENT }, 'fermé'],
    [{ type: 'unknown' }, 'ne connaît pas ce SIRET'],
    [{ type: 'ambiguous', name: 'ECO', establishments: 3 }, 'parmi les 3'],
    [{ type: 'busy' }, 'ne répond pas'],
    [{ type: 'down' }, 'ne répond pas'],
    [{ type: 'malformed' }, 'ne répond pas'],
  ] as [Lookup, string][])('%o is explained, and the questions are asked', (lookup, explained) => {
    const after = say(begin(form), SIRET, lookup);
    expect(words(after)).toContain(explained);
    expect(asked(after)).toBe('name');
  });
});

describe('A message in the middle', () => {
  const at = (field: string) => questions().find((one) => asked(one) === field) as Step;
  const heard = (field: string, text: string, isOther = false) =>
    hears(at(field).draft, { type: 'text', text }, form, { today, isOther });

  it('that asks something is for the answerer; an answer is for the form', () => {
    for (const field of form.fields.filter((one) => one.asked).map(({ id }) => id)) {
      expect(heard(field, 'Ai-je droit à une avance ?'), field).toBe(false);
      expect(heard(field, 'combien de temps pour payer une facture'), field).toBe(false);
      expect(heard(field, GOOD[field] ?? ''), field).toBe(true);
      expect(heard(field, 'plus tard'), field).toBe(true);
    }
  });

  it('that is a wish for somebody else is theirs, unless it answers the question', () => {
    expect(heard('siret', 'je veux parler à un humain', true)).toBe(false);
    expect(heard('references', 'mes données personnelles', true)).toBe(false);
    expect(heard('needs', 'relire mon mémoire', true)).toBe(true);
    expect(heard('siret', SIRET, true)).toBe(true);
    // « merci », « bonjour » are no name; « d’accord » is a yes.
    expect(heard('name', 'bonjour', true)).toBe(false);
    expect(heard('consent-file', 'd’accord', true)).toBe(true);
  });

  it('that says it is over is no name and no trade', () => {
    for (const field of ['name', 'activities', 'references', 'contact-name']) {
      const after = say(at(field), 'c’est tout');
      expect(asked(after), field).toBe(field);
      expect(after.draft.answers[field]?.value, field).toEqual(at(field).draft.answers[field]?.value);
    }
  });

  it('is not for a form that is paused, but for the wish to go on', () => {
    const { draft } = say(at('phone'), 'plus tard');
    const to = (text: string) => hears(draft, { type: 'text', text }, form, { today, isOther: false });
    expect([to('06 12 34 56 78'), to('oui'), to('reprendre'), to('continuer mon inscription')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('A question about the form in the same breath as an answer', () => {
  const askedBeside = (from: Step, text: string, asks: string): Step =>
    step(from.draft, { type: 'text', text, asks, isNoted: true }, form, { today });
  const inFrontOf = (field: string): Step => {
    const found = questions().find((one) => asked(one) === field);
    if (!found) throw new Error(`no question ${field}`);
    return found;
  };
  const helpOf = (field: string) => form.fields.find(({ id }) => id === field)?.help ?? '';

  it('is answered between what was noted and the next question', () => {
    const after = askedBeside(
      inFrontOf('headcount'),
      '12 salariés',
      'c’est quoi le chiffre d’affaires que vous demandez ?',
    );
    expect(after.reply.said.map((line) => line.split(/[.:]/)[0])).toEqual([
      'Noté',
      helpOf('turnover').split('.')[0],
      'Quel est votre chiffre d’affaires annuel, à peu près ?',
    ]);
    expect(after.reply.before).toBe(2);
  });

  it('is told what it means to have none, and goes on', () => {
    const after = askedBeside(inFrontOf('siret'), 'passer', 'c’est grave ?');
    expect(asked(after)).toBe('name');
    expect(after.reply.said[0]).toContain('Sans SIRET, votre fiche est gardée');
    expect(after.reply.said).toHaveLength(2);
  });

  it('is explained before it is passed over', () => {
    const after = askedBeside(inFrontOf('turnover'), 'je ne sais pas', 'vous voulez dire quoi ?');
    expect(asked(after)).toBe('turnover');
    expect(after.reply.said[0]).toBe(helpOf('turnover'));
  });

  it('says a name back that was given with it', () => {
    const after = askedBeside(inFrontOf('name'), 'Lumen', 'à quoi ça sert ?');
    expect(after.reply.said[0]).toBe('Noté. Nom : Lumen.');
  });
});
