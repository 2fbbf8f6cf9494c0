import { paragraph } from '#src/channel/blocks.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import {
  fileWish,
  formatsAsked,
  namedBy,
  onlyNear,
  orderAmong,
  partlyNames,
} from '#src/features/handouts/rules/asked.ts';
import { changesIn, tellsAddress, tellsChange } from '#src/features/handouts/rules/changes.ts';
import { typographic } from '#src/features/handouts/rules/fill.ts';
import { isLabelled, purchaseIn } from '#src/features/handouts/rules/purchase.ts';
import { saidWith } from '#src/features/handouts/rules/said-anew.ts';
import {
  type Fields,
  type KnownBefore,
  type Said,
  saidFor,
  wantedBy,
} from '#src/features/handouts/rules/told.ts';
import {
  aloneNamed,
  asksAnother,
  documentPieces,
  mayBeCalled,
  namedModel,
  nearModel,
  sideSaid,
  spokenModel,
  withKind,
} from '#src/features/handouts/rules/which-meant.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { HandoutModel, ValueKind } from '#src/knowledge/model/handout-model.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { ranksSaid } from '#src/reader/rank-said.ts';
import type { Side } from '#src/reader/speaker/who-speaks.ts';
import { isPutRight } from '#src/reader/standing/denial.ts';
import { asksClause, type ClauseBase, clauseNamed, clauseOf, clauseReply, knownOf } from './clause.ts';
import type { AnswerCheck, Clause } from './compose-clause.ts';
import { correctedDocument } from './correct.ts';
import { giveDocument } from './give.ts';
import type { GivenHandout, HandoutReply, PendingHandout } from './pending.ts';
import { together } from './together.ts';
import { askWhich } from './which.ts';

/** What documents to take away are made of. */
export interface HandoutParts {
  readonly models: () => Promise<readonly HandoutModel[]>;
  /** The index in service. */
  readonly base: () => ClauseBase;
  /** The check of answers. */
  readonly check: AnswerCheck;
}

/** How long what completes a document is waited for. */
const PATIENCE_MS = 2 * HOUR_MS;

/** Whether what comes next may still complete a document. */
export const isAwaited = ({ at }: Pick<PendingHandout, 'at'>, now: number): boolean => now - at < PATIENCE_MS;

/** A message longer than this is a story, not what was asked. */
const COMPLEMENT = 160;
/** A message longer than this tells more than the case that a document is made for. */
const LONGEST_CASE = 320;
const LEAVE =
  /\b(?:laisse[rz]? (?:en )?blanc|en blanc|je (?:ne )?(?:sais|connais) pas|jsp|aucune idee|plus tard|sans (?:le taux|la date|montant))\b/;
const QUESTION =
  /\?|\b(?:c'est quoi|qu'est[- ]ce|comment|pourquoi|combien|quel(?:le)?s?|ou (?:trouver|est)|est[- ]ce que|puis[- ]je|peut[- ]on|faut[- ]il|dois[- ]je)\b/;

/** What a message is read beside. */
interface About {
  readonly now: number;
  /** What was asked for before, if it may still be completed. */
  readonly pending?: PendingHandout | undefined;
  /** The last document that was given. */
  readonly given?: GivenHandout | undefined;
  /** Looks up what is known of the person beside, once a document is to be made. */
  readonly known?: (() => Promise<KnownBefore>) | undefined;
  /** Documents that were given before it, the last first. */
  readonly earlier?: readonly GivenHandout[] | undefined;
  /** A document is wanted, by what was learnt from examples: where none is named, it is asked which. */
  readonly isWanted?: boolean | undefined;
  /** It puts right what was told of a purchase. */
  readonly isCorrected?: boolean | undefined;
  /** The last document is to be put right, by what was learnt from examples. */
  readonly isFix?: boolean | undefined;
  /** By its button, the document that was offered below the last answer: « la lettre » that is wanted is that one. */
  readonly offered?: string | undefined;
}

