import type { Value } from '#src/company/form/answers.ts';
import type { Field, Form } from '#src/company/form/form.ts';
import { bracketOf } from '#src/company/form/read-field.ts';
import { readActivities } from '#src/company/form/readers/activities.ts';
import { optionsIn } from '#src/company/form/readers/choice.ts';
import { readDate } from '#src/company/form/readers/date.ts';
import { nameSaidIn } from '#src/company/form/readers/name.ts';
import { readHeadcount, readTurnover } from '#src/company/form/readers/number.ts';
import { readPhone } from '#src/company/form/readers/phone.ts';
import { townSaidIn } from '#src/company/form/readers/places.ts';
import { readPlain } from '#src/company/form/readers/plain.ts';
import { siretsIn } from '#src/company/form/readers/siret.ts';
import { addressesIn, checkAddress } from '#src/person/rules/email-address.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { ToldClause } from './position.ts';

/** Messages that tell several things at once are not longer than this. */
const MOST = 400;
const COUNT =
  '(\\d[\\d \\u00a0.]{0,15}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|aucun|zero)';
const PEOPLE = new RegExp(`(?:^|[^\\d.,])${COUNT} (?:salarie|employe|personne|collaborat|permanent|etp)`);
/** « on est trois », « nous sommes 12 »: of a company, whom it counts. « on est deux lots », « à 3 km » count something else. */
const WE_ARE = new RegExp(
  `\\b(?:on est|on sera|nous sommes|on bosse a|on travaille a|equipe de) ${COUNT}(?= ?(?:$|[,.;!?)]|(?:et|mais|a|au|dans|sur|pour|depuis|en tout|associe|gars|ouvrier|compagnon|avec)\\b))`,
);
const MONEY = /\d(?:[\d .,\u00a0\u202f]{0,20}\d)? ?(?:k|m|mille|millions?)?\s?(?:€|eur\b|euros?\b)/;
const TURNOVER = /\b(?:ca|chiffre d'affaires?)\b/;
const CREATED =
  /\b(?:cree|creee|fondee?|lancee?|nee?|depuis|existe|immatriculee?)\b.{0,30}?(?:\d{4}|il y a .{1,12} ans?)|\bil y a .{1,12} ans?\b/;

/** « ça », as it is typed in haste: the form « SA » is told in capitals. */
const THAT = /(?<!\p{L})sa(?!\p{L})/gu;

/**
 * Answers to other questions that a message tells in the same breath: « SAS à Montreuil, 12 salariés ». Only what says
 * by itself what it is: a number alone answers nothing but its own question.
 * @param today « YYYY-MM-DD »
 */
export function saidInPassing(form: Form, text: string, today: string): Map<string, Value> {
  const found = new Map<string, Value>();
  if (text.length > MOST || /<[a-z!/][^<>@]*>/i.test(text)) return found;
  for (const field of form.fields) {
    const value = valueFor(field, text, today);
    if (value !== undefined) found.set(field.id, value);
  }
  return found;
}

/** What the clauses of a message tell that only their meaning says: a name, a trade. */
export function toldByClauses(form: Form, clauses: readonly ToldClause[]): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const { text, tells } of clauses) {
    const words = text.replace(LINKED, '');
    const field = form.fields.find(({ id, type }) =>
      tells === 'name' ? id === 'name' : tells === 'activity' && type === 'activities',
    );
    const name = tells === 'name' ? nameSaidIn(words) : undefined;
    if (!field || found.has(field.id) || (tells === 'name' && name === undefined)) continue;
    const read =
      field.type === 'activities' ? readActivities(words, field.max) : readPlain(name ?? words, field.max);
    if (read.ok) found.set(field.id, read.value);
  }
  return found;
}

/** What links a clause to the one before. */
const LINKED = /^(?:(?:et|mais|puis|alors|donc|sinon|aussi|du coup)[ ,]+)+/i;

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a few lines for each type of field
function valueFor(field: Field, text: string, today: string): Value | undefined {
  const folded = fold(text).replace(/\s+/g, ' ');
  switch (field.type) {
    case 'siret': {
      const [siret, ...others] = siretsIn(text);
      return others.length === 0 ? siret : undefined;
    }
    case 'email': {
      const read = addressesIn(text).length === 1 ? checkAddress(text) : undefined;
      return read?.ok ? read.value : undefined;
    }
    case 'phone': {
      const number = /(?<!\d[ .-]?)(?:\+33|0)[ .]?[1-9](?:[ .-]?\d{2}){4}(?![ .]?\d)/.exec(text)?.[0];
      const read = number === undefined ? undefined : readPhone(number);
      return read?.ok ? read.value : undefined;
    }
    case 'headcount': {
      const people = (PEOPLE.exec(folded) ?? WE_ARE.exec(folded))?.[1];
      const read = people === undefined ? undefined : readHeadcount(people);
      return read?.ok ? bracketOf(field, read.value) : undefined;
    }
    case 'turnover': {
      const money = TURNOVER.test(folded) ? MONEY.exec(folded)?.[0] : undefined;
      const read = money === undefined ? undefined : readTurnover(money);
      return read?.ok ? bracketOf(field, read.value) : undefined;
    }
    case 'date': {
      const created = CREATED.exec(folded)?.[0];
      const read = created === undefined ? undefined : readDate(created, today);
      return read?.ok ? read.value : undefined;
    }
    case 'town':
      return townSaidIn(text);
    case 'choice': {
      // The one choice of which each way to say it means only that.
      if (field.id !== 'legal-form') return undefined;
      const said = text.replace(THAT, ' ');
      const [form, ...others] = optionsIn(said, field.choices).filter(({ id }) => id !== 'other');
      return others.length === 0 ? form?.id : undefined;
    }
    default:
      return undefined;
  }
}
