import type { Value } from '#src/company/form/answers.ts';
import type { Form } from '#src/company/form/form.ts';
import { looksLikeQuestion } from '#src/company/form/form-words.ts';
import { nameSaidIn } from '#src/company/form/readers/name.ts';
import { siretsIn } from '#src/company/form/readers/siret.ts';
import type { ClauseSaid } from '#src/reader/answer/clause-said.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { sectorsIn } from '#src/reference/sectors.ts';
import { saidInPassing } from './said-in-passing.ts';
import { meantBy } from './told-in-pieces.ts';

/** Words of the longest piece that says how many they are and nothing beside: « on est 3 », « 25 salariés ». */
const FEW = 5;
/** Characters of the longest message that is read so. */
const LONGEST = 400;

/**
 * What a message tells of the company of who wants to be referenced, « je suis traiteur à Montreuil, on est 3 »: its trade,
 * its town, how many they are, its SIRET. A story names buyers, clients and other towns as well: only the pieces count that
 * speak of one's own company, as learnt from examples, that ask nothing and name no buyer. A name is asked, as are the
 * form and the ways to be reached.
 * @param today « YYYY-MM-DD »
 */
export function toldAtStart(
  form: Form,
  text: string,
  pieces: readonly ClauseSaid[],
  today: string,
): Map<string, Value> {
  const told = new Map<string, Value>();
  const take = (from: ReadonlyMap<string, Value>, type: 'town' | 'headcount') => {
    const field = form.fields.find((one) => one.type === type);
    const value = field && from.get(field.id);
    if (field && value !== undefined && !told.has(field.id)) told.set(field.id, value);
  };
  const siret = siretAtStart(text);
  const field = form.fields.find(({ type }) => type === 'siret');
  if (field && siret !== undefined) told.set(field.id, siret);
  const own = pieces.filter((piece) => !isOfElse(piece.text));
  for (const piece of own) {
    const said = saidInPassing(form, piece.text, today);
    const isOwn = tellsOfOneself(piece);
    if (isOwn) take(said, 'town');
    if (isOwn || piece.text.split(/\s+/).length <= FEW) take(said, 'headcount');
  }
  const trade = tradeIn(own.filter(tellsOfOneself));
  const activities = form.fields.find(({ type }) => type === 'activities');
  if (activities && trade) told.set(activities.id, trade);
  return told;
}

/** The one SIRET of a message that names no buyer; undefined where it may be that of somebody else. */
export function siretAtStart(text: string): string | undefined {
  const [siret, ...others] = siretsIn(text);
  return others.length > 0 || text.length > LONGEST || isOfElse(text) ? undefined : siret;
}

/** The sectors that pieces name, by their own names: the words around them are no offer to read out. A name may have one in it. */
function tradeIn(pieces: readonly ClauseSaid[]): Value | undefined {
  const sectors = sectorsIn(
    pieces.flatMap(({ text }) => (nameSaidIn(text) === undefined ? text : [])).join(', '),
  );
  return sectors.length > 0
    ? { said: sectors.map(({ label }) => label).join(', '), sectors: sectors.map(({ id }) => id) }
    : undefined;
}

const isOfElse = (text: string): boolean => looksLikeQuestion(text) || detectCase(text).buyer !== undefined;

/** It tells a name or a trade: somebody speaks of their own company. */
const tellsOfOneself = ({ scores }: ClauseSaid): boolean => meantBy(scores) !== undefined;