/** The document that a message asks for, or completes; undefined for any other message. */
export async function handoutReply(
  parts: HandoutParts,
  said: string,
  about: About,
): Promise<HandoutReply | undefined> {
  const { now } = about;
  const order = about.isWanted ? undefined : orderAmong(said);
  const isWanted = about.isWanted === true || order !== undefined;
  const pending = about.pending && isAwaited(about.pending, now) ? about.pending : undefined;
  const text = order ?? said;
  if (pending?.open && callsOff(text))
    return { kind: 'help', blocks: [paragraph(texts.calledOff)], endsPending: true };
  const models = await parts.models();
  const known = onceOnly(about.known ?? (async (): Promise<KnownBefore> => ({})));
  const asked: Asked = { ...about, parts, text, models, pending, known, isWanted };
  return (
    (await several(asked)) ??
    (await besideLast(asked)) ??
    (await otherSide(asked)) ??
    (await putRight(asked)) ??
    (await namedReply(asked)) ??
    (pending && (await completedBy(parts, text, { ...asked, pending }))) ??
    (await anotherCase(parts, text, asked)) ??
    (await spokenClause(asked)) ??
    (isWanted ? meantReply(asked) : undefined)
  );
}

/** A message, and what it is read beside. */
interface Asked extends About {
  readonly parts: HandoutParts;
  readonly text: string;
  readonly models: readonly HandoutModel[];
  readonly pending: PendingHandout | undefined;
  readonly known: () => Promise<KnownBefore>;
  readonly isWanted: boolean;
}

/** What is looked up once for a message. */
function onceOnly<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= look();
    return found;
  };
}

/**
 * On which side of the contract who asks stands: by this message, by those for which the last document was given, by what
 * was told before, or by who sends that document.
 */
async function sideOf(asked: Asked): Promise<Side | undefined> {
  const { text, known, given, models } = asked;
  const last = givenNow(asked, models);
  const told = last && given ? sideSaid(given.said) : undefined;
  return sideSaid(text) ?? told ?? (await known()).contract?.side ?? last?.for;
}

/** A document or a clause, filled with what is said. */
async function replyOf(asked: Asked, named: NamedHandout): Promise<HandoutReply | undefined> {
  const { parts, text, now, known } = asked;
  if (named.model) {
    const fields = named.fields ?? (await keptFields(asked));
    return documentReply(parts, { ...(await withInvoice({ ...named, fields }, known)), text, now });
  }
  const { purchase, contract, hours } = await known();
  const base = parts.base();
  return clauseReply(named.clause, named.said, { base, check: parts.check, now, purchase, contract, hours });
}

/** A body that is no town: it is named so in passing, whatever town was told of. */
const OTHER_BODY =
  /\b(?:bailleur(?: social)?|office hlm|hopital|ehpad|departement|region|prefecture|universite|lycee|college)\b/;

