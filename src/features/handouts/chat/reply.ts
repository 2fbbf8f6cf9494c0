import { paragraph } from '#src/channel/blocks.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import {
  bestNamed,
  fileWish,
  formatsAsked,
  namedBy,
  onlyNear,
  partlyNames,
} from '#src/features/handouts/rules/asked.ts';
import { typographic } from '#src/features/handouts/rules/fill.ts';
import { isLabelled } from '#src/features/handouts/rules/purchase.ts';
import { saidWith } from '#src/features/handouts/rules/said-anew.ts';
import { type KnownBefore, type Said, saidFor, wantedBy } from '#src/features/handouts/rules/told.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { HandoutModel } from '#src/knowledge/model/handout-model.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { ranksSaid } from '#src/reader/rank-said.ts';
import { type ClauseBase, clauseNamed, clauseOf, clauseReply, knownOf } from './clause.ts';
import type { AnswerCheck, Clause } from './compose-clause.ts';
import { giveDocument } from './give.ts';
import type { GivenHandout, HandoutReply, PendingHandout } from './pending.ts';
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
  /** A document is wanted, by what was learnt from examples: where none is named, it is asked which. */
  readonly isWanted?: boolean | undefined;
  /** It puts right what was told of a purchase. */
  readonly isCorrected?: boolean | undefined;
  /** By its button, the document that was offered below the last answer: « la lettre » that is wanted is that one. */
  readonly offered?: string | undefined;
}

/** The document that a message asks for, or completes; undefined for any other message. */
export async function handoutReply(
  parts: HandoutParts,
  text: string,
  about: About,
): Promise<HandoutReply | undefined> {
  const { now, known = async (): Promise<KnownBefore> => ({}), isWanted = false, offered } = about;
  const pending = about.pending && isAwaited(about.pending, now) ? about.pending : undefined;
  if (pending?.open && callsOff(text))
    return { kind: 'help', blocks: [paragraph(texts.calledOff)], endsPending: true };
  const models = await parts.models();
  const base = parts.base();
  const given = givenNow(about, models);
  const isAgain = given !== undefined && partlyNames(text, given);
  const corrected = await putRight(parts, text, { ...about, pending, known, isWanted });
  if (corrected) return corrected;
  const named = namedIn(text, { models, base, pending, isWanted, isAgain });
  if (named?.model) return documentReply(parts, { ...(await withInvoice(named, known)), text, now });
  if (named?.clause) {
    const { purchase, contract, hours } = await known();
    return clauseReply(named.clause, named.said, {
      base,
      check: parts.check,
      now,
      purchase,
      contract,
      hours,
    });
  }
  const done = pending && (await completedBy(parts, text, { now, pending, known, isWanted }));
  const again = done || (await anotherCase(parts, text, { ...about, known, models }));
  if (again || !isWanted) return again || undefined;
  const shown = models.find(({ button }) => button === offered) ?? (await ofInvoice(text, models, known));
  if (shown)
    return documentReply(parts, { ...(await withInvoice({ model: shown, said: text }, known)), text, now });
  return askWhich(text, { models, base, now });
}

