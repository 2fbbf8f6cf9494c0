import type { HandoutModel } from '#src/knowledge/model/handout-model.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type Side, sideIn } from '#src/reader/speaker/who-speaks.ts';
import { bestNamed, namedBy, onlyNear } from './asked.ts';
import type { SpokenOf } from './told.ts';

/** On which side a message says that its author stands; undefined where it does not say. */
// Who asks for a clause may be a buyer, whatever else is likely: only a buyer is believed here.
export const sideSaid = (text: string): Side | undefined => (sideIn(text) === 'buyer' ? 'buyer' : undefined);

/** Models as somebody of a side names them: what is sent by the other side is theirs only where nothing else is named. */
function ofSide(
  models: readonly HandoutModel[],
  side: Side | undefined,
): { own: readonly HandoutModel[]; others: readonly HandoutModel[] } {
  const isOthers = (model: HandoutModel) =>
    side !== undefined && model.for !== undefined && model.for !== side;
  const own = models
    .filter((model) => !isOthers(model))
    .map((model) =>
      side !== undefined && model.for === side
        ? { ...model, asked_as: [...model.asked_as, ...model.own_as] }
        : model,
    );
  return { own, others: models.filter(isOthers) };
}

/** The document that a message names best, of those that one sends who stands on a side. */
export function namedModel(
  text: string,
  models: readonly HandoutModel[],
  side: Side | undefined,
): HandoutModel | undefined {
  const { own, others } = ofSide(models, side);
  return bestNamed(text, own) ?? bestNamed(text, others);
}

/** The only document that a message comes near to naming; what a buyer sends is for who is known to be one. */
export function nearModel(
  text: string,
  models: readonly HandoutModel[],
  side: Side | undefined,
): HandoutModel | undefined {
  const { own } = ofSide(models, side);
  const near = onlyNear(text, own);
  return near?.for === 'buyer' && side !== 'buyer' && namedBy(text, near) === 0 ? undefined : near;
}

/** The document that one word of a message means by itself: « et le calendrier ? »; undefined where several do. */
export function aloneNamed(text: string, models: readonly HandoutModel[]): HandoutModel | undefined {
  const found = models.filter(
    ({ alone_as, not_with }) => namedBy(text, { asked_as: alone_as, not_with }) > 0,
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Words for a kind of document, and the kind that they are for. */
const LETTER = /\b(?:lettres?|letres?|courr?iers?|mails?|mise en demeure)\b/;

/** Whether a document may be what a message calls a letter, or calls nothing. */
export const mayBeCalled = (
  text: string,
  { letter, not_with }: Pick<HandoutModel, 'letter' | 'not_with'>,
): boolean => (!LETTER.test(fold(text)) || letter) && namedBy(text, { asked_as: not_with }) === 0;

/** « celle pour le gagnant », « et celui du rejet », after a letter: another letter is wanted. */
const ANOTHER =
  /^\W{0,3}(?:(?:et|ok|oui|merci|maintenant|puis|super|aussi),? ){0,3}(?:il (?:me|nous) (?:faut|manque) )?(?:celles?|celui)(?: aussi)? (?:pour|de|du|des|aux?|d'|a)(?![a-z])/;
const SAME_KIND = /(?<!\p{L})(?:celles?|celui)(?= (?:aussi )?(?:pour|de|du|des|aux?|à|d['’])(?!\p{L}))/giu;

/** Whether a message asks, after a document, for another one of its kind. */
export const asksAnother = (text: string): boolean =>
  text.length <= SHORT && !text.includes('?') && ANOTHER.test(fold(text).replace(/[’ʼ]/g, "'"));
const SHORT = 120;

/** The same, its « celle » said by the kind of document that it stands for. */
export const withKind = (text: string, last: Pick<HandoutModel, 'letter'> | undefined): string =>
  last?.letter && !LETTER.test(fold(text)) ? text.replace(SAME_KIND, 'lettre') : text;

/** The document that was just spoken of: given, or of the subject of the last answer. */
export function spokenModel(
  models: readonly HandoutModel[],
  spokenOf: readonly SpokenOf[],
  side: Side | undefined,
): HandoutModel | undefined {
  for (const one of spokenOf) {
    const found = models.find((model) => `models/${model.id}` === one.documentId) ?? besideOf(models, one);
    if (found && (side === undefined || found.for === undefined || found.for === side)) return found;
  }
  return undefined;
}

/** The document that is offered beside a page: one of the section itself before one of the page. */
export function besideOf(
  models: readonly HandoutModel[],
  { documentId, section }: SpokenOf,
): HandoutModel | undefined {
  const anchors = models.flatMap((model) =>
    model.beside.flatMap((page) => {
      const [id, anchor] = page.split('#');
      return id === documentId ? [{ model, anchor }] : [];
    }),
  );
  const own = section === undefined ? undefined : bareSlug(section);
  const ofSection = anchors.find(({ anchor }) => anchor !== undefined && own?.startsWith(anchor));
  return (ofSection ?? anchors.find(({ anchor }) => anchor === undefined))?.model;
}

/** A heading as an address writes it. */
const bareSlug = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Words for any document: each piece of a message that asks for several has one. */
const DOCUMENT =
  /\b(?:lettres?|letres?|courr?iers?|mails?|listes?|check-?lists?|retro-?plannings?|plannings?|calendriers?|echeanciers?|trames?|modeles?|clauses?|memoires?|documents?|papiers?|conventions?|celles?|celui|ceux|autre)\b/;
const BETWEEN =
  /[,;.!?\n+]+(?!\d)|\b(?:et aussi|et puis|ainsi que|mais aussi|puis|et|plus) (?=(?:aussi |pour |moi |donne[rz]? |faites |fais |envoye[rz] |prepare[rz] |je (?:veux|voudrais) |il (?:me|nous) faut ){0,2}(?:l'|la |le |les |une? |celle|celui|votre |notre |mon |ma ))/iu;

/** The pieces of a message that each name a document: « la lettre au couvreur », « la lettre aux perdants ». */
export function documentPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let noun = 'lettre';
  for (const piece of text.normalize('NFC').replace(/[’ʼ]/g, "'").split(BETWEEN)) {
    const named = DOCUMENT.exec(fold(piece))?.[0];
    if (named === undefined) continue;
    const stands = /^(?:celles?|celui|ceux|autre)$/.test(named);
    if (!stands) noun = named;
    pieces.push((stands ? `${noun} ${piece}` : piece).trim());
  }
  return pieces;
}
