import { paragraph } from '#src/channel/blocks.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import { bestNamed, fileWish, namedBy } from '#src/features/handouts/rules/asked.ts';
import { saidWith } from '#src/features/handouts/rules/said-anew.ts';
import { type KnownBefore, saidFor } from '#src/features/handouts/rules/told.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import type { HandoutModel } from '#src/knowledge/model/handout-model.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type ClauseBase, clauseNamed, clauseOf, clauseReply, knownOf } from './clause.ts';
import type { AnswerCheck } from './compose-clause.ts';
import { giveDocument } from './give.ts';
import type { HandoutReply, PendingHandout } from './pending.ts';

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
export const isAwaited = ({ at }: PendingHandout, now: number): boolean => now - at < PATIENCE_MS;

/** A message longer than this is a story, not what was asked. */
const COMPLEMENT = 160;
const LEAVE =
  /\b(?:laisse[rz]? (?:en )?blanc|en blanc|je (?:ne )?(?:sais|connais) pas|jsp|aucune idee|plus tard|sans (?:le taux|la date|montant))\b/;
const QUESTION =
  /\?|\b(?:c'est quoi|qu'est[- ]ce|comment|pourquoi|combien|quel(?:le)?s?|ou (?:trouver|est)|est[- ]ce que|puis[- ]je|peut[- ]on|faut[- ]il|dois[- ]je)\b/;

/**
 * The document that a message asks for, or completes; undefined for any other message.
 * @param pending what was asked for before, if it may still be completed
 * @param known looks up what is known of the person beside, once a document is to be made
 */
export async function handoutReply(
  parts: HandoutParts,
  text: string,
  about: {
    now: number;
    pending?: PendingHandout | undefined;
    known?: (() => Promise<KnownBefore>) | undefined;
  },
): Promise<HandoutReply | undefined> {
  const { now, pending, known = async () => ({}) } = about;
  if (pending?.open && isAwaited(pending, now) && callsOff(text))
    return { kind: 'help', blocks: [paragraph(texts.calledOff)], endsPending: true };
  const models = await parts.models();
  const wish = fileWish(text);
  const pressed = models.find(({ button }) => button === text);
  const mayComplete = pending !== undefined && isAwaited(pending, now) && isComplement(text);
  const { check } = parts;
  const base = parts.base();
  if (pressed || wish) {
    const model = pressed ?? bestNamed(text, models);
    const clause = pressed ? undefined : clauseNamed(text, base);
    const isModel = model && (!clause || namedBy(text, model) > namedBy(text, clause.template));
    if (isModel) return documentReply(parts, { model, said: text, text, now, known: await known() });
    if (clause) return clauseReply(clause, text, { base, check, now });
  }
  return mayComplete ? completed(parts, text, { now, pending, known: await known() }) : undefined;
}

/** What was asked for before, with what is told now; undefined when that tells nothing more of it. */
async function completed(
  parts: HandoutParts,
  text: string,
  about: { now: number; pending: PendingHandout; known: KnownBefore },
): Promise<HandoutReply | undefined> {
  const { now, pending, known: beside } = about;
  const said = saidWith(pending.said, text);
  const base = parts.base();
  const { figures } = base;
  const clause = clauseOf(pending.model, base);
  if (clause) {
    const today = parisDay(now);
    const then = knownOf(pending.said, figures, today);
    const known = knownOf(said, figures, today);
    const more = differs(known.values, then.values) || differs(openOf(known), openOf(then));
    return more ? clauseReply(clause, said, { base, check: parts.check, now }) : undefined;
  }
  const model = (await parts.models()).find(({ id }) => id === pending.model);
  if (!model) return undefined;
  // What is known beside was so before, too.
  const { company } = beside;
  const found = saidFor(model, said, { figures, now, company });
  const before = saidFor(model, pending.said, { figures, now, company });
  const given = differs(found.values, before.values);
  const adds = LEAVE.test(fold(text)) || given || differs(found.facts, before.facts);
  return adds ? documentReply(parts, { model, said, text, now, known: beside }) : undefined;
}

/** What the computation of a clause says: it changes with each of its values. */
const openOf = ({ hours }: ReturnType<typeof knownOf>): ReadonlyMap<number, string> =>
  new Map((hours?.steps ?? []).entries());

const differs = <K, V>(now: ReadonlyMap<K, V>, then: ReadonlyMap<K, V>): boolean =>
  [...now].some(([key, value]) => then.get(key) !== value);

function documentReply(
  parts: HandoutParts,
  asked: { model: HandoutModel; said: string; text: string; now: number; known: KnownBefore },
): Promise<HandoutReply> {
  const { model, said, text, now, known } = asked;
  const { figures } = parts.base();
  const found = saidFor(model, said, { figures, now, ...known });
  return giveDocument({ model, said, found, figures, now, leaves: LEAVE.test(fold(text)) });
}

const isComplement = (text: string): boolean =>
  text.length <= COMPLEMENT && !QUESTION.test(fold(text)) && /\p{L}|\d/u.test(text);
