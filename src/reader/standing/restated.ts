import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { sideIn } from '#src/reader/speaker/who-speaks.ts';
import { type Speaker, speakerAfter } from '#src/reader/told.ts';
import { deniedRoles, roleIn } from './role.ts';

/** A message that puts right who speaks. */
export interface Restated {
  /** What it says besides, in its author's words; empty where it says nothing more. */
  readonly left: string;
  /** Who speaks, once it is said. */
  readonly speaker: Speaker;
}

/** Where a clause ends: a hyphen and an apostrophe are of their word. */
const CLAUSE = /(?<=[.,;:!?\n…])/u;
const WORD = /[\p{L}\p{N}]+/gu;

/** All that a clause may hold which only says who speaks, besides the names of who that is. */
const AROUND: ReadonlySet<string> = new Set(
  `je j jsuis jsui chui chuis suis on est sommes nous moi c ce cest etes es qui que qu vous tu te me m a au aux l le la les un une
  des d de du en tant comme pas plus ni non mais ah oh euh bon ben attention hein enfin alors donc bien juste seulement
  toujours parlez parler parle devez doit dis dit repete redis deja ai vraiment et ne n pourtant puisque ici bonjour votre
  notre mon ma mes son leur sa petite petit simple eux elle lui putain`.split(/\s+/),
);
const NAMES: ReadonlySet<string> = new Set(
  `sous traitant traitante traitants traitantes soustraitant soustraitante titulaire titulaires attributaire attributaires entreprise
  entreprises societe boite candidat candidate prestataire fournisseur vendeur acheteur acheteuse acheteurs mairie commune
  ville collectivite`.split(/\s+/),
);
/** Who says « je », « nous »: a clause about « la mairie » alone is not about who speaks. */
const SELF: ReadonlySet<string> = new Set('je j jsuis jsui chui chuis moi nous on suis sommes'.split(' '));
/** What a clause that sends something away holds; a « non » before it corrects the answer, and is read with what follows. */
const DENIES: ReadonlySet<string> = new Set('pas plus ni'.split(' '));

type Kind = 'denies' | 'states' | 'other';

/** Whether a clause only says who speaks, or who does not. */
function kindOf(clause: string): Kind {
  const words = fold(clause).match(WORD) ?? [];
  if (!words.some((word) => NAMES.has(word)) || !words.every((word) => NAMES.has(word) || AROUND.has(word)))
    return 'other';
  if (words.some((word) => DENIES.has(word))) return 'denies';
  return words.some((word) => SELF.has(word)) ? 'states' : 'other';
}

/**
 * Who speaks and what is left of a message that puts it right: « jsuis pas sous traitant, c’est moi le titulaire. en combien
 * de jours… » asks only in how many days. What it denies would be searched as if it were asked. Undefined for a message that
 * denies nothing of its author, and says nothing of them that was told before.
 */
export function restatedIn(message: string, before: Speaker | undefined): Restated | undefined {
  const clauses = message.split(CLAUSE);
  const kinds = clauses.map(kindOf);
  const speaker = speakerAfter(message, before);
  const isPutRight =
    kinds.includes('denies') ||
    (kinds.includes('states') && (saysAgain(message, before ?? {}) || !kinds.includes('other')));
  if (!isPutRight) return undefined;
  // A role that is stated is of the question as well: « je suis sous-traitant, comment être payé ? ».
  const isKept = (kind: Kind) => kind === 'other' || (kind === 'states' && speaker.role === 'subcontractor');
  const left = clauses
    .filter((_, at) => isKept(kinds[at] as Kind))
    .join('')
    .replace(/^[\s,;:.!…]+/u, '')
    .trim();
  return { left: contentWords(left).length > 0 ? left : '', speaker };
}

/** A question without the clauses that only say who speaks, to be asked anew of somebody else. */
export function withoutSpeaker(question: string): string {
  const left = question
    .split(CLAUSE)
    .filter((clause) => kindOf(clause) === 'other')
    .join('')
    .trim();
  return left || question;
}

/** Whether a message says who speaks, and that was told before. */
function saysAgain(message: string, { side, role }: Speaker): boolean {
  const text = fold(message).replace(/\s+/g, ' ');
  const own = roleIn(text);
  if (own !== undefined) return own === role;
  return deniedRoles(text).length > 0 || (side !== undefined && sideIn(text) === side);
}
