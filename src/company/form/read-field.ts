import { readActivities } from '#src/company/form/readers/activities.ts';
import { readChoice, readChoices } from '#src/company/form/readers/choice.ts';
import { readDate } from '#src/company/form/readers/date.ts';
import { readHeadcount, readTurnover } from '#src/company/form/readers/number.ts';
import { readPhone } from '#src/company/form/readers/phone.ts';
import { readPlaces, readTown } from '#src/company/form/readers/places.ts';
import { readPlain } from '#src/company/form/readers/plain.ts';
import { bad, good, type Read } from '#src/company/form/readers/read.ts';
import { readSiret } from '#src/company/form/readers/siret.ts';
import { readerErrors as errors } from '#src/company/form/readers/texts.ts';
import { readWebsite } from '#src/company/form/readers/website.ts';
import { readYesNo } from '#src/company/form/readers/yes-no.ts';
import { checkAddress } from '#src/person/rules/email-address.ts';
import { hasMarkup, tidy } from '#src/platform/french/plain-words.ts';
import type { Value } from './answers.ts';
import type { Field } from './form.ts';

/** Longest answer that any question but a free one may need. */
const MOST = 1_000;

/**
 * Reads an answer to a question of the form.
 * @param today « YYYY-MM-DD »
 */
export function readField(field: Field, text: string, today: string): Read<Value> {
  const read = readByType(field, text, today);
  return read.ok || field.error === undefined ? read : bad(`${field.error} ${read.error}`);
}

function readByType(field: Field, text: string, today: string): Read<Value> {
  const { length } = text;
  const most = ['text', 'activities'].includes(field.type) ? field.max : MOST;
  if (length > most) return bad(errors.tooLong(most, length));
  const said = tidy(text);
  if (said === '') return bad(errors.nothing);
  // « Anne <anne@exemple.fr> » is how mail programs write an address.
  if (field.type !== 'email' && field.type !== 'siret' && hasMarkup(said)) return bad(errors.tags);
  switch (field.type) {
    case 'siret':
      return readSiret(said);
    case 'text':
      return readPlain(said, field.max);
    case 'choice':
      return readChoice(said, field.choices);
    case 'choices':
      return readChoices(said, field.choices);
    case 'yes-no':
    case 'consent':
      return readYesNo(said);
    case 'date':
      return readDate(said, today);
    case 'headcount':
      return bracket(field, said, readHeadcount);
    case 'turnover':
      return bracket(field, said, readTurnover);
    case 'activities':
      return readActivities(said, field.max);
    case 'places':
      return readPlaces(said);
    case 'town':
      return readTown(said);
    case 'email':
      return checkAddress(said);
    case 'phone':
      return readPhone(said);
    case 'website':
      return readWebsite(said);
    default:
      return field.type satisfies never;
  }
}

/** A bracket by its own name, or by a number that falls in it. */
function bracket(field: Field, text: string, readNumber: (text: string) => Read<number>): Read<Value> {
  const named = readChoice(text, field.choices);
  const isPlace = /^\s*\d{1,2}\s*$/.test(text);
  if (named.ok && !isPlace) return named;
  const read = readNumber(text);
  return read.ok ? good(bracketOf(field, read.value)) : read;
}

/** The bracket of a number. */
export const bracketOf = (field: Field, value: number): string =>
  field.choices.findLast(({ from = 0 }) => value >= from)?.id ?? '';
