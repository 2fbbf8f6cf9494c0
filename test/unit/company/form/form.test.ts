import { describe, expect, it } from 'vitest';
import { readForm } from '#src/company/form/form.ts';
import { FORM_TEXT } from '#support/knowledge/sign-up-form.ts';

const changed = (from: string, to: string) => {
  const text = FORM_TEXT.replace(from, to);
  expect(text).not.toBe(FORM_TEXT);
  return text;
};

describe('The sign-up form', () => {
  it('that the hotline comes with has no mistake, and asks all that it must', () => {
    const { form, problems } = readForm(FORM_TEXT);
    expect(problems).toEqual([]);
    const ids = form?.fields.map(({ id }) => id);
    for (const id of [
      'siret',
      'legal-form',
      'created',
      'headcount',
      'turnover',
      'founders',
      'activities',
      'territories',
    ])
      expect(ids).toContain(id);
    for (const id of [
      'experience',
      'references',
      'needs',
      'email',
      'hours',
      'consent-file',
      'qpv-check',
      'circular-kind',
    ])
      expect(ids).toContain(id);
  });

  it('takes another wording, and one more question, in the one file', () => {
    const more = `${changed('À quel numéro de téléphone peut-on vous joindre ?', 'Votre numéro, s’il vous plaît ?')}
  - id: website
    type: text
    label: Site
    question: Avez-vous un site ?
`;
    const { form, problems } = readForm(more);
    expect(problems).toEqual([]);
    expect(form?.fields.at(-1)).toMatchObject({ id: 'website', required: false });
    expect(form?.fields.find(({ id }) => id === 'phone')?.question).toBe('Votre numéro, s’il vous plaît ?');
  });

  it.each([
    ['type: phone', 'type: telephone', 'valeur inattendue'],
    ['id: phone', 'id: siret', 'déjà utilisé'],
    ['any: [qpv]', 'any: [zus]', 'n’est pas une réponse'],
    ['field: engagements, any: [qpv]', 'field: familles, any: [qpv]', 'n’existe pas plus haut'],
    ['type: places', 'type: text', 'doit garder le type'],
    ['version: "2026-11"', 'max: 100', 'a une « version »'],
    ['label: Moins de 50 k€, words: [moins de 50], from: 0', 'label: Moins de 50 k€, from: 60000', 'tranche'],
    [
      '    question: À quel numéro de téléphone peut-on vous joindre ?',
      '    questions: À quel numéro de téléphone ?',
      'champ',
    ],
    ['id: territories', 'id: zone', 'la question « territories » manque'],
    ['    type: phone', '    type: phone\n   bad: [', 'YAML illisible'],
  ])('names the line where « %s » became « %s »', (from, to, message) => {
    const text = changed(from, to);
    const { form, problems } = readForm(text);
    expect(form).toBeUndefined();
    expect(problems.map((one) => one.message).join('\n')).toContain(message);
    const lines = problems.map(({ line }) => line);
    const at = FORM_TEXT.slice(0, FORM_TEXT.indexOf(from)).split('\n').length;
    if (!message.includes('manque'))
      expect(
        lines.some((line) => Math.abs(line - at) <= 4),
        `${lines} ${at}`,
      ).toBe(true);
  });
});
