import { tokensOf, tradesIn } from '#src/features/opportunities/matching/trades/trades.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';

/** Who writes, and what both sides already read without a name: its words tell of nobody. */
export interface Writer {
  readonly name: string;
  readonly person: string | undefined;
  readonly ordinary: Readonly<Record<'title' | 'fromDescribed' | 'toDescribed', string>>;
}

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  `sarl sas sasu sa eurl ei eirl sci snc scop scic scp selarl gie gip ess association asso societe ste cooperative
   entreprise entreprises etablissement etablissements ets fondation mutuelle groupe`.split(/\s+/),
);
/** What companies of this kind call themselves, and what anybody may write. */
const COMMON: ReadonlySet<string> = new Set(
  `adaptee adaptees insertion handicap esat atelier ateliers chantier chantiers structure solidaire solidaires solidarite
   social sociale sociaux emploi travail service services regie quartier quartiers france francais francaise ensemble
   partenaire partenaires avec pour dans chez plus notre votre nous vous professionnel professionnels
   proprete nettoyage entretien environnement developpement conseil conseils formation`.split(/\s+/),
);
const TITLES: ReadonlySet<string> = new Set(['monsieur', 'madame', 'mme', 'prenom', 'nom', 'des', 'les']);

/** Letters that a distinctive word of a company's name has, at least; and a part of a person's. */
const SHORTEST = { company: 4, person: 3 };
/** A whole name, written as one word. */
const SHORTEST_JOINED = 6;
/** Digits of a SIREN, and of a SIRET. */
const NUMBERS: ReadonlySet<number> = new Set([9, 14]);

/**
 * What in a message says who writes it: their name or a part of it, that of the company, without its legal form, or one of
 * its distinctive words, or its number. Undefined where nothing does. Pure.
 */
export function ownNamed(message: string, { name, person = '', ordinary }: Writer): string | undefined {
  return numberIn(message) ?? companyIn(message, name, ordinary) ?? personIn(message, person);
}

const numberIn = (message: string): string | undefined =>
  (message.match(/\d[\d\s]*/gu) ?? [])
    .map((run) => run.trim())
    .find((run) => NUMBERS.has(run.replace(/\s/gu, '').length));

function companyIn(message: string, name: string, ordinary: Writer['ordinary']): string | undefined {
  const told = bareWords(message);
  const own = bareWords(name)
    .split(' ')
    .filter((word) => !LEGAL_FORMS.has(word));
  const whole = own.join(' ');
  if (whole.length > 2 && ` ${told} `.includes(` ${whole} `)) return whole;
  const joined = own.join('');
  if (joined.length >= SHORTEST_JOINED && told.split(' ').includes(joined)) return joined;
  const known = new Set(
    tokensOf(`${ordinary.title} ${ordinary.fromDescribed} ${ordinary.toDescribed}`).map(({ stem }) => stem),
  );
  const isOrdinary = (word: string): boolean =>
    COMMON.has(word) ||
    tradesIn(tokensOf(word), true).length > 0 ||
    tokensOf(word).every(({ stem }) => known.has(stem));
  return wordOf(
    told,
    own.filter((word) => word.length >= SHORTEST.company && !isOrdinary(word)),
  );
}

const personIn = (message: string, person: string): string | undefined =>
  wordOf(
    bareWords(message),
    bareWords(person)
      .split(' ')
      .filter((part) => part.length >= SHORTEST.person && !TITLES.has(part)),
  );

/** The first of some words that is in a text of bare words. */
function wordOf(told: string, words: readonly string[]): string | undefined {
  const said = new Set(told.split(' '));
  return words.find((word) => said.has(word));
}
