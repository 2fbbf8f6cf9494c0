import type { Field, Form } from '#src/company/form/form.ts';
import { fieldNamedIn } from '#src/company/form/form-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What a column of a list holds: a question of the form, or a piece of one. */
export type Column =
  | { readonly to: 'field'; readonly field: Field }
  | { readonly to: 'siren' | 'postcode' | 'first-name' | 'last-name' }
  /** Left out: nothing of ours is called so, another column has it, or only the company itself may say it. */
  | { readonly to: 'nothing'; readonly why: 'unknown' | 'twice' | 'consent' };

/** Names that lists give to what the form names otherwise. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  name: [
    'entreprise',
    'societe',
    'structure',
    'association',
    'organisme',
    'denomination',
    'denomination sociale',
    'nom commercial',
    'nom entreprise',
    'nom structure',
    'etablissement',
  ],
  'contact-name': [
    'dirigeant',
    'gerant',
    'representant',
    'responsable',
    'referent',
    'nom contact',
    'nom dirigeant',
    'nom referent',
    'nom responsable',
    'personne contacter',
    'personne contact',
  ],
  seat: ['localite', 'ville siege', 'commune siege'],
  activities: ['secteur', 'secteurs', 'secteur activite', 'activite principale', 'description', 'domaine'],
  territories: ['departement', 'region', 'regions', 'zone intervention', 'perimetre'],
  email: ['e mail contact', 'mail contact', 'email contact', 'courriel contact', 'adresse electronique'],
  phone: ['telephone contact', 'tel contact', 'numero telephone', 'telephone portable'],
  created: ['date creation', 'annee creation', 'creee'],
  headcount: ['nombre salaries', 'nb salaries', 'etp', 'effectifs'],
  'legal-form': ['forme', 'statut juridique', 'forme legale'],
};
const PIECES: Readonly<Record<string, 'siren' | 'postcode' | 'first-name'>> = {
  siren: 'siren',
  'numero siren': 'siren',
  'no siren': 'siren',
  'n siren': 'siren',
  cp: 'postcode',
  'c p': 'postcode',
  'code postal': 'postcode',
  codepostal: 'postcode',
  'code postal siege': 'postcode',
  prenom: 'first-name',
  'prenom contact': 'first-name',
  'prenom dirigeant': 'first-name',
};

/** « N° de SIRET » → « n siret »: words that only join others go. */
const plain = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:de|du|des|d|l|la|le|les|a|en|et)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * What each column of a list holds, by its name: the form's own names and words first, then those that lists use, then
 * a name inside a longer one. « Nom » beside « Prénom » is a person's.
 */
export function columnsOf(head: readonly string[], form: Form): Column[] {
  const isOfPerson = head.some((name) => PIECES[plain(name)] === 'first-name');
  const found = head.map((name) => exact(plain(name), form, isOfPerson));
  const taken = new Set<string>();
  const take = (column: Column): Column => {
    const key = column.to === 'field' ? column.field.id : column.to;
    if (column.to === 'nothing') return column;
    if (taken.has(key)) return { to: 'nothing', why: 'twice' };
    taken.add(key);
    return column;
  };
  // The exact names choose first, wherever they stand.
  const chosen = found.map((column) => column && take(column));
  return chosen.map((column, index) => column ?? take(inside(head[index] ?? '', form)));
}

function exact(name: string, form: Form, isOfPerson: boolean): Column | undefined {
  if (name === '') return { to: 'nothing', why: 'unknown' };
  const piece = PIECES[name];
  if (piece) return { to: piece };
  if (isOfPerson && (name === 'nom' || name === 'nom contact' || name === 'nom dirigeant'))
    return { to: 'last-name' };
  const field =
    form.fields.find(({ id, label }) => plain(label) === name || plain(id) === name) ??
    form.fields.find(({ words }) => words.some((word) => plain(word) === name)) ??
    form.fields.find(({ id }) => NAMES[id]?.includes(name));
  return field && ofField(field);
}

function inside(name: string, form: Form): Column {
  // Words that lists and offices use for other things than what the form asks.
  const field = fieldNamedIn(name, form.fields);
  return field ? ofField(field) : { to: 'nothing', why: 'unknown' };
}

const ofField = (field: Field): Column =>
  field.type === 'consent' ? { to: 'nothing', why: 'consent' } : { to: 'field', field };
