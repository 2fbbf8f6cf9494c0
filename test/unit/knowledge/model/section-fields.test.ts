import { describe, expect, it } from 'vitest';
import { fieldOf, readField, type SectionFields } from '#src/knowledge/model/section-fields.ts';

const empty = (): SectionFields => ({ articles: [], otherReferences: [], wordings: [] });
const read = (line: string) => {
  const fields = empty();
  const field = fieldOf(line);
  if (!field) throw new Error(`${line} is not a field`);
  return { message: readField(fields, field.label, field.value), fields };
};

describe('telling a field from prose', () => {
  it('knows each label, with a no-break space and a typographic apostrophe', () => {
    expect(fieldOf('Références\u00A0: R2122-8')).toEqual({ label: 'Références', value: 'R2122-8' });
    expect(fieldOf('Jusqu’au : 2026-03-31')).toEqual({ label: "Jusqu'au", value: '2026-03-31' });
    expect(fieldOf('  On demande aussi:')).toEqual({ label: 'On demande aussi', value: '' });
  });

  it('keeps the colons and apostrophes of the value as typed', () => {
    expect(fieldOf('On demande aussi : c’est quoi : l’avance')?.value).toBe('c’est quoi : l’avance');
  });

  it.each(['Note : ceci', 'Cas par cas : non', 'Il faut Références : R1', 'Verdict oui'])(
    'leaves « %s » to the prose',
    (line) => {
      expect(fieldOf(line)).toBeUndefined();
    },
  );
});

describe('reading a field', () => {
  it.each([
    ['Proposition : permis — sous-traiter.', { modality: 'permis', statement: 'sous-traiter' }],
    ['Proposition : interdit - payer en retard', { modality: 'interdit', statement: 'payer en retard' }],
    ['Verdict : non', { verdict: 'non' }],
    ['Cas : acheteur = État ; catégorie = travaux', { appliesTo: 'acheteur = État ; catégorie = travaux' }],
    ['Rôle : subcontractor', { role: 'subcontractor' }],
    ['Régime : concession', { regime: 'concession' }],
    ['Depuis : 2026-04-01', { validFrom: '2026-04-01' }],
    ['Jusqu’au : 2026-03-31', { validUntil: '2026-03-31' }],
  ])('reads « %s »', (line, expected) => {
    const { message, fields } = read(line);
    expect(message).toBeUndefined();
    expect(fields).toEqual({ ...empty(), ...expected });
  });

  it('sorts references into articles and others, whatever the spacing', () => {
    const { fields } = read(
      'Références : R. 2122-8 ; code du travail, art. D. 8222-5;annexe 2 ; décret 2024-134.',
    );
    expect(fields.articles).toEqual(['R2122-8', 'C. trav. D8222-5', 'annexe 2']);
    expect(fields.otherReferences).toEqual(['décret 2024-134']);
  });

  it('cuts wordings at semicolons and takes their quotes off', () => {
    const { fields } = read('On demande aussi : « ai-je une avance ? » ; avance svp ; ');
    expect(fields.wordings).toEqual(['ai-je une avance ?', 'avance svp']);
  });

  it.each([
    ['Proposition : autorisé — tout', /^« Proposition » s’écrit « permis — … »/],
    ['Proposition : permis', /^« Proposition » s’écrit/],
    ['Verdict : Oui', /^« Verdict » vaut oui ou non$/],
    ['Rôle : sous-traitant', /^« Rôle » vaut holder, subcontractor, member/],
    ['Régime : européen', /^« Régime » vaut ordinary, utilities/],
    ['Depuis : 2026-13-01', /^« Depuis » attend une date AAAA-MM-JJ$/],
    ['Jusqu’au : demain', /^« Jusqu'au » attend une date AAAA-MM-JJ$/],
  ])('says in French why « %s » is refused, and keeps nothing of it', (line, reason) => {
    const { message, fields } = read(line);
    expect(message).toMatch(reason);
    expect(fields).toEqual(empty());
  });
});
