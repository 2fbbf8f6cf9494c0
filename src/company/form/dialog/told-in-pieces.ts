import type { Value } from '#src/company/form/answers.ts';
import type { Field, Form } from '#src/company/form/form.ts';
import { readField } from '#src/company/form/read-field.ts';
import { readActivities } from '#src/company/form/readers/activities.ts';
import { cleanName, nameSaidIn, nameWithForm } from '#src/company/form/readers/name.ts';
import { readPlain } from '#src/company/form/readers/plain.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { ClauseSaid } from '#src/reader/answer/clause-said.ts';
import { sectorsIn } from '#src/reference/sectors.ts';
import { isFree } from './for-form.ts';
import { saidInPassing } from './said-in-passing.ts';

/** What the pieces of an answer tell, field by field. */
export interface ToldInPieces {
  readonly values: ReadonlyMap<string, Value>;
  /** Fields that were named: what is said of them takes the place of what was answered before. */
  readonly named: ReadonlySet<string>;
  /** The name is one by its meaning alone, and not surely. */
  readonly isNameUnsure: boolean;
}

/** From so likely on, a piece tells a name or a trade; a name that is less likely than {@link SURE} is asked back. */
const TELLS = 0.35;
const SURE = 0.5;
/** Words of a piece that tells an exact thing, and nothing beside it: « 2 salariés ». */
const EXACT = 5;

/**
 * What the pieces of an answer tell: what they name (« zone Yvelines », « le nom c’est … »), who speaks, and by its meaning
 * the name and the trade.
 * @param today « YYYY-MM-DD »
 */
export function toldInPieces(form: Form, pieces: readonly ClauseSaid[], today: string): ToldInPieces {
  const told = pieces.flatMap((piece) => toldIn(piece, form, today) ?? []);
  const values = new Map<string, Value>();
  // Of two names the first one is, unless another one is called so.
  const inOrder = [
    ...told.filter(({ isNamed }) => !isNamed).reverse(),
    ...told.filter(({ isNamed }) => isNamed),
  ];
  for (const { field, value } of inOrder) values.set(field.id, value);
  const named = new Set(told.flatMap(({ field, isNamed }) => (isNamed ? [field.id] : [])));
  const activities = form.fields.find(({ type }) => type === 'activities');
  const trades = told.filter(({ field }) => field === activities).map(({ text }) => text);
  const trade =
    activities && trades.length > 0 ? readActivities(trades.join(', '), activities.max) : undefined;
  if (activities && trade?.ok) values.set(activities.id, trade.value);
  const name = inOrder.findLast(({ field }) => field.id === 'name');
  return { values, named, isNameUnsure: name?.isUnsure === true };
}

interface Told {
  readonly field: Field;
  readonly text: string;
  readonly value: Value;
  readonly isNamed?: boolean;
  readonly isUnsure?: boolean;
}

/** What one piece tells: what it names, else who speaks, else by its meaning. */
function toldIn(piece: ClauseSaid, form: Form, today: string): Told | undefined {
  const { text } = piece;
  const label = labelledPiece(text, form);
  const value = label && readLabelled(label, today);
  if (label && value !== undefined) return { field: label.field, text: label.text, value, isNamed: true };
  const own = nameWithForm(text);
  const nameField = own === undefined ? undefined : form.fields.find(({ id }) => id === 'name');
  if (own !== undefined && nameField) return { field: nameField, text: own, value: own, isNamed: true };
  const contact = form.fields.find(({ id }) => id === CONTACT);
  const speaker = contact && speakerIn(text);
  return contact && speaker !== undefined
    ? { field: contact, text, value: speaker }
    : toldByMeaning(piece, form, today);
}

function toldByMeaning({ text, scores }: ClauseSaid, form: Form, today: string): Told | undefined {
  const told = meantBy(scores);
  if (!told) return undefined;
  const isTrade = told.wish === 'form.activity';
  // « 3 salariés » is no trade; « traiteur à Montreuil » is one, and a town.
  const isExact =
    text.split(/\s+/).length <= EXACT &&
    saidInPassing(form, text, today).size > 0 &&
    !(isTrade && sectorsIn(text).length > 0);
  const field = form.fields.find(({ id, type }) => (isTrade ? type === 'activities' : id === 'name'));
  const words = isTrade ? text : (nameSaidIn(text) ?? cleanName(text));
  const read = readPlain(words, MOST_NAME);
  if (isExact || !field || !read.ok) return undefined;
  return { field, text: words, value: read.value, isUnsure: told.probability < SURE };
}

/** Letters of the longest name, or of a trade among other things. */
const MOST_NAME = 150;
const CONTACT = 'contact-name';

/** The name or the trade that a piece surely enough tells. */
export const meantBy = (scores: ClauseSaid['scores']) =>
  scores.find(
    ({ wish, probability }) => (wish === 'form.name' || wish === 'form.activity') && probability >= TELLS,
  );

