import { contactsIn } from '#src/knowledge/screen/contact-details.ts';
import { placesSaid } from '#src/reference/places-said.ts';

/** What of a person may stand in the words of a question. */
export const PERSONAL = ['amount', 'contact', 'address', 'number', 'place', 'name'] as const;
export type Personal = (typeof PERSONAL)[number];

const AMOUNT =
  /(?<![\p{L}\d])\d[\d .,\u00A0\u202F]{0,20}(?:€|k€|M€|euros?(?!\p{L})|[kK](?!\p{L})|millions?(?!\p{L}))/u;
const ADDRESS =
  /(?<!\d)\d{1,4}(?: ?(?:bis|ter|quater))?,? {1,3}(?:rue|avenue|av\.|boulevard|bd|chemin|impasse|allées?|quai|route|place|square|cours)(?!\p{L})/iu;
/** « 93100 Montreuil », « à Pantin 93500 »; five digits before a unit are an amount. */
const POSTCODE = /(?<![\d.,])\d{5}(?= {1,3}\p{Lu})|\p{Lu}\p{L}{1,30} {1,3}\d{5}(?!\d)/u;
/** Of a company, of a bank account, of a person: nine digits or more, however they are spaced. */
const LONG_NUMBER = /(?<!\d)\d(?:[ .\u00A0\u202F-]?\d){8,30}(?!\d)/u;
const NAME =
  /(?<!\p{L})(?:M\.|MM\.|Mr|Mme|Mlle|Monsieur|Madame|Maître|je m['’]appelle|(?:société|entreprise|association|sarl|sas|scop)) {1,3}(?:«|\p{Lu})/iu;
/** « Monsieur » and a small letter is no name; the capital is looked at apart, for the rest has any case. */
const CAPITAL = / {1,3}(?:«|\p{Lu})/u;

/** What a wording holds that is somebody's, and that nobody else asks with. Nothing is sure of names: people read it too. */
export function personalIn(text: string): Personal[] {
  // A number by itself is no place: « 10 ou 11 jours ».
  const { regions, departments, towns } = placesSaid(text.replace(/\d+/g, ' '), true);
  const name = NAME.exec(text)?.[0];
  const holds: Readonly<Record<Personal, boolean>> = {
    amount: AMOUNT.test(text),
    contact: contactsIn(text).length > 0,
    address: ADDRESS.test(text) || POSTCODE.test(text),
    number: LONG_NUMBER.test(text),
    place: regions.length + departments.length + towns.length > 0,
    name: name !== undefined && CAPITAL.test(name),
  };
  return PERSONAL.filter((kind) => holds[kind]);
}
