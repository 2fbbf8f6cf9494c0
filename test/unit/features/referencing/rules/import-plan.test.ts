import { describe, expect, it } from 'vitest';
import type { ListedCompany } from '#src/company/store/list.ts';
import { readTable } from '#src/features/referencing/import/read-table.ts';
import { columnsOf } from '#src/features/referencing/rules/import-columns.ts';
import { type ImportPlan, planImport } from '#src/features/referencing/rules/import-plan.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';
import { madeSiret } from '#support/store/seeds/company-lists.ts';

const form = shippedForm();
const TODAY = '2026-11-25';
const bytes = (text: string) => Buffer.from(text);

const plan = async (
  text: string,
  known: ReadonlyMap<string, ListedCompany> = new Map(),
): Promise<ImportPlan> => {
  const table = readTable(bytes(text));
  if (!table.ok) throw new Error(table.error);
  const made = await planImport(table, form, known, { today: TODAY, pause: async () => {} });
  if ('error' in made) throw new Error(made.error);
  return made;
};

describe('The columns of a list', () => {
  const named = (...head: string[]) =>
    columnsOf(head, form).map((column) => (column.to === 'field' ? column.field.id : column.to));

  it('go by the form’s own names, and by those that lists use', () => {
    expect(named('SIRET', 'Nom', 'Forme juridique', 'Chiffre d’affaires', 'Adresse mail')).toEqual([
      'siret',
      'name',
      'legal-form',
      'turnover',
      'email',
    ]);
    expect(
      named('N° SIRET', 'RAISON SOCIALE', 'Ville', 'C.P.', 'Tél.', 'E-mail', 'Secteur d’activité'),
    ).toEqual(['siret', 'name', 'seat', 'postcode', 'phone', 'email', 'activities']);
    expect(named('N° SIREN', 'Dénomination', 'Code postal', 'Effectifs', 'Départements')).toEqual([
      'siren',
      'name',
      'postcode',
      'headcount',
      'territories',
    ]);
  });

  it('leave a person’s name to the person, and each answer to one column', () => {
    expect(named('Nom', 'Prénom', 'Raison sociale')).toEqual(['last-name', 'first-name', 'name']);
    expect(named('Nom', 'Raison sociale')).toEqual(['name', 'nothing']);
    expect(named('Nom du dirigeant', 'Société')).toEqual(['contact-name', 'name']);
    expect(named('Nom de l’entreprise adhérente', 'Entreprise')).toEqual(['nothing', 'name']);
  });

  it('never hold an agreement: only the company gives its own', () => {
    expect(columnsOf(['Accord pour les alertes', '', 'Divers'], form)).toEqual([
      { to: 'nothing', why: 'consent' },
      { to: 'nothing', why: 'unknown' },
      { to: 'nothing', why: 'unknown' },
    ]);
  });
});

describe('A table', () => {
  it('has lines numbered as an editor shows them, over empty lines and cells of several lines', () => {
    const table = readTable(bytes('SIRET;Nom\n\n1;"Éco\nProp"\n\n\n2;Deux\n;;\n3;Trois'));
    expect(table.ok && table.lines.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [3, '1'],
      [7, '2'],
      [9, '3'],
    ]);
  });

  it('is read with the sign that cuts its first line, quotes and all', () => {
    for (const sign of [';', ',', '\t']) {
      const table = readTable(bytes(`"a; b, c"${sign}Nom\n1${sign}"Dit ""Éco"""`));
      expect(table.ok && [table.head.cells, table.lines[0]?.cells]).toEqual([
        ['a; b, c', 'Nom'],
        ['1', 'Dit "Éco"'],
      ]);
    }
  });
});

describe('What a list would do', () => {
  const siret = madeSiret(1);
  const file = (fields: ListedCompany['fields']): ReadonlyMap<string, ListedCompany> =>
    new Map([
      [
        siret.slice(0, 9),
        {
          id: 'c1',
          siren: siret.slice(0, 9),
          createdAt: 1,
          updatedAt: 2,
          fields,
          holding: 'pending' as const,
          members: 1,
          pending: 0,
          cases: 0,
        },
      ],
    ]);

  it('is a file for each line, with the origin of the team', async () => {
    const { companies, bad } = await plan(
      `SIRET;Nom;Engagements;Preuve (insertion);CP;Ville;Effectif\n${siret};Éco;insertion;oui;6000;Nice;12`,
    );
    expect(bad).toEqual([]);
    expect(companies).toMatchObject([{ line: 2, companyId: undefined, name: 'Éco', kept: [] }]);
    const shown = Object.fromEntries(companies[0]?.fields.map((one) => [one.field, one.shown]) ?? []);
    expect(shown).toMatchObject({ seat: 'Nice (06)', headcount: '10 à 49', 'insertion-proof': 'Oui' });
    expect(companies[0]?.fields.every(({ origin }) => origin === 'team')).toBe(true);
  });

  it('takes nothing in the place of what the company, a proof or a directory says', async () => {
    const origins = ['declared', 'proven', 'fetched', 'team'] as const;
    const [name, seat, phone, email] = ['name', 'seat', 'phone', 'email'].map((field, index) => ({
      field,
      value: 'x',
      shown: 'x',
      origin: origins[index] ?? 'team',
    }));
    const known = file([name, seat, phone, email].flatMap((one) => one ?? []));
    const { companies } = await plan(
      `SIRET;Nom;Ville;Tél;Mail\n${siret};Éco;Paris;0612345678;a@exemple.fr`,
      known,
    );
    expect(companies).toMatchObject([
      { companyId: 'c1', updatedAt: 2, kept: ['Nom', 'Commune', 'Téléphone'] },
    ]);
    expect(companies[0]?.fields.map(({ field }) => field)).toEqual(['siret', 'email']);
  });

  it('leaves out an answer that does not go with the rest, and says so', async () => {
    const { companies } = await plan(`SIRET;Nom;Engagements;Preuve (insertion)\n${siret};Éco;handicap;oui`);
    expect(companies[0]?.kept).toEqual(['Preuve (insertion)']);
    expect(companies[0]?.fields.map(({ field }) => field)).toEqual(['siret', 'name', 'engagements']);
  });

  it('is nothing for a line with a fault, which it names', async () => {
    const { companies, bad } = await plan(
      [
        'SIRET;SIREN;Nom;Tél',
        `${siret};${madeSiret(2).slice(0, 9)};Deux numéros;`,
        '7,32829E+13;;Abîmé;',
        `;123456789;Faux SIREN;`,
        `${madeSiret(3)};;Trop;06;;x`,
        `${madeSiret(4)};;Une lettre;06 12 34 56 7x`,
        `${madeSiret(5)};;<b>Éco</b>;`,
      ].join('\n'),
    );
    expect(companies).toEqual([]);
    expect(bad.map(({ line, reasons }) => [line, reasons.join(' ')])).toEqual([
      [2, expect.stringContaining('pas ceux de la même entreprise')],
      [3, expect.stringContaining('le tableur l’a abîmé')],
      [4, expect.stringContaining('SIREN')],
      [5, expect.stringMatching(/6 colonnes au lieu de 4.*Téléphone/)],
      [6, expect.stringContaining('pas de lettres')],
      [7, expect.stringContaining('sans balises')],
    ]);
  });
});