/** Who says their own name: « moi c Karima Benali », « je m’appelle Paul Morel ». */
const SPEAKER =
  /^(?:et )?(?:moi,? )?(?:c['’]est|c|je m['’]appelle|jm['’]?appelle|je suis) (\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*){1,3})$/iu;
const SAYS_ME = /^(?:et )?(?:moi\b|je m|jm|je suis )/i;
/** What begins no name of a person. */
const NO_PERSON =
  /^(?:pas|plus|le|la|les|l|un|une|des|du|de|mon|ma|mes|notre|nos|trop|tres|juste|tout|bien|que|qui|pour|dans|sur|a|au|aux|en|ce|ca|non|oui|deja|fini|bon|ok|pareil|comme)\b/;

function speakerIn(text: string): string | undefined {
  const name = SAYS_ME.test(text) ? SPEAKER.exec(text)?.[1] : undefined;
  if (name === undefined || NO_PERSON.test(fold(name))) return undefined;
  // « moi c’est traiteur à domicile ».
  if (name === name.toLowerCase() && sectorsIn(name).length > 0) return undefined;
  // A trade is said so too: « je suis Plombier chauffagiste ».
  const isTyped = /^(?:et )?je suis /i.test(text) && !/^\p{Lu}\S* \p{Lu}/u.test(name);
  return isTyped ? undefined : name;
}

interface Labelled {
  readonly field: Field;
  readonly text: string;
  /** A sign or « c’est » stands between: what follows is said of it, whatever it is. */
  readonly isSaid: boolean;
}

/** What is read of a field that is named, where that is an answer to it. */
function readLabelled({ field, text, isSaid }: Labelled, today: string): Value | undefined {
  if (!isSaid && !BY_ITSELF.has(field.type)) return undefined;
  const read = readField(field, isFree(field) ? cleanName(text) : text, today);
  return read.ok ? read.value : undefined;
}

/**
 * Fields whose answers show by themselves that they are: « zone Yvelines » needs no more. « la ville de Pantin » is a
 * client, too: a town is said (« la commune c’est Pantin »).
 */
const BY_ITSELF: ReadonlySet<Field['type']> = new Set(['places', 'phone', 'email']);
/** An agreement is given to its own question only. */
const NEVER: ReadonlySet<Field['type']> = new Set(['consent', 'yes-no']);
const BEFORE: ReadonlySet<string> = new Set(
  'et mais sinon alors puis aussi le la les l mon ma mes notre nos son sa ses leur pour'.split(' '),
);
const OF: ReadonlySet<string> = new Set('de du d la l ma mon notre ma'.split(' '));
const COMPANY: ReadonlySet<string> = new Set(
  'boite societe entreprise structure asso association'.split(' '),
);
const SAYS: ReadonlySet<string> = new Set([':', '=', 'c', 'est', 'cest', 'sera', 'ce']);
/** « ça » is typed « ca ». */
const SHORTEST = 3;

/** « le nom c’est Karima Traiteur », « zone Yvelines »: a question named at the head of a piece, and what is said of it. */
export function labelledPiece(text: string, form: Form): Labelled | undefined {
  const tokens = [...text.matchAll(/[:=]|[^\s:='’]+/gu)].map(({ 0: word, index }) => ({
    word: plain(word),
    at: index,
  }));
  const start = tokens.findIndex(({ word }) => !BEFORE.has(word));
  if (start < 0) return undefined;
  const found = waysOf(form).find(({ way }) =>
    way.every((word, index) => tokens[start + index]?.word === word),
  );
  if (!found) return undefined;
  let at = start + found.way.length;
  let after = at;
  while (OF.has(tokens[after]?.word ?? '')) after += 1;
  if (after > at && COMPANY.has(tokens[after]?.word ?? '')) at = after + 1;
  const said = at;
  while (SAYS.has(tokens[at]?.word ?? '')) at += 1;
  const rest = tokens[at] && text.slice(tokens[at]?.at).trim();
  return rest ? { field: found.field, text: rest, isSaid: at > said } : undefined;
}

interface Way {
  readonly field: Field;
  readonly way: readonly string[];
}
const known = new WeakMap<Form, readonly Way[]>();

/** All ways to name the questions of a form, the longest first; made once for a form. */
function waysOf(form: Form): readonly Way[] {
  const ways =
    known.get(form) ??
    form.fields
      .filter(({ type }) => !NEVER.has(type))
      .flatMap((field) => [field.label, ...field.words].map((way) => ({ field, way: wordsOf(way) })))
      .filter(({ way }) => way.join('').length >= SHORTEST)
      .sort((a, b) => b.way.length - a.way.length);
  known.set(form, ways);
  return ways;
}

const plain = (word: string): string =>
  word === ':' || word === '=' ? word : fold(word).replace(/[^\p{L}\p{N}]+/gu, '');
const wordsOf = (way: string): string[] =>
  fold(way)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