/** What was put right in the last document of who writes, and to whom, where the message names nobody else. */
async function keptFields({ given, now, text, known }: Asked): Promise<Fields | undefined> {
  const { company, siret, buyer = '' } = given && isAwaited(given, now) ? (given.fields ?? {}) : {};
  const own = OTHER_BODY.exec(fold(text))?.[0];
  const told = buyer || ((await known()).purchase?.buyer ?? '');
  const isOther = own !== undefined && told !== '' && !fold(told).includes(own);
  const kept: Fields = {
    ...(company && { company }),
    ...(siret && { siret }),
    ...(isOther ? { buyer: own } : buyer && purchaseIn(text).buyer === undefined && { buyer }),
  };
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** The document, or the clause, that a message names. */
async function namedReply(asked: Asked): Promise<HandoutReply | undefined> {
  const { given, text, models } = asked;
  const model = givenNow(asked, models);
  const isAgain = given !== undefined && model !== undefined && partlyNames(text, model);
  const named = await namedIn(asked, isAgain);
  return named && replyOf(asked, named);
}

/** Several documents that one message names, given together: « la lettre au couvreur, et celle pour les perdants ». */
async function several(asked: Asked): Promise<HandoutReply | undefined> {
  const { text, models, parts, isWanted } = asked;
  const pieces = isWanted || fileWish(text) ? documentPieces(text) : [];
  if (pieces.length < 2) return undefined;
  const side = await sideOf(asked);
  const base = parts.base();
  const named = pieces.flatMap((piece): NamedHandout[] => {
    const model = namedModel(piece, models, side) ?? aloneNamed(piece, models);
    const clause = model ? undefined : clauseNamed(piece, base);
    const near = model || clause ? model : nearModel(piece, models, side);
    if (near) return [{ model: near, said: text }];
    return clause ? [{ clause, said: piece }] : [];
  });
  const different = [...new Map(named.map((one) => [(one.model ?? one.clause).id, one])).values()];
  if (different.length < 2) return undefined;
  const replies: HandoutReply[] = [];
  for (const one of different) {
    const reply = await replyOf(asked, one);
    if (reply) replies.push(reply);
  }
  return together(replies);
}

/**
 * Another document than the last one, which one sentence names: « refaites-la. Et la lettre d’attribution aussi », « ok
 * pour le rejet. Il me manque la lettre d’attribution ». With the last one made again, where the rest orders that.
 */
async function besideLast(asked: Asked): Promise<HandoutReply | undefined> {
  const { models, given, earlier = [] } = asked;
  const last = givenNow(asked, models);
  if (!given || !last || !asksSecond(asked)) return undefined;
  const text = withKind(asked.text.normalize('NFC').replace(/[’ʼ]/g, "'"), last);
  const side = await sideOf(asked);
  const isGiven = (id: string) => id === last.id || earlier.some(({ model }) => model === id);
  const named = documentPieces(text).flatMap((piece) => {
    const model = DENIES.test(fold(piece)) ? undefined : namedModel(piece, models, side);
    return model && !isGiven(model.id) ? [{ piece, model }] : [];
  });
  const [other] = named;
  if (!other) return undefined;
  const { piece, model } = other;
  const rest = text.replace(piece, ' ').trim();
  const again =
    rest !== text && AGAIN.test(fold(rest))
      ? await madeAgain({ ...asked, text: rest, isWanted: true, isFix: false }, last)
      : undefined;
  const next = await replyOf(asked, { model, said: saidWith(given.said, piece) });
  return next && together(again ? [again, next] : [next]);
}
const asksSecond = ({ text, isWanted, isFix = false }: Asked): boolean =>
  isWanted || isFix || fileWish(text) !== undefined || asksAnother(text) || correctsDocument(text);
/** What is said of a document that is not the one. */
const DENIES = /\b(?:pas|non|au lieu)\b/;

/** The last document, with what is said of it now. */
async function madeAgain(asked: Asked, model: HandoutModel): Promise<HandoutReply | undefined> {
  const { given, text } = asked;
  const changed = (await putRight(asked)) ?? (await anotherCase(asked.parts, text, asked));
  return (
    changed ?? (given && replyOf(asked, { model, said: saidWith(given.said, text), fields: given.fields }))
  );
}

/** Who writes stands on the other side than the document that was given: the one that they send is. */
async function otherSide(asked: Asked): Promise<HandoutReply | undefined> {
  const { text, models, given, parts, now } = asked;
  const model = givenNow(asked, models);
  const side = sideSaid(text);
  if (!given || model?.for === undefined || side === undefined || side === model.for) return undefined;
  if (!(asked.isWanted || asked.isFix || documentPieces(text).length > 0)) return undefined;
  // A clause that is named is the one that is wanted, whatever was given before.
  if (clauseNamed(text, parts.base())) return undefined;
  const all = `${given.said} ${text}`;
  const own = models.filter((one) => one.for === side);
  const meant = namedModel(text, own, side) ?? namedModel(all, own, side) ?? nearModel(all, own, side);
  if (meant) return replyOf(asked, { model: meant, said: text });
  return askWhich(all, { models: ofEither(models, side), base: parts.base(), now });
}

/** The documents that one may send who stands on a side. */
const ofEither = (models: readonly HandoutModel[], side: Side | undefined): readonly HandoutModel[] =>
  side === undefined ? models : models.filter((one) => one.for === undefined || one.for === side);

/**
 * A document that is wanted, and that nothing names: the clause or the document that was spoken of, the one that was
 * offered, the one that a word means by itself; else it is asked which.
 */
async function meantReply(asked: Asked): Promise<HandoutReply | undefined> {
  const { text, models, given, offered, parts, now, known } = asked;
  const side = await sideOf(asked);
  const { spokenOf = [] } = await known();
  const base = parts.base();
  const last = givenNow(asked, models);
  const own = ofEither(models, side);
  const fits = (model: HandoutModel | undefined) => (model && mayBeCalled(text, model) ? model : undefined);
  const meant =
    aloneNamed(text, own) ??
    (AGAIN.test(fold(text)) ? fits(last) : undefined) ??
    fits(own.find(({ button }) => button === offered)) ??
    (await ofInvoice(text, own, known)) ??
    (asksClause(text) ? undefined : fits(spokenModel(own, spokenOf, side)));
  if (!meant) return (await offeredReply(asked)) ?? askWhich(text, { models: own, base, now });
  const said = meant.id === last?.id && given ? saidWith(given.said, text) : text;
  const fields = meant.id === last?.id ? given?.fields : undefined;
  return replyOf(asked, { model: meant, said, fields });
}

/** « vous avez un modèle de clause ? »: the clause that was just spoken of, or that their last words name. */
async function spokenClause(asked: Asked): Promise<HandoutReply | undefined> {
  const { text, isWanted, parts, known } = asked;
  if (!asksClause(text) || !(isWanted || fileWish(text))) return undefined;
  const { spokenOf = [], recent = [], offers = [] } = await known();
  const base = parts.base();
  const offered = offers.map((said) => clauseNamed(said, base)).find(Boolean);
  const spoken = spokenOf.map(({ documentId }) => clauseOf(documentId, base)).find(Boolean);
  const named = isWanted
    ? recent.map((said) => clauseNamed(`${text} ${said}`, base)).find(Boolean)
    : undefined;
  const clause = spoken ?? named ?? offered;
  return clause && replyOf(asked, { clause, said: text });
}

/** « d’accord, préparez-la en Word »: the clause that was just offered, « demandez une clause pour… : je la prépare ». */
async function offeredReply(asked: Asked): Promise<HandoutReply | undefined> {
  const { text, parts, known } = asked;
  const { offers: [offer] = [] } = await known();
  if (offer === undefined || OTHER_KIND.test(fold(text))) return undefined;
  const clause = clauseNamed(offer, parts.base());
  return clause && replyOf(asked, { clause, said: text });
}

/** Another kind of document than a clause is called for. */
const OTHER_KIND =
  /\b(?:lettres?|courriers?|mails?|listes?|check-?lists?|trames?|memoires?|retro-?plannings?|plannings?|calendriers?|conventions?)\b/;

/** The last one is wanted once more. */
const AGAIN = /\b(?:refai|redonn|renvo|remet|ressor|reenvo)\w{0,6}|\b(?:encore|a nouveau|de nouveau)\b/;

/** What puts a document right: an order to, or what is told by its labels. */
const CORRECTS =
  /\b(?:corrig|rectifi|refai|refaire|repren|modifi|complet|remplac)\w{0,6}[- ]?(?:moi )?(?:la|le|l'|cette|ce|ma|mon|votre|les) ?(?:clause|close|texte|lettre|courrier|document|modele|fichier|word)\b/;

/** Whether a message puts right the document that was given last. */
export const correctsDocument = (text: string): boolean =>
  text.length <= LONGEST_CORRECTION &&
  (CORRECTS.test(fold(text)) ||
    tellsAddress(text) ||
    tellsChange(text) ||
    (isLabelled(text) && !text.includes('?')));
const LONGEST_CORRECTION = 600;

/** Whether a message puts right a sum or a time, and asks nothing: « la toiture c’est 2 mois, pas 3 ans ». */
export const correctsFacts = (text: string): boolean =>
  text.length <= LONGEST_CORRECTION &&
  !text.includes('?') &&
  isPutRight(fold(text)) &&
  /\d ?(?:ans?|mois|k?€|euros?|ht|ttc)(?!\p{L})/u.test(fold(text));

/** The document that was given last, with what a message puts right; undefined where it puts nothing right. */
async function putRight(asked: Asked): Promise<HandoutReply | undefined> {
  const { parts, text, now, models, isWanted, isFix = false, isCorrected = false } = asked;
  const last = lastGiven(asked);
  const corrects = isCorrected || correctsDocument(text);
  if (last?.model === undefined || (isWanted && !corrects)) return undefined;
  const isSaid = isFix || last.awaits !== undefined || corrects;
  if (!isSaid && !(isComplement(text) && (await isJustGiven(asked, last)))) return undefined;
  const known = await asked.known();
  const { figures } = parts.base();
  const model = models.find(({ id }) => id === last.model);
  const reply = model && (await correctedDocument({ ...asked, model, last, figures, known, isMeant: isFix }));
  if (reply || !isSaid) return reply;
  return completed(parts, model ? text : labelled(text, now), {
    now,
    pending: last,
    known,
    isWanted,
    isCorrected,
  });
}

/** Whether a document is the last thing that was said: what completes it then needs no word for that. */
async function isJustGiven({ pending, given, known }: Asked, { model }: PendingHandout): Promise<boolean> {
  if (pending && !pending.open) return true;
  return given?.model === model && (await known()).spokenOf?.[0]?.documentId === `models/${model}`;
}

/** What is changed of a clause, by the labels that it reads: « Objet : … ». */
function labelled(text: string, now: number): string {
  const wanted = new Set<ValueKind>(['object', 'buyer', 'place', 'lot']);
  const { set } = changesIn(text, { wanted, filled: new Map(), now });
  const said = [...set].map(([kind, value]) => `${LABELS[kind] ?? ''} : ${value}`);
  return said.length > 0 && !isLabelled(text) ? `${text}\n${said.join('. ')}` : text;
}
const LABELS: Partial<Record<ValueKind, string>> = {
  object: 'Objet',
  buyer: 'Acheteur',
  place: 'Lieu',
  lot: 'Lot',
};

/** The document that a message may put right: the one that it names, of the last ones; else the last. */
function lastGiven({ pending, given, earlier = [], now, text, models }: Asked): PendingHandout | undefined {
  const open = pending?.model === undefined ? undefined : pending;
  const last = open ?? (given && isAwaited(given, now) ? openAgain(given) : undefined);
  const named = namedModel(text, models, undefined)?.id;
  const other = named === last?.model ? undefined : earlier.find(({ model }) => model === named);
  return other && isAwaited(other, now) ? openAgain(other) : last;
}

const openAgain = (given: GivenHandout): PendingHandout => ({ ...given, open: false });

/** The model of the document that was given last, if that was not long ago. */
const givenNow = (
  { given, now }: Pick<About, 'given' | 'now'>,
  models: readonly HandoutModel[],
): HandoutModel | undefined =>
  given && isAwaited(given, now) ? models.find(({ id }) => id === given.model) : undefined;

/**
 * The last document that was given, made again for another case: « refais la liste, on est tout seuls », « c'est un
 * groupement, ça change la liste ? ». Undefined where nothing that is told changes it.
 */
async function anotherCase(
  parts: HandoutParts,
  text: string,
  about: Asked,
): Promise<HandoutReply | undefined> {
  const { now, known, isWanted, given, models } = about;
  const model = givenNow(about, models);
  if (!given || !model || text.length > LONGEST_CASE || !(isWanted || partlyNames(text, model)))
    return undefined;
  const beside = await known();
  const { figures } = parts.base();
  const { company, purchase, self } = beside;
  const said = saidWith(given.said, text);
  const { fields } = given;
  const at = { figures, now, company, purchase, self, fields };
  const [then, found] = [given.said, said].map((words) => saidFor(model, words, at));
  const changes = found && then && (differs(found.facts, then.facts) || differs(found.values, then.values));
  return changes ? documentReply(parts, { model, said, text, now, known: beside, fields }) : undefined;
}

/** The letter on a late payment, where that was just spoken of, and no other document comes near to what is wanted. */
async function ofInvoice(
  text: string,
  models: readonly HandoutModel[],
  known: () => Promise<KnownBefore>,
): Promise<HandoutModel | undefined> {
  const { invoice } = await known();
  if (invoice === undefined || onlyNear(text, models) !== undefined) return undefined;
  return models.find((model) => wantedBy(model).has('owed'));
}

/** A document on what is owed, with what was just said of the invoice: nobody says it twice. */
async function withInvoice(
  { model, said, fields }: NamedHandout & { readonly model: HandoutModel },
  known: () => Promise<KnownBefore>,
) {
  const beside = await known();
  const { invoice } = beside;
  const isOfInvoice = invoice !== undefined && wantedBy(model).has('owed');
  return { model, said: isOfInvoice ? saidWith(invoice, said) : said, known: beside, fields };
}

/** What is asked for by its name, and all that was said of it. */
type NamedHandout =
  | {
      readonly said: string;
      readonly model: HandoutModel;
      readonly clause?: undefined;
      readonly fields?: Fields | undefined;
    }
  | { readonly said: string; readonly clause: Clause; readonly model?: undefined };

const asksNamed = ({ isWanted, text }: Asked, last: HandoutModel | undefined): boolean =>
  isWanted || fileWish(text) !== undefined || (last !== undefined && asksAnother(text));

/** The document, or the clause, that a message asks for by its name or its button, or by its place in what was offered. */
async function namedIn(asked: Asked, isAgain: boolean): Promise<NamedHandout | undefined> {
  const { text, models, parts, pending, isWanted } = asked;
  const base = parts.base();
  const isChoice = pending !== undefined && choosesIn(pending, text);
  const last = givenNow(asked, models);
  const wanted = isChoice ? (chosenOf(pending, text) ?? text) : withKind(text, last);
  const pressed = models.find(({ button }) => button === wanted);
  if (!pressed && !isChoice && !asksNamed(asked, last)) return undefined;
  // What was said before it was asked which one is of this one.
  const said = pending?.offered ? saidWith(pending.said, wanted) : wanted;
  if (pressed) return { model: pressed, said };
  const side = await sideOf(asked);
  const model = namedModel(wanted, models, side);
  const clause = clauseNamed(wanted, base);
  if (model && (!clause || namedBy(wanted, model) > namedBy(wanted, clause.template))) return { model, said };
  if (clause) return { clause, said };
  const isNear = (isWanted && !isAgain && !asksClause(text)) || isChoice;
  const near = isNear ? nearModel(wanted, models, side) : undefined;
  return near && { model: near, said };
}

/** Whether a message may say which of the documents that were offered is wanted. */
export const choosesIn = ({ offered }: PendingHandout, text: string): boolean =>
  offered !== undefined && isComplement(text);

/** What was offered at the place that a message names. */
function chosenOf({ offered = [] }: PendingHandout, text: string): string | undefined {
  const [place, ...others] = ranksSaid(text, offered.length);
  return place === undefined || others.length > 0 ? undefined : offered[place];
}

/** The same, where the message may tell something of it. */
const completedBy = async (
  parts: HandoutParts,
  text: string,
  about: { now: number; pending: PendingHandout; known: () => Promise<KnownBefore>; isWanted: boolean },
): Promise<HandoutReply | undefined> => {
  const { pending, known, isWanted } = about;
  const may = isWanted || isComplement(text) || (pending.open && isAnswerAsked(text));
  return may ? completed(parts, text, { ...about, known: await known() }) : undefined;
};

/** What was asked for before, with what is told now; undefined when that tells nothing more of it. */
async function completed(
  parts: HandoutParts,
  text: string,
  about: {
    now: number;
    pending: PendingHandout;
    known: KnownBefore;
    isWanted: boolean;
    isCorrected?: boolean | undefined;
  },
): Promise<HandoutReply | undefined> {
  const { now, pending, known: beside, isWanted, isCorrected = false } = about;
  const { purchase, contract, hours } = beside;
  if (pending.model === undefined) return undefined;
  const said = saidWith(pending.said, text);
  const base = parts.base();
  const { figures } = base;
  const clause = clauseOf(pending.model, base);
  if (clause) {
    const today = parisDay(now);
    const then = knownOf(pending.said, figures, today);
    const known = knownOf(said, figures, today);
    const more = isCorrected || differs(known.values, then.values) || differs(openOf(known), openOf(then));
    return more
      ? clauseReply(clause, said, { base, check: parts.check, now, purchase, contract, hours })
      : undefined;
  }
  const model = (await parts.models()).find(({ id }) => id === pending.model);
  if (!model) return undefined;
  // What is known beside was so before, too.
  const { company, self } = beside;
  const { fields } = pending;
  const found = saidFor(model, said, { figures, now, company, purchase, self, fields });
  const before = saidFor(model, pending.said, { figures, now, company, purchase, self, fields });
  const given = differs(found.values, before.values);
  // « le même, mais en PDF »
  const isOtherFormat = isWanted && formatsAsked(text) !== undefined;
  const adds = LEAVE.test(fold(text)) || given || isOtherFormat || differs(found.facts, before.facts);
  if (adds) return documentReply(parts, { model, said, text, now, known: beside, fields });
  return text.includes('?') ? stillFilled(model, { text, before, figures, now }) : undefined;
}

/** « y a toujours mes 5 000 € et mes 20 jours ? »: what is asked after is said to be there, where it is. */
function stillFilled(
  model: HandoutModel,
  about: { text: string; before: Said; figures: FigureRegister; now: number },
): HandoutReply | undefined {
  const { text, before, figures, now } = about;
  const { values } = saidFor(model, text, { figures, now });
  const named = model.variables.filter(({ from }) => from !== 'today' && values.has(from));
  if (named.length === 0 || named.some(({ from }) => values.get(from) !== before.values.get(from)))
    return undefined;
  const known = named.map(({ label, from }) => `${label} : ${values.get(from)}`);
  return { kind: 'help', blocks: [paragraph(typographic(texts.stillThere(known)))] };
}

/** What the computation of a clause says: it changes with each of its values. */
const openOf = ({ hours }: ReturnType<typeof knownOf>): ReadonlyMap<number, string> =>
  new Map((hours?.steps ?? []).entries());

const differs = <K, V>(now: ReadonlyMap<K, V>, then: ReadonlyMap<K, V>): boolean =>
  [...now].some(([key, value]) => then.get(key) !== value);

function documentReply(
  parts: HandoutParts,
  asked: {
    readonly model: HandoutModel;
    readonly said: string;
    readonly text: string;
    readonly now: number;
    readonly known: KnownBefore;
    readonly fields?: Fields | undefined;
  },
): Promise<HandoutReply> {
  const { model, said, text, now, known, fields } = asked;
  const { figures } = parts.base();
  const found = saidFor(model, said, { figures, now, ...known, fields });
  return giveDocument({ model, said, found, figures, now, leaves: LEAVE.test(fold(text)), fields });
}

const isComplement = (text: string): boolean =>
  text.length <= COMPLEMENT && !QUESTION.test(fold(text)) && /\p{L}|\d/u.test(text);

/** What gives a figure that was asked for, whatever its mark: « y a mes 5 000 € et 20 jours ? ». */
const isAnswerAsked = (text: string): boolean => /\d/.test(text) && isComplement(text.replaceAll('?', ' '));