/** What puts a document right: an order to, or what is told by its labels. */
const CORRECTS =
  /\b(?:corrig|rectifi|refai|refaire|repren|modifi|complet|remplac)\w{0,6}[- ]?(?:moi )?(?:la|le|l'|cette|ce|ma|mon|votre|les) ?(?:clause|close|texte|lettre|courrier|document|modele|fichier|word)\b/;

/** Whether a message puts right the document that was given last. */
export const correctsDocument = (text: string): boolean =>
  text.length <= LONGEST_CORRECTION &&
  (CORRECTS.test(fold(text)) || (isLabelled(text) && !text.includes('?')));
const LONGEST_CORRECTION = 600;

/** What says that something was taken for something else. */
const NOT_SO =
  /^\W*(?:non|nan|mais non|attention|pardon|erreur)\b|\b(?:est|etait|sont|c) pas\b|\bpas (?:pour )?(?:la|le|les|l'|celui|celle|\d)|\bau lieu de\b|\ben fait\b|\bfinalement\b/;

/** Whether a message puts right a sum or a time, and asks nothing: « la toiture c’est 2 mois, pas 3 ans ». */
export const correctsFacts = (text: string): boolean =>
  text.length <= LONGEST_CORRECTION &&
  !text.includes('?') &&
  NOT_SO.test(fold(text)) &&
  /\d ?(?:ans?|mois|k?€|euros?|ht|ttc)(?!\p{L})/u.test(fold(text));

/** The document that was given last, with what a message puts right; undefined where it puts nothing right. */
async function putRight(
  parts: HandoutParts,
  text: string,
  about: Omit<About, 'known' | 'isWanted'> & {
    readonly known: () => Promise<KnownBefore>;
    readonly isWanted: boolean;
  },
): Promise<HandoutReply | undefined> {
  const { now, given, known, isWanted } = about;
  const pending = about.pending ?? (given && isAwaited(given, now) ? openAgain(given) : undefined);
  if (!pending || !(about.isCorrected || correctsDocument(text))) return undefined;
  const { isCorrected } = about;
  return completed(parts, text, { now, pending, known: await known(), isWanted, isCorrected });
}

const openAgain = ({ model, said, at }: GivenHandout): PendingHandout => ({ model, said, at, open: true });

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
  about: Omit<About, 'known'> & {
    readonly known: () => Promise<KnownBefore>;
    readonly models: readonly HandoutModel[];
  },
): Promise<HandoutReply | undefined> {
  const { now, known, isWanted = false, given, models } = about;
  const model = givenNow(about, models);
  if (!given || !model || text.length > LONGEST_CASE || !(isWanted || partlyNames(text, model)))
    return undefined;
  const beside = await known();
  const { figures } = parts.base();
  const { company, purchase, self } = beside;
  const said = saidWith(given.said, text);
  const at = { figures, now, company, purchase, self };
  const [then, found] = [given.said, said].map((words) => saidFor(model, words, at));
  const changes = found && then && (differs(found.facts, then.facts) || differs(found.values, then.values));
  return changes ? documentReply(parts, { model, said, text, now, known: beside }) : undefined;
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
  { model, said }: { readonly model: HandoutModel; readonly said: string },
  known: () => Promise<KnownBefore>,
) {
  const beside = await known();
  const { invoice } = beside;
  const isOfInvoice = invoice !== undefined && wantedBy(model).has('owed');
  return { model, said: isOfInvoice ? saidWith(invoice, said) : said, known: beside };
}

/** What is asked for by its name, and all that was said of it. */
type NamedHandout =
  | { readonly said: string; readonly model: HandoutModel; readonly clause?: undefined }
  | { readonly said: string; readonly clause: Clause; readonly model?: undefined };

/** The document, or the clause, that a message asks for by its name or its button, or by its place in what was offered. */
function namedIn(
  text: string,
  about: {
    models: readonly HandoutModel[];
    base: ClauseBase;
    pending: PendingHandout | undefined;
    isWanted: boolean;
    /** It may be about the document that was given last. */
    isAgain: boolean;
  },
): NamedHandout | undefined {
  const { models, base, pending, isWanted, isAgain } = about;
  const isChoice = pending !== undefined && choosesIn(pending, text);
  const wanted = isChoice ? (chosenOf(pending, text) ?? text) : text;
  const pressed = models.find(({ button }) => button === wanted);
  if (!pressed && !isWanted && !isChoice && !fileWish(text)) return undefined;
  // What was said before it was asked which one is of this one.
  const said = pending?.offered ? saidWith(pending.said, wanted) : wanted;
  if (pressed) return { model: pressed, said };
  const model = bestNamed(wanted, models);
  const clause = clauseNamed(wanted, base);
  if (model && (!clause || namedBy(wanted, model) > namedBy(wanted, clause.template))) return { model, said };
  if (clause) return { clause, said };
  const near = (isWanted && !isAgain) || isChoice ? onlyNear(wanted, models) : undefined;
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
  const found = saidFor(model, said, { figures, now, company, purchase, self });
  const before = saidFor(model, pending.said, { figures, now, company, purchase, self });
  const given = differs(found.values, before.values);
  // « le même, mais en PDF »
  const isOtherFormat = isWanted && formatsAsked(text) !== undefined;
  const adds = LEAVE.test(fold(text)) || given || isOtherFormat || differs(found.facts, before.facts);
  if (adds) return documentReply(parts, { model, said, text, now, known: beside });
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
  },
): Promise<HandoutReply> {
  const { model, said, text, now, known } = asked;
  const { figures } = parts.base();
  const found = saidFor(model, said, { figures, now, ...known });
  return giveDocument({ model, said, found, figures, now, leaves: LEAVE.test(fold(text)) });
}

const isComplement = (text: string): boolean =>
  text.length <= COMPLEMENT && !QUESTION.test(fold(text)) && /\p{L}|\d/u.test(text);

/** What gives a figure that was asked for, whatever its mark: « y a mes 5 000 € et 20 jours ? ». */
const isAnswerAsked = (text: string): boolean => /\d/.test(text) && isComplement(text.replaceAll('?', ' '));
